"""How families are referred to the services of the whole network."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import or_, select
from sqlalchemy.orm import Session, joinedload

from network.services.models import Service
from network.services.queries import LISTED
from network.services.referrals import ServiceReferral


def find_referrals(session: Session) -> Sequence[tuple[Service, ServiceReferral]]:
    """Published working services that say how to refer or who answers, in order of names; one statement."""
    query = (
        select(Service, ServiceReferral)
        .join(ServiceReferral, ServiceReferral.service_id == Service.id)
        .where(Service.is_published, Service.status.in_(LISTED))
        .where(or_(ServiceReferral.how_uk != "", ServiceReferral.who_uk != "", ServiceReferral.how_en != ""))
        .options(joinedload(Service.organization))
        .order_by(Service.sort_uk, Service.id)
        .limit(500)
    )
    return [(service, referral) for service, referral in session.execute(query)]
