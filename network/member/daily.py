"""What members do most often, in two clicks: look at what families see and say that it is right."""

from __future__ import annotations

from flask import redirect, render_template, request, url_for

from network.accounts.actors import current_actor
from network.core.clock import today
from network.core.database import db
from network.core.permissions import Permission, requires
from network.freshness.operations import confirm_current
from network.freshness.queries import find_records, get_owner
from network.freshness.registry import KINDS
from network.freshness.views import site
from network.member.belongings import OF_KIND, own_organization
from network.member.editing import Page
from network.member.views import blueprint


@blueprint.route("/confirm/<int:organization_id>", methods=["GET", "POST"])
@requires(Permission.MEMBER)
def confirm(organization_id: int) -> Page:
    """Look at what families see and say that it is right."""
    session, actor = db.session(), current_actor()
    own_organization(session, actor, organization_id)
    owner = get_owner(session, organization_id)
    records = find_records(session, [organization_id], today())[organization_id]
    if request.method == "POST":
        stopped = set(request.form.getlist("stopped"))
        confirm_current(
            session=session,
            owner=owner,
            records=[record for record in records if record.key not in stopped],
            stopped=[record for record in records if record.key in stopped and record.can_stop],
            today=today(),
            actor=actor.audit_name,
            site=site(),
        )
        return redirect(url_for("member.index", done="confirmed"), 303)
    collections = {name: OF_KIND[kind.changed_as] for name, kind in KINDS.items()}
    return render_template("member/confirm.html", owner=owner, records=records, collections=collections)
