"""Agreements for coordinators: who has not answered and is to be called, what ends soon, what is over and not renewed."""

from __future__ import annotations

from typing import Any

from flask import abort, render_template, request, url_for
from werkzeug.utils import redirect
from werkzeug.wrappers import Response

from network.coordination.agreements import (
    find_asked,
    find_declined,
    find_ending,
    find_expired,
    find_with_account,
    get_agreement,
    get_party,
)
from network.coordination.blueprint import (
    INVALID,
    blueprint,
    coordinator,
    insist,
    moved_on,
    page_number,
    scope,
)
from network.core.clock import today
from network.core.database import db
from network.core.errors import BadInput
from network.core.permissions import Permission, requires
from network.moderation.queries import get_version
from network.moderation.refusals import Forbidden, Stale
from network.partnerships.agreeing import KIND, agree, decline
from network.partnerships.documents import download, offer
from network.partnerships.models import PartnershipState, Party
from network.partnerships.showing import compose, make_rows
from network.partnerships.words import AUDIENCES, ROLES

Page = Response | str | tuple[str, int]


@blueprint.get("/coordination/partnerships")
@requires(Permission.COORDINATOR)
def partnerships() -> Page:
    """What waits for a party, what ends within 60, 30 and 7 days, and what is over and not renewed."""
    session, chosen, day = db.session(), scope(), today()
    expired = find_expired(session, chosen, day)
    return render_template(
        "coordination/partnerships.html",
        scope=chosen,
        asked=find_asked(session, chosen, day, page_number()),
        declined=find_declined(session, chosen, day),
        ending=[(each.days, make_rows(each.partnerships, day)) for each in find_ending(session, chosen, day)],
        expired=make_rows(expired.items, day),
        expired_total=expired.total,
        roles=ROLES,
    )


@blueprint.get("/coordination/partnerships/<int:partnership_id>")
@requires(Permission.COORDINATOR)
def partnership(partnership_id: int) -> str:
    """One partnership, to be read out by phone to who has no account; and who has agreed."""
    return _show(partnership_id)


@blueprint.post("/coordination/partnerships/<int:partnership_id>/parties/<int:party_id>")
@requires(Permission.COORDINATOR)
def answer_for_party(partnership_id: int, party_id: int) -> Page:
    """What a party without an account said by phone: yes, or no and why."""
    actor, _oblast_ids = coordinator()
    found, oblast_id = get_agreement(db.session(), partnership_id)
    party = get_party(found, party_id)
    insist(actor, oblast_id)
    back = url_for(".partnership", partnership_id=partnership_id)
    try:
        _answer(party, actor.user_id)
    except Forbidden:
        abort(403)
    except Stale:
        db.session.rollback()
        return moved_on(back)
    except BadInput as error:
        db.session.rollback()
        return _show(partnership_id, party_id, str(error)), INVALID
    return redirect(back, 303)


@blueprint.get("/coordination/partnerships/<int:partnership_id>/document.pdf")
@requires(Permission.COORDINATOR)
def partnership_document(partnership_id: int) -> Response:
    """The agreement itself; coordinators may have every one."""
    found, _oblast_id = get_agreement(db.session(), partnership_id)
    return download(db.session(), found, True)


def _answer(party: Party, by: int) -> None:
    """Raises Stale when the terms moved on since they were read out."""
    version = request.form.get("version", "")
    said: dict[str, Any] = {
        "session": db.session(),
        "partnership_id": party.partnership_id,
        "organization_id": party.organization_id,
        "version_shown": int(version)
        if version.isascii() and version.isdigit() and len(version) < 10
        else -1,
        "by": by,
        "is_by_call": True,
    }
    if request.form.get("answer") == "agree":
        agree(**said)
    else:
        decline(**said, reason=request.form.get("reason", ""))


def _show(partnership_id: int, answered: int = 0, error: str = "") -> str:
    session, (actor, _oblast_ids) = db.session(), coordinator()
    found, oblast_id = get_agreement(session, partnership_id)
    address = url_for(".partnership_document", partnership_id=partnership_id)
    page = compose(session, found, today(), offer(session, found, address, True))
    return render_template(
        "coordination/partnership.html",
        page=page,
        version=get_version(session, KIND, partnership_id),
        with_account=find_with_account(session, found),
        may_decide=actor.may_coordinate(oblast_id) and page.state != PartnershipState.ENDED,
        roles=ROLES,
        audiences=AUDIENCES,
        answered=answered,
        error=error,
        reason=request.form.get("reason", ""),
    )
