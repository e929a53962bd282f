"""What is observed, in words."""

from __future__ import annotations

import re
from typing import Any

import gymnasium
import numpy as np
import pytest

from dockergym_gymnasium.encoding import to_json
from dockergym_gymnasium.tasks import LISTED
from dockergym_gymnasium.words import words_for

EVERY_ID = [env_id for ids in LISTED.values() for env_id in ids]


def said(env_id: str, observation: Any, **kwargs: Any) -> str:
    environment = gymnasium.make(env_id, **kwargs).unwrapped
    words = words_for(environment)
    assert words is not None
    return words.describe(environment, to_json(observation))


@pytest.mark.parametrize("env_id", EVERY_ID)
def test_every_listed_environment_has_words(env_id: str) -> None:
    environment = gymnasium.make(env_id)
    words = words_for(environment.unwrapped)
    assert words is not None
    assert words.goal.endswith(".")
    space = environment.action_space
    assert len(words.actions) == (space.n if isinstance(space, gymnasium.spaces.Discrete) else 0)


def test_other_environments_have_none() -> None:
    assert words_for(gymnasium.Env()) is None


def test_a_subclass_is_talked_about_alike() -> None:
    class Longer(type(gymnasium.make("CartPole-v1").unwrapped)):  # type: ignore[misc]
        pass

    assert words_for(Longer()) is words_for(gymnasium.make("CartPole-v1").unwrapped)


def test_blackjack() -> None:
    assert said("Blackjack-v1", (14, 10, 0)) == (
        "Your cards add up to 14, without an ace that counts 11. The dealer shows 10."
    )
    assert said("Blackjack-v1", (18, 1, 1)) == (
        "Your cards add up to 18, with an ace that counts 11. The dealer shows an ace."
    )


def test_frozen_lake() -> None:
    assert said("FrozenLake-v1", 6) == "You are in row 1, column 2, on ice.\nSFFF\nFH@H\nFFFH\nHFFG"
    assert said("FrozenLake-v1", 12).startswith("You are in row 3, column 0, in a hole.")
    assert said("FrozenLake-v1", 5, desc=["SFF", "FHG"]).startswith(
        "You are in row 1, column 2, at the goal."
    )


def test_cliff_walking() -> None:
    assert said("CliffWalking-v1", 36) == (
        "You are in row 3, column 0.\n............\n............\n............\n@CCCCCCCCCCG"
    )


def test_the_cliff_on_the_map_is_that_of_the_environment() -> None:
    environment: Any = gymnasium.make("CliffWalking-v1").unwrapped
    drawn = said("CliffWalking-v1", 0).splitlines()[1:]
    assert [[tile == "C" for tile in line] for line in drawn] == environment._cliff.tolist()


def test_taxi() -> None:
    environment: Any = gymnasium.make("Taxi-v4").unwrapped
    assert said("Taxi-v4", environment.encode(2, 3, 0, 3)) == (
        "The taxi is in row 2, column 3. The passenger waits at the red stand (row 0, column 0). "
        "The destination is the blue stand (row 4, column 3).\n"
        "+---------+\n|R: | : :G|\n| : | : : |\n| : : :@: |\n| | : | : |\n|Y| : |B: |\n+---------+"
    )
    riding = said("Taxi-v4", environment.encode(0, 4, 4, 1))
    assert "The passenger is in the taxi. The destination is the green stand (row 0, column 4)." in riding


@pytest.mark.parametrize("env_id", LISTED["classic_control"])
def test_no_digit_of_a_measure_is_lost(env_id: str) -> None:
    environment = gymnasium.make(env_id)
    observation, _ = environment.reset(seed=4)
    lines = said(env_id, observation).splitlines()
    numbers = [re.fullmatch(r".+: (-?[\d.]+(?:e-?\d+)?)", line)[1] for line in lines]  # type: ignore[index]
    assert np.array_equal(np.asarray(numbers, observation.dtype), observation)
