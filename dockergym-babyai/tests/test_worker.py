"""The worker: a level of minigrid, played in words."""

from __future__ import annotations

from typing import Any

import pytest

from dockergym_babyai.actions import ACTIONS, HELP
from dockergym_babyai.worker import BabyaiWorker
from dockergym_worker import InvalidParams, TaskNotFound

LEVEL = "BabyAI-GoToLocal-v0"


@pytest.fixture
def worker() -> BabyaiWorker:
    return BabyaiWorker()


def test_an_episode_begins_with_the_mission(worker: BabyaiWorker) -> None:
    observation, reward, terminated, truncated, info = worker.init_env(LEVEL, {"seed": 3})
    assert observation.startswith(f"Your mission: {info['mission']}.\n")
    assert (reward, terminated, truncated) == (0.0, False, False)
    assert info["admissible_commands"] == list(ACTIONS)
    assert (info["steps"], info["won"], info["invalid_action"]) == (0, False, None)
    assert info["max_steps"] == 64


def test_the_seed_makes_the_level(worker: BabyaiWorker) -> None:
    begun = [worker.init_env(LEVEL, {"seed": seed})[0] for seed in (1, 2, 3, 1, 2, 3)]
    assert begun[:3] == begun[3:]
    assert len(set(begun)) == 3


def test_without_a_seed_levels_differ(worker: BabyaiWorker) -> None:
    assert len({worker.init_env(LEVEL, {})[0] for _ in range(8)}) > 1


def test_what_is_no_action_changes_nothing_and_counts(worker: BabyaiWorker) -> None:
    first, *_ = worker.init_env(LEVEL, {"seed": 3})
    observation, reward, _, _, info = worker.step_env("dance")
    assert observation == f"{HELP}\n{first}"
    assert reward == 0.0
    assert (info["steps"], info["invalid_action"]) == (1, HELP)
    assert worker.step_env("done")[0] == first


def test_nonsense_is_truncated_like_anything_else(worker: BabyaiWorker) -> None:
    worker.init_env(LEVEL, {"seed": 3, "max_steps": 3})
    results = [worker.step_env("dance") for _ in range(3)]
    assert [result[3] for result in results] == [False, False, True]
    assert [result[4]["max_steps"] for result in results] == [3, 3, 3]


def test_turning_four_times_is_turning_round(worker: BabyaiWorker) -> None:
    first, *_, before = worker.init_env(LEVEL, {"seed": 5})
    *turned, last = [worker.step_env("turn right") for _ in range(4)]
    assert last[0] == first
    assert [result[4]["direction"] for result in (*turned, last)] == [
        (before["direction"] + turns) % 4 for turns in (1, 2, 3, 4)
    ]


def test_the_view_in_numbers_is_told_where_it_is_asked_for(worker: BabyaiWorker) -> None:
    assert "image" not in worker.init_env(LEVEL, {"seed": 3, "image": False})[4]
    image = worker.init_env(LEVEL, {"seed": 3, "image": True})[4]["image"]
    assert [len(image), len(image[0]), len(image[0][0])] == [7, 7, 3]
    assert worker.step_env("toggle")[4]["image"] == image


@pytest.mark.parametrize("level", ["BabyAI-PutNextLocal-v0", "BabyAI-UnlockPickup-v0", "BabyAI-SynthSeq-v0"])
def test_a_walkthrough_completes_the_mission(worker: BabyaiWorker, level: str) -> None:
    observation, *_, info = worker.init_env(level, {"seed": 2, "walkthrough": True})
    assert observation == worker.init_env(level, {"seed": 2})[0]
    *before, last = [worker.step_env(action) for action in info["walkthrough"]]
    assert not any(terminated or truncated for _, _, terminated, truncated, _ in before)
    assert last[2] is True
    assert last[4]["won"] is True
    assert "walkthrough" not in last[4]


def test_a_walkthrough_that_is_not_there_is_said(worker: BabyaiWorker) -> None:
    with pytest.raises(InvalidParams, match="leave walkthrough out"):
        worker.init_env("BabyAI-KeyInBox-v0", {"seed": 1, "walkthrough": True})
    with pytest.raises(InvalidParams, match="does not complete"):
        worker.init_env("BabyAI-OpenDoorsOrderN4Debug-v0", {"seed": 1, "walkthrough": True})


@pytest.mark.parametrize(
    "env_id", [None, "", "BabyAI-GoTo-v9", "MiniGrid-Empty-5x5-v0", "CartPole-v1", "x" * 9999]
)
def test_what_is_no_level_is_not_found(worker: BabyaiWorker, env_id: str | None) -> None:
    with pytest.raises(TaskNotFound, match="minigrid has no BabyAI level") as caught:
        worker.init_env(env_id, {})
    assert len(str(caught.value)) < 300


@pytest.mark.parametrize("name", ["seed", "max_steps"])
@pytest.mark.parametrize("value", [-1, 1.5, "3", True, [1]])
def test_params_of_the_wrong_kind_are_refused(worker: BabyaiWorker, name: str, value: Any) -> None:
    with pytest.raises(InvalidParams, match=f"{name} must be a whole number"):
        worker.init_env(LEVEL, {name: value})


def test_a_step_before_any_level_says_what_to_do(worker: BabyaiWorker) -> None:
    with pytest.raises(RuntimeError, match="send 'init'"):
        worker.step_env("turn left")
    worker.init_env(LEVEL, {})
    worker.close_env()
    with pytest.raises(RuntimeError, match="send 'init'"):
        worker.step_env("turn left")
