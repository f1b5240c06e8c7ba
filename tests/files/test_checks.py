"""What is a PDF, and what only says so."""

from __future__ import annotations

import time

import pytest

from network.core.errors import BadInput
from network.core.uploads import TooLarge
from network.files.checks import MOST_BYTES, check_pdf
from tests.documents import PRETENDERS, make_pdf


@pytest.mark.parametrize("size", [0, 3000, MOST_BYTES])
def test_a_whole_document_is_taken(size: int) -> None:
    content = make_pdf(size=size)
    assert not size or len(content) == size
    check_pdf(content)


@pytest.mark.parametrize("ending", [b"", b"\n", b"\r\n\r\n", b" \n", b"\x00\x00"])
@pytest.mark.parametrize("version", [b"1.0", b"1.7", b"2.0"])
def test_documents_of_other_programs_are_taken(version: bytes, ending: bytes) -> None:
    check_pdf(make_pdf().replace(b"1.4", version).rstrip() + ending)


@pytest.mark.parametrize("what", PRETENDERS)
def test_what_only_says_so_is_refused(what: str) -> None:
    with pytest.raises(BadInput):
        check_pdf(PRETENDERS[what])


def test_one_byte_too_many_is_refused() -> None:
    with pytest.raises(TooLarge):
        check_pdf(make_pdf(size=MOST_BYTES + 1))


@pytest.mark.parametrize(
    "filling", [b"1", b"1 ", b" ", b"1 1 ob", b"%%EOF ", b"startxref ", b"\x00", b"1        "]
)
def test_no_content_takes_long(filling: bytes) -> None:
    content = b"%PDF-1.4\n" + (filling * MOST_BYTES)[: MOST_BYTES - 9]
    began = time.process_time()
    with pytest.raises(BadInput):
        check_pdf(content + b"")
    assert time.process_time() - began < 3
