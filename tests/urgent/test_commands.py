"""The command that records a check."""

from __future__ import annotations

from datetime import date

from network.urgent.operations import load_urgent_numbers
from network.urgent.queries import find_by_section


def test_a_check_is_recorded_with_its_day(app, session):
    load_urgent_numbers(session=session)
    session.commit()
    options = ["--by-uk", "координація", "--by-en", "coordination", "--on", "2026-01-15"]
    result = app.test_cli_runner().invoke(args=["urgent", "verify", "112", *options])
    assert result.exit_code == 0, result.output
    session.expire_all()
    assert find_by_section(session)["danger"][0].verified_on == date(2026, 1, 15)


def test_a_day_to_come_and_an_unknown_number_are_refused(app, session):
    load_urgent_numbers(session=session)
    session.commit()
    runner = app.test_cli_runner()
    future = runner.invoke(args=["urgent", "verify", "112", "--by-uk", "хтось", "--on", "9999-01-01"])
    unknown = runner.invoke(args=["urgent", "verify", "104", "--by-uk", "хтось"])
    assert "future" in future.output
    assert "no urgent number" in unknown.output
    assert (future.exit_code, unknown.exit_code) == (2, 1)
