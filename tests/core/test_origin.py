"""An unsafe request is answered only when the browser says that it comes from this site."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from flask import Flask
from flask.testing import FlaskClient

from network.core.origin import from_any_site, is_ours
from network.core.permissions import public

OWN = frozenset({"https://directory.example.org"})
HERE = "https://directory.example.org"


@pytest.mark.parametrize(
    ("fetch_site", "origin", "expected"),
    [
        (None, None, False),
        (None, HERE, True),
        (None, HERE.upper(), True),
        (None, "https://elsewhere.example.org", False),
        (None, "http://directory.example.org", False),
        (None, "https://directory.example.org.elsewhere.example", False),
        (None, "null", False),
        (None, "", False),
        ("same-origin", None, True),
        ("same-origin", HERE, True),
        ("same-origin", "null", True),
        ("same-origin", "https://elsewhere.example.org", False),
        ("none", HERE, True),
        ("none", "null", False),
        ("same-site", HERE, False),
        ("cross-site", HERE, False),
        ("cross-site", None, False),
        ("anything else", HERE, False),
    ],
)
def test_who_is_ours(fetch_site: str | None, origin: str | None, expected: bool) -> None:
    assert is_ours(fetch_site, origin, OWN) is expected


@pytest.fixture
def visitor(make_app: Callable[..., Flask]) -> FlaskClient:
    """A visitor of an application with a view that writes, and one that proves in another way who asks."""
    app = make_app(
        PUBLIC_URL="https://directory.example.org", TRUSTED_HOSTS=["localhost", "directory.example.org"]
    )
    app.add_url_rule(
        "/write",
        view_func=public(lambda: "written"),
        methods=["POST", "PUT", "PATCH", "DELETE"],
        endpoint="w",
    )
    signed = from_any_site(public(lambda: "written"))
    app.add_url_rule("/signed", view_func=signed, methods=["POST"], endpoint="s")
    return app.test_client()


@pytest.mark.engines("sqlite")
@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE"])
def test_every_unsafe_request_is_asked(visitor: FlaskClient, method: str) -> None:
    assert visitor.open("/write", method=method).status_code == 403
    assert (
        visitor.open("/write", method=method, headers={"Origin": "https://elsewhere.example.org"}).status_code
        == 403
    )
    assert visitor.open("/write", method=method, headers={"Sec-Fetch-Site": "cross-site"}).status_code == 403
    assert visitor.open("/write", method=method, headers={"Origin": HERE}).status_code == 200
    assert visitor.open("/write", method=method, headers={"Origin": "http://localhost"}).status_code == 200


@pytest.mark.engines("sqlite")
@pytest.mark.parametrize("content_type", ["text/plain", "application/json", "multipart/form-data"])
def test_the_kind_of_body_changes_nothing(visitor: FlaskClient, content_type: str) -> None:
    headers = {"Origin": "https://elsewhere.example.org", "Content-Type": content_type}
    assert visitor.post("/write", data="{}", headers=headers).status_code == 403


@pytest.mark.engines("sqlite")
def test_a_view_may_declare_that_it_asks_in_another_way(visitor: FlaskClient) -> None:
    assert visitor.post("/signed").status_code == 200


@pytest.mark.engines("sqlite")
def test_the_refusal_is_a_page_in_plain_words(visitor: FlaskClient) -> None:
    answer = visitor.post("/write")
    assert "Цю форму можна надіслати лише з її сторінки" in answer.get_data(as_text=True)
    assert "Content-Security-Policy" in answer.headers


@pytest.mark.engines("sqlite")
def test_pages_let_browsers_name_their_origin(visitor: FlaskClient) -> None:
    """With «no-referrer» a browser sends «Origin: null» with our own forms, and phones without Sec-Fetch-Site fail."""
    assert visitor.get("/about").headers["Referrer-Policy"] == "same-origin"


@pytest.mark.engines("sqlite")
def test_no_view_of_the_product_is_open_to_any_site(app: Flask) -> None:
    assert not [name for name, view in app.view_functions.items() if getattr(view, "from_any_site", False)]
