"""A document of one's own organization, published or still in a draft, as a download."""

from __future__ import annotations

from flask import Response

from network.accounts.actors import current_actor
from network.core.database import db
from network.core.errors import NotFound
from network.core.permissions import Permission, requires
from network.files.answers import attachment
from network.files.queries import get_content, get_file
from network.member.views import blueprint


@blueprint.get("/documents/<code>")
@requires(Permission.MEMBER)
def document(code: str) -> Response:
    """The document, for people of the organization that uploaded it; it does not exist for others."""
    file = get_file(db.session(), code)
    if not current_actor().may_edit(file.organization_id):
        raise NotFound("no such document")
    return attachment(file, get_content(db.session(), code), f"document {file.id}")
