"""The words for where an application stands."""

from __future__ import annotations

from network.applications.models import ApplicationState
from network.core.i18n import lazy_gettext as _l

STATES = {
    ApplicationState.WAITING: _l("We have your application."),
    ApplicationState.ASKED: _l("A coordinator has a question. Please answer below."),
    ApplicationState.ACCEPTED: _l("Your organization has joined the network. Welcome."),
    ApplicationState.REFUSED: _l("The application was refused."),
}
"""As who applied reads them."""

STATES_SHORT = {
    ApplicationState.WAITING: _l("waits for a decision"),
    ApplicationState.ASKED: _l("waits for the organization’s answer"),
    ApplicationState.ACCEPTED: _l("accepted"),
    ApplicationState.REFUSED: _l("refused"),
}
"""As a coordinator reads them."""
