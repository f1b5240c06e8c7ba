"""The application factory: settings, capabilities, features and surfaces put together."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from flask import Flask
from flask_compress import Compress
from sqlalchemy import select
from sqlalchemy.exc import DBAPIError
from werkzeug.middleware.proxy_fix import ProxyFix

import network.accounts.administering
import network.accounts.editing
import network.accounts.passkey_views
import network.accounts.second_steps
import network.accounts.views
import network.applications.views
import network.audit.models
import network.coordination.views
import network.directory.views
import network.events.views
import network.feedback.views
import network.files.models
import network.forums.models
import network.forums.views
import network.freshness.editing
import network.freshness.views
import network.home.views
import network.mail.views
import network.member.daily
import network.member.editing
import network.member.moves
import network.member.papers
import network.member.partnerships
import network.member.people
import network.member.previews
import network.member.reports
import network.member.travel
import network.member.views
import network.mobile_teams.views
import network.moderation.models
import network.news.views
import network.organizations.views
import network.partnerships.models
import network.partnerships.views
import network.profiles.views
import network.relocations.models
import network.relocations.views
import network.services.referrals
import network.urgent.views
from config import ROOT, ConfigurationError, read_settings
from network import cli, pages
from network.accounts import access
from network.accounts.models import User
from network.core import (
    assets,
    errorpages,
    headers,
    i18n,
    limits,
    numbers,
    origin,
    permissions,
    transactions,
    uploads,
)
from network.core.database import db, migrate
from network.events import freshness as event_freshness
from network.events import moderated as moderated_events
from network.forums import moderated as moderated_forums
from network.forums import moderated_challenges, moderated_documents, moderated_owned, moderated_solutions
from network.locations import moderated as moderated_locations
from network.mail import sending as mail_sending
from network.mobile_teams import freshness as team_freshness
from network.mobile_teams import moderated as moderated_teams
from network.mobile_teams import moderated_stops
from network.moderation import documents
from network.organizations import documents as organization_documents
from network.organizations import freshness as organization_freshness
from network.organizations import moderated as moderated_organizations
from network.organizations.models import Organization
from network.partnerships import freshness as partnership_freshness
from network.partnerships import moderated as moderated_partnerships
from network.relocations import freshness as relocation_freshness
from network.relocations import moderated as moderated_relocations
from network.services import documents as service_documents
from network.services import feedback as service_feedback
from network.services import freshness as service_freshness
from network.services import moderated as moderated_services
from network.services import moderated_results, moderated_schedules

BLUEPRINTS = (
    network.home.views.blueprint,
    network.directory.views.blueprint,
    network.profiles.views.blueprint,
    network.organizations.views.blueprint,
    network.mobile_teams.views.blueprint,
    network.events.views.blueprint,
    network.news.views.blueprint,
    network.relocations.views.blueprint,
    network.partnerships.views.blueprint,
    network.forums.views.blueprint,
    network.urgent.views.blueprint,
    network.mail.views.blueprint,
    network.accounts.views.blueprint,
    network.feedback.views.blueprint,
    network.freshness.views.blueprint,
    network.member.views.blueprint,
    network.applications.views.blueprint,
    network.coordination.views.blueprint,
)
MODERATED = (
    moderated_organizations,
    moderated_locations,
    moderated_services,
    moderated_schedules,
    moderated_teams,
    moderated_stops,
    moderated_results,
    moderated_relocations,
    moderated_events,
    moderated_partnerships,
    moderated_forums,
    moderated_challenges,
    moderated_solutions,
    moderated_documents,
    moderated_owned,
)
"""Kinds of records that members change, in the order of their pages."""

COMPRESSED = [
    "text/html",
    "text/plain",
    "application/json",
    "application/geo+json",
    "application/xml",
]
"""What views answer with; static files are packed beforehand."""


def create_app(settings: Mapping[str, Any] | None = None) -> Flask:
    """The WSGI application; `settings` override what the environment says. Raises config.ConfigurationError."""
    app = Flask(
        "network",
        root_path=str(ROOT / "network"),
        template_folder=str(ROOT / "templates"),
        static_folder=None,
    )
    app.config.from_mapping(read_settings())
    app.config.from_mapping(settings or {})
    app.config["COMPRESS_ALGORITHM"] = ["br", "gzip"]
    app.config["COMPRESS_MIMETYPES"] = COMPRESSED
    app.url_map.strict_slashes = False
    numbers.init_app(app)
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    _connect(app)
    for blueprint in BLUEPRINTS:
        app.register_blueprint(blueprint)
    limits.init_app(app)
    transactions.init_app(app)  # last: what refuses a request comes before the lock of a write
    if app.config["NETWORK_ENV"] == "production":
        _refuse_examples(app)
    return app


def _connect(app: Flask) -> None:
    db.init_app(app)
    migrate.init_app(app, db, directory=str(ROOT / "migrations"))
    organization_documents.init()
    service_documents.init()
    service_feedback.init()
    organization_freshness.init()
    service_freshness.init()
    team_freshness.init()
    relocation_freshness.init()
    event_freshness.init()
    partnership_freshness.init()
    for moderated in MODERATED:
        moderated.init()
    Compress(app)
    documents.init()
    uploads.init_app(app)  # first of all that looks at a request: the others read its form
    for part in (headers, access, origin, permissions, errorpages, pages, assets, i18n, cli, mail_sending):
        part.init_app(app)
    proxies = app.config["TRUSTED_PROXIES"]
    if proxies:
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=proxies, x_proto=proxies, x_host=0)  # type: ignore[method-assign]


def _refuse_examples(app: Flask) -> None:
    """Production never serves invented organizations: a family would call them."""
    with app.app_context():
        try:
            found = db.session.scalar(
                select(Organization.id).where(Organization.is_example).limit(1)
            ) or db.session.scalar(select(User.id).where(User.is_example).limit(1))
        except DBAPIError:  # no schema yet, or no database: `prepare` and `/readyz` speak of that
            return
        finally:
            db.session.remove()
            db.engine.dispose()  # workers are forked from here: a connection must never be shared
    if found is not None:
        raise ConfigurationError(
            "The database holds example data. Production needs one of its own: set DATABASE_URL."
        )
