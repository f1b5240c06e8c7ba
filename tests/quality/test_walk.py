"""Every page and state, opened once: axe on a light phone, narrow screens and thumbs, axe on a dark desk."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page

from tests.browser import DESKTOP
from tests.quality.addresses import PAGES, STATES, name_of
from tests.quality.conftest import LOOKS
from tests.quality.test_layout import check_narrow_screens_large_letters_and_thumbs

Axe = Callable[[Page], list[str]]


@pytest.mark.parametrize("address", [*PAGES.values(), *STATES.values()], ids=name_of)
def test_a_page_is_accessible_and_fits(address: str, show: Callable[..., Page], axe: Axe) -> None:
    page = show(address, **LOOKS["light-phone"])
    assert axe(page) == [], "on a light phone"
    check_narrow_screens_large_letters_and_thumbs(page)
    page.evaluate("document.documentElement.style.fontSize = ''")
    page.emulate_media(color_scheme="dark")
    page.set_viewport_size(DESKTOP["viewport"])
    assert axe(page) == [], "on a dark desk"
