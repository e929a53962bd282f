"""A step is applied once, and what is said of it is true, also where a plugin, a retry or a restart comes between."""

from __future__ import annotations

import asyncio
import sys
import traceback
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
from pathlib import Path
from typing import Any

import pytest
from fastapi import APIRouter
from fastapi.exceptions import FastAPIError
from fastapi.routing import APIRoute

from dockergym.errors import ConfigurationError, EnvironmentFailed
from dockergym.plugins import hookimpl
from dockergym.plugins.discovery import LoadedPlugin
from dockergym.plugins.specs import SessionEvent, StepResult
from dockergym.sessions.session import Session, StepCommand
from dockergym.settings import ServerConfig
from dockergym.testing.serving import Served, problem, serving, worker_command
from dockergym.testing.waiting import eventually


class Translator:
    """Shows replies in capitals when it is let, fails when it is told to, and keeps what it is told has happened."""

    def __init__(self) -> None:
        self.may_answer = asyncio.Event()
        self.may_answer.set()
        self.waiting = 0
        self.fails = False
        self.events: list[str] = []

    @hookimpl
    async def dockergym_translate_observation(self, result: StepResult) -> StepResult:
        self.waiting += 1
        await self.may_answer.wait()
        if self.fails:
            raise RuntimeError("it fails")
        return StepResult(observation=result.observation.upper(), reward=result.reward, done=result.done)

    @hookimpl
    def dockergym_session_event(self, event: SessionEvent) -> None:
        self.events.append(event.kind)


class Servers:
    """Servers of one name, one after the other."""

    def __init__(self, folder: Path, stack: AsyncExitStack) -> None:
        self._folder = folder
        self._stack = stack

    async def start(self, worker: str = "echo", *plugins: object, **options: Any) -> Served:
        """Serve; what a server before has left is taken back."""
        await self._stack.aclose()
        defaults: dict[str, Any] = {
            "env_name": "echo",
            "runtime": "local",
            "on_exit": "leave",
            "state_dir": self._folder / "state",
            "worker_command": worker_command(worker),
            "container_stop_timeout_s": 0.2,
        }
        loaded = [LoadedPlugin(name="translator", plugin=one, distribution="tests") for one in plugins]
        server = serving(ServerConfig(**defaults | options), plugins=loaded)
        return await self._stack.enter_async_context(server)


@pytest.fixture
async def servers(tmp_path: Path) -> AsyncIterator[Servers]:
    async with AsyncExitStack() as stack:
        servers = Servers(tmp_path, stack)
        yield servers
        # Whoever comes last ends what is left.
        await servers.start(on_exit="end")


def session_of(served: Served, session_id: str) -> Session:
    return served.server.managers["echo"].get(session_id)


async def test_a_plugin_that_fails_after_the_step_does_not_deny_it(servers: Servers) -> None:
    translator = Translator()
    served = await servers.start("echo", translator)
    session_id = (await served.create())["session_id"]
    translator.fails = True
    for _ in range(2):
        failed = problem(await served.step(session_id, "one", request_id="a"), 500, "PLUGIN_ERROR")
        assert failed["applied"] is True
    translator.fails = False
    answer = await served.step(session_id, "one", request_id="a")
    assert (answer.json()["observation"], answer.json()["step"]) == ("ECHO: ONE", 1)


async def test_a_repeated_request_takes_nothing_from_the_first_one(servers: Servers) -> None:
    translator = Translator()
    served = await servers.start("echo", translator)
    session_id = (await served.create())["session_id"]
    translator.may_answer.clear()
    before = translator.waiting
    steps = [asyncio.create_task(served.step(session_id, "one", request_id="a")) for _ in range(2)]
    await eventually(lambda: translator.waiting == before + 2)
    translator.may_answer.set()
    first, second = [(await step).json() for step in steps]
    assert first == second
    await eventually(lambda: translator.events == ["created", "stepped"])
    shown = (await served.http.get(f"/sessions/{session_id}")).json()
    assert (shown["observation"], shown["step"]) == ("ECHO: ONE", 1)


async def test_a_failure_that_is_told_again_after_a_restart_is_not_logged_again(servers: Servers) -> None:
    served = await servers.start("crashing", deterministic=True)
    session_id = (await served.create())["session_id"]
    problem(await served.step(session_id, "raise no", request_id="a"), 502, "ENVIRONMENT_ERROR")
    served = await servers.start("crashing", deterministic=True)
    problem(await served.step(session_id, "raise no", request_id="a"), 502, "ENVIRONMENT_ERROR")
    log = session_of(served, session_id).log
    assert log is not None
    assert [step.action for step in log] == ["raise no"]


