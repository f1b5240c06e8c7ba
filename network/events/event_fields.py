"""What members say of an event, under the headings of its form."""

from __future__ import annotations

from network.core.i18n import lazy_gettext as _l
from network.events.models import EventKind
from network.events.words import ENROLMENTS, KINDS
from network.moderation.fields import Field, Widget
from network.organizations.naming import find_organization, name_organizations
from network.services.moderated import choices as service_choices

WHAT, WHEN, WHERE = _l("What"), _l("When"), _l("Where")
PEOPLE, ENROL, AFTERWARDS = _l("Who takes part"), _l("Enrolment"), _l("Afterwards")
OWN_KINDS = {kind: words for kind, words in KINDS.items() if kind != EventKind.FORUM}
"""Forums are entered with their agenda and participants (network.forums)."""

KIND = Field(
    name="kind",
    label=_l("Kind of event"),
    widget=Widget.CHOICE,
    required=True,
    choices=OWN_KINDS,
    section=WHAT,
)
OF_ALL = (
    Field(name="name", label=_l("Name"), languages=True, required=True, section=WHAT),
    Field(
        name="summary",
        label=_l("In a sentence"),
        hint=_l("What people will do or learn there."),
        languages=True,
        limit=300,
        section=WHAT,
    ),
    Field(
        name="description",
        label=_l("In more detail"),
        widget=Widget.TEXT,
        languages=True,
        limit=5000,
        section=WHAT,
    ),
    Field(
        name="for_whom",
        label=_l("For whom"),
        hint=_l("For example: parents of children up to 6, without experience."),
        languages=True,
        limit=300,
        section=WHAT,
    ),
    Field(
        name="starts_on",
        label=_l("First day"),
        hint=_l("Leave it empty while the day is not known."),
        widget=Widget.DATE,
        section=WHEN,
    ),
    Field(name="starts_at", label=_l("Begins at"), hint=_l("Kyiv time."), widget=Widget.TIME, section=WHEN),
    Field(
        name="ends_on",
        label=_l("Last day"),
        hint=_l("If it lasts several days or goes on after midnight."),
        widget=Widget.DATE,
        section=WHEN,
    ),
    Field(name="ends_at", label=_l("Ends at"), widget=Widget.TIME, section=WHEN),
    Field(
        name="when",
        label=_l("When, in words"),
        hint=_l("Only while the day is not known: October 2026, in spring."),
        languages=True,
        limit=80,
        section=WHEN,
    ),
    Field(
        name="is_over",
        label=_l("It has already taken place"),
        hint=_l("Only if no day is given: with a day everybody sees it by themselves."),
        widget=Widget.BOOLEAN,
        section=WHEN,
    ),
    Field(
        name="is_cancelled",
        label=_l("Cancelled"),
        hint=_l("The page stays and says so, because people keep its link."),
        widget=Widget.BOOLEAN,
        section=WHEN,
    ),
    Field(name="is_online", label=_l("People can take part online"), widget=Widget.BOOLEAN, section=WHERE),
    Field(
        name="community",
        label=_l("Community"),
        hint=_l("Where it takes place."),
        widget=Widget.PLACE,
        is_sensitive=True,
        section=WHERE,
    ),
    Field(
        name="spot",
        label=_l("Where exactly"),
        hint=_l(
            "As people say it: house of culture, 2nd floor. Everybody sees it, so never write where a shelter or another"
            " confidential place is: tell the address by phone when people enrol."
        ),
        languages=True,
        limit=300,
        is_sensitive=True,
        section=WHERE,
    ),
    Field(
        name="organizations",
        label=_l("Held together with"),
        hint=_l("Other organizations of the directory, each on a line of its own."),
        widget=Widget.RECORDS,
        is_sensitive=True,
        find_record=find_organization,
        name_records=name_organizations,
        section=PEOPLE,
    ),
    Field(
        name="communities",
        label=_l("Where the participants come from"),
        hint=_l("Communities or oblasts, each on a line of its own. Their pages will show the event."),
        widget=Widget.PLACES,
        level=None,
        section=PEOPLE,
    ),
    Field(
        name="service",
        label=_l("Service that it belongs to"),
        hint=_l("Its page will show the event while people can enrol."),
        widget=Widget.CHOICE,
        find_choices=service_choices,
        section=PEOPLE,
    ),
    Field(
        name="enrolment",
        label=_l("Can people enrol?"),
        widget=Widget.CHOICE,
        required=True,
        choices=ENROLMENTS,
        section=ENROL,
    ),
    Field(
        name="enrolment_until",
        label=_l("Last day to enrol"),
        hint=_l("After it the page itself says that enrolment is closed."),
        widget=Widget.DATE,
        section=ENROL,
    ),
    Field(
        name="enrolment_how",
        label=_l("How to enrol"),
        hint=_l("For example: call and say how old the child is."),
        languages=True,
        limit=600,
        section=ENROL,
    ),
    Field(name="enrolment_phone", label=_l("Phone"), widget=Widget.PHONE, is_sensitive=True, section=ENROL),
    Field(name="enrolment_email", label=_l("E-mail"), widget=Widget.EMAIL, is_sensitive=True, section=ENROL),
    Field(
        name="enrolment_link",
        label=_l("Link to a form"),
        widget=Widget.LINK,
        limit=300,
        is_sensitive=True,
        section=ENROL,
    ),
    Field(
        name="seats",
        label=_l("How many people can come"),
        widget=Widget.NUMBER,
        limit=100_000,
        section=ENROL,
    ),
    Field(
        name="participants",
        label=_l("How many people came"),
        widget=Widget.NUMBER,
        limit=100_000,
        section=AFTERWARDS,
    ),
    Field(
        name="results",
        label=_l("Outcome"),
        hint=_l("Without names: what people learned, what was agreed."),
        widget=Widget.TEXT,
        languages=True,
        limit=5000,
        section=AFTERWARDS,
    ),
)
"""What is said of every event, forums too."""
PUBLISHED = Field(
    name="is_published",
    label=_l("Show the event in the directory"),
    widget=Widget.BOOLEAN,
    is_sensitive=True,
    section=AFTERWARDS,
)
FIELDS = (KIND, *OF_ALL, PUBLISHED)
LINKED = ("community", "communities", "organizations", "service")
"""Fields that are no columns of the event."""
