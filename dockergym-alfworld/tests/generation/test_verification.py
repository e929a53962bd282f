"""The proof that a game can be won."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest

pytest.importorskip("textworld", reason="making games needs dockergym-alfworld[local]")

from dockergym_alfworld.generation.verification import NotPlayableError, find_walkthrough
from dockergym_alfworld.starter import starter_root
from dockergym_alfworld.tasks import Task, scan_tasks


@pytest.fixture(autouse=True)
def _own_arguments(monkeypatch: pytest.MonkeyPatch) -> None:
    """The planner's translator overwrites sys.argv."""
    monkeypatch.setattr(sys, "argv", list(sys.argv))


@pytest.fixture
def task() -> Task:
    return scan_tasks(starter_root(), use_index=False).find(task_type=3, split="train")[0]


def game_of(path: Path) -> dict[str, object]:
    game: dict[str, object] = json.loads(path.read_text())
    return game


def test_a_game_without_a_walkthrough_is_solved(task: Task) -> None:
    game = game_of(task.path)
    assert find_walkthrough({**game, "walkthrough": None}) == game["walkthrough"]


def test_a_goal_nothing_can_reach_is_found_out(task: Task) -> None:
    game = game_of(task.path)
    problem = str(game["pddl_problem"])
    impossible = problem.replace("(receptacleType ?r GarbageCanType)", "(receptacleType ?r SafeType)")
    assert impossible != problem
    with pytest.raises(NotPlayableError, match="never hold"):
        find_walkthrough({**game, "pddl_problem": impossible, "walkthrough": None})


def test_a_game_won_from_the_start_is_found_out(task: Task) -> None:
    game = game_of(task.path)
    easy = str(game["pddl_problem"]).replace("(isClean ?o)", "").replace("(cleanable ?o)", "")
    sponge_place = next(line for line in easy.splitlines() if "(inReceptacle DishSponge" in line).split()
    bin_id = next(line for line in easy.splitlines() if "(receptacleType GarbageCan" in line).split()[1]
    won = easy.replace(" ".join(sponge_place), f"(inReceptacle {sponge_place[1]} {bin_id})")
    with pytest.raises(NotPlayableError, match="before it begins"):
        find_walkthrough({**game, "pddl_problem": won})


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (lambda commands: [*commands[:-1], "dance"], "'dance', is not admissible"),
        (lambda commands: [*commands, "look"], "after step 6 of 7, won is True"),
        (lambda commands: [*commands[:-1], "look"], "after step 6 of 6, won is False"),
        (lambda commands: commands[:2], "has 2 commands"),
        (lambda commands: commands * 7, "has 42 commands"),
    ],
)
def test_a_walkthrough_that_does_not_win_is_found_out(task: Task, change: object, message: str) -> None:
    game = game_of(task.path)
    assert callable(change)
    with pytest.raises(NotPlayableError, match=message):
        find_walkthrough({**game, "walkthrough": change(game["walkthrough"])})
