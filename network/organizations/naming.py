"""Organizations as people write them in a form: by name, in either language; kept by their slug."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from sqlalchemy import or_, select
from sqlalchemy.orm import Session, aliased

from network.core.errors import BadInput
from network.core.i18n import lazy_gettext as _l
from network.core.i18n import pick
from network.core.text import clean, normalize
from network.organizations.models import Organization
from network.organizations.queries import KEPT

MOST_SUGGESTED = 5
SHORTEST_PART = 3
"""Fewer letters of a name stand for no organization."""
LEAST_LIKENESS = 0.6
_SLUG = re.compile(r"(?:^|\()([a-z0-9]+(?:-[a-z0-9]+)*)\)?$")


@dataclass(frozen=True)
class _Known:
    slug: str
    shown: str
    folded: tuple[str, ...]


def find_organization(session: Session, text: str) -> str:
    """The slug of the one published organization that a text names: whole name, slug, or a part that no other has.

    Raises BadInput that lists those it may be.
    """
    wanted, known = normalize(text), _published(session)
    slug = _SLUG.search(clean(text).casefold())
    is_part = len(wanted) >= SHORTEST_PART
    for found in (
        [each for each in known if wanted and wanted in each.folded],
        [each for each in known if slug and each.slug == slug[1]],
        [each for each in known if is_part and any(wanted in name for name in each.folded)],
    ):
        if len(found) == 1:
            return found[0].slug
        if found:
            raise BadInput(_l("There are several. Write which one: %(names)s.", names=_listed(found)))
    raise _unknown(clean(text, 80), wanted, known)


def name_organizations(session: Session, slugs: Sequence[str]) -> Mapping[str, str]:
    """Their names in the reader's language, with the slug beside a name that others have too; one statement."""
    other = aliased(Organization)
    is_shared = (
        select(other.id)
        .where(other.id != Organization.id)
        .where(or_(other.sort_uk == Organization.sort_uk, other.sort_en == Organization.sort_en))
        .exists()
    )
    columns = Organization.slug, Organization.name_uk, Organization.name_en, is_shared
    found = session.execute(select(*columns).where(Organization.slug.in_(slugs)))
    return {slug: _told_apart(slug, pick(uk, en), shared) for slug, uk, en, shared in found}


def get_organizations(session: Session, slugs: Sequence[str]) -> list[Organization]:
    """The organizations with these slugs, in their order; raises BadInput for a slug that is none."""
    query = select(Organization).where(Organization.slug.in_(slugs))
    found = {organization.slug: organization for organization in session.scalars(query)}
    if set(slugs) - set(found):
        raise BadInput(_l("There is no such organization."))
    return [found[slug] for slug in slugs]


def _published(session: Session) -> list[_Known]:
    """All that may be named, in the order of their names."""
    columns = Organization.slug, Organization.name_uk, Organization.name_en
    query = select(*columns).where(Organization.is_published, Organization.membership.in_(KEPT))
    return [
        _Known(slug, pick(uk, en), tuple(normalize(name) for name in (uk, en) if name))
        for slug, uk, en in session.execute(query.order_by(Organization.sort_uk, Organization.id))
    ]


def _unknown(text: str, wanted: str, known: Sequence[_Known]) -> BadInput:
    words = {word for word in wanted.split() if len(word) >= SHORTEST_PART}
    ranked = sorted(known, key=lambda each: -_likeness(wanted, words, each)) if wanted else []
    near = [each for each in ranked[:MOST_SUGGESTED] if _likeness(wanted, words, each) >= LEAST_LIKENESS]
    if near:
        return BadInput(
            _l("“%(name)s” is not in the directory. Perhaps: %(names)s.", name=text, names=_listed(near))
        )
    return BadInput(_l("“%(name)s” is not in the directory. Write the name as it stands there.", name=text))


def _likeness(wanted: str, words: set[str], known: _Known) -> float:
    """1 and more for words in common, else how alike the letters are."""
    shared = max(len(words.intersection(name.split())) for name in known.folded)
    return shared or max(SequenceMatcher(None, wanted, name).quick_ratio() for name in known.folded)


def _listed(found: Sequence[_Known]) -> str:
    names = [normalize(each.shown) for each in found]
    told = [_told_apart(each.slug, each.shown, names.count(normalize(each.shown)) > 1) for each in found]
    return "; ".join(told[:MOST_SUGGESTED])


def _told_apart(slug: str, name: str, is_shared: bool) -> str:
    return f"{name} ({slug})" if is_shared else name


__all__ = ["find_organization", "get_organizations", "name_organizations"]
