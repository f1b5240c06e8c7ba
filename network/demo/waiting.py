"""What waits in the fictional network: changes that its editors have proposed or only begun, for coordinators to decide."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from network.accounts.queries import find_user
from network.demo.accounts import EDITOR_ONE, EDITOR_TWO, ONE, TWO
from network.demo.facts import read_tables
from network.moderation.fields import Values
from network.moderation.operations import propose, save_draft
from network.organizations.models import Organization
from network.relocations.models import Relocation
from network.services.models import Service

NEW = "new"
CANTEEN = "pokrovsk-pavlohrad"
"""The address of the move of the canteen."""


@dataclass(frozen=True)
class Waiting:
    """A change of a record that is named by its own name or address, of the organization's page, or of a record to be.

    `days` are counted from the day of loading (below zero: past); `places` are short names of the tables.
    """

    by: str
    kind: str
    record: str
    values: Values
    days: dict[str, int] = field(default_factory=dict)
    places: dict[str, str] = field(default_factory=dict)
    is_draft: bool = False

    @property
    def organization(self) -> str:
        """The organization whose editor it is."""
        return ONE if self.by == EDITOR_ONE else TWO


CHANGES = (
    Waiting(
        EDITOR_ONE,
        "service",
        "Кабінет психолога",
        {
            "summary_uk": "Розмова з психологинею наодинці, удвох чи з дитиною. Тепер і в суботу.",
            "summary_en": "A talk with a psychologist alone, in two or with a child. Now on Saturdays too.",
        },
    ),
    Waiting(
        EDITOR_ONE,
        "relocation",
        NEW,
        {
            "what": ["resources"],
            "state": "moved",
            "families": 4,
            "children": 7,
            "resources_uk": "Дитяча бібліотечка: сто шістдесят книжок, лампа й килим.",
            "resources_en": "A children’s library: a hundred and sixty books, a lamp and a carpet.",
            "note_uk": "Книжки зібрали родини, які приїхали останніми. Кожна підписана іменем вулиці.",
            "note_en": "The books were gathered by the families who came last. Each is signed with the name of a street.",
        },
        days={"moved_on": -6},
        places={"origin": "pokrovsk", "host": "tsarychanka"},
    ),
    Waiting(
        EDITOR_ONE,
        "partnership",
        NEW,
        {
            "name_uk": "Візочок до села",
            "name_en": "A pram to the village",
            "kind": "cooperation",
            "description_uk": "«Колискова» дає візочки й ліжечка, бус «Журавлик» привозить їх родинам.",
            "description_en": "“Lullaby” lends prams and cots, the “Zhuravlyk” van brings them to families.",
            "own_role": "implementer",
            "parties": [{"record": "kolyskova", "code": "technical_partner"}],
        },
        is_draft=True,
    ),
    Waiting(
        EDITOR_TWO,
        "service",
        "Тепло до двору",
        {
            "summary_uk": "Дрова, брикети й обігрівачі для родин, що зимують у приватних будинках.",
            "summary_en": "Firewood, briquettes and heaters for families who winter in houses of their own.",
        },
    ),
    Waiting(
        EDITOR_TWO,
        "relocation",
        CANTEEN,
        {"families": 14, "children": 20},
    ),
    Waiting(
        EDITOR_TWO,
        "event",
        NEW,
        {
            "kind": "other",
            "name_uk": "День тепла у Вербках",
            "name_en": "A day of warmth in Verbky",
            "summary_uk": "Привозимо дрова й гарячий обід, показуємо, як безпечно топити.",
            "summary_en": "We bring firewood and a hot lunch, and show how to heat safely.",
            "starts_at": "10:00",
            "ends_at": "14:00",
            "spot_uk": "біля старостату",
            "spot_en": "by the village office",
        },
        days={"starts_on": 18},
        places={"community": "verbky"},
    ),
    Waiting(
        EDITOR_TWO,
        "organization",
        "",
        {"website": "https://terykon-dobra.example.org/zyma"},
        is_draft=True,
    ),
)


def add_waiting(session: Session, today: date) -> int:
    """Propose the changes, as their editors would; how many there are. Kinds of records must be registered."""
    for waiting in CHANGES:
        _add(session, waiting, today)
    return len(CHANGES)


def _add(session: Session, waiting: Waiting, today: date) -> None:
    query = select(Organization).where(Organization.slug == waiting.organization)
    organization = session.scalars(query).one()
    editor = find_user(session, waiting.by)
    by = editor.id if editor is not None else None
    change = save_draft(
        session=session,
        kind=waiting.kind,
        organization_id=organization.id,
        record_id=_record_id(session, organization, waiting),
        values=_values(waiting, today),
        by=by,
    )
    if not waiting.is_draft:
        propose(session=session, change_id=change.id, version_shown=change.version, by=by)


def _values(waiting: Waiting, today: date) -> dict[str, Any]:
    codes = read_tables().places["community"]
    return {
        **waiting.values,
        **{key: (today + timedelta(days=ahead)).isoformat() for key, ahead in waiting.days.items()},
        **{key: codes[name] for key, name in waiting.places.items()},
    }


def _record_id(session: Session, organization: Organization, waiting: Waiting) -> int | None:
    if waiting.record == NEW:
        return None
    if waiting.kind == "service":
        owned = Service.organization_id == organization.id, Service.name_uk == waiting.record
        return session.scalars(select(Service.id).where(*owned)).one()
    if waiting.kind == "relocation":
        return session.scalars(select(Relocation.id).where(Relocation.slug == waiting.record)).one()
    return organization.id
