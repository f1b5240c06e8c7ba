"""What was refused long ago is erased with everything that belongs to it; nothing else is."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from network.applications import operations
from network.applications.models import Application, ApplicationLink, ApplicationMessage
from network.applications.operations import Site
from network.audit.models import AuditEntry
from network.core.clock import now
from network.mail.models import Mail
from tests.applications.conftest import Send, token_in


@pytest.fixture
def refused(session: Session, applied: Application, site: Site) -> int:
    """An application that was asked about, answered and refused now; its id."""
    given: dict[str, Any] = {"session": session, "application": applied, "moment": now(), "site": site}
    operations.ask(version=1, question="Де ви?", by=7, **given)
    operations.answer(text="Тут", **given)
    operations.refuse(version=3, reason="Ні", by=7, **given)
    session.commit()
    return applied.id


def count(session: Session, *models: Any) -> list[int]:
    session.rollback()
    return [session.scalar(select(func.count()).select_from(model)) or 0 for model in models]


def test_a_refused_application_is_erased_with_all_that_belongs_to_it(
    session: Session,
    client: FlaskClient,
    refused: int,
    send: Send,
    mails: Callable[..., list[Mail]],
    run: Callable[[list[str]], str],
) -> None:
    token = token_in(mails()[-1])
    assert client.get(f"/join/{token}").status_code == 200
    assert send(name_uk="ГО «Інша»", edrpou="", email="other@example.org").status_code == 303
    whole = count(session, Application, ApplicationMessage, ApplicationLink, Mail)
    assert "0 forgotten" in run(["applications", "forget"])
    assert count(session, Application, ApplicationMessage, ApplicationLink, Mail) == whole
    session.get_one(Application, refused).decided_at = now() - timedelta(days=181)
    session.commit()
    assert "1 forgotten" in run(["applications", "forget"])
    assert count(session, Application, ApplicationMessage, ApplicationLink) == [1, 0, 1]
    assert mails() == [] and len(mails("other@example.org")) == 1
    assert client.get(f"/join/{token}").status_code == 404
    assert "applications.forget" in session.scalars(select(AuditEntry.action)).all()
    assert "0 forgotten" in run(["applications", "forget"])


def test_an_application_that_was_accepted_stays(
    session: Session, applied: Application, site: Site, run: Callable[[list[str]], str]
) -> None:
    operations.accept(
        session=session, application=applied, version=1, organization=None, by=7, moment=now(), site=site
    )
    applied.decided_at = now() - timedelta(days=900)
    session.commit()
    assert "0 forgotten" in run(["applications", "forget"])
    assert count(session, Application) == [1]


def test_the_form_and_the_privacy_page_say_how_long_it_is_kept(make_app: Callable[..., Flask]) -> None:
    client = make_app(APPLICATIONS_KEPT_DAYS=71).test_client()
    for path in ("/join", "/privacy"):
        assert "71 день" in client.get(path).get_data(as_text=True), path
        assert "71 days" in client.get(f"/en{path}").get_data(as_text=True), path
