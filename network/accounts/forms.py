"""The forms of signing in and of one's own account; what is typed as a password is never cut or changed."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

from wtforms import (
    Field,
    IntegerField,
    PasswordField,
    RadioField,
    SelectMultipleField,
    StringField,
    ValidationError,
)
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired, Length, NumberRange, Optional

from network.accounts.models import User
from network.accounts.passwords import check_password, is_password
from network.core.errors import BadInput
from network.core.forms import PlainForm
from network.core.i18n import lazy_gettext as _l
from network.core.limits import count, seconds_left
from network.core.pagination import LAST_PAGE
from network.core.text import clean
from network.mail.addresses import LONGEST, check_address

AT_MOST = _l("Write at most %(max)d characters.")
LONGEST_TYPED, LONGEST_ANSWER = 1000, 20_000
FRESH = timedelta(minutes=10)
"""How long after signing in somebody without a password may change what guards the account."""


def _line(value: str | None) -> str:
    return clean(value or "")


class AccountForm(PlainForm):
    """No token of its own: forms of signed-in people are checked in network.accounts.access, the others by their origin."""

    at_the_end: tuple[str, ...] = ()
    """Fields that stand last on the page, whatever class they come from."""

    def problems(self) -> list[tuple[str, Any]]:
        """Names of fields with a mistake and their first messages, in the order of the page."""
        last = {name: place for place, name in enumerate(self.at_the_end, 1)}
        return sorted(super().problems(), key=lambda problem: last.get(problem[0], 0))


class AddressForm(AccountForm):
    """An e-mail address that something is sent to."""

    email = StringField(
        _l("E-mail"),
        filters=[_line],
        validators=[InputRequired(_l("Write your e-mail address.")), Length(max=LONGEST, message=AT_MOST)],
    )

    def validate_email(self, field: Field) -> None:
        """One address, in lower case."""
        try:
            field.data = check_address(field.data).lower()
        except BadInput as error:
            raise ValidationError(str(error)) from None


class SignInForm(AddressForm):
    """Address and password."""

    password = PasswordField(
        _l("Password"),
        validators=[InputRequired(_l("Write your password.")), Length(max=LONGEST_TYPED, message=AT_MOST)],
    )


class CodeForm(AccountForm):
    """A one-time code of six digits, or a recovery code."""

    code = StringField(
        _l("Code"),
        filters=[_line],
        validators=[InputRequired(_l("Write the code.")), Length(max=40, message=AT_MOST)],
    )


class PresentPasswordForm(AccountForm):
    """The password again, before something important changes; who has none has just signed in (see must_sign_in_again).

    Who has a session alone may not change what guards it.
    """

    at_the_end: tuple[str, ...] = ("present",)
    present = PasswordField(
        _l("Your present password"),
        validators=[InputRequired(_l("Write your password.")), Length(max=LONGEST_TYPED, message=AT_MOST)],
    )

    def __init__(self, *args: Any, user: User, begun_at: datetime, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user = user
        self.wait = seconds_left("LIMIT_ACCOUNT", user.email) if self.is_submitted() else 0
        is_fresh = begun_at > datetime.now(UTC) - FRESH
        self.must_sign_in_again = not user.password_hash and not is_fresh
        if not user.password_hash:
            del self.present

    def validate_present(self, field: Field) -> None:
        """The right one; wrong ones are counted, and no more of them are looked at after a few."""
        if self.wait:
            raise ValidationError("")
        if not is_password(field.data, self.user.password_hash):
            count("LIMIT_ACCOUNT", self.user.email)
            raise ValidationError(_l("The password is not right."))


class NewPasswordForm(AccountForm):
    """A new password, typed once: it can be shown while typing, and be pasted."""

    password = PasswordField(_l("New password"), validators=[InputRequired(_l("Write a new password."))])

    def __init__(self, *args: Any, own_words: tuple[str, ...] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.own_words = own_words

    def validate_password(self, field: Field) -> None:
        """Long, and not easy to guess."""
        try:
            check_password(field.data, self.own_words)
        except BadInput as error:
            raise ValidationError(str(error)) from None


class ChangePasswordForm(PresentPasswordForm, NewPasswordForm):
    """The present password and the new one."""

    at_the_end = ("password",)


class ChangeAddressForm(PresentPasswordForm, AddressForm):
    """The present password and the address to come."""


class PasskeyForm(PresentPasswordForm):
    """What its owner calls a new passkey."""

    name = StringField(
        _l("Name of the key"),
        filters=[_line],
        validators=[
            InputRequired(_l("Write a name, for example «my phone».")),
            Length(max=80, message=AT_MOST),
        ],
    )


class NewPasskeyForm(AccountForm):
    """What the browser answers when it has made a key."""

    name = StringField(filters=[_line], validators=[InputRequired(), Length(max=80)])
    answer = StringField(validators=[InputRequired(), Length(max=LONGEST_ANSWER)])


class PeopleForm(AccountForm):
    """The search among people: a piece of an address, and which page."""

    q = StringField(_l("E-mail"), filters=[_line], validators=[Length(max=LONGEST, message=AT_MOST)])
    page = IntegerField(validators=[Optional(), NumberRange(1, LAST_PAGE)])


class AreaForm(PresentPasswordForm):
    """Where a coordinator decides."""

    at_the_end = ("area", "oblasts", "present")
    area = RadioField(
        _l("Where does the coordinator decide?"),
        choices=[
            SelectChoice("whole", _l("in the whole Network")),
            SelectChoice("chosen", _l("in the oblasts chosen below")),
        ],
        default="whole",
        validators=[InputRequired(_l("Choose one."))],
    )
    oblasts = SelectMultipleField(_l("Oblasts"), choices=[])

    def oblast_ids(self) -> list[int]:
        """The chosen oblasts, none for the whole network."""
        return [int(value) for value in self.oblasts.data or ()] if self.area.data == "chosen" else []

    def validate_oblasts(self, field: Field) -> None:
        """At least one, where oblasts shall be chosen."""
        if self.area.data == "chosen" and not field.data:
            raise ValidationError(_l("Choose at least one oblast."))


class InviteForm(AreaForm, AddressForm):
    """Whom to invite, as what, for which oblasts."""

    role = RadioField(
        _l("What shall this person be?"),
        choices=[
            SelectChoice("coordinator", _l("coordinator: decides on changes and applications")),
            SelectChoice("system_administrator", _l("system administrator: invites and shuts out people")),
        ],
        default="coordinator",
        validators=[InputRequired(_l("Choose one."))],
    )

    def validate_email(self, field: Field) -> None:
        """Somebody else's address."""
        super().validate_email(field)
        if field.data == self.user.email:
            raise ValidationError(_l("This is your own address."))

    def validate_oblasts(self, field: Field) -> None:
        """Only a coordinator has any."""
        if self.role.data == "coordinator":
            super().validate_oblasts(field)
