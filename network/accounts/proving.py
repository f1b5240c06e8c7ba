"""Showing a form that asks for the password again, and the person whose form it is."""

from __future__ import annotations

from typing import Any

from flask import render_template
from werkzeug.wrappers import Response

from network.accounts import cookies
from network.accounts.forms import PresentPasswordForm
from network.accounts.models import User, UserSession
from network.core.errors import NotFound
from network.core.limits import show_too_many

INVALID, FORBIDDEN = 422, 403
Page = str | tuple[str, int] | Response


def mine() -> tuple[UserSession, User]:
    """The session of this request and its person, whom the view's permission has made sure of."""
    row, user = cookies.current_session(), cookies.current_user()
    if row is None or user is None:
        raise NotFound
    return row, user


def is_proved(form: PresentPasswordForm) -> bool:
    """Whether the form was sent, all of it right, by somebody who may change what guards the account."""
    return not form.must_sign_in_again and bool(form.validate_on_submit())


def show(template: str, form: PresentPasswordForm, **values: Any) -> Page:
    """The page of a form that was not proved."""
    if form.must_sign_in_again:
        return render_template("accounts/sign_in_again.html"), FORBIDDEN
    if form.wait:
        return show_too_many(form.wait)
    page = render_template(template, form=form, **values)
    return (page, INVALID) if form.errors else page
