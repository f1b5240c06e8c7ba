"""A family with a phone of 360×740: every tap and every text entry is counted."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

import pytest
from playwright.sync_api import Locator, Page

from tests.browser import OpenPage

CALL = re.compile(r"^tel:\+380\d{9}$")
FOLD = 740


@dataclass
class Journey:
    """A way through the site, and what it cost."""

    page: Page
    taps: int = 0
    entries: int = 0

    def type(self, label: str, text: str) -> None:
        """One text entry, into the field that has this label."""
        self.page.get_by_label(label, exact=True).fill(text)
        self.entries += 1

    def tap(self, name: str, within: Locator | None = None) -> None:
        """One tap on the first link or button of this name."""
        scope = within or self.page
        links = scope.get_by_role("link", name=name).or_(scope.get_by_role("button", name=name))
        with self.page.expect_navigation():
            links.first.tap()
        self.taps += 1

    def call(self) -> str:
        """One tap on the first number, which lies wholly above the fold; gives the number."""
        link = self.page.locator("main a.call").first
        number = link.get_attribute("href") or ""
        assert CALL.match(number), f"no number that can be called: {number!r}"
        self.assert_above_the_fold(link)
        link.tap(trial=True)
        self.taps += 1
        return number.removeprefix("tel:")

    def assert_above_the_fold(self, link: Locator) -> None:
        box = link.bounding_box()
        assert box is not None and box["y"] >= 0
        assert box["y"] + box["height"] <= FOLD, f"ends at {box['y'] + box['height']:.0f} px of {FOLD}"

    def read(self) -> str:
        """The words of the page."""
        return " ".join(self.page.locator("main").inner_text().split())


@pytest.fixture(params=[True, False], ids=["script", "no-script"])
def start(request: pytest.FixtureRequest, open_page: OpenPage) -> Callable[[str], Journey]:
    """A function: begin at an address, with scripts and without."""

    def begin(address: str = "/") -> Journey:
        return Journey(open_page(address, java_script_enabled=request.param))

    return begin
