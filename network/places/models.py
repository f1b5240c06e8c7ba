"""A place of the gazetteer, all the names it is known by, and the slugs that lead to it."""

from __future__ import annotations

from enum import StrEnum

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from network.core.database import Base
from network.core.i18n import pick

OBLAST_KIND = "область"
SPECIAL_CITY_KIND = "місто зі спеціальним статусом"


class PlaceLevel(StrEnum):
    """The four levels of the codifier that the directory speaks of."""

    OBLAST = "oblast"
    RAION = "raion"
    COMMUNITY = "community"
    SETTLEMENT = "settlement"


class NameKind(StrEnum):
    """What a name is to its place; `centre` is the name of a community's centre."""

    CURRENT = "current"
    CENTRE = "centre"
    LATIN = "latin"
    FORMER = "former"
    RUSSIAN = "russian"
    ALTERNATIVE = "alternative"


WORDS = {PlaceLevel.COMMUNITY: (" громада", " community"), PlaceLevel.RAION: (" район", " raion")}
CENTRE_DASH = " – "
"""Between a community's centre and its name."""


class Place(Base):
    """One entry of КАТОТТГ. Kyiv stands twice under one code: as an oblast-level entry and as a community."""

    __tablename__ = "places"
    __table_args__ = (
        UniqueConstraint("level", "slug"),
        UniqueConstraint("level", "katottg"),
        CheckConstraint("latitude IS NULL OR (latitude BETWEEN -90 AND 90)", name="latitude"),
        CheckConstraint("longitude IS NULL OR (longitude BETWEEN -180 AND 180)", name="longitude"),
        Index(None, "level", "sort_key"),
        Index(None, "level", "sort_en"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    katottg: Mapped[str] = mapped_column(String(19), index=True)
    level: Mapped[PlaceLevel] = mapped_column(String(10))
    kind: Mapped[str] = mapped_column(String(40), default="")
    slug: Mapped[str] = mapped_column(String(80))
    name_uk: Mapped[str] = mapped_column(String(80))
    name_en: Mapped[str] = mapped_column(String(80), default="")
    centre_uk: Mapped[str] = mapped_column(String(80), default="")
    centre_en: Mapped[str] = mapped_column(String(80), default="")
    sort_key: Mapped[str] = mapped_column(String(120), default="")
    sort_en: Mapped[str] = mapped_column(String(120), default="")
    oblast_id: Mapped[int | None] = mapped_column(ForeignKey("places.id"), index=True)
    raion_id: Mapped[int | None] = mapped_column(ForeignKey("places.id"), index=True)
    community_id: Mapped[int | None] = mapped_column(ForeignKey("places.id"), index=True)
    latitude: Mapped[float | None]
    longitude: Mapped[float | None]
    is_host_marked: Mapped[bool] = mapped_column(default=False)

    oblast: Mapped[Place | None] = relationship(foreign_keys=[oblast_id], remote_side=[id], lazy="raise")
    raion: Mapped[Place | None] = relationship(foreign_keys=[raion_id], remote_side=[id], lazy="raise")
    community: Mapped[Place | None] = relationship(
        foreign_keys=[community_id], remote_side=[id], lazy="raise"
    )

    @property
    def name(self) -> str:
        """The bare name in the reader's language: «Царичанська», «Донецька», «Бахмут»."""
        return pick(self.name_uk, self.name_en)

    @property
    def title(self) -> str:
        """The full name: «Царичанська громада», «Донецька область», «Покровський район», «Бахмут», «Київ»."""
        return pick(self.title_uk, self.title_en)

    @property
    def title_uk(self) -> str:
        """The full name in Ukrainian."""
        return f"{self.name_uk}{self._words()[0]}"

    @property
    def title_en(self) -> str:
        """The full name in English; empty where it has none."""
        return self.name_en and f"{self.name_en}{self._words()[1]}"

    def _words(self) -> tuple[str, str]:
        """What follows the name, in the name's own language; Kyiv stands without, except beside Kyiv oblast."""
        if self.kind == SPECIAL_CITY_KIND:
            return "", " city" if self.level == PlaceLevel.OBLAST else ""
        if self.level == PlaceLevel.OBLAST:
            return (" область", " oblast") if self.kind == OBLAST_KIND else ("", "")
        return WORDS.get(self.level, ("", ""))

    @property
    def short(self) -> str:
        """What people call it: a community by its centre («Царичанка»), anything else by its name."""
        return pick(self.centre_uk, self.centre_en) or self.name

    @property
    def where(self) -> str:
        """What it lies in: «Дніпровський район, Дніпропетровська область»; the ancestors must be loaded."""
        if self.kind == SPECIAL_CITY_KIND:
            return pick(SPECIAL_CITY_KIND, "city with special status")
        return ", ".join(place.title for place in self.ancestors() if place is not None)

    @property
    def told_apart(self) -> str:
        """«Покровське – Покровська громада, Нікопольський район, …»: two of one name in one raion differ by the centre."""
        name = ", ".join(part for part in (self.title, self.where) if part)
        return f"{self.short}{CENTRE_DASH}{name}" if self.centre_uk else name

    def ancestors(self) -> list[Place | None]:
        """The community, raion and oblast above this place, nearest first; they must be loaded."""
        if self.level == PlaceLevel.SETTLEMENT:
            return [self.community, self.raion, self.oblast]
        if self.level == PlaceLevel.COMMUNITY:
            return [self.raion, self.oblast]
        return [self.oblast] if self.level == PlaceLevel.RAION else []


class PlaceName(Base):
    """A name that finds a place; `normalized` is `core.text.normalize(name)`."""

    __tablename__ = "place_names"
    __table_args__ = (UniqueConstraint("place_id", "normalized"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    place_id: Mapped[int] = mapped_column(ForeignKey("places.id", ondelete="CASCADE"))
    name: Mapped[str] = mapped_column(String(80))
    normalized: Mapped[str] = mapped_column(String(80), index=True)
    kind: Mapped[NameKind] = mapped_column(String(12))

    place: Mapped[Place] = relationship(lazy="raise")


class PlaceSlug(Base):
    """An old or other slug (former name, centre) that leads to exactly one place of a level."""

    __tablename__ = "place_slugs"
    __table_args__ = (UniqueConstraint("level", "slug"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    place_id: Mapped[int] = mapped_column(ForeignKey("places.id", ondelete="CASCADE"), index=True)
    level: Mapped[PlaceLevel] = mapped_column(String(10))
    slug: Mapped[str] = mapped_column(String(80))

    place: Mapped[Place] = relationship(lazy="raise")
