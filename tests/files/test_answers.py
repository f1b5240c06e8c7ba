"""How a document leaves the directory."""

from __future__ import annotations

import pytest
from flask import Flask, Response
from sqlalchemy.orm import Session

from network.core.headers import _add_headers
from network.core.i18n import in_language
from network.core.uploads import MEGABYTE
from network.files.answers import attachment
from network.files.operations import store
from network.files.words import size_words
from tests.documents import make_pdf
from tests.records import make_organization

CONTENT = make_pdf()


def answer(app: Flask, session: Session, name: str, **request: object) -> Response:
    owner = make_organization(session).id
    file = store(session=session, organization_id=owner, content=CONTENT, by=None)
    with app.test_request_context("/", **request):
        return _add_headers(attachment(file, CONTENT, name))


@pytest.mark.engines("sqlite")
def test_a_document_is_downloaded_in_a_sandbox_and_changes_nothing(app: Flask, session: Session) -> None:
    response = answer(app, session, "Меморандум про співпрацю")
    assert response.get_data() == CONTENT
    assert response.content_type == "application/pdf"
    assert response.headers["Content-Disposition"] == 'attachment; filename="memorandum-pro-spivpratsiu.pdf"'
    assert response.headers["Content-Security-Policy"] == "sandbox; default-src 'none'"
    assert response.headers["X-Content-Type-Options"] == "nosniff"


@pytest.mark.engines("sqlite")
@pytest.mark.parametrize(
    "name", ["", "../../etc/passwd", 'a".html', "a\r\nSet-Cookie: b=c", "\u202efdp.exe", "\x00"]
)
def test_its_name_is_ours(app: Flask, session: Session, name: str) -> None:
    header = answer(app, session, name).headers["Content-Disposition"]
    file_name = header.removeprefix('attachment; filename="').removesuffix('"')
    assert file_name.endswith(".pdf") and set(file_name.removesuffix(".pdf")) <= set(
        "abcdefghijklmnopqrstuvwxyz-"
    )
    assert len(file_name) > 4


@pytest.mark.engines("sqlite")
def test_who_has_it_already_is_told_so(app: Flask, session: Session) -> None:
    etag = answer(app, session, "a").headers["ETag"]
    session.rollback()
    again = answer(app, session, "a", headers={"If-None-Match": etag})
    assert again.status_code == 304


@pytest.mark.engines("sqlite")
def test_sizes_in_words(session: Session) -> None:
    said = []
    for language in ("uk", "en"):
        with in_language(language):
            said.append([size_words(size) for size in (1, 120_400, MEGABYTE, int(1.26 * MEGABYTE))])
    assert said[1] == ["PDF, 1 kB", "PDF, 118 kB", "PDF, 1 MB", "PDF, 1.3 MB"]
    assert said[0][3] == "PDF, 1,3 МБ"
