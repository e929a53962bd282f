"""The environments that are listed, and how one is picked."""

from __future__ import annotations

import gymnasium
import pytest
from gymnasium.envs.registration import find_highest_version

from dockergym.errors import InvalidParams, TaskNotFound
from dockergym.plugins.specs import CreateRequest, TaskList
from dockergym_gymnasium.tasks import LISTED, choose_environment, listed_tasks


@pytest.fixture(scope="module")
def listed() -> TaskList:
    return listed_tasks()


@pytest.mark.parametrize("family", LISTED)
def test_every_environment_of_a_family_is_listed_in_its_newest_version(family: str) -> None:
    registered = {
        spec.id
        for spec in gymnasium.registry.values()
        if isinstance(spec.entry_point, str) and spec.entry_point.startswith(f"gymnasium.envs.{family}")
    }
    newest = {
        env_id
        for env_id in registered
        if gymnasium.spec(env_id).version == find_highest_version(None, gymnasium.spec(env_id).name)
    }
    assert set(LISTED[family]) == newest


def test_the_same_seed_picks_the_same_environment(listed: TaskList) -> None:
    picked = [choose_environment(listed, CreateRequest(seed=seed), None) for seed in range(60)]
    assert picked == [choose_environment(listed, CreateRequest(seed=seed), None) for seed in range(60)]
    assert set(picked) == set(listed.ids())


@pytest.mark.parametrize("family", LISTED)
def test_a_family_narrows_the_choice(listed: TaskList, family: str) -> None:
    picked = {choose_environment(listed, CreateRequest(seed=seed), family) for seed in range(60)}
    assert picked == set(LISTED[family])


@pytest.mark.parametrize("env_id", ["MiniGrid-Empty-5x5-v0", "ALE/Pong-v5", "CartPole", "CartPole-v99"])
def test_what_is_not_listed_is_left_to_the_worker(listed: TaskList, env_id: str) -> None:
    assert choose_environment(listed, CreateRequest(env_id=env_id), None) == env_id


@pytest.mark.parametrize(
    "env_id", ["", "os:system-v0", "a/b/c-v0", "../x", "Cart Pole-v1", "-" + "é" * 999 + "!"]
)
def test_what_cannot_be_an_id_is_not_found(listed: TaskList, env_id: str) -> None:
    with pytest.raises(TaskNotFound, match="is not the id of an environment") as caught:
        choose_environment(listed, CreateRequest(env_id=env_id), None)
    assert len(str(caught.value)) < 500


@pytest.mark.parametrize("env_id", ["CartPole-v1", "MiniGrid-Empty-5x5-v0"])
def test_an_environment_of_another_family_is_refused(listed: TaskList, env_id: str) -> None:
    with pytest.raises(InvalidParams, match="leave family out"):
        choose_environment(listed, CreateRequest(env_id=env_id), "toy_text")
