"""A mail server for tests: it speaks SMTP on a port of this machine and keeps what it gets."""

from __future__ import annotations

import socketserver
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from threading import Thread


class MailServer(socketserver.ThreadingTCPServer):
    """`received` are the mails; `refused` the addresses it does not know; `on_mail` is called before it answers."""

    allow_reuse_address = True
    daemon_threads = True

    def __init__(self, port: int = 0) -> None:
        super().__init__(("127.0.0.1", port), _Conversation)
        self.received: list[EmailMessage] = []
        self.refused: set[str] = set()
        self.on_mail: Callable[[], None] = lambda: None

    @property
    def port(self) -> int:
        """Where it listens."""
        return int(self.server_address[1])

    def keep(self, content: bytes) -> None:
        """Take a mail."""
        self.received.append(message_from_bytes(content, policy=default))
        self.on_mail()


class _Conversation(socketserver.StreamRequestHandler):
    server: MailServer

    def handle(self) -> None:
        self._say("220 test")
        while line := self.rfile.readline():
            verb = line[:4].upper()
            if verb == b"QUIT":
                self._say("221 bye")
                return
            if verb == b"DATA":
                self._take_mail()
            elif verb == b"EHLO":
                self._say("250-test\r\n250 8BITMIME")
            elif verb == b"RCPT" and any(address.encode() in line for address in self.server.refused):
                self._say("550 no such mailbox")
            else:
                self._say("250 ok")

    def _take_mail(self) -> None:
        self._say("354 go on")
        lines = []
        while (line := self.rfile.readline()) not in {b".\r\n", b""}:
            lines.append(line.removeprefix(b".") if line.startswith(b"..") else line)
        self.server.keep(b"".join(lines))
        self._say("250 taken")

    def _say(self, answer: str) -> None:
        self.wfile.write(answer.encode() + b"\r\n")


@contextmanager
def running_mail_server(port: int = 0) -> Iterator[MailServer]:
    """A server that listens until the end of the block; port 0 is any free one."""
    with MailServer(port) as server:
        thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
        thread.start()
        try:
            yield server
        finally:
            server.shutdown()
            thread.join()
