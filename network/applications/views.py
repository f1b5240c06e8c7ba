"""The form to join the network, and the private page that tells who applied what became of it."""

from __future__ import annotations

from flask import Blueprint, Response, current_app, render_template, request, url_for
from werkzeug.utils import redirect
from werkzeug.wrappers import Response as Redirect

from network.applications import operations
from network.applications.forms import AnswerForm, ApplicationForm
from network.applications.models import Application, ApplicationState
from network.applications.operations import Site, Stale
from network.applications.queries import find_page, get_by_token
from network.applications.words import STATES
from network.core.clock import now
from network.core.database import db
from network.core.limits import limited
from network.core.permissions import public
from network.core.transactions import READS
from network.organizations.words import KINDS

blueprint = Blueprint("applications", __name__)
INVALID = 422
Page = Redirect | str | tuple[str, int]


def site() -> Site:
    """What links and mails need of the settings."""
    config = current_app.config
    return Site(config["SECRET_KEY"], config["PUBLIC_URL"], config["DIRECTORY_EMAIL"])


@blueprint.after_request
def _never_kept(response: Response) -> Response:
    """The address of the private page is a key: no cache and no search engine keeps it."""
    if request.endpoint != "applications.join" or request.method not in READS:
        response.headers["Cache-Control"] = "no-store"
        response.headers["X-Robots-Tag"] = "noindex"
    return response


@blueprint.route("/join", methods=["GET", "POST"])
@public
@limited("LIMIT_JOIN")
def join() -> Page:
    """Apply to join: the answer is the same whether or not the directory has such an organization."""
    form = ApplicationForm()
    is_right = form.validate_on_submit()
    if request.method == "POST" and form.find_places(db.session()) and is_right:
        _application, token = operations.apply(
            session=db.session(), details=form.details(), moment=now(), site=site()
        )
        return redirect(url_for(".show", token=token, sent=1), 303)
    page = render_template("applications/join.html", form=form, kinds=KINDS)
    return (page, INVALID) if form.errors else page


@blueprint.get("/join/<token>")
@public
def show(token: str) -> Page:
    """What became of an application, for who has its link."""
    return _show(token, _application(token), AnswerForm())


@blueprint.post("/join/<token>")
@public
@limited("LIMIT_JOIN")
def answer(token: str) -> Page:
    """Answer what a coordinator asked."""
    application, form = _application(token), AnswerForm()
    if not form.validate():
        return _show(token, application, form), INVALID
    try:
        operations.answer(
            session=db.session(), application=application, text=form.text.data, moment=now(), site=site()
        )
    except Stale:
        return _show(token, application, AnswerForm(formdata=None)), 409
    return redirect(url_for(".show", token=token), 303)


def _application(token: str) -> Application:
    return get_by_token(db.session(), token, current_app.config["SECRET_KEY"])


def _show(token: str, application: Application, form: AnswerForm) -> str:
    return render_template(
        "applications/show.html",
        token=token,
        application=application,
        form=form,
        states=STATES,
        kinds=KINDS,
        may_answer=application.state == ApplicationState.ASKED,
        is_sent="sent" in request.args,
        page_slug=find_page(db.session(), application),
    )
