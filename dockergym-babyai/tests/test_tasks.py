"""The levels that are offered, and how one is picked."""

from __future__ import annotations

import gymnasium
import minigrid
import pytest

from dockergym.errors import InvalidParams, TaskNotFound
from dockergym.plugins.specs import CreateRequest, TaskList
from dockergym_babyai.tasks import LEVELS, choose_level, level_tasks

assert minigrid.__version__  # its import registers the levels


@pytest.fixture(scope="module")
def levels() -> TaskList:
    return level_tasks()


def test_every_level_of_minigrid_is_offered(levels: TaskList) -> None:
    registered = {env_id for env_id in gymnasium.registry if env_id.startswith("BabyAI-")}
    assert set(levels.ids()) == registered


def test_a_family_is_what_minigrid_defines_in_one_module(levels: TaskList) -> None:
    for task in levels:
        entry_point = gymnasium.spec(task.env_id).entry_point
        assert isinstance(entry_point, str)
        package, _, name = entry_point.partition(":")
        module = getattr(__import__(package, fromlist=[name]), name).__module__
        assert module.rpartition(".")[2].replace("mixed_seq_levels", "other") == task.attributes["family"]


def test_the_same_seed_picks_the_same_level(levels: TaskList) -> None:
    picked = [choose_level(levels, CreateRequest(seed=seed), None) for seed in range(40)]
    assert picked == [choose_level(levels, CreateRequest(seed=seed), None) for seed in range(40)]
    assert len(set(picked)) > 20


@pytest.mark.parametrize("family", LEVELS)
def test_a_family_narrows_the_choice(levels: TaskList, family: str) -> None:
    picked = {choose_level(levels, CreateRequest(seed=seed), family) for seed in range(60)}
    assert picked <= set(LEVELS[family])
    assert len(picked) > 1


def test_an_unknown_level_is_not_found_and_one_is_suggested(levels: TaskList) -> None:
    with pytest.raises(TaskNotFound, match="did you mean 'BabyAI-GoToRedBall-v0'"):
        choose_level(levels, CreateRequest(env_id="BabyAI-GoToRedBal-v0"), None)


def test_a_level_of_another_family_is_refused(levels: TaskList) -> None:
    request = CreateRequest(env_id="BabyAI-GoToRedBall-v0")
    assert choose_level(levels, request, "goto") == "BabyAI-GoToRedBall-v0"
    with pytest.raises(InvalidParams, match="leave family out"):
        choose_level(levels, request, "open")
