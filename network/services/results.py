"""A report of results in one sentence."""

from __future__ import annotations

from flask_babel import format_decimal

from network.core.clock import date_words
from network.core.i18n import gettext as _
from network.core.i18n import ngettext
from network.services.models import ResultReport


def describe_result(report: ResultReport) -> str:
    """«Звернення по допомогу: понад 1 600 за 6 місяців»."""
    number = format_decimal(report.quantity)
    count = _("over %(number)s", number=number) if report.is_at_least else number
    if report.from_on and report.until_on:
        period = _("%(first)s – %(last)s", first=date_words(report.from_on), last=date_words(report.until_on))
        return f"{report.what}: {count} ({period})"
    if report.months:
        months = ngettext("in %(num)s month", "in %(num)s months", report.months)
        return f"{report.what}: {count} {months}"
    return f"{report.what}: {count}"
