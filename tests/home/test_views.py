"""The home page, the pages of prose, and what machines ask."""

from __future__ import annotations

from xml.etree import ElementTree

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.world import World

HTML = (
    "/", "/network", "/about", "/privacy", "/accessibility", "/how-we-check", "/urgent", "/services", "/communities",
    "/organizations", "/mobile-teams", "/news", "/map", "/nothing-here",
)  # fmt: skip


@pytest.mark.parametrize("language", ["uk", "en"])
def test_each_page_has_one_title_one_heading_and_its_other_language(
    client: FlaskClient, world: World, language: str
) -> None:
    for path in HTML:
        prefix = "/en" if language == "en" else ""
        page = client.get(prefix + path).get_data(as_text=True)
        assert f'<html lang="{language}">' in page
        assert page.count("<h1") == 1, path
        assert page.count("<title>") == 1, path
        other = path if language == "en" else "/en" + path
        assert f'href="{other}"' in page, path


def test_no_cookie_for_a_visitor(client: FlaskClient, world: World) -> None:
    for path in HTML:
        assert "Set-Cookie" not in client.get(path).headers, path


def test_headers_of_safety(client: FlaskClient, world: World) -> None:
    for path in (*HTML, "/services?age=NaN"):
        headers = client.get(path).headers
        policy = headers["Content-Security-Policy"]
        for directive in ("default-src 'none'", "object-src 'none'", "base-uri 'none'", "form-action 'self'"):
            assert directive in policy
        assert "frame-ancestors 'none'" in policy
        assert "unsafe" not in policy
        assert headers["X-Content-Type-Options"] == "nosniff"
        assert headers["Referrer-Policy"] == "same-origin"
        assert headers["Content-Type"] == "text/html; charset=utf-8"


def test_nonce_is_fresh_and_never_cached(client: FlaskClient, world: World) -> None:
    first, second = client.get("/map"), client.get("/map")
    assert first.headers["Content-Security-Policy"] != second.headers["Content-Security-Policy"]
    assert first.headers["Cache-Control"] == "no-store"


def test_unchanged_page_is_not_sent_twice(client: FlaskClient, world: World) -> None:
    answer = client.get("/about")
    again = client.get("/about", headers={"If-None-Match": answer.headers["ETag"]})
    assert again.status_code == 304


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH", "TRACE"])
def test_foreign_methods_are_refused(client: FlaskClient, world: World, method: str) -> None:
    response = client.open("/services", method=method)
    assert response.status_code == 405
    assert "GET" in response.headers["Allow"]


def test_unknown_host_is_refused(client: FlaskClient, world: World) -> None:
    assert client.get("/", headers={"Host": "evil.example"}).status_code == 400


@pytest.mark.parametrize("path", ["/services/%00", "/from/a%0Ab", "/s/%1f", "/organizations/" + "я" * 300])
def test_odd_addresses_are_no_failure(client: FlaskClient, world: World, path: str) -> None:
    assert client.get(path).status_code in {400, 404}


def test_sitemap_names_both_languages(client: FlaskClient, app: Flask, world: World) -> None:
    world.add_many(1)
    base = app.config["PUBLIC_URL"]
    response = client.get("/sitemap.xml")
    names = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9"}
    tree = ElementTree.fromstring(response.data)
    addresses = [element.text or "" for element in tree.findall("s:url/s:loc", names)]
    assert len(addresses) == len(set(addresses))
    assert f"{base}/en/communities/tsarychanska" in addresses
    for address in addresses:
        assert client.get(address.removeprefix(base)).status_code == 200, address


def test_health(client: FlaskClient, world: World) -> None:
    assert client.get("/healthz").data == b"ok\n"
    assert client.get("/readyz").data == b"ready\n"


def test_directory_phone_is_shown_when_configured(client: FlaskClient, app: Flask, world: World) -> None:
    assert "Подзвоніть нам" not in client.get("/about").get_data(as_text=True)
    app.config["DIRECTORY_PHONE"] = "+380000000009"
    assert 'href="tel:+380000000009"' in client.get("/about").get_data(as_text=True)


def test_urgent_numbers_say_who_checked_them(client: FlaskClient, world: World) -> None:
    page = client.get("/urgent").get_data(as_text=True)
    for number in ("112", "101", "102", "103"):
        assert f'href="tel:{number}"' in page
    assert "Мережа ще не перевіряла цей номер сама" in page
