"""A worker tells the next server what it holds, and is trusted half: one that tells nonsense harms nobody else."""

from __future__ import annotations

import asyncio
import contextlib
import json
from collections.abc import AsyncIterator, Callable, Mapping
from functools import partial
from pathlib import Path
from typing import Any, cast

import pytest

from dockergym.runtimes.base import LABEL_STATE, Runtime, WorkerExit
from dockergym.sessions import worker as worker_module
from dockergym.sessions.adoption import Findings, find_sessions
from dockergym.sessions.launching import state_label
from dockergym.sessions.session import Session
from dockergym.settings import ServerSettings

SESSION = "5" * 24
RESULT = {"status": "ok", "observation": "x", "reward": 0.0, "done": False, "step": 0}
ANSWERS: Mapping[str, Any] = {
    "ping": {"status": "ok", "protocol": 1, "fork": False},
    "list": {
        "status": "ok",
        "sessions": [{"session": SESSION, "socket": "s.sock", "meta": {"session_id": SESSION}}],
    },
    "end": {"status": "ok"},
    "state": {
        "status": "ok", "initialised": True, "meta": {"session_id": SESSION}, "step": 0, "done": False,
        "age_s": 1.0, "idle_s": 1.0, "last": RESULT,
    },
    "log": {"status": "error", "message": "unknown"},
}  # fmt: skip
"""What a worker answers that is in order."""
SILENCE, HANG_UP = object(), object()
OTHER = "6" * 24


class Worker:
    """A handle, and in its folder a keeper and one session that answer what they are told to."""

    worker_id = "w"
    reference = "r"
    environment = "echo"

    def __init__(self, folder: Path, labels: Mapping[str, str], answers: Mapping[str, Any]) -> None:
        self.socket_dir = folder
        self.labels = labels
        self.answers = answers
        self.is_stopped = False
        self.connections: list[asyncio.Transport] = []
        self.answers_together = 1
        self._waiting: list[Callable[[], None]] = []

    async def poll(self) -> WorkerExit | None:
        return None

    async def stop(self, grace_s: float | None = None) -> None:
        self.is_stopped = True
        for connection in self.connections:
            connection.abort()

    def answer_states(self, answer: Callable[[], None]) -> None:
        """Answer as soon as so many are asked for their state as answer together."""
        self._waiting.append(answer)
        if len(self._waiting) == self.answers_together:
            for one in self._waiting:
                one()


class Answering(asyncio.Protocol):
    """One connection to the worker; each request comes in one piece."""

    def __init__(self, worker: Worker) -> None:
        self._worker = worker

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._connection = cast("asyncio.Transport", transport)
        self._worker.connections.append(self._connection)

    def data_received(self, data: bytes) -> None:
        request = json.loads(data)
        answer = self._worker.answers[request["cmd"]]
        if answer is HANG_UP:
            self._connection.abort()
        elif answer is not SILENCE:
            line = json.dumps({"id": request["id"], **answer}).encode() + b"\n"
            write = partial(self._connection.write, line)
            self._worker.answer_states(write) if request["cmd"] == "state" else write()


class OneWorker:
    """As much of a runtime as is needed to find a worker."""

    def __init__(self, worker: Worker) -> None:
        self._worker = worker

    async def find(self, server: str) -> list[Any]:
        return [self._worker]


Find = Callable[..., Any]


@pytest.fixture
async def find(tmp_path: Path) -> AsyncIterator[Find]:
    """Return a function that looks for the sessions of a worker which answers these commands otherwise."""
    async with contextlib.AsyncExitStack() as stack:

        async def look(*, together: int = 1, **answers: Any) -> tuple[Findings, Worker]:
            settings = ServerSettings(state_dir=tmp_path, command_timeout_s=0.2)
            labels = {LABEL_STATE: state_label(settings), "echo-session": SESSION}
            worker = Worker(tmp_path, labels, {**ANSWERS, **answers})
            worker.answers_together = together
            loop = asyncio.get_running_loop()
            for name in ("keeper.sock", "s.sock", "t.sock"):
                listening = await loop.create_unix_server(partial(Answering, worker), tmp_path / name)
                await stack.enter_async_context(listening)
            runtime: Runtime = OneWorker(worker)  # type: ignore[assignment]
            return await find_sessions(runtime, settings, "echo", "echo-session", history=True), worker

        yield look


async def test_a_worker_that_answers_is_taken_back(find: Find) -> None:
    findings, worker = await find()
    [found] = findings.workers
    assert [one.record.session_id for one in found.sessions] == [SESSION]
    assert not worker.is_stopped
    await worker.stop()


@pytest.mark.parametrize(("unattended", "idle_s"), [({"unattended_s": 900.0}, 100.0), ({}, 0.0)])
async def test_only_time_with_a_server_counts_as_idle(
    find: Find, unattended: Mapping[str, Any], idle_s: float
) -> None:
    findings, worker = await find(state={**ANSWERS["state"], "age_s": 5000.0, "idle_s": 1000.0, **unattended})
    [[found]] = [one.sessions for one in findings.workers]
    session = Session(found.record, {}, step_timeout_s=1)
    session.resume(cast(Any, worker), found.channel, found.state)
    assert idle_s <= session.idle_s() < idle_s + 60
    assert 5000 <= session.age_s() < 5060
    await worker.stop()


async def test_sessions_that_share_a_worker_are_waited_for_together(find: Find) -> None:
    """Each may be in the middle of a long step, and nobody is served until all have answered."""
    other = {"session": OTHER, "socket": "t.sock", "meta": {"session_id": OTHER}}
    both = {"status": "ok", "sessions": [*ANSWERS["list"]["sessions"], other]}
    findings, worker = await find(together=2, list=both)
    [found] = findings.workers
    assert [one.record.session_id for one in found.sessions] == [SESSION, OTHER]
    await worker.stop()


def listed(**changes: Any) -> dict[str, Any]:
    return {"status": "ok", "sessions": [ANSWERS["list"]["sessions"][0] | changes]}


@pytest.mark.parametrize(
    "answers",
    [
        {"ping": {"status": "ok", "protocol": "none"}},
        {"ping": HANG_UP},
        {"list": HANG_UP},
        {"list": SILENCE},
        {"list": {"status": "ok"}},
        {"list": {"status": "ok", "sessions": 5}},
        {"list": {"status": "ok", "sessions": [5]}},
        {"list": {"status": "ok", "sessions": [{"session": SESSION}]}},
        {"list": listed(meta={"session_id": SESSION, "created_at": "yesterday"})},
        {"list": listed(meta={"session_id": SESSION, "run": {}})},
        {"list": listed(socket="../s.sock")},
        {"list": listed(socket=5)},
        {"list": listed(meta={}), "end": HANG_UP},
        {"state": SILENCE},
        {"state": ANSWERS["state"] | {"age_s": "old"}},
        {"state": ANSWERS["state"] | {"step": None}},
        {"state": ANSWERS["state"] | {"meta": 5}},
        {"state": ANSWERS["state"] | {"meta": {"init": 5}}},
        {"state": ANSWERS["state"] | {"last": {"status": "ok"}}},
        {"state": ANSWERS["state"] | {"last": "x"}},
        {"state": {"status": "ok", "initialised": True, "last": RESULT}},
    ],
)
async def test_a_worker_that_tells_nonsense_is_ended_and_keeps_nobody_from_starting(
    find: Find, answers: Mapping[str, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(worker_module, "_KEEPER_TIMEOUT_S", 0.2)
    findings, worker = await find(**answers)
    assert findings.workers == []
    assert worker.is_stopped
