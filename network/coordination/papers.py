"""A document that a coordinator decides on, as a download."""

from __future__ import annotations

from flask import Response

from network.coordination.blueprint import blueprint
from network.core.database import db
from network.core.permissions import Permission, requires
from network.files.answers import attachment
from network.files.queries import get_content, get_file


@blueprint.get("/coordination/documents/<code>")
@requires(Permission.COORDINATOR)
def document(code: str) -> Response:
    """The document of a change or of a record, whoever may have it otherwise."""
    file = get_file(db.session(), code)
    return attachment(file, get_content(db.session(), code), f"document {file.id}")
