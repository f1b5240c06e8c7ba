"""Partnerships of others: members look at those they were named in, agree or decline, and at what the network shares."""

from __future__ import annotations

from typing import Any

from flask import Response, redirect, render_template, request, url_for

from network.accounts.actors import current_actor
from network.core.clock import today
from network.core.database import db
from network.core.errors import BadInput, NotFound
from network.core.i18n import gettext as _
from network.core.i18n import lazy_gettext as _l
from network.core.lists import page_number
from network.core.permissions import Permission, requires
from network.core.transactions import READS
from network.member.editing import CONFLICT, INVALID, Page
from network.member.views import blueprint
from network.moderation.queries import get_version
from network.moderation.refusals import Stale
from network.partnerships.agreeing import AGREED, ASKED, DECLINED, KIND, Answer, agree, decline, find_answers
from network.partnerships.documents import (
    download,
    find_for_network,
    get_for_document,
    is_for_members,
    offer,
)
from network.partnerships.models import Partnership, PartnershipState, Party
from network.partnerships.queries import find_of_network, get_for_member
from network.partnerships.showing import OfferedDocument, compose, make_rows
from network.partnerships.states import state_of
from network.partnerships.words import AUDIENCES, ROLES

ACTIONS = {AGREED: _l("agreed"), DECLINED: _l("declined"), ASKED: _l("was asked")}
"""What happened with a party, after its name."""


@blueprint.get("/partnerships/<int:partnership_id>")
@requires(Permission.MEMBER)
def partnership(partnership_id: int) -> str:
    """A partnership of ours, or one that the network shares."""
    return _show("member/partnership.html", _get(partnership_id))


@blueprint.route("/partnerships/<int:partnership_id>/agree", methods=["GET", "POST"])
@requires(Permission.MEMBER)
def agree_to_partnership(partnership_id: int) -> Page:
    """What we are asked to agree to, word by word; and our answer."""
    found = _get(partnership_id)
    if not _askable(found):
        raise NotFound(f"partnership {partnership_id}")
    if request.method in READS:
        return _show("member/agree.html", found)
    organization_id = _answering(found)
    try:
        words = _answer(partnership_id, organization_id)
    except Stale:
        db.session.rollback()
        return _show("member/agree.html", _get(partnership_id), _moved_on()), CONFLICT
    except BadInput as error:
        db.session.rollback()
        return _show("member/agree.html", _get(partnership_id), str(error)), INVALID
    return redirect(url_for("member.partnership", partnership_id=partnership_id, done=words), 303)


@blueprint.get("/partnerships/<int:partnership_id>/document.pdf")
@requires(Permission.MEMBER)
def partnership_document(partnership_id: int) -> Response:
    """The agreement of a partnership that we may see."""
    ours = current_actor().editor_of
    found = get_for_document(db.session(), partnership_id, ours)
    return download(db.session(), found, is_for_members(found, ours))


@blueprint.get("/network-partnerships")
@requires(Permission.MEMBER)
def network_partnerships() -> Page:
    """Partnerships that their parties show to members of the network alone."""
    try:
        number = page_number(request.args)
    except BadInput as error:
        raise NotFound(str(error)) from error
    page = find_of_network(db.session(), today(), number)
    return render_template(
        "member/network_partnerships.html",
        page=page,
        rows=make_rows(page.items, today()),
        documented=find_for_network(db.session(), today()) if number == 1 else (),
    )


def _get(partnership_id: int) -> Partnership:
    return get_for_member(db.session(), partnership_id, current_actor().editor_of)


def _own(found: Partnership) -> list[Party]:
    """The parties that this person speaks for."""
    return [party for party in found.parties if current_actor().may_edit(party.organization_id)]


def _askable(found: Partnership) -> list[Party]:
    """Those of them that were named by others, while it goes on."""
    if state_of(found, today()) is PartnershipState.ENDED:
        return []
    return [party for party in _own(found) if party.organization_id != found.organization_id]


def _answering(found: Partnership) -> int:
    """Which of this person's organizations answers; raises NotFound for any other."""
    text = request.form.get("organization", "")
    for party in _askable(found):
        if text == str(party.organization_id):
            return party.organization_id
    raise NotFound(f"organization {text!r} in partnership {found.id}")


def _answer(partnership_id: int, organization_id: int) -> str:
    """What was answered; raises Stale when something else is asked now."""
    text = request.form.get("version", "")
    named: dict[str, Any] = {
        "session": db.session(),
        "partnership_id": partnership_id,
        "organization_id": organization_id,
        "version_shown": int(text) if text.isascii() and text.isdigit() and len(text) < 10 else -1,
        "by": current_actor().user_id,
    }
    if request.form.get("answer") == "agree":
        agree(**named)
        return "agreed"
    if request.form.get("answer") == "decline":
        decline(**named, reason=request.form.get("reason", ""))
        return "declined"
    raise BadInput(_("Choose an answer."))


def _moved_on() -> str:
    return _("The terms have changed since you opened the page. Please look at them once more.")


def _show(template: str, found: Partnership, error: str = "") -> str:
    session, own = db.session(), _own(found)
    return render_template(
        template,
        page=compose(session, found, today(), _document(found)),
        version=get_version(session, KIND, found.id),
        own=own,
        askable=_askable(found),
        is_ours=current_actor().may_edit(found.organization_id),
        answers=_history(found) if own else (),
        roles=ROLES,
        actions=ACTIONS,
        audiences=AUDIENCES,
        error=error,
        reason=request.form.get("reason", ""),
        answering=request.form.get("organization", ""),
        is_declining=request.form.get("answer") == "decline",
    )


def _document(found: Partnership) -> OfferedDocument | None:
    address = url_for(".partnership_document", partnership_id=found.id)
    return offer(db.session(), found, address, is_for_members(found, current_actor().editor_of))


def _history(found: Partnership) -> list[tuple[str, Answer]]:
    """Who was asked and answered, by name; of an organization that is no party any more only coordinators know."""
    names = {each.organization_id: each.organization.name for each in found.parties}
    return [
        (names[answer.organization_id], answer)
        for answer in find_answers(db.session(), found.id)
        if answer.organization_id in names
    ]