async def test_an_episode_that_was_rebuilt_is_as_old_after_a_restart_as_before(servers: Servers) -> None:
    served = await servers.start("dice", deterministic=True)
    session_id = (await served.create(recover="replay"))["session_id"]
    session = session_of(served, session_id)
    session._created_clock -= 1000
    assert session.worker is not None
    await session.worker.handle.stop(0)
    await eventually(lambda: not session.connected)
    assert (await served.step(session_id, "roll")).json()["step"] == 1
    served = await servers.start("dice", deterministic=True)
    assert session_of(served, session_id).age_s() > 1000


async def test_a_limit_for_replies_is_none_for_what_a_worker_tells_the_next_server(servers: Servers) -> None:
    """It tells of all its sessions at once, and of all steps of an episode."""
    options = {"deterministic": True, "shareable": True, "sessions_per_container": 8, "max_reply_bytes": 1024}
    served = await servers.start("echo", **options)
    ids = [(await served.create(run="r" * 200))["session_id"] for _ in range(4)]
    for number in range(20):
        await served.step(ids[0], f"step {number}", request_id=f"{number:0200}")
    served = await servers.start("echo", **options)
    assert (await served.http.get("/sessions")).json()["total"] == 4
    log = session_of(served, ids[0]).log
    assert log is not None
    assert len(log) == 20


class BrokenRoutes:
    """A plugin that keeps the server from starting when all else is ready."""

    @hookimpl
    def dockergym_register_routes(self) -> list[APIRouter]:
        # At the root of the server, where one environment is served alone, there is no such path.
        return [APIRouter(routes=[APIRoute("", lambda: None)])]


async def test_a_server_that_cannot_start_leaves_the_episodes_for_one_that_can(servers: Servers) -> None:
    served = await servers.start()
    session_id = (await served.create())["session_id"]
    with pytest.raises(FastAPIError, match="cannot be both empty"):
        await servers.start("echo", BrokenRoutes(), on_exit="auto")
    served = await servers.start(on_exit="auto")
    assert (await served.step(session_id, "one")).json()["step"] == 1


async def test_what_nobody_foresaw_keeps_one_environment_from_being_served_and_not_the_server(
    servers: Servers, tmp_path: Path
) -> None:
    (tmp_path / "state" / "dockergym" / "episodes" / "echo" / "no-file").mkdir(parents=True)
    with pytest.raises(ConfigurationError, match=r"no environment could be started: echo: .*no-file"):
        await servers.start()
    (tmp_path / "state" / "dockergym" / "episodes" / "echo" / "no-file").rmdir()


async def test_a_failure_that_is_asked_for_again_and_again_holds_no_more_memory(servers: Servers) -> None:
    served = await servers.start("crashing")
    session_id = (await served.create())["session_id"]
    errors = []
    for _ in range(3):
        with pytest.raises(EnvironmentFailed) as failed:
            await session_of(served, session_id).step(StepCommand(action="raise", request_id="a", digest="d"))
        errors.append(len(traceback.extract_tb(failed.value.__traceback__)))
    assert errors[1] == errors[2]


async def given_up(served: Served, session_id: str, action: str, **body: Any) -> None:
    """Send a step, and give it up while it is under way, as an agent does that has lost its patience."""
    step = asyncio.create_task(served.step(session_id, action, **body))
    session = session_of(served, session_id)
    await eventually(lambda: session.busy)
    step.cancel()
    with pytest.raises(asyncio.CancelledError):
        await step
    assert not session.busy


@pytest.mark.parametrize("recover", [None, "replay"])
async def test_a_step_that_is_given_up_in_its_middle_is_applied_and_remembered(
    servers: Servers, recover: str | None
) -> None:
    served = await servers.start("slow", deterministic=True)
    session_id = (await served.create(recover=recover))["session_id"]
    await given_up(served, session_id, "sleep 0.3", request_id="a")
    again = (await served.step(session_id, "sleep 0.3", request_id="a")).json()
    assert (again["step"], again["observation"]) == (1, "slept: sleep 0.3")
    await given_up(served, session_id, "sleep 0.3")
    assert problem(await served.step(session_id, "x", if_step=1), 409, "STEP_CONFLICT")["step"] == 2
    assert (await served.step(session_id, "x", if_step=2)).json()["step"] == 3
    log = session_of(served, session_id).log
    assert log is not None
    assert [step.action for step in log] == ["sleep 0.3", "sleep 0.3", "x"]
    assert (await served.http.get(f"/sessions/{session_id}")).json()["recovered"] is False


