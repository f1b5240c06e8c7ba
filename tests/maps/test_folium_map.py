"""The parts of a map: own assets only, the same every time, and no text that could leave its place."""

import re

import pytest

from network.maps.folium_map import MapParts, Tiles, render_map
from network.maps.words import MapLabels, MapLayer, count_words
from tests.maps.map_site import LABELS, LAYERS, asset_url, sample_map

HOSTILE = "</script><script>alert(1)</script> ${alert(2)} \"quoted\" 'single' <b>"


def parts_with(**changes: object) -> MapParts:
    """The sample map with some of its arguments changed."""
    arguments = {"layers": LAYERS, "basemap_url": "/basemap.json", "asset_url": asset_url, "labels": LABELS}
    return render_map(**(arguments | changes))  # type: ignore[arg-type]


def whole(parts: MapParts) -> str:
    return "\n".join([*parts.css, *parts.js, parts.html, parts.script])


def test_only_own_assets_are_named_in_the_order_of_their_needs():
    parts = sample_map()
    assert parts.css == ["/static/vendor/leaflet.css", "/static/map.css"]
    scripts = ["vendor/leaflet.js", "vendor/topojson-client.min.js", "map.js"]
    assert parts.js == [f"/static/{name}" for name in scripts]


def test_no_other_host_is_asked_and_one_is_credited():
    hosts = set(re.findall(r"(?:https?:)?//([\w.-]+)", whole(sample_map())))
    assert hosts == {"www.openstreetmap.org"}
    credit = (
        '© <a href="https://www.openstreetmap.org/copyright" lang="en">OpenStreetMap contributors</a>, ODbL'
    )
    assert credit in sample_map().html


def test_the_same_arguments_give_the_same_parts():
    assert sample_map() == sample_map()


def test_one_map_leaves_nothing_behind_for_the_next():
    before = sample_map()
    parts_with(tiles=Tiles("https://tiles.example.org/{z}/{x}/{y}.png", "Example"))
    assert sample_map() == before


def test_nothing_is_styled_in_place():
    parts = sample_map()
    assert "<style" not in whole(parts)
    assert not re.search(r"\sstyle\s*=", parts.html)
    assert not re.search(r"\son\w+\s*=", parts.html)


@pytest.mark.parametrize("word", ["canvas", "failed", "close", "merged"])
def test_words_stay_text(word: str):
    labels = MapLabels(**(vars(LABELS) | {word: HOSTILE}))
    parts = parts_with(labels=labels)
    assert "<script" not in parts.html
    assert "<b>" not in parts.html
    assert "</script" not in parts.script
    assert "`" not in parts.script


def test_layer_texts_and_addresses_stay_text():
    layer = MapLayer("places", HOSTILE, f"/data?q={HOSTILE}", "count", True, {"other": HOSTILE})
    script = parts_with(layers=[layer], basemap_url=f"/{HOSTILE}").script
    assert "</script" not in script
    assert "<b>" not in script
    assert "`" not in script
    assert '"single' not in script


def test_a_layer_key_is_a_plain_name():
    for key in ("a-b", "x;alert(1)", "громади", ""):
        with pytest.raises(ValueError):
            MapLayer(key, "Label", "/data", "count", True)


def test_layers_not_shown_at_first_are_not_fetched():
    script = sample_map().script
    assert "layer_stops.addTo(map_main);" in script
    assert "layer_sites.addTo" not in script


def test_tiles_come_by_configuration_alone_and_their_credit_is_text():
    assert "tileLayer" not in sample_map().script
    parts = parts_with(tiles=Tiles("https://tiles.example.org/{z}/{x}/{y}.png", "Tiles <img src=x>"))
    assert '"https://tiles.example.org/{z}/{x}/{y}.png"' in parts.script
    assert "<img" not in whole(parts)
    assert "Tiles &lt;img src=x&gt; · ©" in parts.html
    assert "map__canvas--tiles" in parts.html


def test_given_bounds_are_kept_and_without_them_the_view_fits_the_marks():
    given = parts_with(bounds=((47.5, 33.0), (49.2, 36.9)))
    assert "[[47.5, 33.0], [49.2, 36.9]]" in given.script
    assert '"fit": false' in given.script
    assert '"fit": true' in sample_map().script


def test_the_inline_script_stays_short():
    assert len(sample_map().script.encode()) < 6_000


def test_count_words_give_the_browser_every_plural_form():
    def phrase(number: int) -> str:
        return f"{number} {'послуга' if number == 1 else 'послуги' if number < 5 else 'послуг'}"

    assert count_words(phrase) == {
        "one": "{n} послуга",
        "few": "{n} послуги",
        "many": "{n} послуг",
        "other": "{n} послуг",
    }
