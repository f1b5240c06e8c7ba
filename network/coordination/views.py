"""The overview: how much waits, with verbs; importing this module brings all the coordinators' pages along."""

from __future__ import annotations

from flask import render_template

from network.coordination import (
    aging,
    applying,
    auditing,
    calling,
    correcting,
    organizing,
    papers,
    partnering,
    relocating,
    reporting,
    reviewing,
)
from network.coordination.blueprint import blueprint, coordinator
from network.coordination.queries import count_work
from network.coordination.scopes import Scope
from network.core.clock import now
from network.core.database import db
from network.core.permissions import Permission, requires

__all__ = [
    "aging", "applying", "auditing", "blueprint", "calling", "correcting", "index", "organizing", "papers", "partnering",
    "relocating", "reporting", "reviewing",
]  # fmt: skip


@blueprint.get("/coordination")
@requires(Permission.COORDINATOR)
def index() -> str:
    """What waits in the coordinator's oblasts, and, where these are not all, everywhere."""
    actor, oblast_ids = coordinator()
    ours = Scope(oblast_ids, only_ours=bool(oblast_ids))
    return render_template(
        "coordination/index.html",
        actor=actor,
        scope=ours,
        numbers=count_work(db.session(), ours, now()),
        everywhere=None if ours.is_whole else count_work(db.session(), Scope(oblast_ids), now()),
    )
