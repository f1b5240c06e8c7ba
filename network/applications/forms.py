"""The form of an application: the organization by roles, its places by name; no token, so it needs no cookie."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from sqlalchemy.orm import Session
from wtforms import Field, StringField, ValidationError
from wtforms.validators import DataRequired, Length, Optional

from network.applications.operations import LONGEST_TEXT, Details
from network.core.errors import BadInput
from network.core.forms import PlainForm
from network.core.i18n import gettext as _
from network.core.i18n import lazy_gettext as _l
from network.core.phones import normalize_phone
from network.core.text import clean, clean_lines
from network.mail.addresses import check_address
from network.organizations.models import OrganizationKind
from network.organizations.registry_codes import check_edrpou
from network.places.models import Place, PlaceLevel
from network.places.queries import find_by_ids, find_by_name

LEVELS = (PlaceLevel.COMMUNITY, PlaceLevel.SETTLEMENT)
LONGEST_NAME, LONGEST_PLACE = 200, 120


def _line(value: str | None) -> str:
    return clean(value or "")


def _lines(value: str | None) -> str:
    return clean_lines(value or "")


def _at_most(limit: int) -> Length:
    return Length(max=limit, message=_l("Write at most %(max)d characters."))


def _text(label: Any, limit: int, required: Any = None) -> StringField:
    needed = [DataRequired(required)] if required else [Optional()]
    return StringField(label, filters=[_line], validators=[*needed, _at_most(limit)])


def _checked(check: Callable[[str], object]) -> Callable[[Any, Field], None]:
    """A rule of the domain as a rule of the form."""

    def validate(_form: Any, field: Field) -> None:
        try:
            check(field.data)
        except BadInput as error:
            raise ValidationError(str(error)) from error

    return validate


class ApplicationForm(PlainForm):
    """No token: the request itself says where it comes from (network.core.origin)."""

    name_uk = _text(_l("Name in Ukrainian"), LONGEST_NAME, _l("Write the organization’s name."))
    name_en = _text(_l("Name in English, if there is one"), LONGEST_NAME)
    kind = StringField(_l("What is it?"), validators=[DataRequired(_l("Choose what it is."))])
    activities = StringField(
        _l("What do you do, and for whom?"),
        filters=[_lines],
        validators=[DataRequired(_l("Write what your organization does.")), _at_most(LONGEST_TEXT)],
    )
    edrpou = StringField(
        _l("EDRPOU code, if there is one"), filters=[_line], validators=[Optional(), _checked(check_edrpou)]
    )
    origin = _text(_l("Home community, if you had to leave it"), LONGEST_PLACE)
    origin_place = StringField(_l("Which one?"))
    community = _text(_l("Community where you work now"), LONGEST_PLACE, _l("Write where you work now."))
    community_place = StringField(_l("Which one?"))
    email = StringField(
        _l("The organization’s e-mail"),
        filters=[_line],
        validators=[DataRequired(_l("Write the organization’s e-mail.")), _checked(check_address)],
    )
    phone = StringField(
        _l("The organization’s phone"),
        filters=[_line],
        validators=[DataRequired(_l("Write the organization’s phone.")), _checked(normalize_phone)],
    )
    website = StringField(_l("Leave this field empty"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.places: dict[str, Place] = {}
        self.options: dict[str, Sequence[Place]] = {}

    def validate_kind(self, field: Field) -> None:
        """One of the kinds of organizations."""
        if field.data and field.data not in {*OrganizationKind}:
            raise ValidationError(_l("Choose what it is."))

    def validate_website(self, field: Field) -> None:
        """People do not see this field; a program that fills in everything fills it too."""
        if field.data:
            raise ValidationError(_l("Clear this field and send again."))

    def find_places(self, session: Session) -> bool:
        """Which communities the two names mean; a name of several is asked about, one of none is a mistake."""
        for name in ("origin", "community"):
            if self[name].data and not self[name].errors:
                self._find_place(session, name)
        return not self.errors

    def _find_place(self, session: Session, name: str) -> None:
        found = _communities(session, self[name].data)
        chosen = [place for place in found if place.slug == self[f"{name}_place"].data]
        if len(found) == 1 or chosen:
            self.places[name] = (chosen or found)[0]
            self.options[name] = found if chosen else ()
            return
        self.options[name] = found
        self[name].errors = [_("Several communities have this name. Choose one.") if found else _not_found()]

    def details(self) -> Details:
        """What was said, once the form is right."""
        return Details(
            name_uk=self.name_uk.data,
            name_en=self.name_en.data,
            kind=OrganizationKind(self.kind.data),
            edrpou=self.edrpou.data,
            origin=self.places.get("origin"),
            community=self.places["community"],
            activities=self.activities.data,
            email=self.email.data,
            phone=self.phone.data,
        )


class AnswerForm(PlainForm):
    """The applicant's answer to a question."""

    text = StringField(
        _l("Your answer"),
        filters=[_lines],
        validators=[DataRequired(_l("Write your answer.")), _at_most(LONGEST_TEXT)],
    )


def _communities(session: Session, text: str) -> list[Place]:
    """The communities that a name means; a settlement stands for the community it lies in."""
    matches = find_by_name(session, text, LEVELS)
    ids = [match.place.community_id or match.place.id for match in matches]
    return list(find_by_ids(session, ids).values()) if ids else []


def _not_found() -> str:
    return _("We know no community of this name. Write it like «Царичанка» or «Покровська громада».")
