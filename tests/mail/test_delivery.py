"""Nothing is lost and nothing is doubled: a server that is down, a killed process, two workers at once."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from threading import Event

import pytest
from sqlalchemy import select

from network.mail.delivery import CLAIM, GIVE_UP_AFTER
from network.mail.models import Mail
from network.mail.transports import MailFailure, SmtpTransport
from tests.architecture.sources import ROOT
from tests.mail.smtp_server import running_mail_server

AFTER_CLAIM = CLAIM.total_seconds() / 60 + 1


class Collecting:
    """A transport that keeps the Message-IDs and can wait, or fail, on its way."""

    def __init__(self, failure=None, wait=None):
        self.ids, self.failure, self.wait, self.entered = [], failure, wait, Event()

    def send(self, message):
        self.entered.set()
        if self.wait is not None:
            assert self.wait.wait(10)
        if self.failure is not None:
            raise self.failure
        self.ids.append(message["Message-ID"])


def fresh(session, mail):
    session.rollback()
    return session.get(Mail, mail.id, populate_existing=True)


def test_a_mail_arrives_with_both_parts_and_a_ukrainian_subject(
    session, greet, mail_server, smtp, deliver_round
):
    mail = greet()
    session.commit()
    assert deliver_round(smtp).sent == 1
    (received,) = mail_server.received
    assert received["Subject"] == "Перевірте дані послуги «Психолог» / Check your service"
    assert received["To"] == "olena@example.org"
    assert received["From"].addresses[0].display_name == "Мережа"
    assert received["Message-ID"] == mail.message_id
    assert received["Auto-Submitted"] == "auto-generated"
    assert "Вітаємо, родино." in received.get_body(("plain",)).get_content()
    assert "<a href=" in received.get_body(("html",)).get_content()
    assert fresh(session, mail).sent_at is not None
    assert deliver_round(smtp, minutes=60).sent == 0


def test_the_links_of_a_mail_that_has_left_are_erased(session, greet, deliver_round):
    mail = greet()
    session.commit()
    deliver_round(Collecting(failure=MailFailure("no")))
    assert "/confirm/abc" in fresh(session, mail).text
    session.rollback()
    deliver_round(Collecting(), minutes=3)
    sent = fresh(session, mail)
    assert (sent.text, sent.html) == ("", "") and sent.sent_at is not None


def test_a_server_that_was_down_gets_everything_later(session, greet, deliver_round):
    with running_mail_server() as server:
        transport = SmtpTransport("127.0.0.1", server.port, timeout=5)
    mails = [greet(recipient=f"reader{number}@example.org") for number in range(3)]
    session.commit()
    ids = {mail.message_id for mail in mails}
    session.rollback()
    result = deliver_round(transport)
    assert (result.sent, result.failed, result.is_stopped) == (0, 1, True), (
        "one knock at a closed door is enough"
    )
    failed = session.scalars(select(Mail).where(Mail.attempts == 1)).one()
    assert failed.last_error.startswith("ConnectionRefusedError")
    with running_mail_server(transport.port) as server:
        assert deliver_round(transport).sent == 2, "the first one waits for its time"
        assert deliver_round(transport, minutes=2.1).sent == 1
        assert {mail["Message-ID"] for mail in server.received} == ids
        assert len(server.received) == 3


def test_a_refused_recipient_stops_no_other_mail(session, greet, mail_server, smtp, deliver_round):
    mail_server.refused.add("nobody@example.org")
    nobody = greet(recipient="nobody@example.org")
    greet()
    session.commit()
    result = deliver_round(smtp)
    assert (result.sent, result.failed, result.is_stopped) == (1, 1, False)
    assert fresh(session, nobody).last_error == "the server refuses the recipient (550)"


def test_attempts_come_later_and_later_and_end(session, greet, deliver_round):
    mail, transport = greet(), Collecting(failure=MailFailure("no"))
    session.commit()
    minutes, waits = 0.0, []
    while True:
        assert deliver_round(transport, minutes).failed == 1
        mail = fresh(session, mail)
        if mail.given_up_at is not None:
            break
        waits.append(2**mail.attempts)
        assert deliver_round(transport, minutes + waits[-1] - 0.5).failed == 0, "not before its time"
        minutes += waits[-1] + 0.1
    assert waits == [2**number for number in range(1, GIVE_UP_AFTER)]
    assert (mail.attempts, mail.next_attempt_at, mail.last_error) == (GIVE_UP_AFTER, None, "no")
    assert deliver_round(transport, minutes * 10).failed == 0


def test_a_mail_that_cannot_be_written_holds_up_no_other(session, greet, deliver_round):
    broken, good, transport = greet(), greet(), Collecting()
    broken.recipient = "no address\nBcc: x@example.org"
    session.commit()
    result = deliver_round(transport)
    assert (result.sent, result.failed) == (1, 1)
    assert transport.ids == [good.message_id]
    assert fresh(session, broken).last_error == "cannot be written: ValueError"


def test_a_process_killed_after_sending_sends_the_same_mail_again(
    session, greet, mail_server, deliver_round, smtp, database_url
):
    mail = greet()
    session.commit()
    environment = {
        **os.environ,
        "DATABASE_URL": database_url,
        "MAIL_URL": f"smtp://127.0.0.1:{mail_server.port}",
        "NETWORK_ENV": "development",
    }
    command = [sys.executable, "-m", "flask", "--app", "wsgi", "mail", "send"]
    worker = subprocess.Popen(
        command, cwd=ROOT, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    mail_server.on_mail = lambda: os.kill(worker.pid, signal.SIGKILL)
    assert worker.wait(60) == -signal.SIGKILL
    mail_server.on_mail = lambda: None
    assert fresh(session, mail).sent_at is None
    session.rollback()
    assert deliver_round(smtp).sent == 0, "a worker may still hold it"
    assert deliver_round(smtp, AFTER_CLAIM).sent == 1
    assert [received["Message-ID"] for received in mail_server.received] == [mail.message_id] * 2


def test_what_one_worker_holds_another_passes_over(session, greet, deliver_round, app):
    first, second = greet(), greet()
    session.commit()
    ids = [first.message_id, second.message_id]
    session.rollback()
    slow, quick = Collecting(wait=Event()), Collecting()

    def work():
        with app.app_context():
            return deliver_round(slow, limit=1)

    with ThreadPoolExecutor(1) as pool:
        running = pool.submit(work)
        assert slow.entered.wait(10)
        assert deliver_round(quick).sent == 1
        slow.wait.set()
        assert running.result(10).sent == 1
    assert slow.ids + quick.ids == ids


def test_workers_at_once_send_each_mail_once(session, greet, deliver_round, app):
    ids = {greet(recipient=f"reader{number}@example.org").message_id for number in range(24)}
    session.commit()
    transport = Collecting()

    def work(_number):
        with app.app_context():
            return deliver_round(transport).sent

    with ThreadPoolExecutor(4) as pool:
        assert sum(pool.map(work, range(4))) == 24
    assert len(transport.ids) == 24 and set(transport.ids) == ids


def test_no_lock_is_held_while_a_server_is_slow(session, greet, deliver_round, app):
    greet()
    session.commit()
    slow = Collecting(wait=Event())

    def work():
        with app.app_context():
            return deliver_round(slow)

    with ThreadPoolExecutor(1) as pool:
        running = pool.submit(work)
        assert slow.entered.wait(10)
        greet()
        session.commit()
        slow.wait.set()
        assert running.result(10).sent == 1


@pytest.mark.parametrize("failure", [KeyboardInterrupt, SystemExit])
def test_an_interrupted_round_loses_nothing(session, greet, deliver_round, failure):
    mail = greet()
    session.commit()
    with pytest.raises(failure):
        deliver_round(Collecting(failure=failure()))
    transport = Collecting()
    assert deliver_round(transport, AFTER_CLAIM).sent == 1
    assert transport.ids == [fresh(session, mail).message_id]
