"""How a row of the outbox becomes a message; the same row always becomes the same message."""

from __future__ import annotations

from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime

from network.mail.models import Mail


def message_of(mail: Mail, sender: str, sender_name: str = "") -> EmailMessage:
    """Text and HTML; EmailMessage refuses line breaks in headers, so that no value can add one."""
    message = EmailMessage(policy=SMTP)
    message["From"] = Address(display_name=sender_name, addr_spec=sender)
    message["To"] = mail.recipient
    message["Subject"] = mail.subject
    message["Date"] = format_datetime(mail.created_at)
    message["Message-ID"] = mail.message_id
    message["Auto-Submitted"] = "auto-generated"
    message.set_content(mail.text)
    if mail.html:
        message.add_alternative(mail.html, subtype="html")
    return message
