"""An episode that may be replayed outlives its worker; any other is lost with it."""

from __future__ import annotations

import asyncio
import sys
from pathlib import Path
from typing import Any

import pytest

from dockergym.errors import WorkerStartFailed
from dockergym.sessions.session import Session
from dockergym.sessions.worker import Worker
from dockergym.testing.serving import Serve, Served, problem
from dockergym.testing.waiting import eventually

SHARED = {"sessions_per_container": 8, "shareable": True}


def session_of(served: Served, session_id: str) -> Session:
    """Return a live session."""
    return served.server.managers["echo"].get(session_id)


async def kill_worker(served: Served, session_id: str) -> None:
    """End the worker of a session, and return when the server has seen it."""
    session = session_of(served, session_id)
    assert session.worker is not None
    await session.worker.handle.stop(0)
    await eventually(lambda: not session.connected)


async def roll(served: Served, session_id: str, **body: Any) -> str:
    """Roll the dice once and return what they show."""
    answer = await served.step(session_id, "roll", **body)
    assert answer.status_code == 200, answer.text
    shown: str = answer.json()["observation"]
    return shown


async def undisturbed(served: Served, rolls: int) -> list[str]:
    """Return what the dice show when nothing happens to them."""
    session_id = (await served.create(params={"seed": 5}))["session_id"]
    return [await roll(served, session_id) for _ in range(rolls)]


@pytest.mark.parametrize("options", [{}, SHARED])
async def test_an_episode_goes_on_after_its_worker_was_killed_between_steps(
    serve: Serve, options: dict[str, Any]
) -> None:
    served = await serve("dice", deterministic=True, **options)
    expected = await undisturbed(served, 4)
    created = await served.create(params={"seed": 5}, recover="replay")
    session_id = created["session_id"]
    assert created["recovered"] is False
    shown = [await roll(served, session_id) for _ in range(2)]
    for _ in range(2):
        await kill_worker(served, session_id)
        shown.append(await roll(served, session_id))
    assert shown == expected
    listed = (await served.http.get("/sessions", params={"status": "active"})).json()["sessions"]
    assert [one["recovered"] for one in listed if one["session_id"] == session_id] == [True]
    assert (await served.http.get(f"/sessions/{session_id}")).json()["step"] == 4


async def test_a_step_in_flight_when_the_worker_is_killed_is_applied_once(serve: Serve) -> None:
    served = await serve("slow", deterministic=True)
    session_id = (await served.create(recover="replay"))["session_id"]
    await served.step(session_id, "sleep 0", request_id="a")
    stepping = asyncio.create_task(served.step(session_id, "sleep 0.5", request_id="b"))
    session = session_of(served, session_id)
    await eventually(lambda: session.busy)
    assert session.worker is not None
    await session.worker.handle.stop(0)
    answer = await stepping
    assert answer.json()["step"] == 2, answer.text
    again = await served.step(session_id, "sleep 0.5", request_id="b")
    assert again.text == answer.text


async def test_the_new_worker_remembers_what_the_old_one_answered(serve: Serve) -> None:
    served = await serve("dice", deterministic=True)
    session_id = (await served.create(params={"seed": 5}, recover="replay"))["session_id"]
    await roll(served, session_id, request_id="first")
    await kill_worker(served, session_id)
    await roll(served, session_id, request_id="second")
    session = session_of(served, session_id)
    assert session.channel is not None
    told = await session.channel.request({"cmd": "step", "action": "roll", "request_id": "first"}, 10)
    assert (told.replayed, told.step) == (True, 1)


@pytest.mark.parametrize("options", [{}, SHARED])
async def test_a_fork_that_was_rebuilt_has_not_been_asked_what_its_parent_was(
    serve: Serve, options: dict[str, Any]
) -> None:
    served = await serve("dice", deterministic=True, **options)
    expected = await undisturbed(served, 3)
    parent = (await served.create(params={"seed": 5}, recover="replay"))["session_id"]
    assert await roll(served, parent, request_id="same") == expected[0]
    forked = (await served.http.post(f"/sessions/{parent}/fork")).json()["sessions"]
    child = forked[0]["session_id"]
    session = session_of(served, child)
    assert session.worker is not None
    await session.worker.end(session.process)
    await eventually(lambda: not session.connected)
    assert await roll(served, child) == expected[1]
    assert await roll(served, child, request_id="same") == expected[2]


async def test_a_step_that_kills_every_worker_is_an_error_after_three(serve: Serve) -> None:
    served = await serve("crashing", deterministic=True, max_sessions=1)
    session_id = (await served.create(recover="replay"))["session_id"]
    problem(await served.step(session_id, "kill"), 502, "WORKER_CRASHED")
    problem(await served.step(session_id, "x"), 410, "SESSION_LOST")
    await served.create()


