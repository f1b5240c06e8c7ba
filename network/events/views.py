"""Events: the list with the next one first, a month, one event, one event for a calendar."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from flask import Blueprint, Response, current_app, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as Redirect

from network.core.clock import today
from network.core.database import db
from network.core.errors import BadInput
from network.core.i18n import gettext as _
from network.core.permissions import public
from network.events.calendar import MIMETYPE, write_calendar
from network.events.cards import make_card, make_cards
from network.events.disclosure import get_told_service
from network.events.forms import PAST, EventsForm
from network.events.models import EventKind
from network.events.months import Month, day_names, make_view, month_of, read_month
from network.events.page import compose_event
from network.events.pages import OWN, page_of, pages_of, version_of
from network.events.queries import EventFilter, find_in_days, find_listed, get_public
from network.events.words import KINDS
from network.moderation.removals import find_removed
from network.places.models import Place, PlaceLevel
from network.places.queries import find_named

blueprint = Blueprint("events", __name__)
INVALID = 400


@dataclass(frozen=True)
class Asked:
    """What was asked for: the form, the place that it names, the month; this month, and the addresses of other lists."""

    form: EventsForm
    place: Place | None
    month: Month | None
    this_month: Month

    @property
    def criteria(self) -> EventFilter:
        """The filter of the queries."""
        form, place = self.form, self.place
        is_oblast = place is not None and place.level == PlaceLevel.OBLAST
        return EventFilter(
            is_past=form.when.data == PAST,
            community_id=place.id if place and not is_oblast else None,
            oblast_id=place.id if place and is_oblast else None,
            kind=EventKind(form.kind.data) if form.kind.data else None,
            is_enrolling=bool(form.enrolment.data),
            is_online=bool(form.online.data),
        )

    def link(self, **changed: Any) -> str:
        """The address of the same list with something else; None leaves it out."""
        form = self.form
        present = {
            field.name: field.data
            for field in (form.when, form.kind, form.enrolment, form.online)
            if not field.errors
        }
        present |= {
            "month": self.month.code if self.month else None,
            "community": self.place.slug if self.place else None,
        }
        return url_for(".index", **{key: value or None for key, value in (present | changed).items()})

    def page_link(self, number: int) -> str:
        """The address of a page of the list."""
        return self.link(page=number if number > 1 else None)


@blueprint.get("/events")
@public
def index() -> tuple[str, int] | str:
    """Coming events, the next first; past ones, or those of a month, when asked for."""
    form = EventsForm(request.args)
    asked = _read(form)
    if form.errors:
        return render_template("events/index.html", asked=asked, page=None, kinds=KINDS), INVALID
    if asked.month is not None:
        return _show_month(asked, asked.month)
    page = find_listed(db.session(), asked.criteria, today(), form.page.data or 1)
    return render_template(
        "events/index.html",
        asked=asked,
        page=page,
        cards=make_cards(page.items, today()),
        kinds=KINDS,
    )


def _show_month(asked: Asked, month: Month) -> str:
    events = find_in_days(db.session(), asked.criteria, month.first, month.last, today())
    return render_template(
        "events/month.html",
        asked=asked,
        view=make_view(month, events, today()),
        count=len(events),
        cards={event.id: make_card(event, today()) for event in events},
        day_names=day_names(),
        kinds=KINDS,
    )


@blueprint.get("/events/<slug>")
@public
def show(slug: str) -> Redirect | str:
    """One event: how to enrol first; a forum has a page of its own."""
    session = db.session()
    event = get_public(session, slug)
    if pages_of(event) is not OWN:
        endpoint, own_slug = page_of(event)
        return redirect(url_for(endpoint, slug=own_slug), 301)
    return render_template(
        "events/show.html",
        page=compose_event(event, get_told_service(session, event), today()),
        removed=find_removed(session, "event", event.id) if event.is_cancelled else None,
    )


@blueprint.get("/events/<slug>.ics")
@public
def calendar(slug: str) -> Response:
    """One event as a file for a calendar; an event without a day has none."""
    session = db.session()
    event = get_public(session, slug)
    endpoint, own_slug = page_of(event)
    base = str(current_app.config["PUBLIC_URL"])
    content = write_calendar(
        event,
        address=base + url_for(endpoint, slug=own_slug),
        host=urlsplit(base).hostname or "localhost",
        sequence=version_of(session, event),
    )
    answer = Response(content, mimetype=MIMETYPE)
    answer.headers["Content-Disposition"] = f'attachment; filename="{event.slug}.ics"'
    return answer


def _read(form: EventsForm) -> Asked:
    """What the form asks for; its mistakes stand beside its fields."""
    form.validate()
    place, month = None, None
    if form.community.data:
        place = find_named(db.session(), form.community.data)
        if place is None:
            form.community.errors = [
                _("This place is not in the directory. Check the name, or leave it out.")
            ]
    if form.month.data:
        try:
            month = read_month(form.month.data)
        except BadInput as error:
            form.month.errors = [str(error)]
    return Asked(form, place, month, month_of(today()))
