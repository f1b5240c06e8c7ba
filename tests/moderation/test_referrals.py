"""How to refer a family, who answers, how soon: changed like everything else, read by members of the network alone."""

from __future__ import annotations

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select

from network.core.i18n import in_language
from network.moderation.display import preview_rows
from network.moderation.fields import Audience, get_kind
from network.moderation.models import Change
from network.moderation.preview import previewing
from network.moderation.queries import differences, history
from network.search.models import SearchDocument
from network.services.referrals import ServiceReferral
from tests.moderation.cases import CASES
from tests.moderation.steps import draft, output, propose, publish
from tests.world import World

SECRET = {
    "referral_how_uk": "Напишіть у внутрішню скриньку Канаркову",
    "referral_how_en": "Write to the inner mailbox Kanarkova",
    "referral_who_uk": "Чергова Канаркова",
    "referral_who_en": "Duty Kanarkova",
    "answer_days": 77,
}
WORDS = ("Канарков", "канарков", "Kanarkov", "kanarkov")


@pytest.mark.parametrize("stage", ["draft", "waiting", "published"])
def test_no_public_output_says_how_to_refer(world: World, client: FlaskClient, stage: str) -> None:
    record_id = CASES["service"].make(world)
    world.finish()
    change = draft(world, "service", record_id, SECRET)
    if stage != "draft":
        propose(world, change)
    if stage == "published":
        publish(world, change)
    world.session.commit()
    for language in ("", "/en"):
        paths = [f"{language}/services", f"{language}/organizations", f"{language}/services?q=Канаркова"]
        texts = [client.get(path).get_data(as_text=True) for path in paths]
        texts.append(output(client, world, "service", record_id))
        shown = "".join(texts)
        assert "inner mailbox" not in shown and "внутрішню" not in shown and "Чергова" not in shown
    documents = world.session.scalars(select(SearchDocument.title + SearchDocument.body)).all()
    assert not [text for text in documents if any(word in text for word in WORDS)]


def test_a_referral_is_published_restored_and_read_by_members(world: World) -> None:
    session, spec = world.session, get_kind("service")
    record_id = CASES["service"].make(world)
    publish(world, propose(world, draft(world, "service", record_id, SECRET)))
    kept = session.get_one(ServiceReferral, record_id)
    assert (kept.answer_days, kept.how_en) == (77, SECRET["referral_how_en"])
    with in_language("uk"):
        assert kept.who == SECRET["referral_who_uk"]
    assert {key: spec.read(session, spec.get(session, record_id))[key] for key in SECRET} == SECRET

    [revision] = history(session, "service", record_id)
    assert differences(revision, Audience.PUBLIC) == []
    assert {each.key for each in differences(revision, Audience.NETWORK)} == set(SECRET)


def test_the_preview_for_families_leaves_it_out(world: World) -> None:
    session, spec = world.session, get_kind("service")
    change = draft(world, "service", CASES["service"].make(world), {**SECRET, "summary_uk": "Волошкова"})
    world.finish()
    with previewing(session, session.get_one(Change, change.id)) as record:
        rows = preview_rows(session, spec, spec.read(session, record), world.organization.id)
    said = " ".join(f"{label} {words}" for label, words in rows)
    assert "Волошкова" in said and not any(word in said for word in WORDS)