async def test_what_came_of_a_step_that_was_given_up_is_shown_translated(servers: Servers) -> None:
    served = await servers.start("slow", Translator())
    session_id = (await served.create())["session_id"]
    await given_up(served, session_id, "sleep 0.3")
    problem(await served.step(session_id, "x", if_step=0), 409, "STEP_CONFLICT")
    shown = (await served.http.get(f"/sessions/{session_id}")).json()
    assert (shown["step"], shown["observation"]) == (1, "SLEPT: SLEEP 0.3")


async def test_an_episode_whose_worker_ends_after_a_step_was_given_up_is_rebuilt_without_it(
    servers: Servers,
) -> None:
    served = await servers.start("slow", deterministic=True)
    session_id = (await served.create(recover="replay"))["session_id"]
    lost = (await served.create())["session_id"]
    for one in (session_id, lost):
        await given_up(served, one, "sleep 30")
        worker = session_of(served, one).worker
        assert worker is not None
        await worker.handle.stop(0)
    answer = await served.step(session_id, "x", if_step=0)
    assert answer.json()["step"] == 1
    assert problem(await served.step(lost, "x"), 502, "WORKER_CRASHED")["applied"] is None
    problem(await served.step(lost, "x"), 410, "SESSION_LOST")


async def test_a_session_whose_step_was_given_up_is_left_and_forked_and_ended_like_any_other(
    servers: Servers,
) -> None:
    options = {"sessions_per_container": 4, "shareable": True, "max_sessions": 4}
    served = await servers.start("counting", **options)
    left, forked, ended = [(await served.create(params={"step_s": 0.3}))["session_id"] for _ in range(3)]
    for session_id in (left, forked, ended):
        await given_up(served, session_id, "episode one")
    answer = await served.http.post(f"/sessions/{forked}/fork")
    assert answer.status_code == 200, answer.text
    assert [one["step"] for one in answer.json()["sessions"]] == [1]
    assert (await served.http.delete(f"/sessions/{ended}")).status_code == 200
    served = await servers.start("counting", **options)
    assert (await served.step(left, "episode two", if_step=1)).json()["step"] == 2


async def test_a_step_that_is_given_up_by_a_worker_without_sockets_ends_the_session(servers: Servers) -> None:
    served = await servers.start("plain_echo", max_sessions=1)
    session_id = (await served.create())["session_id"]
    session = session_of(served, session_id)
    assert session.channel is not None
    session.channel.data_received = lambda data: None  # type: ignore[method-assign]
    await given_up(served, session_id, "x")
    await eventually(lambda: not session.live)
    await served.create()


async def test_as_many_ended_sessions_are_remembered_as_is_asked_for(servers: Servers) -> None:
    served = await servers.start("echo", remembered_sessions=2)
    ids = [(await served.create(request_id=name))["session_id"] for name in "abc"]
    for session_id in ids:
        await served.http.delete(f"/sessions/{session_id}")
    told = [(await served.http.get(f"/sessions/{session_id}")).json()["detail"] for session_id in ids]
    assert ["has ended" in detail for detail in told] == [False, True, True]
    again = [(await served.create(request_id=name))["session_id"] for name in "cba"]
    assert again[:2] == [ids[2], ids[1]]
    assert again[2] not in ids


@pytest.mark.parametrize(("length", "kept"), [(10, True), (5000, False)])
async def test_a_create_is_known_after_its_session_has_ended_without_what_it_took_to_play_it(
    servers: Servers, length: int, kept: bool
) -> None:
    served = await servers.start("echo")
    created = await served.create(request_id="a", params={"note": "n" * 1000})
    session = session_of(served, created["session_id"])
    spoken = (await served.step(created["session_id"], "x" * length)).json()["observation"]
    await served.http.delete(f"/sessions/{created['session_id']}")
    await eventually(lambda: session.worker is None)
    again = await served.create(request_id="a", params={"note": "n" * 1000})
    assert (again["session_id"], again["status"], again["step"]) == (created["session_id"], "closed", 1)
    assert again["observation"] == (spoken if kept else "")
    assert (again["info"] == {}) is not kept
    assert not session.record.params


