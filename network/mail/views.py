"""The outbox as a developer sees it, `/dev/mail`; it does not exist in production."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from flask import Blueprint, Response, current_app, render_template, request, url_for
from flask_babel import format_datetime

from network.core.database import db
from network.core.errors import NotFound
from network.core.lists import page_number
from network.core.permissions import public
from network.mail.letters import paragraphs_of
from network.mail.models import Mail
from network.mail.queries import find_mails, get_mail
from network.mail.sending import configured_transport
from network.mail.transports import FileTransport

blueprint = Blueprint("mail", __name__)


@blueprint.before_request
def refuse_in_production() -> None:
    """Mails hold links that act for their reader: only development shows them to who asks."""
    if current_app.config["NETWORK_ENV"] == "production":
        raise NotFound("mail")


@blueprint.after_request
def keep_nowhere(response: Response) -> Response:
    """No cache keeps a mail; the next reading shows what has been sent meanwhile."""
    response.headers["Cache-Control"] = "no-store"
    return response


@blueprint.app_template_filter("moment")
def moment_words(moment: datetime) -> str:
    """A moment in Kyiv's time: «24 листопада 2026, 14:05»."""
    return str(format_datetime(moment, "d MMMM y, HH:mm"))


@blueprint.get("/dev/mail")
@public
def index() -> str:
    """All mails, the latest first."""
    page = find_mails(db.session(), page_number(request.args))
    return render_template(
        "mail/index.html", page=page, page_link=lambda number: url_for(".index", page=number)
    )


@blueprint.get("/dev/mail/<int:number>")
@public
def show(number: int) -> str:
    """One mail as its reader gets it."""
    mail = get_mail(db.session(), number)
    return render_template(
        "mail/show.html", mail=mail, paragraphs=paragraphs_of(mail.text), file=_file_of(mail)
    )


@blueprint.get("/dev/mail/<int:number>.eml")
@public
def file(number: int) -> Response:
    """The very file that a mail has become, in development without a mail server."""
    path = _file_of(get_mail(db.session(), number))
    if path is None:
        raise NotFound(f"no file of mail {number}")
    return Response(path.read_bytes(), mimetype="message/rfc822")


def _file_of(mail: Mail) -> Path | None:
    transport = configured_transport()
    path = transport.path_of(mail.message_id) if isinstance(transport, FileTransport) else None
    return path if path is not None and path.exists() else None
