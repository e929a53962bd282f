"""Many episodes at once, and the table of how they went."""

from __future__ import annotations

import asyncio

import pytest

from dockergym.client.outcomes import Outcome, play_all, show
from dockergym.errors import NoSlotsAvailable


@pytest.fixture(autouse=True)
def _wide_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "120")


def rows(printed: str) -> list[list[str]]:
    """Return the cells of a printed table, row by row, without its headings."""
    return [
        [cell.strip() for cell in line.strip("│ ").split("│")] for line in printed.splitlines() if "│" in line
    ]


async def test_every_job_is_played_so_many_at_a_time() -> None:
    # Lets nobody through before three have come: fewer at once would wait for ever.
    three_at_once = asyncio.Barrier(3)
    under_way, most = 0, 0

    async def play(seed: int) -> Outcome:
        nonlocal under_way, most
        under_way += 1
        most = max(most, under_way)
        await three_at_once.wait()
        under_way -= 1
        return Outcome(steps=seed)

    outcomes = await play_all(range(9), play, 3)
    assert sorted(outcome.steps for outcome in outcomes) == list(range(9))
    assert most == 3


async def test_an_episode_that_fails_is_an_outcome_and_the_others_go_on() -> None:
    async def play(seed: int) -> Outcome:
        if seed == 1:
            raise NoSlotsAvailable("it is full")
        return Outcome(won=True)

    outcomes = await play_all([0, 1, 2], play, 1)
    assert outcomes == [
        Outcome(won=True),
        Outcome(error=NoSlotsAvailable.code, detail="it is full"),
        Outcome(won=True),
    ]


async def test_a_mistake_of_the_player_ends_them_all() -> None:
    played: list[int] = []

    async def play(seed: int) -> Outcome:
        played.append(seed)
        raise KeyError("walkthrough")

    with pytest.raises(ExceptionGroup):
        await play_all(range(100), play, 1)
    assert played == [0]


def test_the_table_has_a_row_for_each_kind_and_one_for_all(capsys: pytest.CaptureFixture[str]) -> None:
    outcomes = [
        Outcome(kind="melt", won=True, score=100, steps=4, seconds=1.0),
        Outcome(kind="boil", score=10, steps=30, seconds=2.0),
        Outcome(kind="boil", won=True, score=60, steps=20, seconds=4.5),
        Outcome(error="WORKER_CRASHED"),
    ]
    show(outcomes, 7.25, kind="task", figures=["won", "mean score"])
    printed = capsys.readouterr().out
    assert "4 episodes in 7.2 s" in printed
    headings = ("task", "episodes", "won", "mean score", "mean steps", "mean seconds")
    (heading_line,) = [line for line in printed.splitlines() if "episodes" in line and "won" in line]
    assert [cell.strip() for cell in heading_line.strip("┃ ").split("┃")] == list(headings)
    assert rows(printed) == [
        ["boil", "2", "1", "35.0", "25.0", "3.25"],
        ["melt", "1", "1", "100.0", "4.0", "1.00"],
        ["all", "3", "2", "56.7", "18.0", "2.50"],
    ]


def test_errors_are_counted_by_their_code(capsys: pytest.CaptureFixture[str]) -> None:
    crashes = [Outcome(error="WORKER_CRASHED", detail=f"[exit] code {number}") for number in (1, 2)]
    show([Outcome(error="NO_SLOTS_AVAILABLE", detail="it is full"), *crashes], 1.0)
    printed = capsys.readouterr().out
    assert rows(printed) == []
    assert printed.splitlines()[-2:] == [
        "2 x WORKER_CRASHED, such as: [exit] code 1",
        "1 x NO_SLOTS_AVAILABLE, such as: it is full",
    ]
