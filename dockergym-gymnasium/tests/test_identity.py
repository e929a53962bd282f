"""An episode is what Gymnasium, stepped directly, makes of the same id, seed and actions."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

import gymnasium
import numpy as np
import pytest

from dockergym_gymnasium.tasks import LISTED
from dockergym_gymnasium.worker import GymnasiumWorker

EVERY_ID = [env_id for ids in LISTED.values() for env_id in ids]

Result = tuple[str, float, bool, bool, dict[str, Any]]


@dataclass(frozen=True)
class Turn:
    """What Gymnasium itself gives for a reset or a step, and the action."""

    action: Any
    seen: Any
    reward: float
    terminated: bool
    truncated: bool
    told: dict[str, Any]


def directly(env_id: str, seed: int, steps: int, **kwargs: Any) -> list[Turn]:
    """Step Gymnasium at random, with the wrappers and the checks that its ``make`` adds."""
    environment = gymnasium.make(env_id, **kwargs)
    seen, told = environment.reset(seed=seed)
    environment.action_space.seed(seed)
    turns = [Turn(None, seen, 0.0, False, False, told)]
    while not (turns[-1].terminated or turns[-1].truncated or len(turns) > steps):
        action = environment.action_space.sample()
        seen, reward, terminated, truncated, told = environment.step(action)
        turns.append(Turn(action, seen, float(reward), terminated, truncated, told))
    environment.close()
    return turns


def said(action: Any) -> str:
    """Return the text for an action, made here and not by the code under test."""
    return json.dumps([float(number) for number in action] if isinstance(action, np.ndarray) else int(action))


def assert_alike(turn: Turn, result: Result) -> None:
    text, reward, terminated, truncated, info = result
    dtype = getattr(turn.seen, "dtype", np.int64)
    assert text == json.dumps(info["observation"])
    assert np.array_equal(np.asarray(info["observation"], dtype), np.asarray(turn.seen, dtype))
    assert (reward, terminated, truncated) == (turn.reward, turn.terminated, turn.truncated)
    for name, value in turn.told.items():
        assert np.array_equal(info[name], value), name
    assert set(info) == {
        *turn.told,
        "observation",
        "action_space",
        "admissible_commands",
        "invalid_action",
        "steps",
    }


def play(env_id: str, seed: int, turns: list[Turn], **params: Any) -> None:
    """Let the worker play what Gymnasium has played, and compare every turn."""
    worker = GymnasiumWorker()
    assert_alike(turns[0], worker.init_env(env_id, {"seed": seed, "format": "json", **params}))
    for turn in turns[1:]:
        assert_alike(turn, worker.step_env(said(turn.action)))


@pytest.mark.parametrize("env_id", EVERY_ID)
def test_every_listed_environment(env_id: str) -> None:
    play(env_id, 5, directly(env_id, 5, 100))


def test_kwargs_and_a_limit() -> None:
    turns = directly("FrozenLake-v1", 3, 100, is_slippery=False, map_name="8x8", max_episode_steps=12)
    assert turns[-1].truncated
    play("FrozenLake-v1", 3, turns, kwargs={"is_slippery": False, "map_name": "8x8"}, max_steps=12)


@pytest.mark.parametrize("env_id", ["Taxi-v4", "CartPole-v1"])
def test_words_change_nothing_but_the_text(env_id: str) -> None:
    worker = GymnasiumWorker()
    turns = directly(env_id, 8, 300)
    worker.init_env(env_id, {"seed": 8})
    for turn in turns[1:]:
        _, reward, terminated, truncated, info = worker.step_env(said(turn.action))
        assert (reward, terminated, truncated) == (turn.reward, turn.terminated, turn.truncated)
        dtype = getattr(turn.seen, "dtype", np.int64)
        assert np.array_equal(np.asarray(info["observation"], dtype), np.asarray(turn.seen, dtype))


def test_a_difference_is_found() -> None:
    turns = directly("FrozenLake-v1", 1, 50)
    with pytest.raises(AssertionError):
        play("FrozenLake-v1", 2, turns)


@pytest.mark.identity
@pytest.mark.timeout(600)
@pytest.mark.parametrize("env_id", EVERY_ID)
def test_every_listed_environment_with_many_seeds(env_id: str) -> None:
    for seed in range(100):
        play(env_id, seed, directly(env_id, seed, 1000))
