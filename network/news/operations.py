"""Writes of news."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TypedDict, Unpack

from sqlalchemy.orm import Session

from network.core.errors import BadInput
from network.core.i18n import lazy_gettext as _l
from network.core.lengths import check_lengths
from network.core.slugs import choose_slug
from network.core.text import clean
from network.news.models import News
from network.organizations.models import Organization
from network.places.models import Place


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
