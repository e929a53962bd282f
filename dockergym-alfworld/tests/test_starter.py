"""The games that ship with the package."""

from __future__ import annotations

import json
import sys
from collections import Counter

import pytest

from dockergym_alfworld.generation.order import ROOM_KINDS
from dockergym_alfworld.starter import STARTER_RUNS, starter_root
from dockergym_alfworld.tasks import TASK_TYPES, Task, scan_tasks

STARTERS = list(scan_tasks(starter_root(), use_index=False))


def test_there_are_a_dozen_as_the_runs_say() -> None:
    expected = {(split, TASK_TYPES[number]) for split, numbers in STARTER_RUNS.items() for number in numbers}
    assert {(task.split, task.task_type) for task in STARTERS} == expected
    assert len(STARTERS) == 12


def test_they_cover_every_task_type_and_kind_of_room() -> None:
    assert Counter(task.task_type for task in STARTERS) == dict.fromkeys(TASK_TYPES.values(), 2)
    scenes = {int(task.env_id.split("/")[1].rpartition("-")[2]) for task in STARTERS}
    assert {kind for kind, plans in ROOM_KINDS.items() if scenes & set(plans)} == set(ROOM_KINDS)


def test_they_are_small() -> None:
    files = [path for path in (starter_root() / "json_2.1.1").rglob("*") if path.is_file()]
    assert len(files) == 36
    assert sum(path.stat().st_size for path in files) < 2_000_000


@pytest.mark.parametrize("task", STARTERS[::3], ids=lambda task: task.env_id.split("/")[1])
def test_their_walkthroughs_win(task: Task, monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("textworld", reason="playing in this process needs dockergym-alfworld[local]")
    from dockergym_alfworld.generation.verification import find_walkthrough

    monkeypatch.setattr(sys, "argv", list(sys.argv))
    game = json.loads(task.path.read_text())
    assert find_walkthrough(game) == game["walkthrough"]