async def test_an_episode_that_goes_another_way_is_lost_loudly(serve: Serve) -> None:
    served = await serve("dice", deterministic=True, max_sessions=1)
    session_id = (await served.create(recover="replay"))["session_id"]
    await roll(served, session_id)
    await kill_worker(served, session_id)
    body = problem(await served.step(session_id, "roll"), 409, "REPLAY_DIVERGED")
    assert body["step"] == 1
    problem(await served.step(session_id, "roll"), 410, "SESSION_LOST")
    await served.create()


async def test_a_step_that_failed_is_replayed_as_a_failure(serve: Serve) -> None:
    served = await serve("crashing", deterministic=True)
    session_id = (await served.create(recover="replay"))["session_id"]
    problem(await served.step(session_id, "raise"), 502, "ENVIRONMENT_ERROR")
    await served.step(session_id, "x")
    await kill_worker(served, session_id)
    assert (await served.step(session_id, "y")).json()["step"] == 2


async def test_only_deterministic_environments_are_rebuilt(serve: Serve) -> None:
    served = await serve("dice")
    answer = await served.http.post("/sessions", json={"recover": "replay"})
    assert "deterministic" in problem(answer, 400, "INVALID_REQUEST")["detail"]


async def test_a_rebuilt_session_is_ended_like_any_other(serve: Serve) -> None:
    served = await serve("dice", deterministic=True, max_sessions=1, **SHARED)
    session_id = (await served.create(params={"seed": 5}, recover="replay"))["session_id"]
    await kill_worker(served, session_id)
    await roll(served, session_id)
    await served.http.delete(f"/sessions/{session_id}")
    assert (await served.http.get("/health")).json()["active_sessions"] == 0
    await served.create()


async def test_an_episode_waits_for_a_worker_that_cannot_be_started_now(
    serve: Serve, monkeypatch: pytest.MonkeyPatch
) -> None:
    served = await serve("dice", deterministic=True)
    expected = await undisturbed(served, 2)
    session_id = (await served.create(params={"seed": 5}, recover="replay"))["session_id"]
    assert await roll(served, session_id) == expected[0]
    await kill_worker(served, session_id)

    async def refuse(session_id: str) -> Worker:
        raise WorkerStartFailed("there is no room")

    with monkeypatch.context() as full:
        full.setattr(served.server.managers["echo"].pool, "_start", refuse)
        refused = problem(await served.step(session_id, "roll"), 502, "WORKER_START_FAILED")
        assert (refused["retryable"], refused["applied"]) == (True, False)
    assert await roll(served, session_id) == expected[1]


async def test_a_session_that_is_ended_while_its_new_worker_begins_is_said_to_have_ended(
    serve: Serve, monkeypatch: pytest.MonkeyPatch
) -> None:
    served = await serve("dice", deterministic=True)
    manager = served.server.managers["echo"]
    session_id = (await served.create(recover="replay"))["session_id"]
    session = session_of(served, session_id)
    await kill_worker(served, session_id)
    beginner = manager._lifecycle.beginner
    begin = beginner.begin

    async def begin_too_late(*arguments: Any) -> Any:
        begun = await begin(*arguments)
        await manager.end(session_id)
        await eventually(lambda: session.log is None)
        return begun

    monkeypatch.setattr(beginner, "begin", begin_too_late)
    problem(await served.step(session_id, "roll"), 404, "SESSION_NOT_FOUND")


async def test_a_rebuilt_episode_is_as_old_after_a_step_was_given_up(serve: Serve) -> None:
    served = await serve("slow", deterministic=True)
    session_id = (await served.create(recover="replay"))["session_id"]
    session = session_of(served, session_id)
    session._created_clock -= 1000
    await kill_worker(served, session_id)
    await served.step(session_id, "sleep 0")
    step = asyncio.create_task(served.step(session_id, "sleep 0.2"))
    await eventually(lambda: session.busy)
    step.cancel()
    await asyncio.wait([step])
    assert (await served.step(session_id, "sleep 0")).json()["step"] == 3
    assert session.age_s() > 1000


REFUSING = """
import os
from pathlib import Path
from dockergym_worker import BaseWorker

class RefusingWorker(BaseWorker):
    def init_env(self, env_id, params):
        if Path(os.environ["GONE"]).exists():
            raise RuntimeError("the data is gone")
        return "ready", 0.0, False, {}

    def step_env(self, action):
        return action, 0.0, False, {}

RefusingWorker().run()
"""


async def test_an_episode_that_cannot_be_begun_again_is_lost(serve: Serve, tmp_path: Path) -> None:
    script, gone = tmp_path / "refusing.py", tmp_path / "gone"
    script.write_text(REFUSING)
    options = {"worker_command": [sys.executable, str(script)], "container_env": {"GONE": str(gone)}}
    served = await serve(deterministic=True, **options)
    session_id = (await served.create(recover="replay"))["session_id"]
    gone.touch()
    await kill_worker(served, session_id)
    failed = problem(await served.step(session_id, "on"), 502, "WORKER_CRASHED")
    assert "cannot be begun again: the environment failed" in failed["detail"]
    assert failed["applied"] is False
    problem(await served.step(session_id, "on"), 410, "SESSION_LOST")
