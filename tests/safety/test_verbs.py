"""A HEAD request is answered as GET is, and changes nothing: it carries no token against forged forms."""

from __future__ import annotations

from typing import Any

import pytest
from flask import Flask

from network.accounts.models import Role
from network.accounts.operations import add_user, set_role
from tests import databases
from tests.people import SignedInClient
from tests.safety.estate import Estate
from tests.safety.test_canary import planted as planted
from tests.safety.test_signed_in import UNTOUCHED, estate, walk
from tests.world import World

__all__ = ["estate"]


@pytest.mark.engines("sqlite")
@pytest.mark.parametrize("role", ["editor", "organization_admin", "coordinator", "system_admin"])
def test_head_is_get_without_its_body(
    app: Flask,
    planted: dict[str, str],
    estate: Estate,
    world: World,
    signed_in_client: SignedInClient,
    role: str,
) -> None:
    colleague = add_user(session=world.session, email="colleague@example.org")
    organization = world.organization.id
    set_role(
        session=world.session, user=colleague, organization_id=organization, role=Role.EDITOR, by="command"
    )
    world.session.commit()
    estate.numbers["user_id"].append(colleague.id)
    client = signed_in_client(role)
    before = rows(world)
    writing = {rule.endpoint for rule in app.url_map.iter_rules() if "POST" in (rule.methods or ())}
    walked = [path for endpoint, path in walk(app, planted, estate) if endpoint in writing]
    assert len(walked) > 20
    for path in walked:
        assert client.head(path).status_code == client.get(path).status_code, path
    assert rows(world) == before


def rows(world: World) -> dict[str, list[Any]]:
    """All that is kept, but for what signing in leaves."""
    world.session.rollback()
    taken = databases.take_rows(world.session)
    kept = UNTOUCHED - {"users", "user_memberships"}
    return {table.name: found for table, found in taken if table.name not in kept}
