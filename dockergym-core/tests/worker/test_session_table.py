"""What the keeper knows of its sessions."""

from __future__ import annotations

from dockergym_worker.session_table import LiveSession, SessionTable


def live(session: str, pid: int) -> LiveSession:
    return LiveSession(session, pid, {}, ready=True)


def test_only_the_last_thousand_ended_are_remembered() -> None:
    table = SessionTable()
    for number in range(1002):
        session = live(f"s{number}", 100 + number)
        table.add(session)
        table.end(session, number % 256)
    assert list(table.ended()) == [f"s{number}" for number in range(2, 1002)]
    assert (table.exit_code("s1"), table.exit_code("s2")) == (None, 2)
    assert len(table) == 0


def test_a_session_that_lives_again_has_not_ended() -> None:
    table = SessionTable()
    first = live("s1", 100)
    table.add(first)
    table.end(first, 1)
    table.add(live("s1", 101))
    assert table.ended() == {}


def test_a_fork_that_was_collected_before_it_was_known_has_an_exit_code() -> None:
    table = SessionTable()
    table.end_stranger(100, 137)
    assert table.add(live("s1", 100)) == 137
    assert table.add(live("s2", 100)) is None


def test_strangers_are_forgotten() -> None:
    table = SessionTable()
    for pid in range(1000):
        table.end_stranger(pid, 0)
    assert table.add(live("s1", 1)) is None
    assert table.add(live("s2", 999)) == 0
