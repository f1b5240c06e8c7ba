"""The page behind a reminder's link: what people see, one tap that confirms it; it signs nobody in."""

from __future__ import annotations

from datetime import UTC, datetime

from flask import Blueprint, Response, current_app, render_template, request

from network.core.clock import KYIV, today
from network.core.database import db
from network.core.errors import BadInput
from network.core.i18n import gettext as _
from network.core.limits import limited
from network.core.permissions import public
from network.freshness.forms import Reply, read_reply
from network.freshness.models import ConfirmationLink
from network.freshness.operations import (
    Answer,
    Site,
    ask_for_change,
    confirm_current,
    send_new_link,
    use_link,
)
from network.freshness.queries import find_records, get_link, get_owner
from network.freshness.registry import Owner, Record

blueprint = Blueprint("freshness", __name__)
ACTOR = "link"
DEVELOPMENT_MAILBOX = "coordinators@example.org"
Page = str | tuple[str, int]


def site() -> Site:
    """What links and mails need of the settings; without the coordinators' mailbox the phone round alone tells them."""
    config = current_app.config
    mailbox = config["DIRECTORY_EMAIL"]
    if not mailbox and config["NETWORK_ENV"] == "development":
        mailbox = DEVELOPMENT_MAILBOX
    return Site(config["SECRET_KEY"], config["PUBLIC_URL"], mailbox)


@blueprint.after_request
def _never_kept(response: Response) -> Response:
    """The address is a key: no cache and no search engine keeps it."""
    response.headers["Cache-Control"] = "no-store"
    response.headers["X-Robots-Tag"] = "noindex"
    return response


@blueprint.get("/confirm/<token>")
@public
def confirm(token: str) -> Page:
    """What people see of the organization; changes nothing however often it is opened."""
    link, owner = link_and_owner(token)
    if not is_good(link):
        return stale_page(token, link, owner), 410
    return _ask(token, owner, records_of(owner))


@blueprint.post("/confirm/<token>")
@public
@limited("LIMIT_CONFIRM")
def answer(token: str) -> Page:
    """Take the answer, once: all is right, some of it has stopped, or something is to change."""
    link, owner = link_and_owner(token)
    records = records_of(owner)
    try:
        reply = read_reply(request.form, records)
    except BadInput as error:
        return _ask(token, owner, records, str(error)), 400
    spent = use_link(session=db.session(), link=link, answer=reply.answer, now=datetime.now(UTC))
    if not spent:
        return stale_page(token, link, owner), 410
    _take(owner, reply)
    return render_template("freshness/thanks.html", owner=owner, reply=reply, today_is=today())


@blueprint.post("/confirm/<token>/new")
@public
@limited("LIMIT_CONFIRM")
def renew(token: str) -> Page:
    """Send a new link to the organization's own mailbox, never to who asks."""
    link, owner = link_and_owner(token)
    if not owner.email:
        return stale_page(token, link, owner), 410
    send_new_link(session=db.session(), owner=owner, now=datetime.now(UTC), today=today(), site=site())
    return render_template("freshness/sent.html", owner=owner)


def _take(owner: Owner, reply: Reply) -> None:
    if reply.answer is Answer.CONFIRMED:
        confirm_current(
            session=db.session(),
            owner=owner,
            records=reply.confirmed,
            stopped=reply.stopped,
            today=today(),
            actor=ACTOR,
            site=site(),
        )
    else:
        ask_for_change(
            session=db.session(),
            owner=owner,
            text=reply.text,
            stopped=reply.stopped,
            today=today(),
            actor=ACTOR,
            site=site(),
        )


def link_and_owner(token: str) -> tuple[ConfirmationLink, Owner]:
    link = get_link(db.session(), token, current_app.config["SECRET_KEY"])
    return link, get_owner(db.session(), link.owner_id)


def is_good(link: ConfirmationLink) -> bool:
    return link.used_at is None and link.expires_at > datetime.now(UTC)


def records_of(owner: Owner) -> list[Record]:
    return find_records(db.session(), [owner.id], today())[owner.id]


def _ask(token: str, owner: Owner, records: list[Record], error: str = "") -> str:
    return render_template(
        "freshness/confirm.html",
        token=token,
        owner=owner,
        records=records,
        error=error,
        text=request.form.get("text", ""),
        stopped=set(request.form.getlist("stopped")),
        can_write=bool(site().coordinators),
    )


def stale_page(token: str, link: ConfirmationLink, owner: Owner) -> str:
    title = _("This link has already been used") if link.answer else _("This link is out of date")
    answered_on = link.used_at.astimezone(KYIV).date() if link.used_at else None
    return render_template(
        "freshness/stale.html", token=token, owner=owner, answer=link.answer, on=answered_on, title=title
    )
