"""The page of urgent numbers."""

from __future__ import annotations

from flask import Blueprint, render_template

from network.core.database import db
from network.core.permissions import public
from network.urgent.queries import find_by_section

blueprint = Blueprint("urgent", __name__)


@blueprint.get("/urgent")
@public
def index() -> str:
    """Numbers to call in danger, with who verified each and when."""
    return render_template("urgent/index.html", sections=find_by_section(db.session()))
