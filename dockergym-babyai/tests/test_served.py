"""BabyAI as a server offers it, from local workers and from containers, against minigrid stepped directly."""

from __future__ import annotations

import asyncio
from typing import Any

import gymnasium
import minigrid
import pytest
from minigrid.utils.baby_ai_bot import BabyAIBot

from dockergym.testing.serving import Served, problem
from dockergym.testing.waiting import eventually
from dockergym_babyai.actions import ACTIONS

assert minigrid.__version__  # its import registers the levels

NAMES = {number: name for name, number in ACTIONS.items()}


async def assert_played_alike(served: Served, level: str, seed: int) -> float:
    """Play an episode as minigrid's bot would, beside minigrid itself; return the last reward."""
    beside = gymnasium.make(level, disable_env_checker=True)
    seen, _ = beside.reset(seed=seed)
    told = await served.create(env_id=level, seed=seed, params={"image": True})
    bot, reward, terminated, truncated = BabyAIBot(beside.unwrapped), 0.0, False, False
    while True:
        assert told["info"]["image"] == seen["image"].tolist()
        assert told["info"]["mission"] == seen["mission"]
        assert told["observation"].startswith(f"Your mission: {seen['mission']}.\n")
        assert (told["reward"], told["terminated"], told["truncated"]) == (reward, terminated, truncated)
        if terminated or truncated:
            break
        action = int(bot.replan())
        seen, reward, terminated, truncated, _ = beside.step(action)
        told = (await served.step(told["session_id"], NAMES[action])).json()
    assert told["info"]["won"]
    beside.close()
    return float(reward)


async def test_levels_are_won_as_in_minigrid_itself(served: Served) -> None:
    levels = [
        "BabyAI-GoToRedBall-v0",
        "BabyAI-OpenDoorsOrderN2-v0",
        "BabyAI-UnlockPickup-v0",
        "BabyAI-PutNextLocal-v0",
    ]
    rewards = await asyncio.gather(
        *(assert_played_alike(served, level, seed) for seed, level in enumerate(levels))
    )
    assert min(rewards) > 0


async def rest(served: Served, session: str) -> list[Any]:
    """Play the same actions to whoever asks, and return all that is said."""
    actions = [
        "turn left",
        "go forward",
        "pick up",
        "go forward",
        "turn right",
        "go forward",
        "toggle",
        "dance",
    ]
    answers = [(await served.step(session, action)).json() for action in actions]
    return [(answer["observation"], answer["reward"], answer["done"], answer["info"]) for answer in answers]


async def test_forks_go_on_alike_and_apart(served: Served) -> None:
    original = (await served.create(env_id="BabyAI-GoTo-v0", seed=5))["session_id"]
    for action in ("turn right", "go forward"):
        await served.step(original, action)
    answer = await served.http.post(f"/sessions/{original}/fork", json={"count": 2})
    one, other = (fork["session_id"] for fork in answer.json()["sessions"])
    await served.step(other, "turn left")
    played = await rest(served, one)
    assert await rest(served, original) == played
    assert await rest(served, other) != played


async def kill_worker(served: Served, session_id: str) -> None:
    """End the worker of a session, and return when the server has seen it."""
    session = served.server.managers["babyai"].get(session_id)
    assert session.worker is not None
    await session.worker.handle.stop(0)
    await eventually(lambda: not session.connected)


async def test_an_episode_is_rebuilt_when_its_worker_was_killed(served: Served) -> None:
    wanted: dict[str, Any] = {"env_id": "BabyAI-BossLevel-v0", "seed": 9, "recover": "replay"}
    undisturbed = (await served.create(**wanted))["session_id"]
    expected = [await rest(served, undisturbed) for _ in range(2)]
    killed = (await served.create(**wanted))["session_id"]
    first = await rest(served, killed)
    await kill_worker(served, killed)
    assert [first, await rest(served, killed)] == expected


async def test_a_drawn_seed_begins_the_same_level_again(served: Served) -> None:
    first = await served.create(params={"family": "synth"})
    again = await served.create(env_id=first["env_id"], seed=first["seed"])
    assert again["observation"] == first["observation"]
    group = (await served.http.post("/groups", json={"count": 3, "env_id": first["env_id"]})).json()[
        "sessions"
    ]
    assert len({one["observation"] for one in group}) == 1


@pytest.mark.parametrize(
    ("body", "status", "code", "advice"),
    [
        ({"env_id": "BabyAI-GoToRedBal-v0"}, 404, "TASK_NOT_FOUND", "did you mean 'BabyAI-GoToRedBall-v0'?"),
        ({"params": {"family": "boss"}}, 422, "INVALID_PARAMS", "family"),
    ],
)
async def test_a_wrong_create_is_told_what_to_do(
    served: Served, body: dict[str, Any], status: int, code: str, advice: str
) -> None:
    assert advice in problem(await served.http.post("/sessions", json=body), status, code)["detail"]
