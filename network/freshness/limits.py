"""After how many days a record is stale, hidden from lists, and its organization reminded: read from the settings."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from flask import current_app, has_app_context


@dataclass(frozen=True)
class Limits:
    """Days since a record was confirmed (or else entered); the day of the limit itself still counts as before it."""

    stale_days: int = 90
    hidden_days: int = 180
    remind_days: int = 60

    def shown_since(self, today: date) -> date:
        """Records confirmed on this day or later stand in lists."""
        return today - timedelta(days=self.hidden_days)

    def due_before(self, today: date) -> date:
        """Records confirmed before this day are asked about."""
        return today - timedelta(days=self.remind_days)


def limits() -> Limits:
    """The limits of the running application; the usual ones outside of it."""
    if not has_app_context():
        return Limits()
    config = current_app.config
    return Limits(
        stale_days=config["FRESHNESS_STALE_DAYS"],
        hidden_days=config["FRESHNESS_HIDDEN_DAYS"],
        remind_days=config["REMIND_AFTER_DAYS"],
    )


def shown_since(today: date) -> date:
    """The first day whose confirmations still count for lists."""
    return limits().shown_since(today)
