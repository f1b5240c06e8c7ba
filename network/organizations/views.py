"""The list of organizations."""

from __future__ import annotations

from flask import Blueprint, render_template, request, url_for

from network.core.database import db
from network.core.permissions import public
from network.core.text import words_of
from network.organizations.documents import KIND
from network.organizations.forms import OrganizationsForm
from network.organizations.models import OrganizationKind
from network.organizations.queries import OrganizationFilter, find_published
from network.organizations.words import KINDS, MEMBERSHIPS
from network.search.queries import find_ids

blueprint = Blueprint("organizations", __name__)


@blueprint.get("/organizations")
@public
def index() -> tuple[str, int] | str:
    """Organizations by name, members first."""
    form = OrganizationsForm(request.args)
    if not form.validate():
        return render_template("organizations/index.html", form=form, page=None, kinds=KINDS), 400
    words = words_of(form.q.data)
    criteria = OrganizationFilter(
        kind=OrganizationKind(form.kind.data) if form.kind.data else None,
        ids=tuple(find_ids(db.session(), KIND, words)) if words else None,
    )
    page = find_published(db.session(), criteria, form.page.data or 1)

    def page_link(number: int) -> str:
        return url_for(
            ".index", q=form.q.data or None, kind=form.kind.data or None, page=number if number > 1 else None
        )

    return render_template(
        "organizations/index.html",
        form=form,
        page=page,
        page_link=page_link,
        kinds=KINDS,
        memberships=MEMBERSHIPS,
    )
