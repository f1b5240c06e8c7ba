"""What every form of the site shares."""

from __future__ import annotations

from typing import Any

from flask_wtf import FlaskForm


class PlainForm(FlaskForm):
    """A form without a token of its own.

    Those of signed-in people are checked before the view (network.accounts.access), the others by where they come from
    (network.core.origin), so they need no cookie.
    """

    class Meta:
        csrf = False

    def problems(self) -> list[tuple[str, Any]]:
        """Names of fields with a mistake and their first messages, in the order of the page."""
        return [(field.name, field.errors[0]) for field in self if field.errors]
