"""Events and forums of the fictional network, their days counted from the day of loading."""

from __future__ import annotations

from typing import Any

from network.demo.composer import read_hours
from network.demo.facts import Row
from network.demo.joint import store_paper
from network.demo.loading import Loading
from network.events.models import Enrolment, Event, EventKind
from network.events.operations import add_event
from network.files.audiences import SharedWith
from network.forums.models import Forum, SolutionState
from network.forums.operations import add_challenge, add_document, add_forum, add_solution

TEXTS = (
    "slug", "name_uk", "name_en", "summary_uk", "summary_en", "description_uk", "description_en", "for_whom_uk",
    "for_whom_en", "when_uk", "when_en", "spot_uk", "spot_en", "results_uk", "results_en", "seats",
)  # fmt: skip
SOLUTION_TEXTS = ("text_uk", "text_en", "progress_uk", "progress_en")


def load_event(loading: Loading, row: Row) -> None:
    """An event that is no forum."""
    _add_event(loading, row)
    loading.count()


def load_forum(loading: Loading, row: Row) -> None:
    """A forum over its event, with all that was said and agreed there."""
    forum = add_forum(
        session=loading.session,
        event=_add_event(loading, row),
        participants=loading.organizations_of(row["participants"]),
        agenda_uk=row["agenda_uk"],
        agenda_en=row["agenda_en"],
    )
    _add_solutions(loading, forum, row)
    for document in row.get("document", []):
        _add_document(loading, forum, row, document)
    loading.count()


def _add_event(loading: Loading, row: Row) -> Event:
    service = loading.services[row["service"]] if "service" in row else None
    return add_event(
        session=loading.session,
        organization=loading.organizations[row["organization"]],
        organizations=loading.organizations_of(row.get("organizations", [])),
        kind=EventKind(row.get("kind", EventKind.FORUM)),
        community=loading.places[row["community"]] if "community" in row else None,
        communities=loading.places_of(row.get("communities", [])),
        service=service,
        is_online=row.get("online", False),
        is_cancelled=row.get("cancelled", False),
        participants=row.get("came"),
        is_example=True,
        **{key: row[key] for key in TEXTS if key in row},
        **_when(loading, row),
        **_enrolment(loading, row),
        **loading.composer.checked(row, row["name_uk"]),
    )


def _when(loading: Loading, row: Row) -> dict[str, Any]:
    if "in_days" not in row:
        return {}
    when: dict[str, Any] = {"starts_on": loading.composer.day(-row["in_days"])}
    if row.get("days", 1) > 1:
        when["ends_on"] = loading.composer.day(1 - row["in_days"] - row["days"])
    if "hours" in row:
        when["starts_at"], when["ends_at"] = read_hours(row["hours"])
    return when


def _enrolment(loading: Loading, row: Row) -> dict[str, Any]:
    """Whether and how people enrol: by a number that nobody has, a mailbox and a page of examples."""
    if "enrolment" not in row:
        return {}
    said: dict[str, Any] = {"enrolment": Enrolment(row["enrolment"])}
    said |= {f"enrolment_how_{language}": row.get(f"how_{language}", "") for language in ("uk", "en")}
    if "until" in row:
        said["enrolment_until"] = loading.composer.day(-row["until"])
    ways = row.get("by", [])
    if "phone" in ways:
        said["enrolment_phone"] = loading.composer.phone()
    if "email" in ways:
        said["enrolment_email"] = f"{row['organization']}-events@example.org"
    if "link" in ways:
        said["enrolment_link"] = f"https://example.org/{row['organization']}/events"
    return said


def _add_solutions(loading: Loading, forum: Forum, row: Row) -> None:
    session = loading.session
    challenges = {
        item["key"]: add_challenge(
            session=session, forum=forum, text_uk=item["text_uk"], text_en=item["text_en"]
        )
        for item in row.get("challenge", [])
    }
    for item in row.get("solution", []):
        add_solution(
            session=session,
            forum=forum,
            challenge=challenges[item["challenge"]],
            owner=loading.organizations[item["owner"]],
            state=SolutionState(item.get("state", SolutionState.AGREED)),
            due_on=loading.composer.day(-item["due"]) if "due" in item else None,
            **{key: item[key] for key in SOLUTION_TEXTS if key in item},
        )


def _add_document(loading: Loading, forum: Forum, row: Row, document: Row) -> None:
    titles = {"title_uk": document["title_uk"], "title": document["title_en"]}
    solutions = [f"– {item['text_en']}" for item in row.get("solution", [])]
    lines = [row["summary_en"], "", "Solutions:", *solutions]
    organization = loading.organizations[row["organization"]]
    add_document(
        session=loading.session,
        forum=forum,
        title_uk=document["title_uk"],
        title_en=document["title_en"],
        code=store_paper(loading, organization, lines=lines, **titles),
        shared_with=SharedWith(document["for"]),
    )
