"""The rows of the fictional network as plain values, to compare and to search."""

from __future__ import annotations

from typing import Any

from sqlalchemy import String, select
from sqlalchemy.orm import Session

from network.core.database import Base
from network.events.models import Event
from network.files.models import StoredFile
from network.forums.models import Challenge, Forum, ForumDocument, Solution
from network.locations.models import Location
from network.mobile_teams.models import MobileTeam, MobileTeamStop, StopCancellation
from network.news.models import News
from network.organizations.models import Contact, Organization
from network.partnerships.models import Partnership, Party
from network.relocations.models import Relocation
from network.services.models import Phone, ResultReport, Schedule, Service, ServiceAtLocation

JOINT = (Relocation, Partnership, Event)
MARKED = (Organization, Location, Service, MobileTeam, News, ResultReport, *JOINT)
OF_JOINT = (Party, Forum, Challenge, Solution, ForumDocument, StoredFile)
MADE_UP = {"id", "updated_at", "asked_at", "agreed_at", "overwritten"}
"""Keys and moments; what was written over is told by keys."""
NO_TEXTS = {"code", "sha256", "document"}
ALL = (*MARKED, *OF_JOINT, Contact, MobileTeamStop, StopCancellation, Phone, Schedule, ServiceAtLocation)


def dump(session: Session, model: type[Base]) -> list[dict[str, Any]]:
    """All rows in the order of their adding, without keys and moments that a database makes up."""
    query = select(*model.__table__.columns).order_by(model.__table__.c.id)
    return [
        {name: value for name, value in row._mapping.items() if not _is_made_up(name)}
        for row in session.execute(query)
    ]


def _is_made_up(name: str) -> bool:
    return name in MADE_UP or name.endswith("_id")


def texts(session: Session, *, ending: str = "") -> list[tuple[str, str]]:
    """Every text with where it stands («Service.name_uk»), of columns with this ending."""
    found = []
    for model in ALL:
        names = [
            column.name
            for column in model.__table__.columns
            if isinstance(column.type, String) and column.name not in NO_TEXTS
        ]
        for row in dump(session, model):
            found += [
                (f"{model.__name__}.{name}", row[name])
                for name in names
                if name in row and row[name] and name.endswith(ending)
            ]
    return found
