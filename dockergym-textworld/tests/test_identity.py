"""An episode is what TextWorld, stepped directly, makes of the game that tw-make makes of the same seed."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import textworld

from dockergym_textworld.challenges import Recipe, every_recipe
from dockergym_textworld.worker import TextWorldWorker

SAME = ("admissible_commands", "won", "lost", "description", "inventory", "score", "max_score", "moves")
PLANNED = ("policy_commands", "intermediate_reward")
RECIPES = {recipe.env_id: recipe for recipe in every_recipe()}


@pytest.fixture
def worker() -> Iterator[TextWorldWorker]:
    made = TextWorldWorker()
    yield made
    made.close_env()


def arguments(recipe: Recipe, seed: int) -> list[str]:
    """Return what to tell tw-make."""
    told = [f"tw-{recipe.challenge.replace('-', '_')}", "--seed", str(seed)]
    for name, value in recipe.settings.items():
        if value is not False:
            told += [f"--{name}", *([] if value is True else [str(value)])]
    return told


def assert_alike(
    theirs: tuple[Any, float, bool], ours: tuple[Any, ...], before: float, planned: bool
) -> None:
    state, score, done = theirs
    observation, reward, terminated, truncated, info = ours
    assert observation == state.feedback
    assert (reward, terminated, truncated) == (score - before, done, False)
    names = SAME + (PLANNED if planned else ())
    assert {name: info[name] for name in names} == {name: state[name] for name in names}
    assert info["goal"] == state["objective"]


def compare(story: Path, worker: TextWorldWorker, task: dict[str, Any], steps: int, planned: bool) -> int:
    """Play a story directly, and the worker's own beside it; compare every answer, and return how many there were."""
    dice = random.Random(task["seed"])
    names = [*SAME, "objective", *(PLANNED if planned else ())]
    upstream = textworld.start(str(story), textworld.EnvInfos(**dict.fromkeys(names, True)))
    state = upstream.reset()
    ours = worker.init_env(None, {**task, "policy_commands": planned, "max_steps": 100_000})
    assert ours[4]["seed"] == task["seed"]
    score, answers = 0.0, 1
    assert_alike((state, 0.0, False), ours, score, planned)
    for _ in range(steps):
        plan = ours[4].get("policy_commands") or [dice.choice(state["admissible_commands"])]
        command = dice.choice([plan[0], plan[0], dice.choice(state["admissible_commands"]), "open sesame"])
        state, now, done = upstream.step(command)
        ours = worker.step_env(command)
        assert_alike((state, now, done), ours, score, planned)
        score, answers = now, answers + 1
        if done:
            break
    upstream.close()
    return answers


def compare_made(
    tw_make: Callable[..., Path], worker: TextWorldWorker, env_id: str, seed: int, steps: int
) -> int:
    recipe = RECIPES[env_id]
    settings = dict(recipe.settings)
    if recipe.challenge == "cooking":
        settings |= {"recipe_seed": 0, "split": None}
    task = {"challenge": f"tw-{recipe.challenge.replace('-', '_')}", "settings": settings, "seed": seed}
    return compare(tw_make(*arguments(recipe, seed)), worker, task, steps, planned=True)


@pytest.mark.parametrize(
    ("env_id", "seed"),
    [
        ("coin-collector/4", 5),
        ("treasure-hunter/4", 6),
        ("cooking/recipe2+take1+cook+cut+open+go6", 7),
        ("simple/dense+detailed", 8),
    ],
)
def test_a_game_of_each_challenge(
    tw_make: Callable[..., Path], worker: TextWorldWorker, env_id: str, seed: int
) -> None:
    assert compare_made(tw_make, worker, env_id, seed, 25) > 3


def test_a_game_file(worker: TextWorldWorker, coin_story: Path) -> None:
    assert compare(coin_story, worker, {"game_file": str(coin_story), "seed": 3}, 10, planned=False) > 2


def test_a_difference_is_found(coin_story: Path, worker: TextWorldWorker) -> None:
    task = {"challenge": "tw-coin_collector", "settings": {"level": 2}, "seed": 12}
    with pytest.raises(AssertionError):
        compare(coin_story, worker, task, 5, planned=False)


@pytest.mark.identity
@pytest.mark.timeout(600)
@pytest.mark.parametrize("seed", range(3))
@pytest.mark.parametrize(
    "env_id",
    [
        "coin-collector/1",
        "coin-collector/30",
        "coin-collector/120",
        "treasure-hunter/1",
        "treasure-hunter/14",
        "treasure-hunter/24",
        "cooking/recipe1+go1",
        "cooking/recipe3+take3+go9",
        "cooking/recipe4+take2+cook+cut+open+drop+go12",
        "simple/balanced+brief+test",
        "simple/sparse+none",
    ],
)
def test_many_games(tw_make: Callable[..., Path], worker: TextWorldWorker, env_id: str, seed: int) -> None:
    compare_made(tw_make, worker, env_id, 100 + seed, 80)
