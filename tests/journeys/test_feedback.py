"""A visitor without account or script reports a mistake, others see the warning, the answer appears at the code's page."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Page

from tests.browser import ROOT, OpenPage, serving

DOUBT = "Люди повідомляють про проблему, перевіряємо"


@pytest.fixture(scope="module")
def own_url(loaded_copy: Callable[[str], str]) -> str:
    """A copy of the starting data that this story may change."""
    return loaded_copy("sqlite")


@pytest.fixture(scope="module")
def live_server(own_url: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The server over that copy."""
    with serving(own_url, tmp_path_factory.mktemp("server") / "log") as address:
        yield address


@pytest.fixture
def flask(own_url: str) -> Callable[..., str]:
    """A function: what a command of `flask` prints over the same database."""

    def run(*arguments: str) -> str:
        command = [sys.executable, "-m", "flask", "--app", "wsgi", *arguments]
        environment = {**os.environ, "DATABASE_URL": own_url}
        done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr
        return done.stdout

    return run


def report(page: Page, service: str, topic: str, **texts: str) -> str:
    """From the service's page to the page of the new report; its code."""
    page.goto(service)
    page.get_by_role("link", name="Повідомити про помилку").click()
    page.get_by_label(topic, exact=True).check()
    for label, text in texts.items():
        page.locator(f"#{label}").fill(text)
    page.get_by_role("button", name="Надіслати").click()
    assert page.get_by_role("heading", level=1).inner_text() == "Дякуємо"
    found = re.search(r"/reports/(\w{10})", page.url)
    assert found is not None
    return found[1]


def test_from_a_report_to_its_answer(open_page: OpenPage, flask: Callable[..., str]) -> None:
    page = open_page("/topics/psychologist", java_script_enabled=False)
    page.locator(".card a").first.click()
    service = page.url
    assert DOUBT not in page.content()

    page.get_by_role("link", name="Повідомити про помилку").click()
    page.get_by_role("button", name="Надіслати").click()
    page.get_by_role("alert").get_by_role("link", name="Виберіть, що не так.").click()
    assert page.url.endswith("#topic-no_answer")

    code = report(page, service, "Не працює", text="На дверях замок", contact="writer@example.org")
    assert "Отримали, ще не перевірили." in page.content()
    assert "На дверях замок" not in page.content() and "writer@example.org" not in page.content()

    other = open_page(java_script_enabled=False)
    second = report(other, service, "Не відповідають")
    assert DOUBT in open_page(service).content()

    assert "На дверях замок" in flask("feedback", "list")
    for each in (code, second):
        flask("feedback", "settle", each, "--state", "corrected", "--answer-uk", "Виправили години роботи.")
    page.goto(f"/reports/{code}")
    assert "Перевірили й виправили. Дякуємо." in page.content()
    assert "Виправили години роботи." in page.content()
    assert DOUBT not in open_page(service).content()
    assert page.context.cookies() == [] and other.context.cookies() == []


@pytest.mark.parametrize("language", ["", "/en"])
def test_the_pages_are_accessible(
    open_page: OpenPage, axe: Callable[[Page], list[str]], language: str
) -> None:
    page = open_page(f"{language}/topics/psychologist")
    page.locator(".card a").first.click()
    page.locator("a[href$='/report']").click()
    assert axe(page) == []
    page.locator("form[method=post] button").click()
    assert axe(page) == []
    page.locator("#topic-other").check()
    page.locator("form[method=post] button").click()
    page.wait_for_url("**/reports/*")
    assert axe(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
