"""What members change of their forums: all that an event says, the agenda and who took part."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload, selectinload

from network.core.errors import NotFound
from network.core.i18n import lazy_gettext as _l
from network.core.text import clean_lines
from network.events import moderated as events
from network.events import pages
from network.events.event_fields import OF_ALL, PEOPLE, PUBLISHED
from network.events.models import Event, EventKind
from network.forums.belonging import page_of
from network.forums.models import Forum
from network.forums.operations import add_forum
from network.moderation.fields import Field, Kind, Removal, Values, Widget, register
from network.moderation.queries import get_version
from network.organizations.naming import find_organization, get_organizations, name_organizations

CODE = "forum"
AGENDA = Field(
    name="agenda",
    label=_l("Agenda"),
    hint=_l("Each point on a line of its own."),
    widget=Widget.TEXT,
    languages=True,
    limit=5000,
    section=_l("What"),
)
ATTENDEES = Field(
    name="attendees",
    label=_l("Organizations that took part"),
    hint=_l(
        "Organizations of the directory, each on a line of its own; those who held it need not be repeated."
    ),
    widget=Widget.RECORDS,
    is_sensitive=True,
    find_record=find_organization,
    name_records=name_organizations,
    most=200,
    section=PEOPLE,
)


def _fields() -> list[Field]:
    """The fields of an event with the agenda after what it is and the organizations before the communities."""
    found: list[Field] = []
    for field in OF_ALL:
        if field.name == "communities":
            found.append(ATTENDEES)
        found.append(field)
        if field.name == "description":
            found.append(AGENDA)
    return [*found, PUBLISHED]


FIELDS = tuple(_fields())


def get(session: Session, record_id: int) -> Forum:
    """The forum with all that its values are read from; raises NotFound."""
    forum = session.get(Forum, record_id, options=_loaded(), populate_existing=True)
    if forum is None:
        raise NotFound(f"forum {record_id}")
    return forum


def _loaded() -> list[Any]:
    event = joinedload(Forum.event)
    return [
        event.joinedload(Event.organization),
        event.joinedload(Event.community),
        event.selectinload(Event.communities),
        event.selectinload(Event.organizations),
        selectinload(Forum.participants),
    ]


def read(session: Session, forum: Forum) -> Values:
    """All its values."""
    return {
        **events.read_event(forum.event),
        "agenda_uk": forum.agenda_uk,
        "agenda_en": forum.agenda_en,
        "attendees": sorted(each.slug for each in forum.participants),
    }


def apply(session: Session, forum: Forum, values: Values) -> None:
    """Write the values; raises BadInput for what the operations refuse."""
    events.check_discreet(session, forum.event.organization_id, values, FIELDS)
    participants = get_organizations(session, values["attendees"])
    events.write_event(session, forum.event, values)
    forum.agenda_uk, forum.agenda_en = _agenda(values)
    forum.participants = participants
    session.flush()


def create(session: Session, organization_id: int, values: Values) -> Forum:
    """Add a forum with these values."""
    events.check_discreet(session, organization_id, values, FIELDS)
    participants = get_organizations(session, values["attendees"])
    event = events.make_event(session, organization_id, EventKind.FORUM, values)
    uk, en = _agenda(values)
    return add_forum(session=session, event=event, participants=participants, agenda_uk=uk, agenda_en=en)


def _agenda(values: Values) -> tuple[str, str]:
    return clean_lines(values["agenda_uk"]), clean_lines(values["agenda_en"])


def remove(session: Session, forum: Forum, removal: Removal) -> None:
    """As an event: cancelled while it is to come; what was a mistake or is not safe has no page any more."""
    events.remove(session, forum.event, removal)


def find(session: Session, organization_ids: Sequence[int]) -> Sequence[Forum]:
    """The forums of these organizations, the latest first."""
    query = select(Forum).join(Forum.event).where(Event.organization_id.in_(organization_ids))
    order = (Event.starts_on.is_not(None), Event.starts_on.desc(), Event.sort_uk, Forum.id)
    return session.scalars(query.options(*_loaded()).order_by(*order)).all()


def version_of(session: Session, event: Event) -> int:
    """How many times the forum of an event was changed."""
    number = session.scalar(select(Forum.id).where(Forum.event_id == event.id))
    return get_version(session, CODE, number) if number is not None else 0


def init() -> None:
    """Let members change their forums, and have their events shown on the pages of forums."""
    pages.register(EventKind.FORUM, "forums.show", version_of)
    register(
        Kind(
            code=CODE,
            title=_l("Forum"),
            plural=_l("Forums"),
            fields=FIELDS,
            get=get,
            read=read,
            create=create,
            apply=apply,
            organization_id=lambda forum: forum.event.organization_id,
            describe=events.describe,
            find=find,
            remove=remove,
            page=page_of,
            index=lambda session, forum: None,
            defaults=events.DEFAULTS,
            checks=events.CHECKS,
            belongs_to=lambda forum: forum.event,
            state=lambda forum: events.state(forum.event),
            ending=events.ENDING,
        )
    )
