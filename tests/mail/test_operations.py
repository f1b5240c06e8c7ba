"""A mail is in the outbox when its cause was committed, and never otherwise."""

from __future__ import annotations

import pytest
from sqlalchemy import func, select

from network.core.errors import BadInput
from network.mail.models import Mail
from network.mail.operations import KEPT, forget_sent, revive


def count(session):
    return session.scalar(select(func.count()).select_from(Mail))


def test_the_mail_of_a_cause_that_failed_does_not_exist(session, greet):
    greet()
    session.rollback()
    assert count(session) == 0


def test_a_committed_cause_leaves_one_mail(session, greet):
    mail = greet()
    session.commit()
    assert count(session) == 1
    assert mail.message_id.startswith("<") and mail.message_id.endswith("@127.0.0.1>")
    assert (mail.attempts, mail.sent_at, mail.given_up_at) == (0, None, None)


def test_the_host_of_a_message_id_is_the_public_one(app, greet):
    app.config["PUBLIC_URL"] = "https://directory.example.org"
    assert greet().message_id.endswith("@directory.example.org>")


@pytest.mark.parametrize("address", ["olena@example.org", " olena.k+x@sub.example.org", "олена@пошта.укр"])
def test_addresses_that_are_taken(greet, address):
    local, host = greet(recipient=address).recipient.split("@")
    assert local == address.strip().split("@")[0] and host.isascii()


@pytest.mark.parametrize(
    "address",
    [
        "", "olena", "@example.org", "olena@", "olena@localhost", "a b@example.org", "a@b@example.org", "a..b@example.org",
        "a@example.org\nBcc: b@example.org", "a@example.org, b@example.org", "A <a@example.org>", "a@exa_mple.org",
        "a@-example.org", "a@example..org", "a" * 65 + "@example.org", "a@" + "b" * 70 + ".org", "a\x00@example.org",
    ],
)  # fmt: skip
def test_what_is_no_address_is_refused(greet, address):
    with pytest.raises(BadInput):
        greet(recipient=address)


def test_a_subject_is_one_line_and_fits(session, greet):
    mail = greet(subject_uk="Тема\r\nBcc: evil@example.org\u202e", subject_en="x" * 400)
    session.commit()
    assert mail.subject.startswith("Тема Bcc: evil@example.org / xxx") and len(mail.subject) <= 300


def test_what_was_given_up_can_be_taken_up_again(session, greet):
    mail = greet()
    mail.given_up_at, mail.next_attempt_at, mail.attempts = mail.created_at, None, 10
    session.flush()
    assert revive(session=session, now=mail.created_at) == 1
    assert (mail.given_up_at, mail.next_attempt_at, mail.attempts) == (None, mail.created_at, 0)


def test_what_was_sent_long_ago_is_forgotten(session, greet):
    old, recent, _waiting = greet(), greet(), greet()
    old.sent_at, recent.sent_at = old.created_at - KEPT * 1.01, old.created_at
    session.flush()
    assert forget_sent(session=session, now=old.created_at) == 1
    assert forget_sent(session=session, now=old.created_at) == 0
    assert count(session) == 2
