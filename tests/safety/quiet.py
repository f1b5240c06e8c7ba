"""What is not for everybody: each planted with a word of its own, with the addresses where one might look for it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from network.events.models import EventKind
from network.events.operations import add_event
from network.files.audiences import SharedWith
from network.files.operations import store
from network.forums.models import Forum
from network.forums.operations import add_challenge, add_document, add_forum, add_solution
from network.moderation.fields import Kind, Values, Widget, get_kind
from network.organizations.models import Organization
from network.partnerships.models import PartnershipKind, PartyRole
from network.partnerships.operations import NewParty, add_partnership
from network.relocations.models import RelocationState
from network.relocations.operations import add_relocation
from tests.documents import make_pdf
from tests.moderation.cases import CASES
from tests.world import World

PAGES: Mapping[str, tuple[str, ...]] = {
    "event": ("/events/{}", "/events/{}.ics"),
    "forum": ("/forums/{}", "/events/{}", "/events/{}.ics", "/member/forums/{}/documents"),
    "partnership": ("/partnerships/{}", "/partnerships/{}/document.pdf"),
    "relocation": ("/relocations/{}",),
    "service": ("/services/{}",),
    "team": ("/mobile-teams/{}",),
}
"""Where everybody finds a record of a kind, by its slug."""


@dataclass(frozen=True)
class Quiet:
    """One thing that was planted: the word in each of its texts, where it may not be found, whether members may see it."""

    word: str
    addresses: tuple[str, ...] = ()
    is_for_members: bool = False


@dataclass
class Garden:
    """Everything that is planted, by name; who plants a new kind of secret adds it here."""

    world: World
    planted: dict[str, Quiet] = field(default_factory=dict)

    def word(self) -> str:
        """A word that stands nowhere else."""
        return f"Тихеслово{chr(ord('а') + len(self.planted))}"

    def plant(
        self, name: str, make: Callable[[World, str], tuple[str, ...]], is_for_members: bool = False
    ) -> None:
        """`make` puts a word into the texts of a record and says at which addresses it must not be read."""
        word = self.word()
        self.planted[name] = Quiet(word, make(self.world, word), is_for_members)


def plant_all(world: World) -> Mapping[str, Quiet]:
    """All of it, committed and indexed."""
    garden = Garden(world)
    for code in CASES:
        if code != "organization" and "is_published" in {each.name for each in get_kind(code).fields}:
            garden.plant(f"unpublished {code}", _unpublished(code))
    garden.plant("parts of an unpublished forum", _parts_of_a_draft)
    garden.plant("hidden organization", _hidden_organization)
    garden.plant("planned relocation", _planned, is_for_members=True)
    garden.plant("partnership not agreed", _not_agreed)
    garden.plant("partnership for the parties", _shared(SharedWith.PARTIES))
    garden.plant("partnership for the network", _shared(SharedWith.NETWORK), is_for_members=True)
    garden.plant("document for the parties", _paper(SharedWith.PARTIES))
    garden.plant("document for the network", _paper(SharedWith.NETWORK), is_for_members=True)
    garden.plant("agreement for the parties", _agreement)
    world.finish()
    return garden.planted


def texts_of(spec: Kind, word: str) -> Values:
    """The word in every text that people write in words."""
    return {
        key: word
        for each in spec.fields
        if each.widget in {Widget.LINE, Widget.TEXT} and each.languages
        for key in each.keys
    }


def _unpublished(code: str) -> Callable[[World, str], tuple[str, ...]]:
    def make(world: World, word: str) -> tuple[str, ...]:
        spec = get_kind(code)
        record = spec.get(world.session, CASES[code].make(world))
        values = {**spec.read(world.session, record), **texts_of(spec, word), "is_published": False}
        spec.apply(world.session, record, values)
        slug = record.event.slug if code == "forum" else record.slug
        return tuple(page.format(slug) for page in PAGES[code])

    return make


def _add_forum(world: World, name: str = "Голоси сусідів", **details: Any) -> Forum:
    event = add_event(
        session=world.session, organization=world.organization, kind=EventKind.FORUM, name_uk=name,
        entered_on=world.day, **details,
    )  # fmt: skip
    return add_forum(session=world.session, event=event)


def _parts_of_a_draft(world: World, word: str) -> tuple[str, ...]:
    forum = _add_forum(world, is_published=False)
    given: dict[str, Any] = {"session": world.session, "forum": forum}
    add_challenge(**given, text_uk=word, text_en=word)
    add_solution(**given, text_uk=word, progress_uk=word, progress_en=word, owner=world.organization)
    paper = add_document(**given, title_uk=word, code=_file(world, word))
    slug = forum.event.slug
    return (
        f"/forums/{slug}",
        f"/forums/{slug}/documents/{paper.id}.pdf",
        f"/member/forums/{slug}/documents/{paper.id}.pdf",
    )


def _hidden_organization(world: World, word: str) -> tuple[str, ...]:
    """It took part, sees to a solution, holds an event together with others, is a party, and moved."""
    hidden = world.add_organization(word, word)
    hidden.is_published = False
    forum = _add_forum(world, organizations=[hidden])
    forum.participants.append(hidden)
    add_solution(session=world.session, forum=forum, text_uk="Рішення сусідів", owner=hidden)
    _add_partnership(world, "Угода сусідів", hidden, is_agreed=True)
    move = _add_move(world, hidden, word, RelocationState.MOVED)
    return f"/organizations/{hidden.slug}", f"/relocations/{move}"


def _planned(world: World, word: str) -> tuple[str, ...]:
    slug = _add_move(world, world.organization, word, RelocationState.PLANNED)
    return (f"/relocations/{slug}",)


def _add_move(world: World, organization: Organization, word: str, state: RelocationState) -> str:
    return add_relocation(
        session=world.session, organization=organization, state=state, origin=world.home, host=world.host,
        what=["resources"], entered_on=world.day, note_uk=word, note_en=word, resources_uk=word, resources_en=word,
    ).slug  # fmt: skip


def _not_agreed(world: World, word: str) -> tuple[str, ...]:
    return _add_partnership(world, word, world.add_organization("ГО «Мовчазна»"), is_agreed=False)


def _shared(shared_with: SharedWith) -> Callable[[World, str], tuple[str, ...]]:
    def make(world: World, word: str) -> tuple[str, ...]:
        other = world.add_organization(f"ГО «Партнерка {shared_with}»")
        return _add_partnership(world, word, other, is_agreed=True, shared_with=shared_with)

    return make


def _agreement(world: World, word: str) -> tuple[str, ...]:
    """A public partnership whose paper is for its parties."""
    public, paper = _add_partnership(
        world, "Відома угода", world.add_organization("ГО «Підписантка»"), is_agreed=True,
        document=_file(world, word), document_shared_with=SharedWith.PARTIES,
    )  # fmt: skip
    assert public
    return (paper,)


def _add_partnership(
    world: World, name: str, other: Organization, is_agreed: bool, **details: Any
) -> tuple[str, ...]:
    parties = [
        NewParty(world.organization, PartyRole.IMPLEMENTER, is_agreed=True),
        NewParty(other, PartyRole.IMPLEMENTER, is_agreed=is_agreed),
    ]
    made = add_partnership(
        session=world.session, organization=world.organization, kind=PartnershipKind.COOPERATION, name_uk=name,
        name_en=name, description_uk=name, description_en=name, parties=parties, communities=[world.host],
        entered_on=world.day, **details,
    )  # fmt: skip
    return tuple(page.format(made.slug) for page in PAGES["partnership"])


def _paper(shared_with: SharedWith) -> Callable[[World, str], tuple[str, ...]]:
    """A document of a forum that everybody sees."""

    def make(world: World, word: str) -> tuple[str, ...]:
        forum = _add_forum(world, f"Відкритий форум {shared_with}")
        paper = add_document(
            session=world.session, forum=forum, title_uk=word, title_en=word, code=_file(world, word),
            shared_with=shared_with,
        )  # fmt: skip
        return (f"/forums/{forum.event.slug}/documents/{paper.id}.pdf",)

    return make


def _file(world: World, word: str) -> str:
    content = make_pdf(word)
    return store(session=world.session, organization_id=world.organization.id, content=content, by=None).code
