"""Who is signed in by the fixtures is signed in to the site."""

from __future__ import annotations

import pytest
from flask import Flask

from tests.browser import OpenPage
from tests.people import EXAMPLES, ROLES, SignedInClient, SignIn


@pytest.mark.parametrize("role", sorted(ROLES))
def test_a_client_of_each_role_is_signed_in(app: Flask, role: str, signed_in_client: SignedInClient) -> None:
    answer = signed_in_client(role).get("/account")
    assert answer.status_code == 200
    assert app.test_client().get("/account").status_code == 303


def test_two_editors_belong_to_different_organizations(signed_in_client: SignedInClient) -> None:
    pages = [
        signed_in_client(role).get("/account").get_data(as_text=True) for role in ("editor", "foreign_editor")
    ]
    assert ["ГО «Сусідня»" in page for page in pages] == [False, True]


@pytest.mark.parametrize("role", sorted(EXAMPLES))
def test_a_browser_of_each_role_is_signed_in(open_page: OpenPage, sign_in: SignIn, role: str) -> None:
    page = open_page()
    sign_in(page, role)
    answer = page.goto("/account")
    assert answer is not None and answer.status == 200
    assert page.url.endswith("/account")
