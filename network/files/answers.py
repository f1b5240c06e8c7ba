"""The one way a document leaves the directory: as a download in a sandbox, named by us."""

from __future__ import annotations

from flask import Response, request

from network.core.text import slugify
from network.files.models import StoredFile

POLICY = "sandbox; default-src 'none'"


def attachment(file: StoredFile, content: bytes, name: str) -> Response:
    """The answer that downloads a document as «<name>.pdf»; who may have it is decided before."""
    response = Response(content, mimetype="application/pdf")
    response.headers["Content-Disposition"] = f'attachment; filename="{slugify(name) or "document"}.pdf"'
    response.headers["Content-Security-Policy"] = POLICY
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Cross-Origin-Resource-Policy"] = "same-origin"
    response.set_etag(file.sha256)
    response.make_conditional(request)
    return response
