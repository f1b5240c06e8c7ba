"""The overview: how much waits, with verbs; importing this module brings all the coordinators' pages along."""

from __future__ import annotations

from flask import render_template

from network.coordination import applying, calling, reporting, reviewing
from network.coordination.blueprint import blueprint, coordinator
from network.coordination.queries import count_work
from network.core.database import db
from network.core.permissions import Permission, requires

__all__ = ["applying", "blueprint", "calling", "index", "reporting", "reviewing"]


@blueprint.get("/coordination")
@requires(Permission.COORDINATOR)
def index() -> str:
    """What waits in the coordinator's oblasts."""
    _actor, oblast_ids = coordinator()
    return render_template("coordination/index.html", numbers=count_work(db.session(), oblast_ids))
