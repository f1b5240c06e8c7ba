"""The last ones: a site keeps a system administrator, and an organization does not lose its last administrator silently."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from network.accounts.letters import send_left_alone
from network.accounts.models import Role, User, UserMembership
from network.accounts.people import ORGANIZATIONS
from network.accounts.queries import find_coordinators
from network.core.errors import BadInput
from network.core.i18n import lazy_gettext as _l
from network.places.models import Place


def refuse_last_system_administrator(session: Session, user: User) -> None:
    """Raise BadInput when nobody else could look after the people of the site; two at once wait for each other."""
    active = (
        select(User.id)
        .where(User.is_system_administrator, User.is_active)
        .order_by(User.id)
        .with_for_update()
    )
    if set(session.scalars(active)) == {user.id}:
        raise BadInput(
            _l("This is the last system administrator: make somebody else one first, then do this again.")
        )


def refuse_last_administrator(session: Session, user_id: int, organization_id: int) -> None:
    """Raise BadInput when nobody else could invite colleagues in the organization; two at once wait for each other."""
    administrators = (
        select(UserMembership.user_id)
        .join(User, User.id == UserMembership.user_id)
        .where(
            UserMembership.organization_id == organization_id,
            UserMembership.role == Role.ADMINISTRATOR,
            User.is_active,
        )
        .order_by(UserMembership.id)
        .with_for_update(of=UserMembership)
    )
    if set(session.scalars(administrators)) == {user_id}:
        raise BadInput(
            _l(
                "This is the last administrator of the organization: invite another one first, then do this again."
            )
        )


def tell_of_left_alone(session: Session, user: User) -> None:
    """Tell coordinators which organizations lose their last administrator with this person, who is still active."""
    others = (
        select(UserMembership.organization_id)
        .join(User, User.id == UserMembership.user_id)
        .where(UserMembership.role == Role.ADMINISTRATOR, User.is_active, User.id != user.id)
    )
    alone = session.execute(
        select(ORGANIZATIONS.c.name_uk, ORGANIZATIONS.c.name_en, Place.oblast_id)
        .join(UserMembership, UserMembership.organization_id == ORGANIZATIONS.c.id)
        .outerjoin(Place, Place.id == ORGANIZATIONS.c.community_id)
        .where(
            UserMembership.user_id == user.id,
            UserMembership.role == Role.ADMINISTRATOR,
            ORGANIZATIONS.c.id.not_in(others),
        )
    )
    for name_uk, name_en, oblast_id in alone.all():
        for coordinator in find_coordinators(session, oblast_id):
            send_left_alone(session=session, user=coordinator, name_uk=name_uk, name_en=name_en or name_uk)
