"""A server is killed in the middle of episodes, and the next one of its name goes on with them."""

from __future__ import annotations

import json
import os
import signal
import time
from collections.abc import Callable
from concurrent.futures import FIRST_COMPLETED, ThreadPoolExecutor, wait
from pathlib import Path
from typing import Any

import httpx
import pytest
from websockets.sync.client import connect

pytestmark = pytest.mark.faults

STEPS = (0, 1, 5)


def test_episodes_go_on_after_the_server_was_killed(
    serve: Any, described: Callable[[str, str], list[str]], runtime: str
) -> None:
    arguments = described("echo", runtime)
    first = serve(*arguments, runtime=runtime)
    sessions = [
        first.create(env_id=f"task-{count}", run="one", seed=count, params={"length": 7}) for count in STEPS
    ]
    for session, count in zip(sessions, STEPS, strict=True):
        for number in range(count):
            first.said(session["session_id"], f"action {number}")
    shown = [first.get(f"/sessions/{one['session_id']}") for one in sessions]
    first.process.kill()

    second = serve.restarted(first, *arguments, runtime=runtime)
    assert second.active() == len(STEPS)
    assert second.get("/sessions?run=one")["total"] == len(STEPS)
    for before, count in zip(shown, STEPS, strict=True):
        after = second.get(f"/sessions/{before['session_id']}")
        assert {key: after[key] for key in after if key != "last_active_at"} == {
            key: before[key] for key in before if key != "last_active_at"
        }
        for number in range(count, 7):
            answer = second.step(before["session_id"], f"action {number}").json()
            assert (answer["observation"], answer["step"]) == (f"echo: action {number}", number + 1)
        assert answer["done"]
        assert second.step(before["session_id"], "more").json()["error_code"] == "SESSION_ALREADY_DONE"
        second.end(before["session_id"])


def test_sessions_of_openenv_s_connections_end_with_their_server(
    serve: Any, described: Callable[[str, str], list[str]], runtime: str
) -> None:
    arguments = (*described("echo", runtime), "--shareable", "--sessions-per-container", "4")
    first = serve(*arguments, runtime=runtime)
    address = f"ws{first.process.url.removeprefix('http')}/ws"
    with connect(address, proxy=None) as socket:
        socket.send(json.dumps({"type": "reset"}))
        played = json.loads(socket.recv())["data"]["metadata"]["session_id"]
        [fork] = first.http.post(f"/sessions/{played}/fork").json()["sessions"]
        by_hand = first.http.post("/reset").json()["metadata"]["session_id"]
        assert first.active() == 3
        first.process.kill()

    second = serve.restarted(first, *arguments, runtime=runtime)
    # Nobody holds the first any more; the others are known by their ids.
    assert {one["session_id"] for one in second.get("/sessions")["sessions"]} == {
        fork["session_id"],
        by_hand,
    }
    assert "its connection ended" in second.http.get(f"/sessions/{played}").json()["detail"]
    for session in (fork["session_id"], by_hand):
        assert second.said(session, "look") == "echo: look"
        second.end(session)


def test_a_step_sent_again_to_the_next_server_is_applied_once(
    serve: Any, described: Callable[[str, str], list[str]], runtime: str
) -> None:
    arguments = described("dice", runtime)
    first = serve(*arguments, runtime=runtime)
    session = first.create(seed=3)["session_id"]
    rolled = first.step(session, "roll", request_id="roll-1").json()
    first.process.kill()

    second = serve.restarted(first, *arguments, runtime=runtime)
    assert second.step(session, "roll", request_id="roll-1").json() == rolled
    assert second.get(f"/sessions/{session}")["step"] == 1
    conflict = second.step(session, "read", request_id="roll-1")
    assert (conflict.status_code, conflict.json()["error_code"]) == (409, "REQUEST_CONFLICT")
    assert second.step(session, "roll", if_step=0).json()["error_code"] == "STEP_CONFLICT"
    again = second.step(session, "roll", request_id="roll-2", if_step=1).json()
    assert (again["step"], again["info"]["rolls"]) == (2, 2)


def test_a_create_sent_again_to_the_next_server_gets_its_session(
    serve: Any, described: Callable[[str, str], list[str]], runtime: str
) -> None:
    arguments = described("echo", runtime)
    first = serve(*arguments, runtime=runtime)
    created = first.create(env_id="a", request_id="create-1")
    first.process.kill()

    second = serve.restarted(first, *arguments, runtime=runtime)
    assert second.create(env_id="a", request_id="create-1")["session_id"] == created["session_id"]
    assert second.active() == 1
    other = second.http.post("/sessions", json={"env_id": "b", "request_id": "create-1"})
    assert (other.status_code, other.json()["error_code"]) == (409, "REQUEST_CONFLICT")


