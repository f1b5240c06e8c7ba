"""No page breaks a rule of WCAG 2.2 AA that axe can see, in any look; and no page is left out."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from flask import Flask, template_rendered
from playwright.sync_api import Page

from tests.people import begin_example
from tests.quality.addresses import (
    NO_PAGES,
    PAGES,
    STATES,
    UNADDRESSED,
    Site,
    name_of,
    page_templates,
    role_for,
)
from tests.quality.conftest import LOOKS
from tests.quality.planted import plant

LOOKS_OF_STATES = [
    pytest.param(look, marks=() if look == "light-phone" else pytest.mark.full) for look in sorted(LOOKS)
]
Axe = Callable[[Page], list[str]]


def test_every_page_template_has_an_address() -> None:
    assert set(PAGES) | set(UNADDRESSED) == page_templates(), (
        "give the new page an address in tests/quality/addresses.py"
    )


def test_every_address_shows_its_template_and_every_endpoint_is_shown(live_app: Flask, site: Site) -> None:
    shown: list[str] = []
    cookies: dict[str, str] = {}
    reached, wrong = set(), []

    def note(_app: Flask, template: object, **_context: object) -> None:
        shown.append(str(getattr(template, "name", "")))

    with template_rendered.connected_to(note, live_app):
        for template, address in PAGES.items():
            path, role = site.resolve(address), role_for(address)
            client = live_app.test_client()
            if role is not None:
                cookies[role] = cookies.get(role) or begin_example(live_app, role)
                client.set_cookie(live_app.config["SESSION_COOKIE_NAME"], cookies[role])
            response = client.get(path, follow_redirects=True)
            if shown[-1] != template:
                wrong.append(f"{path} shows {shown[-1]}, not {template}")
            reached.add(response.request.path.removeprefix("/en") or "/")
        reached |= {site.resolve(address).partition("?")[0] for address in STATES.values()}
    assert wrong == []
    urls = live_app.url_map.bind("localhost")
    endpoints = {urls.match(path)[0] for path in reached if urls.test(path)}
    assert endpoints | set(NO_PAGES) == {rule.endpoint for rule in live_app.url_map.iter_rules()}


@pytest.mark.full
@pytest.mark.parametrize("look", sorted(LOOKS))
@pytest.mark.parametrize("address", [*PAGES.values(), *STATES.values()], ids=name_of)
def test_no_page_breaks_a_rule_in_any_look(
    address: str, look: str, show: Callable[..., Page], axe: Axe
) -> None:
    """Each look from the start; in every run test_walk turns one page from a light phone to a dark desk."""
    assert axe(show(address, **LOOKS[look])) == []


@pytest.mark.parametrize("look", LOOKS_OF_STATES)
def test_answers_to_a_reminder_break_no_rule(
    look: str, show: Callable[..., Page], axe: Axe, live_app: Flask
) -> None:
    planted = plant(live_app, place=1 + sorted(LOOKS).index(look))
    page = show(f"/confirm/{planted['confirmation']}", **LOOKS[look])
    page.get_by_label("не працює").first.check()
    page.locator("#f-text").fill("Тепер відчиняємо о десятій.")
    page.locator("button[value=no]").click()
    assert page.locator("h1").inner_text() == "Дякуємо" and axe(page) == []
    page = show(f"/confirm/{planted['dead']}", **LOOKS[look])
    page.locator("main form button").click()
    assert page.locator("h1").inner_text() == "Перевірте пошту" and axe(page) == []


def test_axe_sees_what_is_wrong(show: Callable[..., Page], axe: Axe) -> None:
    page = show("/")
    page.evaluate("document.querySelector('h1').style.color = '#ddd'")
    page.evaluate("document.querySelector('label').remove()")
    rules = {found.partition(":")[0] for found in axe(page)}
    assert rules >= {"color-contrast", "label"}
