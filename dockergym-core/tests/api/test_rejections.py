"""A worker that puts the blame on the request: the client is told so, and nothing is left of the create."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import pytest

from dockergym.testing.serving import Serve, problem

WORKER = """
from dockergym_worker import BaseWorker, InvalidParams, TaskNotFound

class Picky(BaseWorker):
    can_fork = True

    def init_env(self, env_id, params):
        if env_id != "room/1":
            raise TaskNotFound("there is no room of that name; try room/1")
        if params.get("doors", 0) > 9:
            raise InvalidParams("a room has at most 9 doors")
        return "a room", 0.0, False, {}

Picky().run()
"""

PLAIN_WORKER = """
import json, sys

for line in sys.stdin:
    request = json.loads(line)
    reply = {"status": "ok", "observation": "a room", "reward": 0.0, "done": False}
    if request["env_id"] != "room/1":
        reply = {"status": "error", "code": "task_not_found", "message": "try room/1"}
    elif request.get("doors", 0) > 9:
        reply = {"status": "error", "code": "invalid_params", "message": "at most 9 doors"}
    print(json.dumps(reply), flush=True)
"""


@pytest.mark.parametrize("source", [WORKER, PLAIN_WORKER], ids=["sdk", "plain"])
@pytest.mark.parametrize(
    ("body", "status", "code", "advice"),
    [
        ({"env_id": "room/2"}, 404, "TASK_NOT_FOUND", "try room/1"),
        ({"env_id": "room/1", "params": {"doors": 10}}, 422, "INVALID_PARAMS", "at most 9 doors"),
    ],
)
@pytest.mark.parametrize(
    "options", [{}, {"sessions_per_container": 4, "shareable": True, "deterministic": True}]
)
async def test_a_request_the_worker_rejects_is_the_clients_to_mend(
    serve: Serve,
    tmp_path: Path,
    source: str,
    body: dict[str, Any],
    status: int,
    code: str,
    advice: str,
    options: dict[str, Any],
) -> None:
    script = tmp_path / "picky.py"
    script.write_text(source)
    served = await serve(worker_command=[sys.executable, str(script)], max_sessions=1, **options)
    told = problem(await served.http.post("/sessions", json=body), status, code)
    assert advice in told["detail"]
    assert (told["applied"], told["retryable"]) == (False, False)
    assert (await served.create(env_id="room/1"))["observation"] == "a room"


@pytest.mark.parametrize("fail", ["error", "array", "missing", "long", "exit", "close", "silence"])
async def test_of_a_create_that_failed_nothing_is_left_whatever_the_worker_did(
    serve: Serve, fail: str
) -> None:
    served = await serve("garbage", max_sessions=1, init_timeout_s=2)
    answer = await served.http.post("/sessions", json={"params": {"fail": fail}})
    assert answer.status_code >= 500
    assert answer.json()["applied"] is False
    await served.create()
