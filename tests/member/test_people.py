"""Who signs in for an organization: all see it, administrators invite and take out."""

from __future__ import annotations

from collections.abc import Callable

from sqlalchemy import select

from network.accounts.models import Role, User, UserMembership
from network.mail.models import Mail
from tests.member.conftest import ADMINISTRATOR, EDITOR, OTHER, Desk, Office

NEW = "new@example.org"


def roles(office: Office, email: str) -> dict[int, str]:
    rows = office.session.execute(
        select(UserMembership.organization_id, UserMembership.role)
        .join(User, User.id == UserMembership.user_id)
        .where(User.email == email)
    )
    return {organization_id: str(Role(role)) for organization_id, role in rows}


def test_an_administrator_invites_and_takes_out(office: Office, desk_of: Callable[[str], Desk]) -> None:
    desk, own = desk_of(ADMINISTRATOR), office.organization.id
    for email, role in ((NEW, "editor"), ("second@example.org", "administrator")):
        answer = desk.send(f"/member/people/{own}/invite", email=f" {email.upper()} ", role=role)
        assert answer.status_code == 303
        assert roles(office, email) == {own: role}
        mails = office.session.scalars(select(Mail).where(Mail.recipient == email)).all()
        assert len(mails) == 1 and "/invitation/" in mails[0].text
    user_id = office.session.scalars(select(User.id).where(User.email == NEW)).one()
    path = f"/member/people/{own}/{user_id}/remove"
    assert NEW in desk.read(path)
    assert roles(office, NEW) == {own: "editor"}, "a page that is opened changes nothing"
    assert desk.send(path).status_code == 303
    assert roles(office, NEW) == {}


def test_what_is_wrong_with_an_invitation_is_said(office: Office, desk_of: Callable[[str], Desk]) -> None:
    desk, own = desk_of(ADMINISTRATOR), office.organization.id
    for email, role in (
        ("no address", "editor"),
        ("", "editor"),
        (NEW, "coordinator"),
        (EDITOR, "administrator"),
    ):
        answer = desk.send(f"/member/people/{own}/invite", email=email, role=role)
        assert answer.status_code == 422
        page = answer.get_data(as_text=True)
        assert f'href="#email-{own}"' in page and f'value="{email}"' in page
    assert roles(office, EDITOR) == {own: "editor"}


def test_editors_see_the_list_and_change_nothing(office: Office, desk: Desk) -> None:
    page, own = desk.read("/member/people"), office.organization.id
    assert ADMINISTRATOR in page and OTHER not in page
    assert "/invite" not in page and "/remove" not in page
    assert desk.send(f"/member/people/{own}/invite", email=NEW, role="editor").status_code == 404
    path = f"/member/people/{own}/{office.users[ADMINISTRATOR]}/remove"
    desk.read(path, 404)
    assert desk.send(path).status_code == 404
    assert roles(office, ADMINISTRATOR) == {own: "administrator"}
    assert roles(office, NEW) == {}


def test_administrators_touch_neither_others_nor_themselves(
    office: Office, desk_of: Callable[[str], Desk]
) -> None:
    desk, own, foreign = desk_of(ADMINISTRATOR), office.organization.id, office.foreign.id
    assert desk.send(f"/member/people/{foreign}/invite", email=NEW, role="editor").status_code == 404
    for organization_id, email in ((foreign, OTHER), (own, OTHER), (own, ADMINISTRATOR)):
        path = f"/member/people/{organization_id}/{office.users[email]}/remove"
        assert desk.send(path).status_code == 404
    assert roles(office, OTHER) == {foreign: "editor"}
    assert roles(office, ADMINISTRATOR) == {own: "administrator"}
