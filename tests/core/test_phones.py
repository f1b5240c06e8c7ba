"""Phone numbers: what people write becomes one form, and is shown in groups."""

from __future__ import annotations

import pytest

from network.core.errors import BadInput
from network.core.phones import format_phone, normalize_phone

TOLL_FREE = 800_000_000


@pytest.mark.parametrize(
    ("written", "number", "extension"),
    [
        ("+380 00 000 00 01", "+380000000001", ""),
        ("380000000001", "+380000000001", ""),
        ("000 000 00 01", "+380000000001", ""),
        ("(000) 000-00-01", "+380000000001", ""),
        ("+380 (00) 000-00-01", "+380000000001", ""),
        ("+380 00 000–00–01", "+380000000001", ""),
        ("+380 00 000 00 01 доб. 12", "+380000000001", "12"),
        ("+380 00 000 00 01 ext. 7", "+380000000001", "7"),
        ("+380000000001#305", "+380000000001", "305"),
        ("  +380000000001 ", "+380000000001", ""),
        ("112", "112", ""),
        ("116 111", "116111", ""),
        ("15-47", "1547", ""),
        ("７３３３", "7333", ""),
    ],
)
def test_what_people_write_becomes_one_form(written, number, extension):
    assert normalize_phone(written) == (number, extension)


@pytest.mark.parametrize(
    "written", ["", "+", "увечері", "12", "+380 00 000 00", "+380 00 000 00 011", "5-12-34", "\x00"]
)
def test_what_cannot_be_called_is_refused(written):
    with pytest.raises(BadInput):
        normalize_phone(written)


@pytest.mark.parametrize(
    ("number", "shown"),
    [
        ("+380000000001", "+380 00 000 00 01"),
        (f"+380{TOLL_FREE}", "+380 800 000 000"),
        ("116111", "116 111"),
        ("112", "112"),
        ("1547", "1547"),
        ("", ""),
        ("+999", "+999"),
    ],
)
def test_numbers_are_shown_in_groups(number, shown):
    assert format_phone(number) == shown


@pytest.mark.parametrize("number", ["+380000000001", f"+380{TOLL_FREE}", "116111", "112"])
def test_what_is_shown_can_be_read_back(number):
    assert normalize_phone(format_phone(number)) == (number, "")
