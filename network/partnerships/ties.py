"""Who works with whom: the parties of partnerships taken two by two, as rows of a table and edges of a picture."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise, product

from network.core.i18n import reader_language
from network.organizations.models import Organization
from network.partnerships.models import Partnership, PartnershipKind, Party, PartyRole
from network.partnerships.picture import Edge, Node

GIVING, DOING, HOSTING = range(3)
LAYERS = {
    PartyRole.DONOR: GIVING,
    PartyRole.UN_AGENCY: GIVING,
    PartyRole.IMPLEMENTER: DOING,
    PartyRole.TECHNICAL_PARTNER: DOING,
    PartyRole.COMMUNITY_AUTHORITY: HOSTING,
    PartyRole.PUBLIC_INSTITUTION: HOSTING,
    PartyRole.HOST: HOSTING,
}
"""The column of a role."""
MOST_DRAWN = 40
"""Organizations in one picture; more of them nobody can read."""


@dataclass(frozen=True)
class Tie:
    """Two organizations that work together, and by what; money goes from the first to the second where it is said so."""

    first: Organization
    second: Organization
    kind: PartnershipKind
    is_money: bool
    partnerships: tuple[Partnership, ...]

    @property
    def edge(self) -> Edge:
        """The same for the picture."""
        return Edge(self.first.id, self.second.id, self.kind.value, self.is_money)


@dataclass(frozen=True)
class Circle:
    """Who works with whom in some partnerships: rows of the table, which are the lines of the picture too."""

    ties: tuple[Tie, ...]
    nodes: tuple[Node, ...]
    partnerships: int

    @property
    def edges(self) -> list[Edge]:
        """What the picture draws."""
        return [tie.edge for tie in self.ties]


def make_circle(partnerships: Sequence[Partnership]) -> Circle:
    """Who works with whom in these partnerships; their parties must be loaded."""
    layers = _layers(partnerships)
    ties = _ties(partnerships, layers)
    named = {each.id: each for tie in ties for each in (tie.first, tie.second)}
    shown = sorted(named.values(), key=lambda each: (_sort_key(each), each.id))
    nodes = tuple(Node(each.id, each.name, layers[each.id]) for each in shown)
    return Circle(tuple(ties), nodes, len(partnerships))


def choose(partnerships: Iterable[Partnership], most: int = MOST_DRAWN) -> list[Partnership]:
    """As many of them as fit into one picture, in their order; each is drawn whole or not at all."""
    kept: set[int] = set()
    chosen = []
    for partnership in partnerships:
        parties = {party.organization_id for party in partnership.parties}
        if len(kept | parties) <= most:
            kept |= parties
            chosen.append(partnership)
    return chosen


def _ties(partnerships: Sequence[Partnership], layers: dict[int, int]) -> list[Tie]:
    """One row for two organizations, a kind and whether money is said to go; by the names."""
    found: dict[tuple[int, int, str, bool], list[Partnership]] = defaultdict(list)
    named: dict[int, Organization] = {}
    for partnership in partnerships:
        for one, other, is_money in pairs_of(partnership):
            first, second = (one, other) if is_money else _turned(one, other, layers)
            named |= {first.id: first, second.id: second}
            rows = found[first.id, second.id, partnership.kind, is_money]
            if partnership not in rows:
                rows.append(partnership)
    ties = [
        Tie(named[first], named[second], PartnershipKind(kind), is_money, tuple(rows))
        for (first, second, kind, is_money), rows in found.items()
    ]
    return sorted(ties, key=_order)


def pairs_of(partnership: Partnership) -> Iterator[tuple[Organization, Organization, bool]]:
    """Who meets whom: each step of the money the next one, everybody who carries the work out all the others.

    Two parties that both only stand beside the work are no pair: eight names under a memorandum are no 28 friendships.
    Where nobody carries it out, who proposed it stands in the middle. The third value: money is said to go this way.
    """
    steps, middle = funding_steps(partnership), _middle(partnership)
    paid = [(giver, taker) for ahead, after in pairwise(steps) for giver, taker in product(ahead, after)]
    for giver, taker in paid:
        yield giver.organization, taker.organization, True
    met = {frozenset((giver.organization_id, taker.organization_id)) for giver, taker in paid}
    passed = {party.organization_id for step in steps[:-1] for party in step}
    beside = [party for party in partnership.parties if party not in middle]
    for party, doer in [*product(beside, middle), *((middle[0], doer) for doer in middle[1:])]:
        is_met = frozenset((party.organization_id, doer.organization_id)) in met
        if not is_met and party.organization_id not in passed:
            yield party.organization, doer.organization, _pays(partnership, party)


def funding_steps(partnership: Partnership) -> list[list[Party]]:
    """The way of the money as it is stated: who gives it, then whom it goes through."""
    steps: dict[int, list[Party]] = defaultdict(list)
    for party in partnership.parties:
        if party.funding_step is not None:
            steps[party.funding_step].append(party)
    return [steps[step] for step in sorted(steps)]


def _middle(partnership: Partnership) -> list[Party]:
    """Who carries the work out, the proposer first; nobody: the proposer, or else the first party."""
    own = partnership.organization_id
    doers = [party for party in partnership.parties if party.role == PartyRole.IMPLEMENTER]
    found = doers or [party for party in partnership.parties if party.organization_id == own]
    return sorted(found, key=lambda party: party.organization_id != own) or list(partnership.parties[:1])


def _pays(partnership: Partnership, party: Party) -> bool:
    return partnership.kind == PartnershipKind.FUNDING and party.role == PartyRole.DONOR


def _layers(partnerships: Sequence[Partnership]) -> dict[int, int]:
    """The column of each organization: that of the roles it has most often; as often in two, the middle."""
    counts: dict[int, Counter[int]] = defaultdict(Counter)
    for partnership in partnerships:
        for party in partnership.parties:
            counts[party.organization_id][LAYERS[PartyRole(party.role)]] += 1
    return {
        key: min(found, key=lambda layer, found=found: (-found[layer], abs(layer - DOING), layer))  # type: ignore[misc]
        for key, found in counts.items()
    }


def _turned(
    one: Organization, other: Organization, layers: dict[int, int]
) -> tuple[Organization, Organization]:
    """The two from left to right, those of one column by name."""
    first, second = sorted((one, other), key=lambda each: (layers[each.id], _sort_key(each), each.id))
    return first, second


def _sort_key(organization: Organization) -> str:
    return organization.sort_uk if reader_language() == "uk" else organization.sort_en


def _order(tie: Tie) -> tuple[str, int, str, int, str, bool]:
    first, second = tie.first, tie.second
    return _sort_key(first), first.id, _sort_key(second), second.id, tie.kind.value, tie.is_money
