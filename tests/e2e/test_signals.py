"""What a signal does to a server's sessions: SIGTERM hands them over to the next server, SIGINT ends them."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import httpx
import pytest

Described = Callable[[str, str], list[str]]
AUTO = ["--on-exit", "auto"]


def send(server: Any, number: signal.Signals) -> None:
    """Send a server a signal."""
    os.kill(server.process.pid, number)


def wait_for_end(server: Any, eventually: Callable[..., None]) -> None:
    """Return when a server has ended, and nothing listens where it did."""
    eventually(lambda: server.process.status() is not None, f"the server has ended: {server.process.log()}")
    assert server.process.status() == 0


def test_sigterm_hands_the_sessions_over(
    serve: Any, described: Described, runtime: str, eventually: Callable[..., None]
) -> None:
    arguments = [*described("slow", runtime), *AUTO, "--max-sessions", "2"]
    first = serve(*arguments, runtime=runtime)
    stepped, idle = (first.create(run="r")["session_id"] for _ in range(2))
    assert first.step(idle, "sleep 0").json()["step"] == 1
    with ThreadPoolExecutor() as threads:
        step = threads.submit(first.step, stepped, "sleep 2", request_id="in-flight")
        queued = threads.submit(first.http.post, "/sessions", json={"wait_s": 300})
        eventually(lambda: sleeps(first, stepped), "the step has begun")
        send(first, signal.SIGTERM)
        # Those who wait for a slot are sent away at once, long before the step is done.
        refused = queued.result(10)
        assert (refused.status_code, refused.json()["error_code"]) == (503, "SERVER_SHUTTING_DOWN")
        assert refused.headers["Retry-After"]
        assert not step.done()
        new = first.http.post("/sessions", json={})
        assert (new.status_code, new.json()["error_code"]) == (503, "SERVER_SHUTTING_DOWN")
        assert first.http.get("/ready").status_code == 503
        assert step.result(30).json()["step"] == 1
    wait_for_end(first, eventually)
    assert "leaving the sessions to the next server" in first.process.log()
    assert first.all_worker_processes()

    second = serve.restarted(first, *described("slow", runtime), runtime=runtime)
    assert second.get("/sessions?run=r")["total"] == 2
    assert second.step(stepped, "sleep 2", request_id="in-flight").json()["step"] == 1
    assert second.step(stepped, "sleep 0").json()["step"] == 2
    assert second.step(idle, "sleep 0").json()["step"] == 2


def sleeps(server: Any, session: str) -> bool:
    """Say whether the worker of a session is in the middle of a step that sleeps."""
    processes = server.worker_processes(session)
    return any("nanosleep" in Path(f"/proc/{one}/wchan").read_text() for one in processes)


@pytest.mark.parametrize(
    ("on_exit", "number"), [("auto", signal.SIGINT), ("end", signal.SIGTERM), ("end", signal.SIGINT)]
)
def test_a_full_stop_ends_the_sessions(
    serve: Any,
    described: Described,
    on_exit: str,
    number: signal.Signals,
    eventually: Callable[..., None],
    leftovers: Callable[[Any], list[str]],
) -> None:
    server = serve(*described("echo", "local"), "--on-exit", on_exit, "--deterministic")
    server.create()
    server.create(recover="replay")
    send(server, number)
    wait_for_end(server, eventually)
    assert "ending the sessions" in server.process.log()
    assert leftovers(server) == []
    assert list(server.folder.rglob("*.episode")) == []


def test_ctrl_c_after_sigterm_ends_what_would_have_been_left(
    serve: Any, described: Described, eventually: Callable[..., None], leftovers: Callable[[Any], list[str]]
) -> None:
    server = serve(*described("slow", "local"), *AUTO, "--command-timeout-s", "600")
    session = server.create()["session_id"]
    with ThreadPoolExecutor() as threads:
        step = threads.submit(server.step, session, "sleep 300")
        eventually(lambda: sleeps(server, session), "the step is under way")
        send(server, signal.SIGTERM)
        eventually(lambda: "leaving the sessions" in server.process.log(), "the first signal has come")
        send(server, signal.SIGINT)
        assert isinstance(step.exception(60), httpx.TransportError)
    eventually(lambda: server.process.status() is not None, "the server has ended")
    assert (
        "not waiting for the requests in flight; ending the sessions"
        in (server.folder / f"{server.name}.log").read_text()
    )
    assert leftovers(server) == []


def test_what_cannot_be_left_is_ended_or_written_down(
    serve: Any, described: Described, eventually: Callable[..., None], leftovers: Callable[[Any], list[str]]
) -> None:
    arguments = [*described("plain_echo", "local"), *AUTO, "--deterministic"]
    first = serve(*arguments)
    ended = first.create()["session_id"]
    written = first.create(recover="replay")["session_id"]
    first.said(written, "one")
    send(first, signal.SIGTERM)
    wait_for_end(first, eventually)
    assert leftovers(first) == []

    second = serve.restarted(first, *described("plain_echo", "local"), "--deterministic")
    assert second.step(ended, "more").json()["error_code"] == "SESSION_NOT_FOUND"
    assert second.step(written, "two").json()["step"] == 2


def test_a_step_that_is_not_waited_for_may_be_sent_again_to_the_next_server(
    serve: Any, described: Described, eventually: Callable[..., None]
) -> None:
    arguments = [*described("slow", "local"), *AUTO]
    first = serve(*arguments, "--shutdown-timeout-s", "1")
    session = first.create()["session_id"]
    with ThreadPoolExecutor() as threads:
        step = threads.submit(first.step, session, "sleep 4", request_id="long")
        eventually(lambda: sleeps(first, session), "the step is under way")
        send(first, signal.SIGTERM)
        wait_for_end(first, eventually)
        told = step.result(60).json()
        assert (told["error_code"], told["retryable"], told["applied"]) == (
            "SERVER_SHUTTING_DOWN",
            True,
            None,
        )
    second = serve.restarted(first, *described("slow", "local"))
    again = second.step(session, "sleep 4", request_id="long")
    assert again.json().get("step") == 1, again.text + first.process.log()
    assert second.get(f"/sessions/{session}")["step"] == 1


def test_a_step_that_two_signals_cut_off_goes_on_in_its_worker(
    serve: Any, described: Described, eventually: Callable[..., None]
) -> None:
    first = serve(*described("slow", "local"), *AUTO)
    session = first.create()["session_id"]
    with ThreadPoolExecutor() as threads:
        step = threads.submit(first.step, session, "sleep 4", request_id="long")
        eventually(lambda: sleeps(first, session), "the step is under way")
        send(first, signal.SIGTERM)
        eventually(lambda: "leaving the sessions" in first.process.log(), "the first signal has come")
        send(first, signal.SIGTERM)
        assert isinstance(step.exception(60), httpx.TransportError)
    wait_for_end(first, eventually)
    second = serve.restarted(first, *described("slow", "local"))
    again = second.step(session, "sleep 4", request_id="long")
    assert again.json().get("step") == 1, again.text + first.process.log()
    assert second.get(f"/sessions/{session}")["step"] == 1
