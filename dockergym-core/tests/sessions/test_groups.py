"""Several episodes of one task and seed, begun together and alike."""

from __future__ import annotations

import asyncio
import sys
from pathlib import Path
from typing import Any

import pytest

from dockergym.testing.serving import Serve, problem


async def test_a_group_plays_one_task_with_one_seed(serve: Serve) -> None:
    served = await serve(env_files=[f"task-{n}" for n in range(20)])
    answer = await served.http.post("/groups", json={"count": 4, "run": "r"})
    sessions = answer.json()["sessions"]
    assert len({one["session_id"] for one in sessions}) == 4
    for key in ("env_id", "seed", "observation", "run"):
        assert len({one[key] for one in sessions}) == 1, key
    assert sessions[0]["seed"] is not None
    steps = await asyncio.gather(*(served.step(one["session_id"], "x") for one in sessions))
    assert [step.json()["step"] for step in steps] == [1] * 4


async def test_a_group_with_dice_rolls_alike(serve: Serve) -> None:
    served = await serve("dice")
    sessions = (await served.http.post("/groups", json={"count": 3})).json()["sessions"]
    rolls = {(await served.step(one["session_id"], "roll")).json()["observation"] for one in sessions}
    assert len(rolls) == 1


async def test_a_group_is_admitted_all_or_none(serve: Serve) -> None:
    served = await serve(max_sessions=3)
    await served.create()
    answer = await served.http.post("/groups", json={"count": 3})
    problem(answer, 503, "NO_SLOTS_AVAILABLE")
    assert (await served.http.get("/health")).json()["active_sessions"] == 1
    assert (
        problem(await served.http.post("/groups", json={"count": 4}), 503, "NO_SLOTS_AVAILABLE")["retryable"]
        is False
    )


async def test_a_request_id_stands_for_the_whole_group(serve: Serve) -> None:
    served = await serve()
    body = {"count": 3, "request_id": "g"}
    answers = await asyncio.gather(*(served.http.post("/groups", json=body) for _ in range(3)))
    ids = [[one["session_id"] for one in answer.json()["sessions"]] for answer in answers]
    assert ids[0] == ids[1] == ids[2]
    assert (await served.http.get("/sessions")).json()["total"] == 3
    problem(await served.http.post("/groups", json={**body, "count": 2}), 409, "REQUEST_CONFLICT")
    problem(await served.http.post("/sessions", json={"request_id": "g"}), 409, "REQUEST_CONFLICT")


async def test_a_group_that_does_not_begin_alike_is_an_error_and_leaves_nothing(
    serve: Serve, differing: list[str]
) -> None:
    served = await serve(worker_command=differing)
    body = problem(await served.http.post("/groups", json={"count": 3}), 409, "GROUP_DIVERGED")
    assert "3 different ways" in body["detail"]
    assert (await served.http.get("/sessions")).json()["total"] == 0
    assert (await served.http.get("/health")).json()["active_sessions"] == 0


async def test_where_one_cannot_begin_none_is_left(serve: Serve) -> None:
    served = await serve("crashing", max_sessions=3)
    answer = await served.http.post("/groups", json={"count": 3, "params": {"fail": "crash"}})
    problem(answer, 502, "WORKER_START_FAILED")
    assert (await served.http.get("/health")).json()["active_sessions"] == 0
    assert len((await served.http.post("/groups", json={"count": 3})).json()["sessions"]) == 3


@pytest.mark.parametrize("body", [{}, {"count": 0}, {"count": 1025}, {"count": "many"}])
async def test_a_body_that_is_no_group_is_refused(serve: Serve, body: dict[str, Any]) -> None:
    served = await serve()
    problem(await served.http.post("/groups", json=body), 422, "INVALID_REQUEST")


@pytest.fixture
def differing(tmp_path: Path) -> list[str]:
    """Return the command of a worker that shows its process id first."""
    script = tmp_path / "differing.py"
    script.write_text(
        "import json, os, sys\n"
        "for line in sys.stdin:\n"
        "    reply = {'status': 'ok', 'observation': str(os.getpid()), 'reward': 0.0, 'done': False}\n"
        "    print(json.dumps(reply), flush=True)\n",
        encoding="utf-8",
    )
    return [sys.executable, str(script)]
