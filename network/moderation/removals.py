"""Why a record does not work any more: the reasons in words, and the form that is read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy.orm import Session

from network.core.clock import KYIV
from network.core.errors import BadInput
from network.core.i18n import gettext as _
from network.core.i18n import in_language
from network.core.i18n import lazy_gettext as _l
from network.moderation.fields import Ending, Kind, Reason, Removal, get_kind
from network.moderation.queries import find_removal

REASONS = {
    Reason.ENDED: _l("The project or its money has ended"),
    Reason.MOVED: _l("It has moved"),
    Reason.NO_STAFF: _l("There is nobody to do it"),
    Reason.MISTAKE: _l("It was entered by mistake"),
    Reason.SECURITY: _l("Security concerns: take the page away at once"),
}


_TITLE = _l("Does not work any more")
USUAL = Ending(
    title=_TITLE,
    told=_l(
        "Families see at once since when and why it does not work. With security concerns they see nothing of it any more."
    ),
    reasons=REASONS,
)
NOT_KEPT = Ending(title=_TITLE, told=_l("It is taken out at once; the history keeps it."), reasons=REASONS)


def ending_of(spec: Kind) -> Ending:
    """How records of a kind end."""
    return spec.ending or (USUAL if spec.is_kept else NOT_KEPT)


@dataclass(frozen=True)
class Removed:
    """Since when a record does not work, and why, in words for its page."""

    since: date
    words: Any


def find_removed(session: Session, kind: str, record_id: int) -> Removed | None:
    """What the page of a record that does not work says, if it was removed. Security concerns are nobody's business."""
    found = find_removal(session, kind, record_id)
    if found is None:
        return None
    is_said = found.reason in {*Reason} and found.reason != Reason.SECURITY
    return Removed(
        since=found.since or found.at.astimezone(KYIV).date(),
        words=ending_of(get_kind(kind)).reasons.get(Reason(found.reason), "") if is_said else "",
    )


def read_removal(form: Mapping[str, str], today: date, reasons: Mapping[Reason, Any] = REASONS) -> Removal:
    """The reason and the day of a form; raises BadInput for a reason that is none, or a day that is none or to come."""
    text, day = form.get("reason", ""), form.get("since", "")
    if text not in {*reasons}:
        raise BadInput(_("Choose a reason."))
    try:
        since = date.fromisoformat(day) if day else today
    except ValueError:
        raise BadInput(_("Write a date like 31.12.2026.")) from None
    if not since.year >= 1991 or since > today:
        raise BadInput(_("The day cannot be later than today."))
    reason = Reason(text)
    words = {}
    for language in ("uk", "en"):
        with in_language(language):
            words[language] = str(reasons[reason])
    return Removal(since=since, reason=reason, words_uk=words["uk"], words_en=words["en"])
