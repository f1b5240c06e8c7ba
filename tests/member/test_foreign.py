"""Every object is reached through one's own organizations: what belongs to others is not there, by any route or field."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from network.accounts.models import UserSession
from network.core.database import Base
from network.feedback.models import Report, ReportTopic
from network.member.belongings import COLLECTIONS
from network.moderation import operations
from network.moderation.models import Change, Revision
from tests.member.conftest import ADMINISTRATOR, EDITOR, OTHER, Desk, Office
from tests.moderation.cases import CASES

METHODS = ("GET", "POST")
UNOWNED = {
    "member.index",
    "member.records",
    "member.people",
    "member.referrals",
    "member.network_partnerships",
    "member.planned_relocations",
}
"""Routes that name no object."""


def plant(office: Office) -> dict[str, int]:
    """Somebody else's change, new record, revision and report; their ids."""
    session, foreign, record_id = office.world.session, office.foreign.id, office.foreign_ids["services"]
    by = office.users[OTHER]
    published = operations.save_draft(
        session=session, kind="service", organization_id=foreign, record_id=record_id,
        values={"summary_uk": "Видно всім"}, by=by,
    )  # fmt: skip
    operations.propose(session=session, change_id=published.id, version_shown=published.version, by=by)
    operations.publish(session=session, change_id=published.id, version_shown=published.version, by=999)
    change = operations.save_draft(
        session=session, kind="service", organization_id=foreign, record_id=record_id,
        values={"summary_uk": "Чужа таємниця"}, by=by,
    )  # fmt: skip
    new = operations.save_draft(
        session=session, kind="location", organization_id=foreign, values={"name_uk": "Чужа таємниця"}, by=by
    )
    report = Report(
        code="bcdfghjkmn", kind="service", record_id=record_id, topic=ReportTopic.OTHER, text="Чужа таємниця"
    )
    session.add(report)
    session.flush()
    revision_id = session.scalars(select(Revision.id)).one()
    session.commit()
    return {"change": change.id, "new": new.id, "revision": revision_id, "report": report.id}


def snapshot(session: Session) -> dict[str, list[str]]:
    """Every row of every table but sessions, whose last use is kept."""
    return {
        table.name: sorted(repr(row) for row in session.execute(select(table)))
        for table in Base.metadata.sorted_tables
        if table.name not in {UserSession.__tablename__}
    }


def foreign_addresses(app: Flask, office: Office, planted: dict[str, int]) -> Iterator[tuple[str, str]]:
    """Each endpoint of the members' pages with the ids of what is not one's own."""
    fill: dict[str, list[int]] = {
        "change_id": [planted["change"], planted["new"]],
        "revision_id": [planted["revision"]],
        "report_id": [planted["report"]],
        "organization_id": [office.foreign.id],
        "user_id": [office.users[OTHER]],
        "partnership_id": [office.foreign_ids["partnerships"]],
    }
    for rule in app.url_map.iter_rules():
        if not rule.endpoint.startswith("member.") or rule.endpoint in UNOWNED:
            continue
        arguments = rule.arguments
        collections = COLLECTIONS if "collection" in arguments else [""]
        for collection in collections:
            record = office.foreign_ids.get(collection or "stops")
            for change_id in fill["change_id"] if "change_id" in arguments else [0]:
                values: dict[str, Any] = {name: (fill.get(name) or [0])[0] for name in arguments}
                values |= {"change_id": change_id} if change_id else {}
                values |= {"collection": collection} if collection else {}
                values |= {"record_id": record} if "record_id" in arguments else {}
                yield rule.endpoint, build(rule.rule, values)


def build(rule: str, values: dict[str, Any]) -> str:
    for name, value in values.items():
        rule = rule.replace(f"<int:{name}>", str(value)).replace(f"<{name}>", str(value))
    assert "<" not in rule, rule

    return rule


def test_no_route_reaches_what_belongs_to_others(app: Flask, office: Office, desk_of: Any) -> None:
    planted = plant(office)
    desks = [desk_of(EDITOR), desk_of(ADMINISTRATOR)]
    before = snapshot(office.session)
    addresses = list(foreign_addresses(app, office, planted))
    assert len({endpoint for endpoint, _path in addresses}) >= 14
    for desk in desks:
        for endpoint, path in addresses:
            got = desk.client.get(path)
            assert got.status_code in {404, 405}, (endpoint, path)
            assert "Чужа таємниця" not in got.get_data(as_text=True)
            form = {
                "version": "1", "record_version": "0", "action": "propose", "reason": "security", "sure": "1",
                "say": "30", "day": date.today().isoformat(), "email": "new@example.org", "role": "administrator",
                "state": "corrected", "name_uk": "Крадене", "summary_uk": "Крадене",
            }  # fmt: skip
            sent = desk.send(path, **form)
            assert sent.status_code in {404, 405}, (endpoint, path)
            assert "Чужа таємниця" not in sent.get_data(as_text=True)
    assert snapshot(office.session) == before


def test_hidden_fields_do_not_lead_elsewhere(office: Office, desk: Desk) -> None:
    """One's own form names others' records: the choices and the hidden fields alike."""
    planted = plant(office)
    own, foreign = office.own_ids, office.foreign_ids
    number = len(office.changes())
    for path, form in (
        (f"/member/services/{own['services']}/edit", {"places": [str(foreign["locations"])], "has-places": "1"}),
        (f"/member/hours/{own['hours']}/edit", {"service": str(foreign["services"])}),
        (f"/member/hours/{own['hours']}/edit", {"at": str(foreign["locations"])}),
        (f"/member/stops/{own['stops']}/edit", {"team": str(foreign["mobile-teams"])}),
        (f"/member/results/{own['results']}/edit", {"service": str(foreign["services"])}),
        (f"/member/mobile-teams/{own['mobile-teams']}/edit", {"services": [str(foreign["services"])], "has-services": "1"}),
    ):  # fmt: skip
        answer = desk.edit(path, **form, action="propose")
        assert answer.status_code == 422, (path, form)
        assert "Чужа" not in answer.get_data(as_text=True)
    assert len(office.changes()) == number
    path = f"/member/services/{own['services']}/edit"
    desk.edit(
        path, summary_uk="Своє", organization_id=str(office.foreign.id), change_id=str(planted["change"])
    )
    kept = office.session.get_one(Change, planted["change"])
    assert kept.values == {"summary_uk": "Чужа таємниця"}
    assert office.changes()[-1].organization_id == office.organization.id
    desk.read(f"/member/stops/new/{office.organization.id}?like={planted['change']}", 404)


def test_every_kind_is_walked() -> None:
    assert set(COLLECTIONS.values()) == set(CASES)


def test_numbers_that_no_record_can_have_are_not_there(app: Flask, office: Office, desk: Desk) -> None:
    for rule in app.url_map.iter_rules():
        if not rule.endpoint.startswith("member.") or not rule.arguments & {
            "record_id", "change_id", "revision_id", "report_id", "organization_id", "user_id",
        }:  # fmt: skip
            continue
        for number in (0, 2**31, 2**70):
            values = dict.fromkeys(rule.arguments, number) | {"collection": "services"}
            path = build(rule.rule, values)
            assert desk.client.get(path).status_code in {404, 405}, path
            assert desk.send(path).status_code in {404, 405}, path
