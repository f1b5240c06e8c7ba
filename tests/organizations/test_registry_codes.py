"""ЄДРПОУ: real codes pass, slips and people's codes do not."""

from __future__ import annotations

import pytest

from network.core.errors import BadInput
from network.organizations.registry_codes import check_edrpou


@pytest.mark.parametrize("code", ["38422948", "19280108", "14360506", "00032129"])
def test_valid_codes_pass(code):
    assert check_edrpou(code) == code


@pytest.mark.parametrize("code", [" 3842 2948 ", "38-42-29-48"])
def test_spaces_and_hyphens_do_not_count(code):
    assert check_edrpou(code) == "38422948"


@pytest.mark.parametrize("code", ["38422948", "19280108", "14360506", "00032129"])
def test_any_wrong_last_digit_is_caught(code):
    for digit in set("0123456789") - {code[7]}:
        with pytest.raises(BadInput, match="slip"):
            check_edrpou(code[:7] + digit)


@pytest.mark.parametrize("code", ["", "32129", "384229481", "3842294А", "00000000", "٣٨٤٢٢٩٤٨"])
def test_anything_but_eight_digits_is_refused(code):
    with pytest.raises(BadInput):
        check_edrpou(code)


def test_a_persons_code_is_refused_by_name():
    with pytest.raises(BadInput, match="person"):
        check_edrpou("1234567890")