def test_the_session_of_a_worker_without_the_sdk_is_lost_and_says_why(
    serve: Any, described: Callable[[str, str], list[str]], runtime: str
) -> None:
    arguments = described("plain_echo", runtime)
    first = serve(*arguments, runtime=runtime)
    session = first.create(env_id="a")["session_id"]
    assert first.said(session, "look") == "echo: look"
    first.process.kill()

    second = serve.restarted(first, *arguments, runtime=runtime)
    lost = second.step(session, "look")
    assert (lost.status_code, lost.json()["error_code"]) == (410, "SESSION_LOST")
    # A local one sees the end of its input and ends; the engine keeps a container's input open.
    reason = {"local": "it ended while no server ran", "docker": "only over its standard input and output"}
    assert reason[runtime] in lost.json()["detail"]
    assert second.active() == 0


def test_a_worker_that_died_without_a_server_is_lost_and_the_others_go_on(
    serve: Any, described: Callable[[str, str], list[str]], runtime: str
) -> None:
    arguments = described("crashing", runtime)
    first = serve(*arguments, runtime=runtime)
    dies, lives = (first.create()["session_id"] for _ in range(2))
    first.process.kill()
    os.kill(first.worker_processes(dies)[0], signal.SIGKILL)

    second = serve.restarted(first, *arguments, runtime=runtime)
    lost = second.step(dies, "look")
    assert (lost.status_code, lost.json()["error_code"]) == (410, "SESSION_LOST")
    assert "it was killed by signal 9" in lost.json()["detail"] or runtime == "local"
    assert second.said(lives, "look") == "survived: look"
    assert second.active() == 1


def test_a_session_that_does_not_answer_the_next_server_is_lost_and_says_why(
    serve: Any, described: Callable[[str, str], list[str]], runtime: str
) -> None:
    arguments = [*described("crashing", runtime), "--command-timeout-s", "3"]
    first = serve(*arguments, runtime=runtime)
    frozen, lives = (first.create()["session_id"] for _ in range(2))
    os.kill(first.worker_processes(frozen)[-1], signal.SIGSTOP)
    first.process.kill()

    second = serve.restarted(first, *arguments, runtime=runtime)
    lost = second.step(frozen, "look")
    assert (lost.status_code, lost.json()["error_code"]) == (410, "SESSION_LOST")
    assert "it did not answer the server" in lost.json()["detail"]
    assert second.said(lives, "look") == "survived: look"
    assert second.active() == 1


def test_a_server_told_to_leave_its_sessions_leaves_them(
    serve: Any, described: Callable[[str, str], list[str]], runtime: str
) -> None:
    arguments = [*described("echo", runtime), "--on-exit", "leave"]
    first = serve(*arguments, runtime=runtime)
    session = first.create(env_id="a", params={"length": 3})["session_id"]
    first.said(session, "one")
    assert first.process.stop() == 0

    second = serve.restarted(first, *described("echo", runtime), runtime=runtime)
    assert second.step(session, "two").json()["step"] == 2
    assert second.step(session, "three").json()["done"]


def test_sessions_that_share_a_container_are_all_taken_back(
    serve: Any, described: Callable[[str, str], list[str]], runtime: str
) -> None:
    shared = ["--shareable", "--deterministic", "--sessions-per-container", "3"]
    arguments = [*described("echo", runtime), *shared]
    first = serve(*arguments, runtime=runtime)
    sessions = [first.create(env_id=f"task-{number}")["session_id"] for number in range(4)]
    first.said(sessions[0], "look")
    first.process.kill()

    second = serve.restarted(first, *arguments, runtime=runtime)
    assert second.active() == 4
    assert [second.step(one, "look").json()["step"] for one in sessions] == [2, 1, 1, 1]
    # The keeper and its sessions; the templates went with the server that knew them.
    assert len(second.worker_processes(sessions[0])) == 1 + 3
    second.end(sessions[0])
    assert [second.said(one, "wait") for one in sessions[1:]] == ["echo: wait"] * 3
    assert second.create(env_id="new")["observation"] == "ready: new"


def test_a_session_taken_back_can_be_forked(
    serve: Any, described: Callable[[str, str], list[str]], runtime: str
) -> None:
    arguments = [*described("dice", runtime), "--shareable", "--sessions-per-container", "4"]
    first = serve(*arguments, runtime=runtime)
    session = first.create(seed=3)["session_id"]
    first.said(session, "roll")
    first.process.kill()

    second = serve.restarted(first, *arguments, runtime=runtime)
    answer = second.http.post(f"/sessions/{session}/fork", json={"count": 2})
    assert answer.status_code == 200, answer.text
    forks = [one["session_id"] for one in answer.json()["sessions"]]
    rolled = {second.said(one, "roll") for one in (session, *forks)}
    assert len(rolled) == 1
    assert second.active() == 3


