"""The commands that stand in until coordinators have a page of their own."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

from flask import Flask
from sqlalchemy.orm import Session

from network.core.clock import now
from network.feedback.models import Report
from tests.feedback.conftest import Send

Run = Callable[[list[str]], str]
Reports = Callable[[], list[Report]]


def test_a_report_is_listed_settled_and_forgotten(
    app: Flask, send: Send, reports: Reports, run: Run, session: Session
) -> None:
    send(text="Зачинено", contact="writer@example.org")
    code = reports()[0].code
    session.rollback()
    listed = run(["feedback", "list"])
    assert (
        code in listed
        and "Кабінет психолога" in listed
        and "| Зачинено" in listed
        and "1 unsettled" in listed
    )
    settle = [
        "feedback",
        "settle",
        code,
        "--state",
        "corrected",
        "--answer-uk",
        "Готово",
        "--answer-en",
        "Done",
    ]
    assert f"{code}: corrected" in run(settle)
    assert "0 unsettled" in run(["feedback", "list"])
    assert "0 forgotten" in run(["feedback", "forget"])
    reports()[0].settled_at = now() - timedelta(days=31)
    session.commit()
    assert "1 forgotten" in run(["feedback", "forget"])
    assert reports()[0].text == ""


def test_unsettled_reports_are_forgotten_after_the_configured_days(
    app: Flask, send: Send, reports: Reports, run: Run, session: Session
) -> None:
    send(text="Зачинено", contact="writer@example.org")
    reports()[0].created_at = now() - timedelta(days=11)
    session.commit()
    for days, count in ((12, 0), (10, 1)):
        app.config["FEEDBACK_LONGEST_DAYS"] = days
        assert f"{count} forgotten" in run(["feedback", "forget"])
    assert (reports()[0].text, reports()[0].contact, reports()[0].state) == ("", "", "open")


def test_an_unknown_code_is_said(app: Flask) -> None:
    result = app.test_cli_runner().invoke(args=["feedback", "settle", "bcdfghjkmn", "--state", "corrected"])
    assert result.exit_code == 1
    assert "there is no report bcdfghjkmn" in result.output
