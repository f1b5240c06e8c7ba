"""Words for what is wrong and for what became of a report."""

from __future__ import annotations

from network.core.i18n import lazy_gettext as _l
from network.feedback.models import ReportState, ReportTopic

TOPICS = {
    ReportTopic.NO_ANSWER: _l("Nobody answers"),
    ReportTopic.CLOSED: _l("It does not work"),
    ReportTopic.OTHER_HOURS: _l("Other hours"),
    ReportTopic.OTHER_ADDRESS: _l("Another address"),
    ReportTopic.OTHER: _l("Something else"),
}
STATES = {
    ReportState.OPEN: _l("We have it. Not checked yet."),
    ReportState.CHECKING: _l("We are checking it now."),
    ReportState.CORRECTED: _l("Checked and corrected. Thank you."),
    ReportState.NOTHING_WRONG: _l("Checked: everything on the page is right."),
}
