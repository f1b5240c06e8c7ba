"""A service to report on, and a visitor who does."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session

from network.feedback.models import Report
from network.services.models import Service
from tests.world import World

SAME_ORIGIN = {"Origin": "http://localhost"}
Send = Callable[..., Any]


@pytest.fixture
def service(world: World) -> Service:
    """A published service of an organization with a mailbox."""
    world.organization.email = "criniytsia@example.org"
    made = world.add_service(
        "Кабінет психолога", name_en="Psychologist’s office", at=[world.add_location(world.host)]
    )
    world.finish()
    return made


@pytest.fixture
def send(client: FlaskClient, service: Service) -> Send:
    """A function: the answer to a form with these fields, sent from the page of the form itself."""
    address = f"/services/{service.slug}/report"

    def post(language: str = "", headers: dict[str, str] | None = None, **fields: str) -> Any:
        return client.post(
            language + address,
            data={"topic": "closed"} | fields,
            headers=SAME_ORIGIN if headers is None else headers,
        )

    return post


@pytest.fixture
def reports(session: Session) -> Callable[[], list[Report]]:
    """A function: all reports there are now."""

    def read() -> list[Report]:
        session.rollback()
        return list(session.scalars(select(Report).order_by(Report.id)))

    return read
