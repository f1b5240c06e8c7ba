"""Files in development, a server by MAIL_URL, encrypted unless it is on this machine."""

from __future__ import annotations

import smtplib
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import SMTP, default

import pytest

from network.mail.transports import FileTransport, MailFailure, ServerUnreachable, SmtpTransport, transport_of
from tests.mail.smtp_server import running_mail_server


def a_message(recipient="olena@example.org"):
    message = EmailMessage(policy=SMTP)
    message["From"], message["To"], message["Subject"] = "network@example.org", recipient, "Тема"
    message["Message-ID"] = "<abc/../../etc@127.0.0.1>"
    message.set_content("Вітаємо.\n.крапка на початку\n")
    return message


def test_a_file_holds_the_mail_and_its_name_no_path(tmp_path):
    transport = FileTransport(tmp_path / "mail")
    transport.send(a_message())
    transport.send(a_message())
    (path,) = (tmp_path / "mail").iterdir()
    assert path.name == "abc....etc@127.0.0.1.eml"
    received = message_from_bytes(path.read_bytes(), policy=default)
    assert received["Subject"] == "Тема"
    assert received.get_content().replace("\r\n", "\n") == "Вітаємо.\n.крапка на початку\n"


@pytest.mark.parametrize("recipient", ["olena@example.org", "олена@xn--80ayf.xn--j1amh"])
def test_every_address_can_be_written(tmp_path, recipient):
    FileTransport(tmp_path).send(a_message(recipient))
    assert len(list(tmp_path.iterdir())) == 1


def test_a_folder_that_cannot_be_written_is_a_server_that_is_down(tmp_path):
    (tmp_path / "mail").write_text("a file")
    with pytest.raises(ServerUnreachable):
        FileTransport(tmp_path / "mail").send(a_message())


def test_a_line_that_begins_with_a_dot_arrives(mail_server, smtp):
    smtp.send(a_message())
    assert ".крапка" in mail_server.received[0].get_content()


def test_a_server_that_does_not_know_foreign_letters_refuses_that_mail_alone(smtp):
    with pytest.raises(MailFailure) as caught:
        smtp.send(a_message("олена@xn--80ayf.xn--j1amh"))
    assert not isinstance(caught.value, ServerUnreachable)


def test_nothing_goes_unencrypted_to_another_machine(monkeypatch):
    asked = []
    monkeypatch.setattr(smtplib.SMTP, "starttls", lambda self, **options: asked.append(options["context"]))
    monkeypatch.setattr(smtplib.SMTP, "login", lambda self, user, password: asked.append((user, password)))
    with running_mail_server() as server:
        transport = SmtpTransport("127.0.0.1.", server.port, user="u", password="p")
        monkeypatch.setattr(
            transport.__class__, "_connect", lambda self: smtplib.SMTP("127.0.0.1", self.port)
        )
        transport.send(a_message())
    context, login = asked
    assert context.check_hostname and login == ("u", "p")


def test_a_password_stays_out_of_the_failure():
    with running_mail_server() as server:
        port = server.port
    transport = SmtpTransport("127.0.0.1", port, user="u", password="a secret word")
    with pytest.raises(ServerUnreachable) as caught:
        transport.send(a_message())
    assert "secret" not in str(caught.value)


def test_the_address_names_the_transport(tmp_path):
    assert transport_of("smtp://mail.example.org") == SmtpTransport("mail.example.org", 587)
    assert transport_of("smtps://u%40x:p%2Fw@mail.example.org") == SmtpTransport(
        "mail.example.org", 465, user="u@x", password="p/w", is_tls=True
    )
    assert transport_of("", tmp_path) == FileTransport(tmp_path)
    assert transport_of("") is None
    with pytest.raises(ValueError, match="MAIL_URL"):
        transport_of("https://mail.example.org")
