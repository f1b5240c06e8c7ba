"""What members record of their moves, and how a decided change is written, into the records that moved too."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload, with_expression

from network.core.clock import today
from network.core.errors import BadInput, NotFound
from network.core.i18n import gettext as _
from network.core.i18n import lazy_gettext as _l
from network.core.lengths import check_lengths
from network.moderation.display import public_rows
from network.moderation.fields import Kind, Reason, Removal, Values, get_kind, plain, read_plain, register
from network.moderation.refusals import Invalid
from network.organizations.models import Organization
from network.places.models import Place
from network.relocations.checks import RULES, Story, check_places, check_relocation
from network.relocations.disclosure import is_tellable
from network.relocations.effects import settle, undo
from network.relocations.linking import OWN, PLACES, check_told, find_linked
from network.relocations.models import Moved, Relocation, RelocationState
from network.relocations.operations import add_relocation
from network.relocations.queries import ORDER
from network.relocations.relocation_fields import FIELDS
from network.relocations.words import what_words

CODE = "relocation"
LINKED = (*PLACES, *OWN)
NOT_YET = (RelocationState.PLANNED, RelocationState.UNDER_WAY)


def get(session: Session, record_id: int) -> Relocation:
    """The relocation with its places; raises NotFound."""
    relocation = session.get(Relocation, record_id, options=_loaded(), populate_existing=True)
    if relocation is None:
        raise NotFound(f"relocation {record_id}")
    return relocation


def _loaded() -> list[Any]:
    return [
        joinedload(Relocation.origin),
        joinedload(Relocation.host),
        with_expression(Relocation.is_told, is_tellable()),
    ]


def read(session: Session, relocation: Relocation) -> Values:
    """All its values."""
    ids = {name: getattr(relocation, f"{name}_id") for name in OWN}
    return {
        **read_plain(relocation, FIELDS, without=LINKED),
        **{name: str(key) if key is not None else None for name, key in ids.items()},
        "origin": session.get_one(Place, relocation.origin_id).katottg,
        "host": session.get_one(Place, relocation.host_id).katottg if relocation.host_id else None,
    }


def apply(session: Session, relocation: Relocation, values: Values) -> None:
    """Write the values and what they mean for the records that moved; raises BadInput for what the operations refuse."""
    linked = find_linked(session, relocation.organization_id, values)
    if linked["previous"] is relocation:
        raise Invalid({"previous": _l("A move does not follow itself.")})
    check_places(linked["origin"], linked["host"])
    for key, value in plain(values, FIELDS, without=LINKED).items():
        setattr(relocation, key, value)
    for name, record in linked.items():
        setattr(relocation, f"{name}_id", record.id if record is not None else None)
    relocation.origin, relocation.host = linked["origin"], linked["host"]
    relocation.updated_at = datetime.now(UTC)
    check_relocation(relocation)
    check_lengths(relocation)
    session.flush()
    check_told(session, relocation)
    settle(session=session, relocation=relocation, today=today())


def create(session: Session, organization_id: int, values: Values) -> Relocation:
    """Add a relocation with these values."""
    relocation = add_relocation(
        session=session,
        organization=session.get_one(Organization, organization_id),
        entered_on=today(),
        **find_linked(session, organization_id, values),
        **plain(values, FIELDS, without=LINKED),
    )
    check_told(session, relocation)
    return relocation


def remove(session: Session, relocation: Relocation, removal: Removal) -> None:
    """A mistake is as if it had never been; for security concerns its page is gone; otherwise the work there has ended.

    Only a mistake is put back in the records that moved: nothing that was evacuated looks open again by the others. A plan
    that is given up is in no list any more.
    """
    if removal.reason is Reason.MISTAKE:
        undo(session=session, relocation=relocation)
    if removal.reason in {Reason.MISTAKE, Reason.SECURITY} or relocation.state == RelocationState.PLANNED:
        relocation.is_published = False
    elif removal.reason is Reason.MOVED:
        relocation.state = RelocationState.MOVED_AGAIN
        settle(session=session, relocation=relocation, today=today())
    else:
        begun = [day for day in (relocation.started_on, relocation.moved_on) if day is not None]
        relocation.state, relocation.ended_on = RelocationState.ENDED, max([removal.since, *begun])
        settle(session=session, relocation=relocation, today=today())
    session.flush()


def find(session: Session, organization_ids: Sequence[int]) -> Sequence[Relocation]:
    """The relocations of these organizations, the latest first."""
    query = select(Relocation).where(Relocation.organization_id.in_(organization_ids))
    loaded = query.options(*_loaded()).order_by(*ORDER).execution_options(populate_existing=True)
    return session.scalars(loaded).all()


def page(relocation: Relocation) -> tuple[str, str] | None:
    """Its public page; a plan has none, nor what would give a confidential place away."""
    is_secret = relocation.is_told is not None and not relocation.is_told
    is_shown = relocation.is_published and relocation.state != RelocationState.PLANNED and not is_secret
    return ("relocations.show", relocation.slug) if is_shown else None


def touches(session: Session, organization_id: int, values: Values) -> Sequence[tuple[str, int]]:
    """The records that a relocation with these values may write into."""
    named = (
        ("service", values.get("service")),
        ("service", values.get("successor")),
        ("location", values.get("origin_location")),
        ("team", values.get("team")),
        (CODE, values.get("previous")),
    )
    found = [(kind, int(key)) for kind, key in named if key]
    if Moved.ORGANIZATION in (values.get("what") or []):
        found.append(("organization", organization_id))
    return list(dict.fromkeys(found))


def preview(session: Session, organization_id: int, values: Values) -> Sequence[tuple[str, str]]:
    """What everybody will see; of a plan, that they will not."""
    rows = public_rows(session, get_kind(CODE), values, organization_id, without=("previous",))
    if values["state"] == RelocationState.PLANNED:
        return [(_("Who sees it"), _("Members of the network and coordinators")), *rows]
    return rows


def state(relocation: Relocation) -> str:
    """What its own people are told in their lists."""
    if not relocation.is_published:
        return "hidden"
    return "planned" if relocation.state == RelocationState.PLANNED else "shown"


def _describe(values: Values) -> str:
    return what_words(values.get("what") or []) or _("Relocation")


def _story(values: Values) -> Story:
    names = ("state", "what", "origin", "host", "service", "successor", "team")
    days: Values = {name: _day(values[name]) for name in ("started_on", "moved_on", "ended_on")}
    return Story(**{name: values[name] for name in names}, **days)


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def _rule(key: str) -> Callable[[Values], None]:
    """A rule of `checks`, and for days that they are not to come; a day of what has not happened is none."""

    def verify(values: Values) -> None:
        RULES[key](_story(values))
        if key in values and key.endswith("_on"):
            _check_day(key, values)

    return verify


def _check_day(key: str, values: Values) -> None:
    day = _day(values[key])
    if day is None:
        return
    if day > today():
        raise BadInput(_l("The day cannot be later than today."))
    if key == "moved_on" and values["state"] in NOT_YET:
        raise BadInput(_l("Leave this day empty until it has moved."))


def _check_started(values: Values) -> None:
    _check_day("started_on", values)


def init() -> None:
    """Let members record their moves."""
    register(
        Kind(
            code=CODE,
            title=_l("Relocation"),
            plural=_l("Relocations"),
            fields=FIELDS,
            get=get,
            read=read,
            create=create,
            apply=apply,
            organization_id=lambda relocation: relocation.organization_id,
            describe=_describe,
            find=find,
            remove=remove,
            page=page,
            index=lambda session, relocation: None,
            parent=lambda relocation: what_words(relocation.what),
            preview=preview,
            state=state,
            touches=touches,
            defaults={"is_published": True},
            checks={**{key: _rule(key) for key in RULES}, "started_on": _check_started},
        )
    )
