"""Copies of a running episode go on alike and alone."""

from __future__ import annotations

import asyncio
import os
import signal
from typing import Any

import pytest

from dockergym.errors import WorkerCrashed
from dockergym.sessions.worker import Worker
from dockergym.testing.serving import Serve, Served, problem
from dockergym.testing.waiting import eventually

SHARED = {"sessions_per_container": 8, "shareable": True}


async def fork(served: Served, session_id: str, count: int) -> list[str]:
    """Fork a session and return the new ids."""
    answer = await served.http.post(f"/sessions/{session_id}/fork", json={"count": count})
    assert answer.status_code == 200, answer.text
    return [shown["session_id"] for shown in answer.json()["sessions"]]


async def say(served: Served, session_id: str, action: str) -> str:
    """Step a session and return the observation."""
    answer = await served.step(session_id, action)
    assert answer.status_code == 200, answer.text
    observation: str = answer.json()["observation"]
    return observation


async def test_forks_of_a_process_roll_the_same_dice(serve: Serve) -> None:
    served = await serve("dice", **SHARED)
    parent = (await served.create())["session_id"]
    await say(served, parent, "roll")
    children = await fork(served, parent, 3)
    rolls = [[await say(served, one, "roll") for _ in range(5)] for one in (parent, *children)]
    assert rolls[0][0].startswith("roll 2: ")
    assert rolls[1:] == rolls[:1] * 3


async def test_forks_go_their_own_ways(serve: Serve) -> None:
    served = await serve("dice", **SHARED)
    parent = (await served.create())["session_id"]
    await say(served, parent, "write mine")
    [child] = await fork(served, parent, 1)
    await say(served, child, "write other")
    await served.http.delete(f"/sessions/{child}")
    assert await say(served, parent, "read") == "mine"


async def test_a_fork_that_crashes_leaves_its_siblings_alone(serve: Serve) -> None:
    served = await serve("crashing", **SHARED)
    parent = (await served.create())["session_id"]
    first, second = await fork(served, parent, 2)
    assert (await served.step(first, "kill")).json()["error_code"] == "WORKER_CRASHED"
    assert await say(served, second, "still here") == "survived: still here"
    assert await say(served, parent, "still here") == "survived: still here"


async def test_a_deterministic_episode_is_forked_by_replay(serve: Serve) -> None:
    served = await serve("dice", deterministic=True)
    parent = (await served.create(params={"seed": 3}))["session_id"]
    before = [await say(served, parent, "roll") for _ in range(3)]
    [child] = await fork(served, parent, 1)
    shown = (await served.http.get(f"/sessions/{child}")).json()
    assert (shown["step"], shown["observation"]) == (3, before[-1])
    assert await say(served, child, "roll") == await say(served, parent, "roll")


async def test_a_replay_that_diverges_is_an_error_and_leaves_nothing(serve: Serve) -> None:
    served = await serve("dice", deterministic=True)
    parent = (await served.create())["session_id"]
    await say(served, parent, "roll")
    answer = await served.http.post(f"/sessions/{parent}/fork", json={"count": 2})
    assert answer.json()["error_code"] == "REPLAY_DIVERGED"
    assert answer.json()["step"] == 1
    assert (await served.http.get("/sessions")).json()["total"] == 1
    assert (await served.http.get("/health")).json()["active_sessions"] == 1


async def test_what_cannot_be_forked_says_so(serve: Serve) -> None:
    served = await serve("echo")
    parent = (await served.create())["session_id"]
    answer = await served.http.post(f"/sessions/{parent}/fork")
    assert (answer.status_code, answer.json()["error_code"]) == (409, "FORK_UNSUPPORTED")


@pytest.mark.parametrize("options", [SHARED, {"deterministic": True}])
async def test_forks_are_all_made_or_none(serve: Serve, options: dict[str, Any]) -> None:
    served = await serve("echo", max_sessions=3, **options)
    parent = (await served.create())["session_id"]
    answer = await served.http.post(f"/sessions/{parent}/fork", json={"count": 3})
    assert answer.json()["error_code"] == "NO_SLOTS_AVAILABLE"
    assert (await served.http.get("/sessions")).json()["total"] == 1
    assert len(await fork(served, parent, 2)) == 2


async def test_an_episode_that_has_ended_is_not_forked(serve: Serve) -> None:
    served = await serve("echo", **SHARED)
    parent = (await served.create(params={"length": 1}))["session_id"]
    await say(served, parent, "x")
    answer = await served.http.post(f"/sessions/{parent}/fork")
    assert answer.json()["error_code"] == "SESSION_ALREADY_DONE"


@pytest.mark.parametrize("options", [SHARED, {"deterministic": True}])
async def test_a_fork_that_is_sent_again_makes_nothing_new(serve: Serve, options: dict[str, Any]) -> None:
    served = await serve("echo", **options)
    parent = (await served.create())["session_id"]
    path, body = f"/sessions/{parent}/fork", {"count": 2, "request_id": "twice"}
    answers = await asyncio.gather(*(served.http.post(path, json=body) for _ in range(3)))
    made = [[one["session_id"] for one in answer.json()["sessions"]] for answer in answers]
    assert made[0] == made[1] == made[2]
    assert len(set(made[0])) == 2
    await say(served, parent, "go on")
    header = {"Idempotency-Key": "twice"}
    again = await served.http.post(path, json={"count": 2}, headers=header)
    assert [one["session_id"] for one in again.json()["sessions"]] == made[0]
    assert (await served.http.get("/sessions")).json()["total"] == 3


