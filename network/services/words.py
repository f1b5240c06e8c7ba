"""The words for modes, statuses and costs of services."""

from __future__ import annotations

from network.core.i18n import lazy_gettext as _l
from network.services.models import Cost, Mode, ServiceStatus

MODES = {
    Mode.SITE: _l("At a place"),
    Mode.MOBILE: _l("A team comes to you"),
    Mode.ONLINE: _l("Online"),
    Mode.PHONE: _l("By phone"),
}

STATUSES = {
    ServiceStatus.ACTIVE: _l("Open"),
    ServiceStatus.PAUSED: _l("Paused"),
    ServiceStatus.MOVED: _l("Moved"),
    ServiceStatus.CLOSED: _l("Closed"),
    ServiceStatus.PLANNED: _l("Planned"),
}

COSTS = {
    Cost.FREE: _l("Free. Nobody may ask you for money."),
    Cost.PARTLY: _l("Partly paid"),
    Cost.PAID: _l("Paid"),
}