FAILING = """
import json, sys
steps = 0
for line in sys.stdin:
    request = json.loads(line)
    if request["cmd"] == "init":
        length, reply = request.get("length", 99), {"observation": "begun", "done": False}
    elif request["action"] == "fail":
        steps += 1
        print(json.dumps({"status": "error", "message": "it fails"}), flush=True)
        continue
    else:
        steps += 1
        reply = {"observation": f"{steps}: {request['action']}", "done": steps >= length}
    print(json.dumps({"status": "ok", "reward": 0.0, **reply}), flush=True)
"""


@pytest.fixture
def failing(tmp_path: Path) -> dict[str, Any]:
    """Return the options for a worker without the SDK; every action counts, and ``fail`` fails."""
    script = tmp_path / "failing.py"
    script.write_text(FAILING)
    return {"worker_command": [sys.executable, str(script)], "deterministic": True}


async def test_what_was_answered_is_known_after_two_restarts_without_the_sdk(
    servers: Servers, failing: dict[str, Any]
) -> None:
    served = await servers.start(**failing)
    session_id = (await served.create(recover="replay"))["session_id"]
    first = (await served.step(session_id, "one", request_id="a")).json()
    failed = problem(await served.step(session_id, "fail", request_id="b"), 502, "ENVIRONMENT_ERROR")
    for _ in range(2):
        served = await servers.start(**failing)
        assert (await served.step(session_id, "one", request_id="a")).json() == first
        again = problem(await served.step(session_id, "fail", request_id="b"), 502, "ENVIRONMENT_ERROR")
        assert again == failed
    # Both were applied, and once.
    assert (await served.step(session_id, "on", request_id="c")).json()["observation"] == "3: on"


async def test_conditions_hold_after_a_restart_without_the_sdk(
    servers: Servers, failing: dict[str, Any]
) -> None:
    served = await servers.start(**failing)
    done = (await served.create(params={"length": 1}, recover="replay"))["session_id"]
    await served.step(done, "one", request_id="a")
    other = (await served.create(recover="replay"))["session_id"]
    served = await servers.start(**failing)
    problem(await served.step(done, "two", request_id="b"), 409, "SESSION_ALREADY_DONE")
    problem(await served.step(other, "one", request_id="a", if_step=7), 409, "STEP_CONFLICT")
    assert (await served.step(other, "one", request_id="b", if_step=0)).json()["step"] == 1


async def test_what_is_shown_is_the_last_step_whichever_is_translated_last(servers: Servers) -> None:
    translator = Translator()
    served = await servers.start("echo", translator)
    session_id = (await served.create())["session_id"]
    session = session_of(served, session_id)
    translator.may_answer.clear()
    slow = asyncio.create_task(served.step(session_id, "slow"))
    await eventually(lambda: session.step_count == 1)
    held, translator.may_answer = translator.may_answer, asyncio.Event()
    translator.may_answer.set()
    assert (await served.step(session_id, "fast")).json()["observation"] == "ECHO: FAST"
    held.set()
    assert (await slow).json()["observation"] == "ECHO: SLOW"
    shown = (await served.http.get(f"/sessions/{session_id}")).json()
    assert (shown["observation"], shown["step"]) == ("ECHO: FAST", 2)


async def test_a_new_session_goes_into_no_worker_that_another_server_has_started(servers: Servers) -> None:
    """That may be of another image, or have been started for fewer sessions."""
    shared = {"shareable": True, "sessions_per_container": 8}
    served = await servers.start("echo", **shared)
    old = (await served.create())["session_id"]
    served = await servers.start("dice", **shared)
    assert (await served.create())["observation"] == "the dice are yours"
    assert (await served.step(old, "still there")).json()["observation"] == "echo: still there"


async def test_a_step_sent_again_to_a_dead_worker_of_the_server_before_may_have_been_applied(
    servers: Servers,
) -> None:
    served = await servers.start("echo")
    session_id = (await served.create())["session_id"]
    await served.step(session_id, "one", request_id="a")
    served = await servers.start("echo")
    session = session_of(served, session_id)
    assert session.worker is not None
    worker = session.worker
    waiting = [asyncio.create_task(served.step(session_id, "one", request_id="b")) for _ in range(3)]
    await worker.handle.stop(0)
    for answer in await asyncio.gather(*waiting):
        assert answer.status_code == 200 or answer.json()["applied"] is None
    again = await served.step(session_id, "one", request_id="a")
    assert again.json()["applied"] is None
