"""What a coordinator writes beside a decision; forged forms are refused before any view (network.accounts.access)."""

from __future__ import annotations

from typing import Any

from wtforms import IntegerField, StringField
from wtforms.validators import AnyOf, DataRequired, InputRequired, Length, NumberRange, Optional

from network.core.forms import PlainForm
from network.core.i18n import lazy_gettext as _l
from network.core.pagination import LAST_PAGE
from network.core.text import clean_lines
from network.feedback.models import ReportState

LONGEST_REASON, LONGEST_ANSWER, LONGEST_QUESTION = 1_000, 500, 2_000


def _lines(value: str | None) -> str:
    return clean_lines(value or "")


def _text(label: Any, limit: int, required: Any = None) -> StringField:
    needed = DataRequired(required) if required else Optional()
    longest = Length(max=limit, message=_l("Write at most %(max)d characters."))
    return StringField(label, filters=[_lines], validators=[needed, longest])


class Form(PlainForm):
    """A form whose token was checked before the view."""


class VersionForm(Form):
    """Which version the coordinator saw."""

    version = IntegerField(validators=[InputRequired(), NumberRange(1, 1_000_000)])


class AskForm(VersionForm):
    """What a coordinator wants to know of who applied."""

    question = _text(_l("What do you want to know?"), LONGEST_QUESTION, _l("Write what you want to know."))


class ReasonForm(VersionForm):
    """Why an application is refused or a change sent back."""

    reason = _text(_l("Reason"), LONGEST_REASON, _l("Write the reason: the organization will read it."))


class SettleForm(Form):
    """What became of a report; `seen` is the state that the page showed."""

    seen = StringField(validators=[AnyOf(list(ReportState))])
    state = StringField(
        _l("What became of it?"),
        validators=[
            InputRequired(_l("Choose what became of it.")),
            AnyOf([ReportState.CHECKING, ReportState.CORRECTED, ReportState.NOTHING_WRONG],
                  _l("Choose what became of it.")),
        ],
    )  # fmt: skip
    answer_uk = _text(_l("Answer in Ukrainian"), LONGEST_ANSWER)
    answer_en = _text(_l("Answer in English"), LONGEST_ANSWER)


class PageForm(Form):
    """The number of a page of a list."""

    page = IntegerField(validators=[Optional(), NumberRange(1, LAST_PAGE)])
