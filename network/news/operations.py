"""Writes of news."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from datetime import date
from typing import TypedDict, Unpack

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from network.core.errors import BadInput
from network.core.i18n import lazy_gettext as _l
from network.core.lengths import check_lengths
from network.core.slugs import choose_slug
from network.core.text import clean
from network.news.models import News, NewsRedirect
from network.organizations.models import Organization
from network.places.models import Place

TEXTS = ("title_uk", "title_en", "summary_uk", "summary_en", "body_uk", "body_en", "when_uk", "when_en")
"""What an item says."""


class NewsDetails(TypedDict, total=False):
    """What may be said in a news item besides its title; paragraphs of a body are parted by an empty line."""

    title_en: str
    summary_uk: str
    summary_en: str
    body_uk: str
    body_en: str
    happened_on: date | None
    when_uk: str
    when_en: str
    position: int
    is_published: bool
    is_example: bool


def add_news(
    *,
    session: Session,
    title_uk: str,
    entered_on: date,
    slug: str | None = None,
    organizations: Sequence[Organization] = (),
    places: Sequence[Place] = (),
    **details: Unpack[NewsDetails],
) -> News:
    """Add a news item; `happened_on` only when the day is known, else words in `when_uk` or nothing.

    Raises BadInput for an empty title, a taken address, a text longer than its column.
    """
    title_uk = clean(title_uk)
    if not title_uk:
        raise BadInput(_l("A news item needs a title."))
    text = details.get("title_en") or title_uk
    item = News(
        title_uk=title_uk,
        slug=choose_slug(session=session, column=News.slug, slug=slug, text=text, fallback="news"),
        organizations=list(organizations),
        places=list(places),
        entered_on=entered_on,
        **details,
    )
    check_lengths(item)
    session.add(item)
    session.flush()
    return item


def retire_news(
    *, session: Session, slug: str, endpoint: str, target_slug: str, fingerprint: str | None = None
) -> bool:
    """Lead the address of an item to the record that it became, and take the item out; can be repeated.

    `fingerprint` is that of the item as it was first written: an item that says something else, because people changed
    it, stays, and its page with it. Returns whether an item was taken out.
    """
    _keep_redirect(session, slug, endpoint, target_slug)
    item = session.scalar(select(News).where(News.slug == slug))
    if item is None or (fingerprint is not None and fingerprint_of(item) != fingerprint):
        return False
    after = News.position > item.position, News.is_example == item.is_example
    session.delete(item)
    session.execute(update(News).where(*after).values(position=News.position - 1))
    session.flush()
    return True


def _keep_redirect(session: Session, slug: str, endpoint: str, target_slug: str) -> None:
    redirect = session.scalar(select(NewsRedirect).where(NewsRedirect.slug == slug))
    if redirect is None:
        redirect = NewsRedirect(slug=slug)
        session.add(redirect)
    redirect.endpoint, redirect.target_slug = endpoint, target_slug
    check_lengths(redirect)
    session.flush()


def fingerprint_of(item: News) -> str:
    """A short mark of all that an item says; the same words have the same mark in every database."""
    said = [getattr(item, name) for name in TEXTS]
    told = [*said, item.happened_on.isoformat() if item.happened_on else None, item.is_published]
    return hashlib.sha256(json.dumps(told, ensure_ascii=False).encode()).hexdigest()[:16]
