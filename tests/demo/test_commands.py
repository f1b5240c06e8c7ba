"""The command: once, never in production, and what it loads is found and shown."""

from __future__ import annotations

from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from network.audit.queries import find_entries
from network.core.database import db
from network.locations.models import Location, Visibility
from network.organizations.models import Organization
from network.services.models import Service, ServiceAtLocation
from tests.demo.test_operations import SECRET_STREET


def test_production_refuses(app: Flask) -> None:
    app.config["NETWORK_ENV"] = "production"
    result = app.test_cli_runner().invoke(args=["demo", "load"])
    assert result.exit_code != 0
    assert "refused in production" in result.output
    with app.app_context():
        assert db.session.scalar(select(func.count()).select_from(Organization)) == 0


def test_a_second_load_says_that_nothing_was_added(loaded_app: Flask) -> None:
    result = loaded_app.test_cli_runner().invoke(args=["demo", "load"])
    assert result.exit_code == 0
    assert "nothing was added" in result.output


def test_the_load_is_recorded_once(loaded_session: Session) -> None:
    (entry,) = find_entries(loaded_session, action="demo.load")
    assert entry.actor == "command"


def test_what_was_loaded_is_found(loaded_client: FlaskClient) -> None:
    body = loaded_client.get("/services", query_string={"q": "психолог Царичанка"}).get_data(as_text=True)
    assert "/services/psychologists-room-tsarychanka" in body


def test_pages_of_services_at_secret_places_keep_them(
    loaded_client: FlaskClient, loaded_session: Session
) -> None:
    slugs = loaded_session.scalars(
        select(Service.slug)
        .join(ServiceAtLocation, ServiceAtLocation.service_id == Service.id)
        .join(Location, Location.id == ServiceAtLocation.location_id)
        .where(Location.visibility == Visibility.CONFIDENTIAL)
    ).all()
    paths = [f"{language}/services/{slug}" for slug in slugs for language in ("", "/en")]
    for path in [*paths, "/organizations/lampa-u-vikni", "/organizations/kalynova-lava", "/en/map"]:
        body = loaded_client.get(path).get_data(as_text=True)
        assert not any(word in body for word in SECRET_STREET), path