async def test_a_request_id_stands_for_one_fork_or_create(serve: Serve) -> None:
    served = await serve("echo", **SHARED)
    first = (await served.create(request_id="create"))["session_id"]
    second = (await served.create())["session_id"]
    await served.http.post(f"/sessions/{first}/fork", json={"request_id": "fork"})
    for path, body in (
        (f"/sessions/{second}/fork", {"request_id": "fork"}),
        (f"/sessions/{first}/fork", {"request_id": "fork", "count": 2}),
        (f"/sessions/{first}/fork", {"request_id": "create"}),
        ("/sessions", {"request_id": "fork"}),
    ):
        problem(await served.http.post(path, json=body), 409, "REQUEST_CONFLICT")
    assert (await served.http.get("/sessions")).json()["total"] == 3


async def test_a_fork_that_failed_may_be_tried_again_under_its_id(serve: Serve) -> None:
    served = await serve("echo", max_sessions=2, **SHARED)
    parent = (await served.create())["session_id"]
    other = (await served.create())["session_id"]
    path, body = f"/sessions/{parent}/fork", {"request_id": "f"}
    problem(await served.http.post(path, json=body), 503, "NO_SLOTS_AVAILABLE")
    await served.http.delete(f"/sessions/{other}")
    assert len((await served.http.post(path, json=body)).json()["sessions"]) == 1


async def test_sessions_that_end_while_they_are_forked_or_grouped_fail_in_words(serve: Serve) -> None:
    served = await serve("dice", deterministic=True, max_sessions=64, **SHARED)
    for _ in range(5):
        parent = (await served.create())["session_id"]
        answers = await asyncio.gather(
            served.http.post(f"/sessions/{parent}/fork", json={"count": 3}),
            served.http.post("/groups", json={"count": 3}),
            served.http.delete("/sessions"),
            served.http.post(f"/sessions/{parent}/fork", json={"count": 2}),
            served.http.delete("/sessions"),
        )
        assert "INTERNAL_ERROR" not in "".join(answer.text for answer in answers)
        await served.http.delete("/sessions")
        assert (await served.http.get("/health")).json()["active_sessions"] == 0


async def test_a_fork_whose_process_is_gone_at_once_is_said_in_words_and_leaves_nothing(
    serve: Serve, monkeypatch: pytest.MonkeyPatch
) -> None:
    served = await serve("dice", **SHARED)
    parent = (await served.create())["session_id"]

    async def refuse(worker: Worker, socket: str) -> Any:
        raise ConnectionRefusedError(f"nobody listens at {socket}")

    with monkeypatch.context() as broken:
        broken.setattr(Worker, "connect_session", refuse)
        answer = await served.http.post(f"/sessions/{parent}/fork", json={"count": 2})
    refused = problem(answer, 502, "WORKER_START_FAILED")
    assert (refused["retryable"], refused["applied"]) == (True, False)
    assert (await served.http.get("/health")).json()["active_sessions"] == 1
    assert (await say(served, parent, "roll")).startswith("roll 1: ")


async def test_a_process_that_ends_as_it_is_forked_is_said_to_have_ended(serve: Serve) -> None:
    served = await serve("dice", **SHARED)
    parent = (await served.create())["session_id"]
    session = served.server.managers["echo"].get(parent)
    assert session.channel is not None
    forking = asyncio.create_task(session.fork([{"session": "one"}], 60))
    await asyncio.sleep(0)
    assert session.busy
    session.channel.connection_lost(None)
    with pytest.raises(WorkerCrashed, match="the worker ended in the middle of the episode"):
        await forking


@pytest.mark.parametrize("options", [SHARED, {}])
async def test_what_is_done_in_one_fork_is_not_replayed_in_another(
    serve: Serve, options: dict[str, Any]
) -> None:
    served = await serve("dice", deterministic=True, **options)
    parent = (await served.create(params={"seed": 5}, recover="replay"))["session_id"]
    first, second = await fork(served, parent, 2)
    for _ in range(2):
        await say(served, first, "roll")
    session = served.server.managers["echo"].get(second)
    assert session.worker is not None
    await session.worker.end(session.process)
    await eventually(lambda: not session.connected)
    assert await say(served, second, "roll") == await say(served, parent, "roll")


async def test_a_fork_that_is_given_up_leaves_no_process(serve: Serve) -> None:
    served = await serve("dice", **SHARED)
    parent = (await served.create())["session_id"]
    manager = served.server.managers["echo"]
    worker = manager.get(parent).worker
    assert worker is not None
    [process] = await worker.sessions()
    os.kill(process.pid, signal.SIGSTOP)
    try:
        forking = asyncio.create_task(fork(served, parent, 2))
        await eventually(lambda: manager.active == 3 and manager.get(parent).busy)
        forking.cancel()
        await asyncio.wait([forking])
    finally:
        os.kill(process.pid, signal.SIGCONT)
    assert manager.active == 1
    await say(served, parent, "roll")

    async def only_the_parent_is_there() -> bool:
        return [one.session for one in await worker.sessions()] == [parent]

    await eventually(only_the_parent_is_there)
