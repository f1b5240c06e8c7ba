"""What members change of their results, and how a decided change is written."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from network.core.errors import BadInput, NotFound
from network.core.i18n import lazy_gettext as _l
from network.core.i18n import pick
from network.core.lengths import check_lengths
from network.moderation.fields import Field, Kind, Removal, Values, Widget, plain, read_plain, register
from network.organizations.models import Organization
from network.services.models import ResultReport
from network.services.moderated import choices, own_service
from network.services.operations import add_result, check_result

CODE = "result"
LINKED = ("service",)
FIELDS = (
    Field(
        name="what",
        label=_l("What was counted"),
        hint=_l("People helped, meetings held, parcels given."),
        languages=True,
        required=True,
        limit=300,
    ),
    Field(name="quantity", label=_l("How many"), widget=Widget.NUMBER, required=True, limit=999_999_999),
    Field(name="is_at_least", label=_l("It is more than this"), widget=Widget.BOOLEAN),
    Field(
        name="service",
        label=_l("Service"),
        hint=_l("Leave it open when it is of the whole organization."),
        widget=Widget.CHOICE,
        find_choices=choices,
    ),
    Field(name="from_on", label=_l("From which day"), widget=Widget.DATE),
    Field(name="until_on", label=_l("Until which day"), widget=Widget.DATE),
    Field(
        name="months",
        label=_l("Or in how many months"),
        hint=_l("When the days are not known."),
        widget=Widget.NUMBER,
        limit=600,
    ),
)


def get(session: Session, record_id: int) -> ResultReport:
    """The result; raises NotFound."""
    result = session.get(ResultReport, record_id)
    if result is None:
        raise NotFound(f"result {record_id}")
    return result


def read(session: Session, result: ResultReport) -> Values:
    """All its values."""
    return {
        **read_plain(result, FIELDS, without=LINKED),
        "service": str(result.service_id) if result.service_id else None,
    }


def apply(session: Session, result: ResultReport, values: Values) -> None:
    """Write the values; raises BadInput for what the operations refuse."""
    new = plain(values, FIELDS, without=LINKED)
    check_result(new["quantity"], new["from_on"], new["until_on"], new["months"])
    service = own_service(session, result.organization_id, values["service"])
    for key, value in new.items():
        setattr(result, key, value)
    result.service_id = service.id if service else None
    check_lengths(result)
    session.flush()


def create(session: Session, organization_id: int, values: Values) -> ResultReport:
    """Add a result with these values."""
    return add_result(
        session=session,
        organization=session.get_one(Organization, organization_id),
        service=own_service(session, organization_id, values["service"]),
        **plain(values, FIELDS, without=LINKED),
    )


def remove(session: Session, result: ResultReport, removal: Removal) -> None:
    """A result that does not hold is gone; the history keeps it."""
    session.delete(result)
    session.flush()


def find(session: Session, organization_ids: Sequence[int]) -> Sequence[ResultReport]:
    """The results of these organizations, the newest first."""
    query = select(ResultReport).where(ResultReport.organization_id.in_(organization_ids))
    return session.scalars(query.order_by(ResultReport.id.desc())).all()


def _check_days(values: Values) -> None:
    if values["from_on"] and values["until_on"] and values["from_on"] > values["until_on"]:
        raise BadInput(_l("The period ends before it starts."))


def _check_months(values: Values) -> None:
    if values["months"] == 0:
        raise BadInput(_l("Write at least one month."))


def _describe(values: Values) -> str:
    what: str = pick(values.get("what_uk"), values.get("what_en"))
    quantity: Any = values.get("quantity")
    return what if quantity is None else f"{what}: {quantity}"


def init() -> None:
    """Let members change their results."""
    register(
        Kind(
            code=CODE,
            title=_l("Result"),
            plural=_l("Results"),
            fields=FIELDS,
            get=get,
            read=read,
            create=create,
            apply=apply,
            organization_id=lambda result: result.organization_id,
            describe=_describe,
            find=find,
            remove=remove,
            page=lambda result: None,
            index=lambda session, result: None,
            is_kept=False,
            checks={"until_on": _check_days, "months": _check_months},
        )
    )
