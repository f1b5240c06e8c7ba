"""Who may have a document of a forum: everybody, organizations of the Network, or those who took part; coordinators always."""

from __future__ import annotations

from network.accounts.actors import Actor
from network.files.audiences import SharedWith
from network.forums.models import Forum, ForumDocument


def party_ids(forum: Forum) -> set[int]:
    """The organizations that held a forum or took part; event, organizers and participants must be loaded."""
    event = forum.event
    took_part = {each.id for each in (*event.organizations, *forum.participants)}
    return {event.organization_id, *took_part}


def may_have(document: ForumDocument, forum: Forum, actor: Actor) -> bool:
    """Whether a signed-in person may have a document of this forum."""
    if document.shared_with == SharedWith.PUBLIC or actor.coordinates is not None:
        return True
    if document.shared_with == SharedWith.NETWORK:
        return bool(actor.editor_of)
    return bool(actor.editor_of & party_ids(forum))
