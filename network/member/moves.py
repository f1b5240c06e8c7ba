"""Moves that organizations of the network plan: for its members alone, because no plan is safe to publish."""

from __future__ import annotations

from flask import render_template, request

from network.core.database import db
from network.core.errors import BadInput, NotFound
from network.core.lists import page_number
from network.core.permissions import Permission, requires
from network.member.views import blueprint
from network.relocations.queries import find_planned

PAGE_SIZE = 20


@blueprint.get("/moves")
@requires(Permission.MEMBER)
def planned_relocations() -> str:
    """Who plans to move, from where, where to and when, and whom to call to help."""
    try:
        number = page_number(request.args)
    except BadInput as error:
        raise NotFound(str(error)) from error
    return render_template("member/moves.html", page=find_planned(db.session(), number, PAGE_SIZE))
