"""The worker: an environment of Gymnasium, played in text."""

from __future__ import annotations

from typing import Any

import pytest

from dockergym_gymnasium.worker import GymnasiumWorker
from dockergym_worker import InvalidParams, TaskNotFound


@pytest.fixture
def worker() -> GymnasiumWorker:
    return GymnasiumWorker()


def test_an_episode_begins_with_the_goal_and_what_may_be_said(worker: GymnasiumWorker) -> None:
    observation, reward, terminated, truncated, info = worker.init_env("FrozenLake-v1", {"seed": 1})
    goal, actions, state, *_ = observation.splitlines()
    assert goal.startswith("Frozen lake: ")
    assert actions == "Your action is one of: left (0), down (1), right (2), up (3)."
    assert state == "You are in row 0, column 0, at the start."
    assert (reward, terminated, truncated) == (0.0, False, False)
    assert info == {
        "prob": 1,
        "observation": 0,
        "action_space": "one of: left (0), down (1), right (2), up (3)",
        "admissible_commands": ["left", "down", "right", "up"],
        "invalid_action": None,
        "steps": 0,
    }
    assert worker.step_env("left")[0].startswith("You are in row ")


@pytest.mark.parametrize("said", ["right", "Right", " RIGHT ", "2"])
def test_an_action_has_a_name_and_a_number(worker: GymnasiumWorker, said: str) -> None:
    worker.init_env("FrozenLake-v1", {"seed": 1, "kwargs": {"is_slippery": False}})
    assert worker.step_env(said)[4]["observation"] == 1


def test_numbers_on_a_scale_are_actions_too(worker: GymnasiumWorker) -> None:
    observation, *_, info = worker.init_env("Pendulum-v1", {"seed": 1})
    assert "Your action is a number from -2.0 to 2.0." in observation
    assert info["admissible_commands"] is None
    assert worker.step_env("[0.5]")[4]["invalid_action"] is None
    assert worker.step_env("-2")[4]["invalid_action"] is None


def test_as_json_there_are_no_words(worker: GymnasiumWorker) -> None:
    worker.init_env("FrozenLake-v1", {"seed": 1, "format": "json", "kwargs": {"is_slippery": False}})
    assert [worker.step_env(said)[0] for said in ("right", "jump", "down")] == ["1", "1", "5"]
    assert worker.init_env("Blackjack-v1", {"seed": 1, "format": "json"})[0].startswith("[")


@pytest.mark.parametrize("said", ["jump", "", "4", "-1", "1.0", "[1]", '"left"', "left left", "é" * 10_000])
def test_what_is_no_action_changes_nothing_and_counts(worker: GymnasiumWorker, said: str) -> None:
    *_, before = worker.init_env("FrozenLake-v1", {"seed": 1})
    observation, reward, terminated, truncated, info = worker.step_env(said)
    assert observation.startswith(
        "That is not an action, so nothing happens: an action is one of: left (0), "
    )
    assert observation.splitlines()[1] == "You are in row 0, column 0, at the start."
    assert (reward, terminated, truncated) == (0.0, False, False)
    assert info["invalid_action"] == "an action is one of: left (0), down (1), right (2), up (3)"
    assert (info["steps"], info["observation"]) == (1, before["observation"])
    assert worker.step_env("left")[4]["invalid_action"] is None


def test_nonsense_is_truncated_like_anything_else(worker: GymnasiumWorker) -> None:
    worker.init_env("CartPole-v1", {"seed": 1, "max_steps": 4})
    results = [worker.step_env(said) for said in ("nonsense", "push left", "nonsense", "push right")]
    assert [result[3] for result in results] == [False, False, False, True]
    assert [result[2] for result in results] == [False] * 4


def test_an_environment_without_a_limit_goes_on(worker: GymnasiumWorker) -> None:
    worker.init_env("CliffWalking-v1", {"seed": 1})
    assert not any(worker.step_env("nonsense")[3] for _ in range(2000))
    worker.init_env("CliffWalking-v1", {"seed": 1, "max_steps": 2})
    assert [worker.step_env("up")[3] for _ in range(2)] == [False, True]


def test_options_reach_the_reset(worker: GymnasiumWorker) -> None:
    params = {"seed": 1, "format": "json", "options": {"x_init": 0.1, "y_init": 0.0}}
    assert (
        worker.init_env("Pendulum-v1", params)[4]["observation"]
        != (worker.init_env("Pendulum-v1", {"seed": 1, "format": "json"})[4]["observation"])
    )


@pytest.mark.parametrize(
    "env_id", [None, "", "CartPole-v77", "Cartpole-v1", "nowhere/Maze-v0", "os:CartPole-v1", "x" * 5000]
)
def test_what_is_not_registered_is_not_found(worker: GymnasiumWorker, env_id: str | None) -> None:
    with pytest.raises(TaskNotFound):
        worker.init_env(env_id, {})


def test_a_near_miss_is_answered_with_a_suggestion(worker: GymnasiumWorker) -> None:
    with pytest.raises(TaskNotFound, match=r"[Dd]id you mean: `CartPole`"):
        worker.init_env("CartPol-v1", {})


def test_an_environment_of_a_package_that_was_not_imported_is_answered_with_the_setting_that_does(
    worker: GymnasiumWorker,
) -> None:
    with pytest.raises(TaskNotFound, match="DOCKERGYM_GYMNASIUM_MODULES"):
        worker.init_env("Maze-v0", {})


@pytest.mark.parametrize(
    ("env_id", "params"),
    [
        ("FrozenLake-v1", {"kwargs": {"slippery": False}}),
        ("FrozenLake-v1", {"kwargs": {"map_name": "9x9"}}),
        ("CartPole-v1", {"options": {"low": "down"}}),
    ],
)
def test_what_the_environment_does_not_take_is_the_clients_to_mend(
    worker: GymnasiumWorker, env_id: str, params: dict[str, Any]
) -> None:
    with pytest.raises(InvalidParams):
        worker.init_env(env_id, params)


def test_modules_register_further_environments(
    worker: GymnasiumWorker, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DOCKERGYM_GYMNASIUM_MODULES", "json,minigrid")
    worker.preload()
    observation, *_, info = worker.init_env("MiniGrid-Empty-5x5-v0", {"seed": 1})
    assert observation.startswith("Your action is a whole number from 0 to 6.\n{")
    assert info["observation"]["mission"] == "get to the green goal square"
    assert worker.step_env("2")[4]["invalid_action"] is None


@pytest.mark.parametrize(("value", "may_fork"), [("1", True), ("0", False)])
def test_whether_it_may_be_forked_is_the_operators_to_say(
    monkeypatch: pytest.MonkeyPatch, value: str, may_fork: bool
) -> None:
    monkeypatch.setenv("DOCKERGYM_GYMNASIUM_FORK", value)
    assert GymnasiumWorker().can_fork is may_fork


def test_a_step_before_any_episode_says_what_to_do(worker: GymnasiumWorker) -> None:
    with pytest.raises(RuntimeError, match="send 'init'"):
        worker.step_env("0")
    worker.init_env("CartPole-v1", {})
    worker.close_env()
    with pytest.raises(RuntimeError, match="send 'init'"):
        worker.step_env("0")
