"""The form of a report: what is wrong, and two fields that may stay empty."""

from __future__ import annotations

from wtforms import Field, StringField, ValidationError
from wtforms.validators import InputRequired, Length

from network.core.forms import PlainForm
from network.core.i18n import lazy_gettext as _l
from network.core.text import clean, clean_lines
from network.feedback.models import ReportTopic

LONGEST_TEXT, LONGEST_CONTACT = 1000, 200


def _lines(value: str | None) -> str:
    return clean_lines(value or "")


def _line(value: str | None) -> str:
    return clean(value or "")


class ReportForm(PlainForm):
    """No token: the request itself says where it comes from (network.core.origin)."""

    topic = StringField(_l("What is wrong?"), validators=[InputRequired(_l("Choose what is wrong."))])
    text = StringField(
        _l("Tell us more, if you want"),
        filters=[_lines],
        validators=[Length(max=LONGEST_TEXT, message=_l("Write at most %(max)d characters."))],
    )
    contact = StringField(
        _l("Phone or e-mail, if you want an answer"),
        filters=[_line],
        validators=[Length(max=LONGEST_CONTACT, message=_l("Write at most %(max)d characters."))],
    )
    website = StringField(_l("Leave this field empty"))

    def validate_topic(self, field: Field) -> None:
        """One of the five."""
        if field.data and field.data not in {*ReportTopic}:
            raise ValidationError(_l("Choose what is wrong."))

    def validate_website(self, field: Field) -> None:
        """People do not see this field; a program that fills in everything fills it too."""
        if field.data:
            raise ValidationError(_l("Clear this field and send again."))
