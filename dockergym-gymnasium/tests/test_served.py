"""Gymnasium as a server offers it, from local workers and from containers, against Gymnasium stepped directly."""

from __future__ import annotations

import asyncio
import json
from typing import Any

import gymnasium
import numpy as np
import pytest

from dockergym.testing.serving import Served, problem
from dockergym.testing.waiting import eventually

ICE = ["SFFFFF", *["FFFFFF"] * 5, "FFFFFG"]
LAKE: dict[str, Any] = {"env_id": "FrozenLake-v1", "seed": 3, "params": {"kwargs": {"desc": ICE}}}


def said(action: Any) -> str:
    return json.dumps(action.tolist())


async def assert_played_alike(served: Served, env_id: str, seed: int) -> int:
    """Play an episode to its end at random, beside Gymnasium itself; return how many steps it took."""
    beside = gymnasium.make(env_id)
    seen, _ = beside.reset(seed=seed)
    beside.action_space.seed(seed)
    told = await served.create(env_id=env_id, seed=seed, params={"format": "json"})
    reward, terminated, truncated = 0.0, False, False
    while True:
        observation = np.asarray(json.loads(told["observation"]), getattr(seen, "dtype", np.int64))
        assert np.array_equal(observation, np.asarray(seen, observation.dtype))
        assert (told["reward"], told["terminated"], told["truncated"]) == (reward, terminated, truncated)
        if terminated or truncated:
            beside.close()
            return int(told["step"])
        action = beside.action_space.sample()
        seen, one_reward, terminated, truncated, _ = beside.step(action)
        reward = float(one_reward)
        told = (await served.step(told["session_id"], said(action))).json()


async def test_episodes_end_as_in_gymnasium_itself(served: Served) -> None:
    ids = ["FrozenLake-v1", "Taxi-v4", "Blackjack-v1", "CartPole-v1", "Pendulum-v1", "Acrobot-v1"]
    steps = await asyncio.gather(*(assert_played_alike(served, env_id, 7) for env_id in ids))
    assert steps[1] == 200
    assert min(steps) >= 1


async def rest(served: Served, session: str) -> list[Any]:
    """Walk on slippery ice, and return where that leads."""
    answers = [(await served.step(session, action)).json() for action in ["right", "down"] * 8]
    return [answer.get("info", {}).get("observation") for answer in answers]


async def test_forks_slip_alike_and_apart(served: Served) -> None:
    original = (await served.create(**LAKE))["session_id"]
    for action in ("right", "down"):
        await served.step(original, action)
    answer = await served.http.post(f"/sessions/{original}/fork", json={"count": 2})
    one, other = (fork["session_id"] for fork in answer.json()["sessions"])
    await served.step(other, "down")
    walked = await rest(served, one)
    assert len(set(walked)) > 5
    assert await rest(served, original) == walked
    assert await rest(served, other) != walked


async def kill_worker(served: Served, session_id: str) -> None:
    """End the worker of a session, and return when the server has seen it."""
    session = served.server.managers["gymnasium"].get(session_id)
    assert session.worker is not None
    await session.worker.handle.stop(0)
    await eventually(lambda: not session.connected)


async def test_an_episode_is_rebuilt_when_its_worker_was_killed(served: Served) -> None:
    undisturbed = (await served.create(**LAKE))["session_id"]
    expected = [await rest(served, undisturbed) for _ in range(2)]
    killed = (await served.create(**LAKE, recover="replay"))["session_id"]
    first = await rest(served, killed)
    await kill_worker(served, killed)
    assert [first, await rest(served, killed)] == expected


async def test_a_drawn_seed_begins_the_same_episode_again(served: Served) -> None:
    first = await served.create(env_id="CartPole-v1")
    again = await served.create(env_id="CartPole-v1", seed=first["seed"])
    assert again["observation"] == first["observation"]
    assert (await served.create(env_id="CartPole-v1"))["observation"] != first["observation"]


@pytest.mark.parametrize(
    ("body", "status", "code", "advice"),
    [
        ({"env_id": "CartPol-v1"}, 404, "TASK_NOT_FOUND", "CartPole"),
        ({"env_id": "os:CartPole-v1"}, 404, "TASK_NOT_FOUND", "MODULES"),
        ({"env_id": "CartPole-v1", "params": {"kwargs": {"mass": 1}}}, 422, "INVALID_PARAMS", "mass"),
        ({"params": {"format": "yaml"}}, 422, "INVALID_PARAMS", "format"),
    ],
)
async def test_a_wrong_create_is_told_what_to_do(
    served: Served, body: dict[str, Any], status: int, code: str, advice: str
) -> None:
    assert advice in problem(await served.http.post("/sessions", json=body), status, code)["detail"]
    assert (await served.http.get("/health")).json()["active_sessions"] == 0
