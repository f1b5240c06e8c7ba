"""Files and large forms in a request: how much is read, how much is kept, and what is refused."""

from __future__ import annotations

from io import BytesIO
from typing import Any

import pytest
from flask import Flask, request

from network.core import uploads
from network.core.permissions import public
from network.core.uploads import LARGEST_BODY, LARGEST_FILE, MOST_TEXT, TooLarge, Uploads, takes_files
from tests.documents import as_form

PLAIN_LIMIT = 2 * 1024 * 1024
CHUNKED = {"wsgi.input_terminated": True}


@pytest.fixture
def small_app() -> Flask:
    """An application of two views: one that takes files at one of its addresses, one that takes none."""
    app = Flask("small")
    app.config.update(MAX_CONTENT_LENGTH=PLAIN_LIMIT, MAX_FORM_MEMORY_SIZE=500_000, MAX_FORM_PARTS=1_000)
    uploads.init_app(app)

    @app.post("/with/<kind>")
    @public
    @takes_files(lambda kind: kind == "files")
    def with_files(kind: str) -> dict[str, Any]:
        return told()

    @app.post("/without")
    @public
    def without() -> dict[str, Any]:
        return told()

    return app


def told() -> dict[str, Any]:
    """What the view finds in its request."""
    text = request.form.get("text", "")
    try:
        content = Uploads(request.files).read("file")
    except TooLarge:
        return {"text": text, "file": "too large"}
    return {"text": text, "file": None if content is None else len(content)}


def send(app: Flask, path: str, *sizes: int, text: str = "слово", **more: str) -> Any:
    """A form with a text and files of these sizes."""
    names = ["file", *(f"other{number}" for number in range(1, len(sizes)))]
    files = {name: b"x" * size for name, size in zip(names, sizes, strict=True)}
    return app.test_client().post(path, **as_form([("text", text), *more.items()], files))


@pytest.mark.parametrize("size", [1, 700_000, LARGEST_FILE])
def test_a_file_comes_whole(small_app: Flask, size: int) -> None:
    assert send(small_app, "/with/files", size).json == {"text": "слово", "file": size}


@pytest.mark.parametrize("size", [LARGEST_FILE + 1, LARGEST_BODY - 2000])
def test_of_a_file_that_is_too_large_the_form_still_comes(small_app: Flask, size: int) -> None:
    assert send(small_app, "/with/files", size).json == {"text": "слово", "file": "too large"}


def test_all_files_together_have_their_room(small_app: Flask) -> None:
    answer = send(small_app, "/with/files", 10, LARGEST_FILE, LARGEST_FILE)
    assert answer.json == {"text": "слово", "file": 10}
    form = as_form([], {f"f{number}": b"x" * LARGEST_FILE for number in range(3)})
    with small_app.test_request_context("/with/files", method="POST", **form):
        small_app.preprocess_request()
        kept = [file.stream.getbuffer().nbytes for file in request.files.values()]  # type: ignore[attr-defined]
    assert sum(kept) <= uploads.MOST_KEPT and kept[0] == LARGEST_FILE


def test_above_the_largest_body_nothing_is_read(small_app: Flask) -> None:
    assert send(small_app, "/with/files", LARGEST_BODY).status_code == 413


@pytest.mark.parametrize("path", ["/with/nothing", "/without"])
def test_other_views_take_two_megabytes_and_keep_no_file(small_app: Flask, path: str) -> None:
    assert send(small_app, path, PLAIN_LIMIT).status_code == 413
    assert send(small_app, path, 1000).json == {"text": "слово", "file": "too large"}


@pytest.mark.parametrize("text", ["x" * 600_000])
def test_one_field_is_no_file(small_app: Flask, text: str) -> None:
    assert send(small_app, "/with/files", 1, text=text).status_code == 413


def test_many_fields_are_no_file_either(small_app: Flask) -> None:
    many = {f"n{number}": "x" * (MOST_TEXT // 8) for number in range(9)}
    assert send(small_app, "/with/files", 1, **many).status_code == 413
    assert (
        send(small_app, "/with/files", 1, **{f"n{number}": "x" for number in range(1100)}).status_code == 413
    )


def test_an_unchosen_file_is_none_and_an_empty_one_is_empty(small_app: Flask) -> None:
    for name, told_size in (("", None), ("a.pdf", 0)):
        form = as_form([("text", "")], {"file": b""}, name)
        answer = small_app.test_client().post("/with/files", **form)
        assert answer.get_json()["file"] == told_size


@pytest.mark.parametrize("path", ["/with/files", "/without"])
@pytest.mark.parametrize("fields", [1001, 600_000])
def test_a_plain_form_of_too_many_fields_is_refused_at_once(small_app: Flask, path: str, fields: int) -> None:
    client = small_app.test_client()
    body = b"text=1" + b"&a" * fields
    answer = client.post(path, data=body, content_type="application/x-www-form-urlencoded")
    assert answer.status_code == 413
    answer = client.post(path, data=b"text=1" + b"&a" * 900, content_type="application/x-www-form-urlencoded")
    assert answer.json == {"text": "1", "file": None}


@pytest.mark.parametrize("size", [PLAIN_LIMIT + 1, 20 * 1024 * 1024])
def test_a_plain_form_without_a_length_is_not_read_by_halves(small_app: Flask, size: int) -> None:
    for length, code in ((size, 413), (1000, 200)):
        answer = small_app.test_client().post(
            "/without",
            input_stream=BytesIO(b"text=" + b"x" * length),
            content_type="application/x-www-form-urlencoded",
            environ_overrides=CHUNKED,
        )
        assert answer.status_code == code


def test_a_form_with_files_without_a_length_has_its_limit(small_app: Flask) -> None:
    head = b'--b\r\nContent-Disposition: form-data; name="file"; filename="a"\r\n\r\n'
    for size, code in ((1000, 200), (20 * 1024 * 1024, 413)):
        answer = small_app.test_client().post(
            "/with/files",
            input_stream=BytesIO(head + b"x" * size + b"\r\n--b--\r\n"),
            content_type="multipart/form-data; boundary=b",
            environ_overrides=CHUNKED,
        )
        assert answer.status_code == code
