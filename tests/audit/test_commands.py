"""`flask audit show`: one line an entry, whatever people typed."""

from __future__ import annotations

from network.audit.operations import record


def test_entries_are_lines_the_latest_last(session, run):
    record(session=session, actor="command\nfalse entry", action="first", details={"text": "a\nb\u2028c"})
    record(session=session, actor="1", action="second", subject_kind="service", subject_id=5)
    session.commit()
    first, second = run(["audit", "show"]).strip().split("\n")
    assert "+00:00 command false entry first - {" in first
    assert second.endswith("+00:00 1 second service:5 {}")
    assert len(second.splitlines()) == len(first.splitlines()) == 1


def test_only_some_are_shown(session, run):
    for number in range(3):
        record(session=session, actor="1", action=f"act{number % 2}")
    session.commit()
    assert len(run(["audit", "show", "--last", "2"]).splitlines()) == 2
    assert len(run(["audit", "show", "--action", "act1"]).splitlines()) == 1
