"""The fields of a service that members edit, in the order of their form."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy.orm import Session

from network.core.i18n import lazy_gettext as _l
from network.locations.moderated import choices as location_choices
from network.moderation.fields import Audience, Field, Widget
from network.services.models import Area
from network.services.words import COSTS, MODES, STATUSES
from network.taxonomy.queries import find_categories
from network.taxonomy.words import AUDIENCES, SPOKEN_LANGUAGES

AREAS = {
    Area.COMMUNITIES: _l("For the communities named below"),
    Area.OBLASTS: _l("For the oblasts named below"),
    Area.UKRAINE: _l("For all Ukraine"),
}
_NAME, _WHOM = _l("Name and what it is"), _l("For whom")
_WHERE, _HOW = _l("Where and how to get it"), _l("What to do to get it")
_STATUS, _REFERRAL = _l("Whether it works now"), _l("For members of the network only")


def _categories(session: Session, organization_id: int) -> Sequence[tuple[str, str]]:
    return [(each.code, f"{each.topic.name}: {each.name}") for each in find_categories(session)]


FIELDS = (
    Field(name="name", label=_l("Name"), languages=True, required=True, section=_NAME),
    Field(
        name="category",
        label=_l("Topic"),
        widget=Widget.CHOICE,
        required=True,
        find_choices=_categories,
        section=_NAME,
    ),
    Field(
        name="summary",
        label=_l("What it is, in one or two sentences"),
        widget=Widget.TEXT,
        languages=True,
        limit=200,
        section=_NAME,
    ),
    Field(
        name="description",
        label=_l("More about it"),
        widget=Widget.TEXT,
        languages=True,
        limit=5000,
        section=_NAME,
    ),
    Field(name="audiences", label=_l("For whom"), widget=Widget.CHOICES, choices=AUDIENCES, section=_WHOM),
    Field(name="age_from", label=_l("Age from, years"), widget=Widget.NUMBER, limit=120, section=_WHOM),
    Field(name="age_to", label=_l("Age to, years"), widget=Widget.NUMBER, limit=120, section=_WHOM),
    Field(
        name="languages",
        label=_l("Languages"),
        widget=Widget.CHOICES,
        choices=SPOKEN_LANGUAGES,
        section=_WHOM,
    ),
    Field(
        name="serves_everyone",
        label=_l("For everybody, not only for people from the home communities"),
        widget=Widget.BOOLEAN,
        section=_WHOM,
    ),
    Field(
        name="origins",
        label=_l("Home communities"),
        hint=_l("One a line, by name: Bakhmut."),
        widget=Widget.PLACES,
        section=_WHOM,
    ),
    Field(
        name="mode",
        label=_l("How people get it"),
        widget=Widget.CHOICE,
        required=True,
        choices=MODES,
        section=_WHERE,
    ),
    Field(
        name="places",
        label=_l("Your locations"),
        hint=_l("Each location says by itself who sees its address."),
        widget=Widget.CHOICES,
        find_choices=location_choices,
        is_sensitive=True,
        section=_WHERE,
    ),
    Field(
        name="area", label=_l("Territory"), widget=Widget.CHOICE, required=True, choices=AREAS, section=_WHERE
    ),
    Field(
        name="areas",
        label=_l("Communities or oblasts"),
        hint=_l("One a line, by name: Tsarychanka."),
        widget=Widget.PLACES,
        level=None,
        section=_WHERE,
    ),
    Field(
        name="phones",
        label=_l("Phones"),
        hint=_l("One a line, the first is the one to call: +380 00 000 00 00."),
        widget=Widget.PHONES,
        is_sensitive=True,
        section=_WHERE,
    ),
    Field(
        name="website", label=_l("Website"), widget=Widget.LINK, limit=300, is_sensitive=True, section=_WHERE
    ),
    Field(
        name="steps",
        label=_l("Steps"),
        hint=_l("One a line, in order."),
        widget=Widget.TEXT,
        languages=True,
        limit=2000,
        section=_HOW,
    ),
    Field(name="bring", label=_l("What to bring"), languages=True, limit=400, section=_HOW),
    Field(name="cost", label=_l("Cost"), widget=Widget.CHOICE, choices=COSTS, section=_HOW),
    Field(name="cost_note", label=_l("More about the cost"), languages=True, limit=300, section=_HOW),
    Field(name="complaint", label=_l("How to complain"), languages=True, limit=400, section=_HOW),
    Field(
        name="status",
        label=_l("Status"),
        widget=Widget.CHOICE,
        required=True,
        choices=STATUSES,
        section=_STATUS,
    ),
    Field(name="status_from", label=_l("Since"), widget=Widget.DATE, section=_STATUS),
    Field(name="status_until", label=_l("Until"), widget=Widget.DATE, section=_STATUS),
    Field(name="status_note", label=_l("A word about it"), languages=True, limit=300, section=_STATUS),
    Field(name="free_places", label=_l("Free places"), widget=Widget.NUMBER, limit=10_000, section=_STATUS),
    Field(name="free_places_on", label=_l("Counted on"), widget=Widget.DATE, section=_STATUS),
    Field(
        name="is_published",
        label=_l("Show the service in the directory"),
        widget=Widget.BOOLEAN,
        is_sensitive=True,
        section=_STATUS,
    ),
    Field(
        name="referral_how",
        label=_l("How to refer a family here"),
        widget=Widget.TEXT,
        languages=True,
        limit=600,
        audience=Audience.NETWORK,
        section=_REFERRAL,
    ),
    Field(
        name="referral_who",
        label=_l("Who answers"),
        hint=_l("A role, not a name."),
        languages=True,
        audience=Audience.NETWORK,
        section=_REFERRAL,
    ),
    Field(
        name="answer_days",
        label=_l("Answers within, working days"),
        widget=Widget.NUMBER,
        limit=90,
        audience=Audience.NETWORK,
        section=_REFERRAL,
    ),
)