def waits(pid: int) -> int:
    """Return how often a process has begun to wait for something."""
    status = Path(f"/proc/{pid}/status").read_text().splitlines()
    return next(int(line.split()[1]) for line in status if line.startswith("voluntary_ctxt_switches"))


def test_a_step_that_was_under_way_is_applied_once(
    serve: Any,
    described: Callable[[str, str], list[str]],
    runtime: str,
    eventually: Callable[..., None],
) -> None:
    arguments = described("slow", runtime)
    first = serve(*arguments, runtime=runtime)
    session = first.create()["session_id"]
    first.said(session, "one")
    worker = first.worker_processes(session)[-1]
    before = waits(worker)
    with ThreadPoolExecutor(1) as threads:
        cut_off = threads.submit(first.step, session, "sleep 2", request_id="step-2", if_step=1)
        eventually(lambda: waits(worker) > before, "it has begun with the step")
        first.process.kill()
        assert isinstance(cut_off.exception(60), httpx.TransportError)

    second = serve.restarted(first, *arguments, runtime=runtime)
    told = second.step(session, "sleep 2", request_id="step-2", if_step=1).json()
    assert (told["observation"], told["step"]) == ("slept: sleep 2", 2)
    assert second.step(session, "three", if_step=2).json()["step"] == 3


def test_a_create_that_was_under_way_makes_one_session(
    serve: Any,
    described: Callable[[str, str], list[str]],
    runtime: str,
    eventually: Callable[..., None],
) -> None:
    arguments = described("slow", runtime)
    first = serve(*arguments, runtime=runtime)
    wanted = {"env_id": "a", "params": {"init_s": 2}, "request_id": "create-1"}
    with ThreadPoolExecutor(1) as threads:
        cut_off = threads.submit(first.create, **wanted)
        eventually(lambda: first.get("/sessions")["total"] == 1, "the session is known")
        session = first.get("/sessions")["sessions"][0]["session_id"]
        eventually(lambda: len(first.worker_processes(session)) == 2, "its process is there")
        first.process.kill()
        assert isinstance(cut_off.exception(60), httpx.TransportError)

    second = serve.restarted(first, *arguments, runtime=runtime)
    created = second.create(**wanted)
    assert (created["observation"], created["step"]) == ("awake", 0)
    assert second.active() == 1
    assert second.said(created["session_id"], "one") == "slept: one"
    second.end(created["session_id"])
    second.wait_for_no_workers()


def test_workers_that_held_no_session_are_ended(
    serve: Any,
    described: Callable[[str, str], list[str]],
    runtime: str,
    leftovers: Callable[[Any], list[str]],
) -> None:
    first = serve(*described("echo", runtime), "--warm", "2", runtime=runtime)
    session = first.create()["session_id"]
    first.process.kill()
    assert leftovers(first)

    second = serve.restarted(first, *described("echo", runtime), runtime=runtime)
    assert second.said(session, "look") == "echo: look"
    second.end(session)
    second.wait_for_no_workers()


def test_a_server_killed_in_the_middle_of_a_burst_leaves_only_sessions(
    serve: Any, described: Callable[[str, str], list[str]], runtime: str
) -> None:
    arguments = described("echo", runtime)
    first = serve(*arguments, runtime=runtime)
    with ThreadPoolExecutor(12) as threads:
        creates = [threads.submit(first.http.post, "/sessions", json={}) for _ in range(12)]
        wait(creates, 60, return_when=FIRST_COMPLETED)
        first.process.kill()
    answered = [one.result().json()["session_id"] for one in creates if one.exception() is None]
    assert answered

    second = serve.restarted(first, *arguments, runtime=runtime)
    known = {one["session_id"] for one in second.get("/sessions")["sessions"]}
    assert known >= set(answered)
    assert [second.said(one, "look") for one in known] == ["echo: look"] * len(known)
    assert second.http.delete("/sessions").json()["count"] == len(known)
    second.wait_for_no_workers()


def test_the_time_without_a_server_does_not_count_as_idle(
    serve: Any, described: Callable[[str, str], list[str]], eventually: Callable[..., None]
) -> None:
    arguments = [*described("echo", "local"), "--idle-timeout-s", "3", "--reap-interval-s", "0.01"]
    first = serve(*arguments)
    session = first.create()["session_id"]
    killed_at = time.monotonic()
    first.process.kill()
    eventually(lambda: time.monotonic() > killed_at + 3.2, "the idle timeout has passed without a server")

    second = serve.restarted(first, *arguments)
    assert second.said(session, "look") == "echo: look"
    eventually(lambda: second.active() == 0, "the session is idle too long")
    assert "idle_timeout_s" in second.step(session, "look").json()["detail"]
