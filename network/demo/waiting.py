"""What waits in the fictional network: changes that its editors have proposed or only begun, for coordinators to decide."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from network.accounts.queries import find_user
from network.demo.accounts import EDITOR_ONE, EDITOR_TWO
from network.moderation.fields import Values
from network.moderation.operations import propose, save_draft
from network.organizations.models import Organization
from network.services.models import Service


@dataclass(frozen=True)
class Waiting:
    """A change of a service, or of the organization's own page when no service is named."""

    by: str
    organization: str
    service: str
    values: Values
    is_draft: bool = False


CHANGES = (
    Waiting(
        EDITOR_ONE,
        "stepova-krynytsia",
        "Кабінет психолога",
        {
            "summary_uk": "Розмова з психологинею наодинці, удвох чи з дитиною. Тепер і в суботу.",
            "summary_en": "A talk with a psychologist alone, in two or with a child. Now on Saturdays too.",
        },
    ),
    Waiting(
        EDITOR_TWO,
        "terykon-dobra",
        "Тепло до двору",
        {
            "summary_uk": "Дрова, брикети й обігрівачі для родин, що зимують у приватних будинках.",
            "summary_en": "Firewood, briquettes and heaters for families who winter in houses of their own.",
        },
    ),
    Waiting(
        EDITOR_TWO,
        "terykon-dobra",
        "",
        {"website": "https://terykon-dobra.example.org/zyma"},
        is_draft=True,
    ),
)


def add_waiting(session: Session) -> int:
    """Propose the changes, as their editors would; how many there are. Kinds of records must be registered."""
    for waiting in CHANGES:
        _add(session, waiting)
    return len(CHANGES)


def _add(session: Session, waiting: Waiting) -> None:
    organization = session.scalars(
        select(Organization).where(Organization.slug == waiting.organization)
    ).one()
    editor = find_user(session, waiting.by)
    by = editor.id if editor is not None else None
    record_id = organization.id
    if waiting.service:
        record_id = session.scalars(
            select(Service.id).where(
                Service.organization_id == organization.id, Service.name_uk == waiting.service
            )
        ).one()
    change = save_draft(
        session=session,
        kind="service" if waiting.service else "organization",
        organization_id=organization.id,
        record_id=record_id,
        values=waiting.values,
        by=by,
    )
    if not waiting.is_draft:
        propose(session=session, change_id=change.id, version_shown=change.version, by=by)
