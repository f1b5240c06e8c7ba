"""What looks like chance in the fictional network, and follows from names alone: the same on every database."""

from __future__ import annotations

from hashlib import sha256

SPREAD_DEGREES = 0.012  # about a kilometre around the centre of a community
NEWEST_DAYS = 3


def number_of(name: str, below: int) -> int:
    """A whole number from 0 that follows from the name alone."""
    return int.from_bytes(sha256(name.encode()).digest()[:6]) % below


def spread_days(name: str) -> int | str:
    """How many days ago a record was confirmed: mostly under 60, some 95–140, some over 190, some never."""
    share, within = number_of(name, 100), number_of(name + "?", 46)
    if share < 72:
        return NEWEST_DAYS + within
    if share < 84:
        return 95 + within
    return 190 + within if share < 92 else "never"


def near(centre: tuple[float, float], key: str) -> tuple[float, float]:
    """A point about a kilometre from a centre (degrees), the same for the same key."""
    north, east = (number_of(key + side, 201) / 100 - 1 for side in ("north", "east"))
    return round(centre[0] + north * SPREAD_DEGREES, 5), round(centre[1] + east * SPREAD_DEGREES, 5)
