"""Documents in the database: stored once, kept when a record takes them, else erased after a while."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.exc import InvalidRequestError
from sqlalchemy.orm import Session

from network.core.errors import BadInput, NotFound
from network.files import holders, operations
from network.files.models import StoredFile
from network.files.operations import MOST_UNUSED, UNUSED_FOR, forget_unused, keep, store
from network.files.queries import get_content, get_file
from tests.documents import PRETENDERS, make_pdf
from tests.records import make_organization

NOW = datetime(2026, 11, 25, 12, tzinfo=UTC)


@pytest.fixture
def owner(session: Session) -> int:
    return make_organization(session).id


def add(session: Session, owner: int, words: str = "Угода", moment: datetime = NOW) -> StoredFile:
    return store(session=session, organization_id=owner, content=make_pdf(words), by=7, moment=moment)


def codes(session: Session) -> list[str]:
    return list(session.scalars(select(StoredFile.code).order_by(StoredFile.id)))


def test_what_is_stored_comes_back_byte_for_byte(session: Session, owner: int) -> None:
    content = make_pdf("\x00\xff", size=operations.UNUSED_FOR.days * 1000)
    code = store(session=session, organization_id=owner, content=content, by=7).code
    session.commit()
    session.expunge_all()
    found = get_file(session, code)
    assert get_content(session, found.code) == content
    assert (found.size, found.organization_id, found.uploaded_by) == (len(content), owner, 7)
    assert len(found.code) == 32 and found.kept_at is None


def test_the_bytes_are_read_only_when_asked_for(session: Session, owner: int) -> None:
    code = add(session, owner).code
    session.commit()
    session.expunge_all()
    with pytest.raises(InvalidRequestError):
        _ = get_file(session, code).content


def test_names_cannot_be_guessed(session: Session, owner: int) -> None:
    found = {add(session, owner, str(number)).code for number in range(20)}
    assert len(found) == 20 and all(len(set(code)) > 6 for code in found)


@pytest.mark.parametrize("what", ["a page", "nothing", "an archive behind a document"])
def test_what_is_no_document_is_not_stored(session: Session, owner: int, what: str) -> None:
    with pytest.raises(BadInput):
        store(session=session, organization_id=owner, content=PRETENDERS[what], by=None)
    assert codes(session) == []


def test_the_same_content_is_stored_once_for_each_organization(session: Session, owner: int) -> None:
    other = make_organization(session, "ГО «Інша»").id
    assert add(session, owner).code == add(session, owner).code != add(session, other).code
    assert len(codes(session)) == 2


def test_what_is_uploaded_again_stays_as_long_as_anew(session: Session, owner: int) -> None:
    add(session, owner, moment=NOW - UNUSED_FOR - timedelta(days=1))
    add(session, owner)
    assert forget_unused(session=session, moment=NOW) == 0


def test_a_heap_of_unused_documents_is_refused_and_kept_ones_do_not_count(
    session: Session, owner: int
) -> None:
    for number in range(MOST_UNUSED):
        add(session, owner, str(number))
    with pytest.raises(BadInput):
        add(session, owner, "один зайвий")
    keep(session=session, code=codes(session)[0], moment=NOW)
    add(session, owner, "один зайвий")
    add(session, make_organization(session, "ГО «Інша»").id, "ще один")


def test_a_kept_document_keeps_its_first_moment(session: Session, owner: int) -> None:
    code = add(session, owner).code
    for days in range(2):
        keep(session=session, code=code, moment=NOW + timedelta(days=days))
    assert get_file(session, code).kept_at == NOW


def test_unknown_documents_are_not_found(session: Session) -> None:
    for ask in (get_file, get_content):
        with pytest.raises(NotFound):
            ask(session, "../../etc/passwd")
    with pytest.raises(NotFound):
        keep(session=session, code="", moment=NOW)


def test_only_what_nobody_took_for_sixty_days_is_erased(session: Session, owner: int) -> None:
    old = NOW - UNUSED_FOR - timedelta(minutes=1)
    unused, kept, held = (add(session, owner, words, old).code for words in ("a", "b", "c"))
    fresh = add(session, owner, "d", NOW - UNUSED_FOR + timedelta(minutes=1)).code
    keep(session=session, code=kept, moment=old)
    assert forget_unused(session=session, moment=NOW, held={held}) == 1
    assert codes(session) == [kept, held, fresh] and unused not in codes(session)
    assert forget_unused(session=session, moment=NOW) == 1


@pytest.fixture
def holding() -> Iterator[list[str]]:
    """What somebody holds."""
    held: list[str] = []

    def find_codes(_session: Session) -> list[str]:
        return held

    holders.register(find_codes)
    yield held
    holders._holders.remove(find_codes)


def test_the_command_spares_what_is_held(
    app: Flask, session: Session, owner: int, holding: list[str]
) -> None:
    old = datetime.now(UTC) - UNUSED_FOR - timedelta(days=1)
    held, _unused = (add(session, owner, words, old).code for words in ("a", "b"))
    session.commit()
    holding.append(held)
    runner = app.test_cli_runner()
    assert runner.invoke(args=["files", "forget"]).output == "1 documents erased\n"
    assert codes(session) == [held]


def test_a_list_of_documents_costs_no_more_than_one_statement_each(
    session: Session, owner: int, count_statements: Callable
) -> None:
    code = add(session, owner).code
    for ask in (get_file, get_content):
        with count_statements() as statements:
            ask(session, code)
        assert len(statements) == 1
