"""What the tests of quality share: the running site, and pages opened in each look."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from playwright.sync_api import Page

from tests.browser import DESKTOP, PHONE, OpenPage
from tests.people import SignIn
from tests.quality.addresses import Site, role_for
from tests.quality.planted import plant

LOOKS: dict[str, dict[str, Any]] = {
    "light-phone": PHONE | {"color_scheme": "light"},
    "dark-phone": PHONE | {"color_scheme": "dark"},
    "light-desktop": DESKTOP | {"color_scheme": "light"},
    "dark-desktop": DESKTOP | {"color_scheme": "dark"},
}
UNFOLD = "for (const details of document.querySelectorAll('details')) details.open = true"


@pytest.fixture(scope="session")
def site(live_server: str, live_app: Flask, shared_folder: Path) -> Site:
    """The running directory with the starting data, and with what is planted for some pages."""
    return Site(live_server, plant(live_app), shared_folder / "heaviest.json")


@pytest.fixture
def show(open_page: OpenPage, site: Site, sign_in: SignIn) -> Callable[..., Page]:
    """A function: an address opened whole, its map drawn and its folded parts open; `show("/map", **LOOKS[…])`."""

    def show_one(address: str, **options: Any) -> Page:
        page, role = open_page(**options), role_for(address)
        if role is not None:
            sign_in(page, role)
        page.goto(site.resolve(address))
        if page.locator(".map").count():
            page.locator(".leaflet-marker-icon").first.wait_for()
        page.evaluate(UNFOLD)
        return page

    return show_one
