"""Every route declares who may use it."""

from __future__ import annotations

import inspect
from collections.abc import Callable

import pytest
from flask import Flask

from network.core.permissions import Permission, permission_of

pytestmark = pytest.mark.engines("sqlite")


def test_every_route_declares_its_permission(app: Flask) -> None:
    undeclared = {
        rule.endpoint
        for rule in app.url_map.iter_rules()
        if not isinstance(permission_of(inspect.unwrap(app.view_functions[rule.endpoint])), Permission)
        and not isinstance(permission_of(app.view_functions[rule.endpoint]), Permission)
    }
    assert not undeclared


def test_a_view_without_permission_is_refused(make_app: Callable[..., Flask]) -> None:
    app = make_app()
    app.add_url_rule("/about-nothing", endpoint="home.about_nothing", view_func=lambda: "open")
    assert app.test_client().get("/about-nothing").status_code == 403
