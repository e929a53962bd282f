"""The SkyRL example, made and stepped as SkyRL's rollout workers do it."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest

from dockergym.client import EnvClient

pytestmark = pytest.mark.filterwarnings("default")

PROMPT = [{"role": "system", "content": "You are a player."}, {"role": "user", "content": "Play."}]


@pytest.fixture
def env(example: Callable[[str], Any], doors: str) -> Any:
    skyrl_gym = pytest.importorskip("skyrl_gym")
    skyrl_gym.envs.registration.registry.pop("dockergym", None)
    example("skyrl_env").register()
    row = {"address": doors, "seed": 7, "max_turns": 5}
    return skyrl_gym.make("dockergym", env_config={}, extras=row)


def test_an_episode_is_won_by_answers(env: Any, doors: str) -> None:
    conversation, _ = env.init(PROMPT)
    assert conversation[0] == PROMPT[0]
    assert "You are in a house of 3 rooms." in conversation[1]["content"]
    asked_again = env.step("Let me think.")
    assert asked_again["observations"] == [
        {"role": "user", "content": "There was no line `Action: …`. Try again."}
    ]
    rewards = []
    while True:
        (colour,) = re.findall(r"A sign says: (\w+)\.", conversation[-1]["content"])
        output = env.step(f"Thought: it says {colour}.\nAction: open the {colour} door")
        rewards.append(output["reward"])
        if output["done"]:
            break
        conversation += output["observations"]
    assert rewards == [0.0, 0.0, 1.0]
    assert output["observations"] == []
    assert output["metadata"]["won"] is True
    assert env.get_metrics() == {"won": 1.0, "turns": 4}
    env.close()
    with EnvClient(doors) as client:
        assert client.sessions() == []


def test_turns_are_limited(env: Any) -> None:
    env.init(PROMPT)
    outputs = [env.step("Action: dance") for _ in range(5)]
    assert [output["done"] for output in outputs] == [False] * 4 + [True]
    assert env.get_metrics()["won"] == 0.0
    env.close()


def test_a_row_names_params_of_the_environment(env: Any, doors: str) -> None:
    skyrl_gym = pytest.importorskip("skyrl_gym")
    row = {"address": doors, "seed": 7, "params": {"rooms": 2}}
    other = skyrl_gym.make("dockergym", env_config={}, extras=row)
    conversation, _ = other.init(PROMPT)
    assert "You are in a house of 2 rooms." in conversation[1]["content"]
    other.close()
