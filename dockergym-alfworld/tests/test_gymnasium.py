"""ALFWorld as a Gymnasium environment that serves itself."""

from __future__ import annotations

import warnings

import gymnasium
import pytest
from gymnasium.utils.env_checker import check_env

import dockergym.client.gymnasium  # noqa: F401

LOCAL = ("--runtime", "local", "--sessions-per-container", "8")


@pytest.fixture
def _one_server() -> object:
    """A user of the server, so that it lives for as long as the test and not for each environment anew."""
    env = gymnasium.make("dockergym/alfworld", server_flags=LOCAL)
    yield env
    env.close()


@pytest.mark.usefixtures("_one_server")
def test_gymnasiums_checks_pass() -> None:
    env = gymnasium.make("dockergym/alfworld", server_flags=LOCAL)
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        check_env(env.unwrapped)
    env.close()


@pytest.mark.usefixtures("_one_server")
def test_a_vector_plays_the_games_that_single_environments_play() -> None:
    alone = []
    for seed in range(3, 7):
        env = gymnasium.make("dockergym/alfworld", server_flags=LOCAL)
        observation, info = env.reset(seed=seed)
        alone.append((observation, info["game_file"], env.step("look")[0]))
        env.close()
    envs = gymnasium.make_vec("dockergym/alfworld", num_envs=4, server_flags=LOCAL)
    observations, infos = envs.reset(seed=3)
    looked, *_ = envs.step(["look"] * 4)
    envs.close()
    assert list(zip(observations, infos["game_file"], looked, strict=True)) == alone
