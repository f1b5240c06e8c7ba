"""Places in a form: written by name, kept by their code in the codifier, shown with what they lie in."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from network.core.errors import BadInput
from network.core.i18n import lazy_gettext as _l
from network.core.text import normalize
from network.places.models import CENTRE_DASH, Place, PlaceLevel
from network.places.queries import find_by_name, with_ancestors


def find_by_codes(session: Session, codes: Iterable[str]) -> dict[str, Place]:
    """Places by their codes, ancestors loaded."""
    wanted = sorted(set(codes))
    if not wanted:
        return {}
    query = select(Place).where(Place.katottg.in_(wanted)).options(*with_ancestors())
    return {place.katottg: place for place in session.scalars(query)}


def get_places(session: Session, codes: Sequence[str]) -> list[Place]:
    """The places with these codes, in their order; raises BadInput for a code that is none."""
    found = find_by_codes(session, codes)
    if set(codes) - set(found):
        raise BadInput(_l("There is no such place."))
    return [found[code] for code in codes]


def get_place(session: Session, code: str | None) -> Place | None:
    """The place with this code, None for no code."""
    return get_places(session, [code])[0] if code else None


def read_place(session: Session, text: str, level: PlaceLevel | None) -> Place:
    """The one place that a text names; raises BadInput that lists the candidates when there are several, or none."""
    head, _comma, where = text.replace(" - ", CENTRE_DASH).partition(",")
    centre, _dash, name = head.rpartition(CENTRE_DASH)
    levels = (level,) if level else (PlaceLevel.COMMUNITY, PlaceLevel.OBLAST)
    found = [match.place for match in find_by_name(session, name, levels)]
    if centre:
        found = [place for place in found if normalize(centre) == normalize(place.short)]
    if where:
        around = normalize(where)
        found = [place for place in found if around in normalize(place.where)]
    if len(found) == 1:
        return found[0]
    if not found:
        raise BadInput(_l("“%(name)s” is not known. Write the community’s name or its centre.", name=text))
    names = "; ".join(place.told_apart for place in found[:4])
    raise BadInput(_l("There are several. Write which one: %(names)s.", names=names))
