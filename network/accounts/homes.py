"""The pages of signed-in people: which of them a person has, and on which one that person begins."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple

from flask import current_app, g, request, url_for

from network.accounts.actors import Actor
from network.core.i18n import lazy_gettext as _l


class OwnPage(NamedTuple):
    """A link of the signed-in person's line."""

    address: str
    title: Any
    is_here: bool


class _Page(NamedTuple):
    endpoint: str
    title: Any
    is_for: Callable[[Actor], bool]


PAGES = (
    _Page("coordination.index", _l("Coordination"), lambda actor: actor.coordinates is not None),
    _Page("member.index", _l("My pages"), lambda actor: bool(actor.editor_of)),
    _Page("accounts.people", _l("People"), lambda actor: is_overseer(actor)),
    _Page("coordination.audit", _l("Who did what"), lambda actor: actor.is_system_administrator),
    _Page("accounts.index", _l("Account"), lambda _actor: True),
)
"""In the order in which somebody begins: coordinators with what waits, members with their own."""


def is_overseer(actor: Actor) -> bool:
    """Whether a person sees the people of other organizations."""
    return actor.is_system_administrator or actor.coordinates is not None


def own_pages() -> list[OwnPage]:
    """The pages of the person of this request; none before every factor was shown."""
    actor: Actor | None = g.get("actor")
    if actor is None:
        return []
    return [OwnPage(url_for(page.endpoint), page.title, _is_here(page.endpoint)) for page in _pages_of(actor)]


def first_page(actor: Actor) -> str:
    """The address where somebody begins after signing in."""
    return url_for(_pages_of(actor)[0].endpoint)


def _pages_of(actor: Actor) -> list[_Page]:
    return [page for page in PAGES if page.endpoint in current_app.view_functions and page.is_for(actor)]


def _is_here(endpoint: str) -> bool:
    """A page, and those below it, by the path."""
    address = url_for(endpoint)
    here = request.script_root + request.path
    return here == address or here.startswith(address + "/")
