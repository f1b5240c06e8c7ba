"""Closed lists of codes that services use, with their words in two languages."""

from __future__ import annotations

from network.core.i18n import lazy_gettext as _l

AUDIENCES = {
    "everyone": _l("everyone"),
    "children": _l("children"),
    "teenagers": _l("teenagers"),
    "parents": _l("parents"),
    "adults": _l("adults"),
    "women": _l("women"),
    "older-people": _l("older people"),
    "people-with-disabilities": _l("people with disabilities"),
    "veterans": _l("veterans and their families"),
    "specialists": _l("specialists who help people"),
}

SPOKEN_LANGUAGES = {
    "uk": _l("Ukrainian"),
    "ru": _l("Russian"),
    "en": _l("English"),
    "ukl": _l("Ukrainian Sign Language"),
}
