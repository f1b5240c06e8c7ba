"""Who acts in this request, and what that person may touch."""

from __future__ import annotations

from dataclasses import dataclass

from flask import g


@dataclass(frozen=True)
class Actor:
    """A signed-in person with every factor shown. `coordinates` holds ids of oblasts: None = no coordinator, empty = all."""

    user_id: int
    email: str
    editor_of: frozenset[int] = frozenset()
    administrator_of: frozenset[int] = frozenset()
    coordinates: frozenset[int] | None = None
    is_system_administrator: bool = False

    @property
    def audit_name(self) -> str:
        """How the audit record names this person."""
        return str(self.user_id)

    def may_edit(self, organization_id: int) -> bool:
        """Whether this person edits what belongs to an organization."""
        return organization_id in self.editor_of

    def may_administer(self, organization_id: int) -> bool:
        """Whether this person invites and removes people of an organization."""
        return organization_id in self.administrator_of

    def may_coordinate(self, oblast_id: int | None) -> bool:
        """Whether this person decides on what belongs to an oblast; what belongs to none is for the whole network's."""
        return self.coordinates is not None and (not self.coordinates or oblast_id in self.coordinates)


class NobodySignedIn(RuntimeError):
    """A view asked for the actor without a permission that makes sure of one."""


def current_actor() -> Actor:
    """The person of this request; raises NobodySignedIn when the view's permission is public."""
    actor = g.get("actor")
    if actor is None:
        raise NobodySignedIn
    return actor
