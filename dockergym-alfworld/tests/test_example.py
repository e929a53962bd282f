"""The example client against a real server with local workers, and its requests one by one."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator

import httpx
import pytest

from dockergym_alfworld import example
from dockergym_alfworld.example import EpisodeFailed, Outcome, act_at_random, play, send
from dockergym_alfworld.server_process import ServerProcess, serving

Handler = Callable[[httpx.Request], httpx.Response]


@pytest.fixture(scope="module")
def server() -> Iterator[ServerProcess]:
    """A server with the starter games and local workers, started as a user starts it."""
    pytest.importorskip("alfworld")
    command = [sys.executable, "-m", "dockergym_alfworld", "--runtime", "local", "--starter", "only"]
    with serving(command, {}) as running:
        yield running


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let it ask again without waiting."""
    monkeypatch.setattr(example.random, "uniform", lambda low, high: 0.0)


def run_example(*arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "dockergym_alfworld.example", *arguments]
    return subprocess.run(command, capture_output=True, text=True, timeout=100, check=False)


def active_sessions(server: ServerProcess) -> int:
    return int(httpx.get(f"{server.url}/health", trust_env=False).json()["active_sessions"])


def wait_for(condition: Callable[[], bool], seconds: float, what: str) -> None:
    deadline = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline, f"{what}: not within {seconds} s"
        time.sleep(0.05)


def client(handler: Handler) -> httpx.AsyncClient:
    return httpx.AsyncClient(base_url="http://server", transport=httpx.MockTransport(handler))


def problem(status: int, code: str, *, retryable: bool) -> httpx.Response:
    content = {"detail": f"this is {code}", "error_code": code, "retryable": retryable, "applied": False}
    return httpx.Response(status, json=content)


@pytest.mark.parametrize("path", ["", "/envs/alfworld", "/envs/alfworld/"])
def test_walkthroughs_win_at_the_root_and_below_envs(
    server: ServerProcess, path: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DOCKERGYM_ALFWORLD_STARTER", "only")
    wishes = ("--policy", "walkthrough", "--task-type", "1", "--concurrent", "2", "--total-jobs", "3")
    done = run_example("--base-url", server.url + path, *wishes)
    assert done.returncode == 0, done.stderr
    row = next(line for line in done.stdout.splitlines() if "pick_and_place_simple" in line)
    assert [part.strip() for part in row.strip("│ ").split("│")][1:3] == ["3", "3"]


def test_every_episode_is_ended(server: ServerProcess) -> None:
    done = run_example("--base-url", server.url, "--concurrent", "3", "--total-jobs", "3", "--max-steps", "2")
    assert done.returncode == 0, done.stderr
    assert "3 episodes in" in done.stdout
    assert active_sessions(server) == 0


def test_stopped_halfway_it_ends_its_sessions(server: ServerProcess) -> None:
    command = [sys.executable, "-m", "dockergym_alfworld.example", "--base-url", server.url]
    wishes = ["--total-jobs", "100", "--max-steps", "100000"]
    stopped = subprocess.Popen([*command, *wishes], stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    try:
        wait_for(lambda: active_sessions(server) >= 2, 30, "sessions")
        stopped.send_signal(signal.SIGINT)
        stopped.communicate(timeout=30)
    finally:
        stopped.kill()
        stopped.wait()
    assert stopped.returncode == 130
    wait_for(lambda: active_sessions(server) == 0, 10, "no session left")


def test_errors_are_counted_by_their_code(server: ServerProcess) -> None:
    done = run_example("--base-url", server.url, "--total-jobs", "5", "--split", "valid_sen")
    assert done.returncode == 1
    assert "5 x INVALID_PARAMS" in done.stdout
    assert "did you mean 'valid_seen'" in " ".join(done.stdout.split())


def test_an_address_that_is_no_environment_is_said(server: ServerProcess) -> None:
    done = run_example("--base-url", f"{server.url}/envs/alfwrld")
    assert done.returncode == 1
    assert "did you mean 'alfworld'?" in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.usefixtures("quick")
async def test_what_may_help_is_tried_again_under_the_same_id() -> None:
    seen: list[object] = []

    def handle(request: httpx.Request) -> httpx.Response:
        seen.append(json.loads(request.content)["request_id"])
        if len(seen) == 1:
            raise httpx.ReadError("the connection broke")
        if len(seen) == 2:
            return problem(503, "NO_SLOTS_AVAILABLE", retryable=True)
        return httpx.Response(200, json={"done": True})

    async with client(handle) as http:
        assert await send(http, "POST", "sessions", {}) == {"done": True}
    assert len(seen) == 3
    assert len(set(seen)) == 1


@pytest.mark.usefixtures("quick")
async def test_it_gives_up_in_the_end() -> None:
    seen: list[httpx.Request] = []

    def handle(request: httpx.Request) -> httpx.Response:
        seen.append(request)
        return problem(503, "NO_SLOTS_AVAILABLE", retryable=True)

    async with client(handle) as http:
        with pytest.raises(EpisodeFailed, match="this is NO_SLOTS_AVAILABLE"):
            await send(http, "POST", "sessions", {})
    assert len(seen) == example.ATTEMPTS


async def test_what_cannot_help_is_not_tried_again() -> None:
    seen: list[httpx.Request] = []

    def handle(request: httpx.Request) -> httpx.Response:
        seen.append(request)
        return problem(422, "INVALID_PARAMS", retryable=False)

    async with client(handle) as http:
        outcome = await play(http, {}, act_at_random)
    assert outcome == Outcome(error="INVALID_PARAMS", detail="this is INVALID_PARAMS")
    assert len(seen) == 1


async def test_an_answer_of_something_else_is_an_error_with_its_status() -> None:
    async with client(lambda request: httpx.Response(502, text="<h1>Bad Gateway</h1>")) as http:
        with pytest.raises(EpisodeFailed, match="Bad Gateway") as caught:
            await send(http, "GET", "environments")
    assert caught.value.code == "HTTP_502"


async def test_a_session_is_ended_when_its_episode_fails() -> None:
    seen: list[tuple[str, str]] = []

    def handle(request: httpx.Request) -> httpx.Response:
        seen.append((request.method, request.url.path))
        if request.url.path == "/sessions":
            state = {
                "session_id": "s1",
                "env_id": "e",
                "done": False,
                "info": {"admissible_commands": ["look"]},
            }
            return httpx.Response(200, json=state)
        if request.method == "DELETE":
            return httpx.Response(200, json={})
        return problem(502, "WORKER_CRASHED", retryable=False)

    async with client(handle) as http:
        outcome = await play(http, {}, act_at_random)
    assert outcome.error == "WORKER_CRASHED"
    assert seen[-1] == ("DELETE", "/sessions/s1")
