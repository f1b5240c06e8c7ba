"""Records that tests of several features need, made by the operations themselves."""

from __future__ import annotations

from datetime import date

from sqlalchemy.orm import Session

from network.organizations.models import Organization, OrganizationKind
from network.organizations.operations import add_organization
from network.places.models import Place, PlaceLevel
from network.taxonomy.models import Category, Topic

DAY = date(2026, 11, 22)


def make_place(session: Session, code: str = "UA12020310000017431", level: str = "community") -> Place:
    """A place of the gazetteer, without ancestors."""
    place = Place(
        katottg=code, level=PlaceLevel(level), slug=code.lower(), name_uk="Царичанська", centre_uk="Царичанка"
    )
    session.add(place)
    session.flush()
    return place


def make_organization(session: Session, name: str = "ГО «Криниця»") -> Organization:
    """A civil society organization of which nothing but the name is known."""
    return add_organization(
        session=session, name_uk=name, kind=OrganizationKind.CIVIL_SOCIETY, entered_on=DAY
    )


def make_category(session: Session, code: str = "psychologist", *, is_for_children: bool = False) -> Category:
    """A category under a topic of its own."""
    topic = Topic(code=f"topic-{code}", name_uk="Тема")
    category = Category(code=code, topic=topic, name_uk="Категорія", is_for_children=is_for_children)
    session.add(category)
    session.flush()
    return category
