"""The blueprint of the coordinators' pages, what is left of a request that came too late, and whose oblasts are whose."""

from __future__ import annotations

from flask import Blueprint, abort, render_template, request

from network.accounts.actors import Actor, current_actor
from network.coordination.forms import PageForm
from network.coordination.scopes import Scope
from network.core.errors import NotFound

blueprint = Blueprint("coordination", __name__)
INVALID, CONFLICT = 422, 409


def coordinator() -> tuple[Actor, frozenset[int]]:
    """Who coordinates in this request, and the ids of the oblasts (none: the whole network)."""
    actor = current_actor()
    if actor.coordinates is None:
        abort(403)
    return actor, actor.coordinates


def scope() -> Scope:
    """The coordinator's oblasts, and whether the list shall hold them alone (`?mine=1`)."""
    return Scope(coordinator()[1], "mine" in request.args)


def page_number() -> int:
    """The page of a list that the address names; raises NotFound for what is no number."""
    form = PageForm(request.args)
    if not form.validate():
        raise NotFound("no such page")
    return form.page.data or 1


def insist(actor: Actor, oblast_id: int | None) -> None:
    """Refuse a decision on what belongs to another oblast."""
    if not actor.may_coordinate(oblast_id):
        abort(403)


def moved_on(back: str) -> tuple[str, int]:
    """Somebody else decided, answered or edited after the page was opened: nothing was done."""
    return render_template("coordination/moved_on.html", back=back), CONFLICT
