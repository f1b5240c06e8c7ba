"""Words that stand beside a place's name and say what it is: «область», «район», «громада», «місто»."""

from __future__ import annotations

from collections.abc import Sequence

from network.places.models import PlaceLevel

LEVEL_WORDS = {
    PlaceLevel.OBLAST: "область області обл oblast region республіка",
    PlaceLevel.RAION: "район районі району р н раион raion district",
    PlaceLevel.COMMUNITY: "громада громаді громади територіальна територіальної тг отг hromada community община",
    PlaceLevel.SETTLEMENT: "",
}
PASSED_OVER = "місто місті міста м село селі села с селище селищі смт город поселок г city town village"
_LEVEL_OF = {word: level for level, words in LEVEL_WORDS.items() for word in words.split()}
_PASSED_OVER = frozenset(PASSED_OVER.split())
Reading = dict[str, Sequence[PlaceLevel]]


def read_name(text: str, levels: Sequence[PlaceLevel]) -> Reading:
    """A normalized text as it stands (any level), then the name in it without such words (of the level they say)."""
    words = text.split()
    bare = " ".join(word for word in words if word not in _LEVEL_OF and word not in _PASSED_OVER)
    said = {_LEVEL_OF[word] for word in words if word in _LEVEL_OF}
    reading: Reading = {text: levels}
    if bare and bare != text:
        reading[bare] = [level for level in levels if level in said] or levels
    return reading
