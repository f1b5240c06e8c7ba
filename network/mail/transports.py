"""Where mails go: by SMTP to a server, or in development into files."""

from __future__ import annotations

import re
import smtplib
import ssl
from dataclasses import dataclass
from email.message import EmailMessage
from email.policy import SMTP
from pathlib import Path
from typing import Protocol
from urllib.parse import unquote, urlsplit

TIMEOUT = 10
"""Seconds that a mail server may take for each answer."""
LOOPBACK = frozenset({"localhost", "127.0.0.1", "::1"})


class MailFailure(Exception):
    """A mail did not leave; the message says why, without passwords and addresses."""


class ServerUnreachable(MailFailure):
    """No mail can leave now: the server is down, or refuses us."""


class Transport(Protocol):
    """A way for mails to leave."""

    def send(self, message: EmailMessage) -> None:
        """Send one mail to the address in its `To`; raises MailFailure."""


@dataclass(frozen=True)
class FileTransport:
    """Each mail becomes a file `<Message-ID>.eml`; the same mail sent again is the same file."""

    folder: Path

    def path_of(self, message_id: str) -> Path:
        """Where the mail with this Message-ID lands."""
        return self.folder / (re.sub(r"[^A-Za-z0-9@.-]", "", message_id) + ".eml")

    def send(self, message: EmailMessage) -> None:
        """Write the file whole or not at all."""
        whole = self.path_of(message["Message-ID"])
        half = whole.with_suffix(".part")
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            half.write_bytes(message.as_bytes(policy=SMTP))
            half.replace(whole)
        except OSError as error:
            raise ServerUnreachable(f"no file: {error.strerror}") from error


@dataclass(frozen=True)
class SmtpTransport:
    """A mail server; everything is encrypted, but for a server on this very machine."""

    host: str
    port: int
    user: str = ""
    password: str = ""
    is_tls: bool = False
    timeout: float = TIMEOUT

    def send(self, message: EmailMessage) -> None:
        """Open a connection, hand the mail over, close."""
        try:
            with self._connect() as server:
                self._greet(server)
                server.send_message(message)
        except smtplib.SMTPRecipientsRefused as error:
            code = next(iter(error.recipients.values()))[0]
            raise MailFailure(f"the server refuses the recipient ({code})") from error
        except (smtplib.SMTPDataError, smtplib.SMTPNotSupportedError) as error:
            raise MailFailure(f"the server refuses the mail ({_code(error)})") from error
        except (OSError, smtplib.SMTPException) as error:
            raise ServerUnreachable(f"{type(error).__name__} ({_code(error)})") from error

    def _connect(self) -> smtplib.SMTP:
        if self.is_tls:
            context = ssl.create_default_context()
            return smtplib.SMTP_SSL(self.host, self.port, timeout=self.timeout, context=context)
        return smtplib.SMTP(self.host, self.port, timeout=self.timeout)

    def _greet(self, server: smtplib.SMTP) -> None:
        if not self.is_tls and self.host not in LOOPBACK:
            server.starttls(context=ssl.create_default_context())
        if self.user:
            server.login(self.user, self.password)


def transport_of(url: str, folder: Path | None = None) -> Transport | None:
    """The transport that MAIL_URL names; without one files in `folder`, without that None. Raises ValueError."""
    if not url:
        return FileTransport(folder) if folder else None
    parts = urlsplit(url)
    if parts.scheme not in {"smtp", "smtps"} or not parts.hostname:
        raise ValueError("MAIL_URL is smtp://user:password@host:587 or smtps://user:password@host:465")
    return SmtpTransport(
        host=parts.hostname,
        port=parts.port or (465 if parts.scheme == "smtps" else 587),
        user=unquote(parts.username or ""),
        password=unquote(parts.password or ""),
        is_tls=parts.scheme == "smtps",
    )


def _code(error: Exception) -> str:
    code = getattr(error, "smtp_code", None) or getattr(error, "errno", None)
    return str(code) if code else "no code"
