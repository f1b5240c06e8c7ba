"""The real thing for tests: the production server over the starting data, and Chromium that watches its pages."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from flask import Flask
from playwright.sync_api import Browser, ConsoleMessage, Page, Request, sync_playwright

from network.core import assets
from tests import databases
from tests.missing import give_up

ROOT = Path(__file__).resolve().parents[1]
AXE = ROOT / "node_modules" / "axe-core" / "axe.min.js"
START_SECONDS = 60
ARGUMENTS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
)
PHONE: dict[str, Any] = {
    "viewport": {"width": 360, "height": 740},
    "device_scale_factor": 2,
    "is_mobile": True,
    "has_touch": True,
    "locale": "uk-UA",
}
DESKTOP: dict[str, Any] = {"viewport": {"width": 1280, "height": 800}, "locale": "uk-UA"}
WCAG = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa")
AXE_RUN = """async tags => {
  const result = await axe.run(document, {runOnly: {type: 'tag', values: tags}});
  return result.violations.map(v => v.id + ': ' + v.help + ' | ' +
    v.nodes.map(n => n.target.join(' ') + ' ' + n.html.slice(0, 120)).join(' ; '));
}"""


@dataclass
class Watch:
    """What pages did meanwhile that no page may do."""

    host: str
    foreign: list[str] = field(default_factory=list)
    violations: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)

    def follow(self, page: Page) -> None:
        page.on("request", self._request)
        page.on("console", self._message)
        page.on("pageerror", lambda error: self.errors.append(str(error)))

    def _request(self, request: Request) -> None:
        address = urlsplit(request.url)
        if address.scheme in {"http", "https", "ws", "wss"} and address.netloc != self.host:
            self.foreign.append(request.url)

    def _message(self, message: ConsoleMessage) -> None:
        if "Content Security Policy" in message.text:
            self.violations.append(message.text)

    def check(self) -> None:
        """Raise when a page asked another host, broke its content policy or a script of it failed."""
        assert not self.foreign, f"requests to other hosts: {self.foreign}"
        assert not self.violations, f"against the content policy: {self.violations}"
        assert not self.errors, f"errors of scripts: {self.errors}"


@pytest.fixture(scope="session")
def live_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the server has its database and its log."""
    return tmp_path_factory.mktemp("server")


@pytest.fixture(scope="session")
def live_url(loaded_copy: Callable[[str], str]) -> str:
    """The server's own copy of the starting data, which may be written to."""
    return loaded_copy("sqlite")


@pytest.fixture(scope="session")
def live_server(live_url: str, live_folder: Path) -> Iterator[str]:
    """The address (http://127.0.0.1:port) of gunicorn over the founding facts and the demo, on SQLite."""
    with serving(live_url, live_folder / "log") as address:
        yield address


@pytest.fixture(scope="session")
def live_app(live_url: str) -> Iterator[Flask]:
    """An application over the server's database: what a test reads or plants there."""
    app = databases.make_application(live_url)
    yield app
    databases.close(app)


@contextmanager
def serving(database_url: str, log: Path) -> Iterator[str]:
    """Run gunicorn over a database that is ready; gives its address (http://127.0.0.1:port)."""
    assets.build()
    port = _free_port()
    address = f"http://127.0.0.1:{port}"
    environment = {
        **os.environ,
        "DATABASE_URL": database_url,
        "HOST": "127.0.0.1",
        "PORT": str(port),
        "NETWORK_ENV": "development",
        "SECRET_KEY": databases.SECRET_KEY,
    }
    command = [
        sys.executable,
        "-m",
        "gunicorn",
        "wsgi:app",
        "--bind",
        f"127.0.0.1:{port}",
        "--log-level",
        "warning",
    ]
    command += ["--worker-class", "gthread", "--workers", "1", "--threads", "4", "--no-control-socket"]
    with log.open("wb") as output:
        server = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=output, stderr=output)
    try:
        _wait(server, f"{address}/healthz", log)
        yield address
    finally:
        server.terminate()
        server.wait(timeout=START_SECONDS)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _wait(server: subprocess.Popen[bytes], address: str, log: Path) -> None:
    deadline = time.monotonic() + START_SECONDS
    while True:
        try:
            with urllib.request.urlopen(address, timeout=5):
                return
        except urllib.error.HTTPError as error:
            error.close()
            raise RuntimeError(
                f"{address} answers {error.code}:\n{log.read_text('utf-8')[-3000:]}"
            ) from error
        except OSError:
            if server.poll() is not None or time.monotonic() > deadline:
                raise RuntimeError(f"the server did not start:\n{log.read_text('utf-8')[-3000:]}") from None
            time.sleep(0.1)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Chromium without a window."""
    with browsing() as browser:
        yield browser


@contextmanager
def browsing() -> Iterator[Browser]:
    """Start Chromium; without one the test is given up."""
    program = os.environ.get("CHROMIUM") or shutil.which("chromium") or "/usr/bin/chromium"
    if not Path(program).exists():
        give_up("Chromium is missing: install it, or name another one in CHROMIUM")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=list(ARGUMENTS))
        yield browser
        browser.close()


OpenPage = Callable[..., Page]


@pytest.fixture
def open_page(browser: Browser, live_server: str) -> Iterator[OpenPage]:
    """A function: a page in a browser of its own, `open_page("/services", java_script_enabled=False, **DESKTOP)`.

    A phone when nothing is said. After the test all pages are held to what no page may do (see Watch).
    """
    watch = Watch(urlsplit(live_server).netloc)
    contexts = []

    def open_one(path: str | None = None, **options: Any) -> Page:
        context = browser.new_context(
            base_url=live_server, **(options if "viewport" in options else PHONE | options)
        )
        contexts.append(context)
        context.set_default_timeout(10_000)
        context.on("page", watch.follow)
        page = context.new_page()
        if path is not None:
            page.goto(path)
        return page

    yield open_one
    for context in contexts:
        context.close()
    watch.check()


@pytest.fixture
def page(open_page: OpenPage) -> Page:
    """A phone of 360×740; `page.goto("/services")`."""
    return open_page()


@pytest.fixture(scope="session")
def axe() -> Callable[[Page], list[str]]:
    """A function: what axe holds against the page by WCAG 2.2 AA, one line a rule."""
    if not AXE.exists():
        give_up("axe-core is missing: `make test` brings it from npm")
    source = AXE.read_text("utf-8")

    def examine(page: Page) -> list[str]:
        page.evaluate(source)
        found: list[str] = page.evaluate(AXE_RUN, list(WCAG))
        return found

    return examine
