"""What an owner answered on the page of a reminder, read against the records that are really the owner's."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from werkzeug.datastructures import MultiDict

from network.core.errors import BadInput
from network.core.i18n import gettext as _
from network.freshness.operations import Answer
from network.freshness.registry import Record

LONGEST = 2_000


@dataclass(frozen=True)
class Reply:
    """The answer; `confirmed` records were on the page and not marked as `stopped`."""

    answer: Answer
    confirmed: Sequence[Record]
    stopped: Sequence[Record]
    text: str


def read_reply(form: MultiDict[str, str], records: Sequence[Record]) -> Reply:
    """The reply of the form; records that are not the owner's, or were not on the page, count for nothing.

    Raises BadInput for no known answer, or for a wish to change without words where there is a field for them.
    """
    shown, marked = set(form.getlist("shown")), set(form.getlist("stopped"))
    stopped = [record for record in records if record.can_stop and record.key in marked & shown]
    confirmed = [record for record in records if record.key in shown and record not in stopped]
    text = _text(form.get("text", ""))
    if form.get("answer") == "yes" and confirmed:
        return Reply(Answer.CONFIRMED, confirmed, stopped, "")
    if form.get("answer") == "no" and (text or "text" not in form):
        return Reply(Answer.CHANGE, (), stopped, text)
    if form.get("answer") == "no":
        raise BadInput(_("Write what is to be changed."))
    raise BadInput(_("Choose one of the two answers."))


def _text(raw: str) -> str:
    """Lines as typed; control characters and what is past the limit are dropped."""
    kept = "".join(letter for letter in raw.replace("\r\n", "\n") if letter == "\n" or letter.isprintable())
    return kept.strip()[:LONGEST]
