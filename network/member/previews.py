"""A change as families will see it: the public page itself, with a word on top that nobody sees it yet."""

from __future__ import annotations

from typing import Any

from flask import current_app, g
from sqlalchemy.orm import Session

from network.accounts.actors import current_actor
from network.core.database import db
from network.core.errors import NotFound
from network.core.permissions import Permission, requires
from network.member.belongings import own_change
from network.member.editing import INVALID, Page
from network.member.views import blueprint, describe_problems, show_change
from network.moderation.fields import get_kind
from network.moderation.operations import Invalid
from network.moderation.preview import previewing
from network.organizations.models import Organization
from network.services.models import Service, ServiceAtLocation


@blueprint.get("/changes/<int:change_id>/preview")
@requires(Permission.MEMBER)
def preview(change_id: int) -> Page:
    """The public page as publication would leave it; everything is put back before the answer leaves."""
    change = own_change(db.session(), current_actor(), change_id)
    if not change.is_live:
        raise NotFound(f"change {change_id} is decided")
    kind, organization_id = change.kind, change.organization_id
    try:
        with previewing(db.session(), change) as record:
            endpoint, slug = _page_of(db.session(), kind, record, organization_id)
            g.preview_of = change_id
            page: Any = current_app.view_functions[endpoint](slug=slug)
    except Invalid as error:
        g.pop("preview_of", None)
        change = own_change(db.session(), current_actor(), change_id)
        return show_change(change, describe_problems(change, error.errors)), INVALID
    return page


def _page_of(session: Session, kind: str, record: Any, organization_id: int) -> tuple[str, str]:
    """The record's page; of one without, that of what it belongs to: a location's service, else the organization."""
    own = get_kind(kind).page(record)
    if own is not None:
        return own
    if kind == "location":
        found = session.query(Service).join(ServiceAtLocation).filter_by(location_id=record.id)
        service = found.filter(Service.is_published).order_by(Service.id).first()
        if service is not None:
            return "profiles.service", service.slug
    return "profiles.organization", session.get_one(Organization, organization_id).slug
