"""An episode is what minigrid, stepped directly, makes of the same level, seed and actions."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass
from types import SimpleNamespace
from typing import Any

import gymnasium
import minigrid
import pytest
from minigrid.utils.baby_ai_bot import BabyAIBot

from dockergym_babyai.actions import ACTIONS
from dockergym_babyai.tasks import LEVELS
from dockergym_babyai.worker import BabyaiWorker

assert minigrid.__version__  # its import registers the levels

EVERY_LEVEL = [level for levels in LEVELS.values() for level in levels]
ONE_OF_EACH_FAMILY = [levels[0] for levels in LEVELS.values()]
NUMBERS = {**ACTIONS, "done": 6}


@dataclass(frozen=True)
class Turn:
    """What minigrid itself gives for a reset or a step, and the text that was said for it."""

    said: str
    seen: dict[str, Any]
    reward: float
    terminated: bool
    truncated: bool


def directly(level: str, seed: int, actions: Iterator[str] | None, steps: int) -> list[Turn]:
    """Step minigrid with these actions, or with those of its own bot where there are none."""
    environment = gymnasium.make(level, disable_env_checker=True)
    seen, _ = environment.reset(seed=seed)
    turns = [Turn("", seen, 0.0, False, False)]
    bot = None if actions else BabyAIBot(environment.unwrapped)
    names = {number: name for name, number in NUMBERS.items()}
    while not (turns[-1].terminated or turns[-1].truncated or len(turns) > steps):
        said = next(actions) if actions else names[int(bot.replan())]
        seen, reward, terminated, truncated, _ = environment.step(NUMBERS[said])
        turns.append(Turn(said, seen, reward, terminated, truncated))
    environment.close()
    return turns


def at_random(seed: int) -> Iterator[str]:
    dice = random.Random(seed)
    while True:
        # Going on is what leads somewhere.
        yield dice.choice([*NUMBERS, "go forward", "go forward"])


def assert_alike(
    turn: Turn, result: tuple[str, float, bool, bool, dict[str, Any]], views: SimpleNamespace
) -> None:
    observation, reward, terminated, truncated, info = result
    image = turn.seen["image"]
    assert info["image"] == image.tolist()
    assert (info["mission"], info["direction"]) == (turn.seen["mission"], turn.seen["direction"])
    assert (reward, terminated, truncated) == (turn.reward, turn.terminated, turn.truncated)
    assert info["won"] == (turn.terminated and turn.reward > 0)
    words = views.read(observation)
    assert words == (turn.seen["mission"], views.things(image), views.walls(image), views.carried(image))


def play(level: str, seed: int, turns: list[Turn], views: SimpleNamespace) -> None:
    """Let the worker play what minigrid has played, and compare every turn."""
    worker = BabyaiWorker()
    assert_alike(turns[0], worker.init_env(level, {"seed": seed, "image": True}), views)
    for turn in turns[1:]:
        assert_alike(turn, worker.step_env(turn.said), views)


@pytest.mark.parametrize("level", ONE_OF_EACH_FAMILY)
def test_a_level_of_each_family(level: str, views: SimpleNamespace) -> None:
    play(level, 11, directly(level, 11, at_random(11), 60), views)


def test_a_level_that_minigrids_bot_wins(views: SimpleNamespace) -> None:
    turns = directly("BabyAI-PutNextLocal-v0", 4, None, 200)
    assert turns[-1].reward > 0
    play("BabyAI-PutNextLocal-v0", 4, turns, views)


def test_a_difference_is_found(views: SimpleNamespace) -> None:
    turns = directly("BabyAI-GoToLocal-v0", 1, at_random(1), 20)
    with pytest.raises(AssertionError):
        play("BabyAI-GoToLocal-v0", 2, turns, views)


@pytest.mark.identity
@pytest.mark.timeout(600)
@pytest.mark.parametrize("level", EVERY_LEVEL)
def test_every_level_with_many_seeds(level: str, views: SimpleNamespace) -> None:
    for seed in range(10):
        play(level, seed, directly(level, seed, at_random(seed), 200), views)
