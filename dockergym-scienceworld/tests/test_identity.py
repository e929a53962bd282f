"""An episode is what ScienceWorld, stepped directly, makes of the same task, simplifications and actions."""

from __future__ import annotations

import random
from typing import Any

import pytest

from dockergym_scienceworld.tasks import SPLITS, TASK_TYPES, TaskType
from dockergym_scienceworld.worker import ScienceWorldWorker

NAMES = {
    "score": "score",
    "moves": "moves",
    "look": "look",
    "inv": "inventory",
    "taskDesc": "goal",
    "valid": "admissible_commands",
    "variationIdx": "variation",
    "taskName": "task_type",
    "simplificationStr": "simplifications",
}
"""Theirs and ours."""
NO_LIMIT = 100_000


def assert_alike(theirs: tuple[Any, ...], ours: tuple[Any, ...], where: str) -> None:
    observation, reward, done, info = theirs
    told, gained, terminated, truncated, known = ours
    assert (told, gained, terminated or truncated) == (observation, reward, done), where
    assert {name: known[our] for name, our in NAMES.items()} == {name: info[name] for name in NAMES}, where
    assert known["won"] == (done and info["score"] == 100), where


def actions(walkthrough: list[str], dice: random.Random, count: int) -> list[str | None]:
    """Return what to do: the walkthrough, with turns aside (``None``: any possible action) and nonsense between."""
    chosen: list[str | None] = []
    for action in walkthrough[:count] or [None] * count:
        chosen += [None] * (dice.random() < 0.3) + ["fly to the moon"] * (dice.random() < 0.1) + [action]
    return chosen


def compare(
    upstream: Any,
    worker: ScienceWorldWorker,
    kind: TaskType,
    number: int,
    simplified: str,
    count: int,
    *,
    guided: bool = True,
) -> int:
    """Play one task on both, compare every answer, and return how many there were.

    Without ``guided``, which takes the simulator a while, actions are random.
    """
    dice = random.Random(f"{kind.name}/{number}")
    upstream.envStepLimit = NO_LIMIT
    upstream.load(kind.name, number, simplified, generateGoldPath=guided)
    observation, info = upstream.reset()
    walkthrough = upstream.get_gold_action_sequence() if guided else []
    task = {"task_type": kind.name, "variation": number, "simplifications": simplified, "walkthrough": guided}
    ours = worker.init_env(None, {**task, "max_steps": NO_LIMIT, "max_moves": NO_LIMIT})
    assert ours[4].get("walkthrough", []) == walkthrough
    assert_alike((observation, info["reward"], False, info), ours, f"{kind.name}/{number}")
    answers = 1
    for action in actions(walkthrough, dice, count):
        action = action or dice.choice(info["valid"])
        theirs = upstream.step(action)
        info = theirs[3]
        assert_alike(theirs, worker.step_env(action), f"{kind.name}/{number}: {action}")
        answers += 1
        if theirs[2]:
            break
    return answers


def simplifications(kind: TaskType, dice: random.Random) -> str:
    choices = ["", "easy", "openDoors,openContainers", "teleportAction,selfWateringFlowerPots"]
    return dice.choice([*choices, *([] if kind.is_electrical else ["noElectricalAction"])])


@pytest.mark.parametrize(
    ("name", "number", "simplified", "guided"),
    [
        ("boil", 27, "", False),
        ("find-non-living-thing", 242, "openDoors,openContainers", True),
        ("identify-life-stages-2", 6, "easy", True),
        ("power-component", 10, "teleportAction", False),
    ],
)
def test_a_few_tasks(
    upstream: Any, worker: ScienceWorldWorker, name: str, number: int, simplified: str, guided: bool
) -> None:
    (kind,) = [one for one in TASK_TYPES if one.name == name]
    assert compare(upstream, worker, kind, number, simplified, 10, guided=guided) > 4


def test_the_limit_of_moves_is_scienceworlds_own(upstream: Any, worker: ScienceWorldWorker) -> None:
    upstream.envStepLimit = 3
    upstream.load("melt", 2, "")
    upstream.reset()
    worker.init_env(None, {"task_type": "melt", "variation": 2, "max_moves": 3})
    for action in ("wait1", "look around", "wait1", "wait1", "nonsense", "wait1"):
        theirs, ours = upstream.step(action), worker.step_env(action)
        assert_alike(theirs, ours, action)
    assert (theirs[2], ours[2], ours[3]) == (True, False, True)


def test_what_the_catalog_says_is_what_the_simulator_knows(upstream: Any) -> None:
    assert sorted(kind.name for kind in TASK_TYPES) == sorted(upstream.get_task_names())
    assert [(kind.number, kind.name) for kind in TASK_TYPES] == list(upstream.tasks.items())
    for kind in TASK_TYPES:
        assert upstream.get_max_variations(kind.name) == kind.variations
    upstream.load("grow-plant", 0, "")
    (kind,) = [one for one in TASK_TYPES if one.name == "grow-plant"]
    theirs = (upstream.get_variations_train(), upstream.get_variations_dev(), upstream.get_variations_test())
    assert tuple(list(kind.variations_of(split)) for split in SPLITS) == theirs


@pytest.mark.identity
@pytest.mark.timeout(1200)
@pytest.mark.parametrize("kind", TASK_TYPES, ids=lambda kind: kind.name)
def test_every_type_in_several_variations(upstream: Any, worker: ScienceWorldWorker, kind: TaskType) -> None:
    dice = random.Random(kind.name)
    for guided in (True, False, False):
        number, simplified = dice.randrange(kind.variations), simplifications(kind, dice)
        compare(upstream, worker, kind, number, simplified, 40, guided=guided)
    theirs = (upstream.get_variations_train(), upstream.get_variations_dev(), upstream.get_variations_test())
    assert tuple(list(kind.variations_of(split)) for split in SPLITS) == theirs
