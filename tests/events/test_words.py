"""Events in words, in both languages."""

from __future__ import annotations

from datetime import date, time

import pytest

from network.core.i18n import in_language
from network.events.models import Enrolment, Event, EventKind
from network.events.words import enrolment_words, when_words, where_words
from network.places.models import Place

TODAY = date(2026, 11, 25)


def make(**details) -> Event:
    defaults = {"kind": EventKind.OTHER, "is_over": False, "is_cancelled": False, "is_online": False}
    return Event(**({"when_uk": "", "when_en": "", "enrolment": Enrolment.NOT_NEEDED} | defaults | details))


@pytest.mark.parametrize(
    ("details", "uk", "en"),
    [
        ({}, "", ""),
        ({"when_uk": "жовтень 2024", "when_en": "October 2024"}, "жовтень 2024", "October 2024"),
        ({"starts_on": TODAY}, "сьогодні", "today"),
        ({"starts_on": TODAY, "starts_at": time(9)}, "сьогодні, початок о 9:00", "today, begins at 9:00"),
        (
            {"starts_on": date(2026, 11, 27), "starts_at": time(10), "ends_at": time(14, 30)},
            "пт, 27 листопада, 10:00–14:30",
            "Fri, 27 November, 10:00–14:30",
        ),
        ({"starts_on": date(2024, 10, 3)}, "чт, 3 жовтня 2024", "Thu, 3 October 2024"),
        ({"starts_on": date(2026, 11, 26), "ends_on": date(2026, 11, 26)}, "завтра", "tomorrow"),
        (
            {"starts_on": date(2026, 11, 27), "ends_on": date(2026, 11, 29)},
            "27–29 листопада",
            "27–29 November",
        ),
        (
            {"starts_on": date(2026, 11, 30), "ends_on": date(2026, 12, 2)},
            "30 листопада – 2 грудня",
            "30 November – 2 December",
        ),
        (
            {"starts_on": date(2026, 12, 30), "ends_on": date(2027, 1, 2), "starts_at": time(10)},
            "30 грудня 2026 – 2 січня 2027, початок о 10:00",
            "30 December 2026 – 2 January 2027, begins at 10:00",
        ),
        (
            {"starts_on": date(2025, 12, 30), "ends_on": date(2025, 12, 31)},
            "30–31 грудня 2025",
            "30–31 December 2025",
        ),
        (
            {
                "starts_on": date(2026, 11, 27), "ends_on": date(2026, 11, 28),
                "starts_at": time(22), "ends_at": time(2),
            },
            "27 листопада, 22:00 – 28 листопада, 2:00",
            "27 November, 22:00 – 28 November, 2:00",
        ),
    ],
)  # fmt: skip
def test_days_are_said_as_people_say_them(app, details, uk, en):
    event = make(**details)
    with app.app_context():
        for language, words in (("uk", uk), ("en", en)):
            with in_language(language):
                assert when_words(event, TODAY).replace("\u202f", " ") == words


def test_where_it_is(app):
    host = Place(name_uk="Царичанська", centre_uk="Царичанка", name_en="", centre_en="")
    with app.app_context():
        assert where_words(make(community=host, spot_uk="будинок культури")) == "Царичанка, будинок культури"
        assert where_words(make(is_online=True)) == "онлайн"
        assert where_words(make(community=host, is_online=True)) == "Царичанка · онлайн"
        assert where_words(make()) == ""


@pytest.mark.parametrize(
    ("details", "words"),
    [
        ({}, "Приходьте без запису"),
        ({"enrolment": Enrolment.ANNOUNCED}, "Запис відкриють пізніше"),
        ({"enrolment": Enrolment.OPEN}, "Запис відкрито"),
        (
            {"enrolment": Enrolment.OPEN, "enrolment_until": date(2026, 11, 27)},
            "Запис відкрито до пт, 27 листопада",
        ),
        ({"enrolment": Enrolment.CLOSED}, "Запис закрито"),
        ({"is_cancelled": True}, "Скасовано"),
        ({"starts_on": date(2026, 11, 1)}, ""),
    ],
)
def test_what_a_list_says_of_the_enrolment(app, details, words):
    with app.app_context():
        assert enrolment_words(make(**details), TODAY) == words
