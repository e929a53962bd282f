"""Workers and containers die or freeze; the session fails typed and in time, and nothing else is touched."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from typing import Any

import docker
import httpx
import pytest

pytestmark = [pytest.mark.faults]

STEP_TIMEOUT_S = 4.0
SLACK_S = 12.0
"""For a machine that is busy; what fails by its deadline fails long before this is over."""


@pytest.fixture(scope="module", params=["local", pytest.param("docker", marks=pytest.mark.docker)])
def kind(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture(scope="module")
def server(kind: str, serve_module: Any, request: pytest.FixtureRequest) -> Any:
    """A server whose workers fail when told to."""
    image = ["--docker-image", request.getfixturevalue("echo_image")] if kind == "docker" else []
    worker = ["--worker-command", "python -m dockergym.testing.workers.crashing"]
    limits = ["--command-timeout-s", f"{STEP_TIMEOUT_S:g}", "--container-stop-timeout-s", "0.5"]
    return serve_module(*worker, *image, *limits, runtime=kind)


@pytest.fixture
def pair(server: Any) -> Iterator[tuple[str, str]]:
    """Two sessions; whatever happens to the first one, the second goes on and ends well."""
    first, second = server.create()["session_id"], server.create()["session_id"]
    yield first, second
    assert server.said(second, "look") == "survived: look"
    server.end(second)
    server.wait_for_slots(0)
    server.wait_for_no_workers()


@pytest.fixture
def stepping(
    server: Any, eventually: Callable[..., None]
) -> Iterator[Callable[[str], Future[httpx.Response]]]:
    """Have a session's worker busy with a step, and return the answer that is to come."""
    with ThreadPoolExecutor(4) as threads:

        def step(session: str) -> Future[httpx.Response]:
            worker = server.worker_processes(session)[-1]
            before = processor_ticks(worker)
            answer = threads.submit(server.step, session, "spin")
            eventually(lambda: processor_ticks(worker) > before + 5, "the worker is busy with the step")
            return answer

        yield step


def processor_ticks(pid: int) -> int:
    return int(Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[11])


def assert_crashed(answer: httpx.Response, exit_code: int) -> None:
    told = answer.json()
    assert (answer.status_code, told["error_code"]) == (502, "WORKER_CRASHED"), told
    assert (told["exit_code"], told["out_of_memory"]) == (exit_code, False)
    assert (told["applied"], told["retryable"]) == (None, False)


def assert_lost(server: Any, session: str, reason: str) -> None:
    for answer in (server.http.get(f"/sessions/{session}"), server.step(session, "look")):
        assert (answer.status_code, answer.json()["error_code"]) == (410, "SESSION_LOST")
        assert reason in answer.json()["detail"]


@pytest.mark.parametrize("which", [0, -1], ids=["keeper", "session"])
def test_a_worker_killed_in_the_middle_of_a_step_is_told_at_once(
    server: Any, pair: tuple[str, str], stepping: Callable[[str], Future[httpx.Response]], which: int
) -> None:
    answer = stepping(pair[0])
    os.kill(server.worker_processes(pair[0])[which], signal.SIGKILL)
    assert_crashed(answer.result(SLACK_S), 137)
    assert server.active() == 1
    assert_lost(server, pair[0], "it was killed by signal 9")


@pytest.mark.parametrize("which", [0, -1], ids=["keeper", "session"])
def test_a_worker_killed_between_steps_frees_its_slot_unasked(
    server: Any, pair: tuple[str, str], which: int
) -> None:
    server.said(pair[0], "look")
    os.kill(server.worker_processes(pair[0])[which], signal.SIGKILL)
    server.wait_for_slots(1)
    assert_lost(server, pair[0], "it was killed by signal 9")


@pytest.mark.parametrize(
    ("action", "exit_code"), [("crash", 1), ("exit 7", 7), ("segv", 139), ("abort", 134), ("kill", 137)]
)
def test_a_worker_that_ends_by_itself_is_told_with_its_exit_code(
    server: Any, pair: tuple[str, str], action: str, exit_code: int
) -> None:
    answer = server.step(pair[0], action)
    assert_crashed(answer, exit_code)
    if action == "crash":
        assert "crashed on request" in answer.json()["stderr"]


def test_a_step_that_hangs_ends_at_its_deadline(server: Any, pair: tuple[str, str]) -> None:
    began = time.monotonic()
    answer = server.step(pair[0], "hang")
    assert (answer.status_code, answer.json()["error_code"]) == (504, "WORKER_TIMEOUT")
    assert answer.json()["applied"] is None
    assert STEP_TIMEOUT_S <= time.monotonic() - began < STEP_TIMEOUT_S + SLACK_S
    assert_lost(server, pair[0], "command_timeout_s (4 s)")


@pytest.mark.parametrize("kind", [pytest.param("docker", marks=pytest.mark.docker)], indirect=True)
class TestContainers:
    """What happens to containers, behind the server's back."""

    def test_a_container_killed_in_the_middle_of_a_step(
        self,
        server: Any,
        docker_engine: docker.DockerClient,
        pair: tuple[str, str],
        stepping: Callable[[str], Future[httpx.Response]],
    ) -> None:
        answer = stepping(pair[0])
        docker_engine.api.kill(server.container_of(pair[0]))
        assert_crashed(answer.result(SLACK_S), 137)
        assert server.active() == 1

    def test_a_container_removed_between_steps(
        self, server: Any, docker_engine: docker.DockerClient, pair: tuple[str, str]
    ) -> None:
        docker_engine.api.remove_container(server.container_of(pair[0]), force=True)
        server.wait_for_slots(1)
        assert server.step(pair[0], "look").json()["error_code"] == "SESSION_LOST"

    def test_a_paused_container_fails_its_step_at_the_deadline(
        self, server: Any, docker_engine: docker.DockerClient, pair: tuple[str, str]
    ) -> None:
        docker_engine.api.pause(server.container_of(pair[0]))
        began = time.monotonic()
        with ThreadPoolExecutor(1) as threads:
            answer = threads.submit(server.step, pair[0], "look")
            while not answer.done():
                assert server.said(pair[1], "meanwhile") == "survived: meanwhile"
        assert (answer.result().status_code, answer.result().json()["error_code"]) == (504, "WORKER_TIMEOUT")
        assert time.monotonic() - began < STEP_TIMEOUT_S + SLACK_S
        assert server.active() == 1

    def test_a_paused_container_is_ended_as_any_other(
        self, server: Any, docker_engine: docker.DockerClient, pair: tuple[str, str]
    ) -> None:
        docker_engine.api.pause(server.container_of(pair[0]))
        server.end(pair[0])
        assert server.active() == 1


GREEDY = """
    from dockergym.plugins import hookimpl
    from dockergym.plugins.specs import EnvSpec, Resources

    @hookimpl
    def dockergym_env_spec(settings):
        return EnvSpec(
            image="{image}",
            worker_command=("python", "-m", "dockergym.testing.workers.crashing"),
            resources=Resources(memory_mb=48),
        )
"""


def test_memory_that_runs_out_is_told_as_such(
    serve: Any, install: Callable[[str, str], dict[str, str]], echo_image: str
) -> None:
    installed = install("greedy", GREEDY.replace("{image}", echo_image))
    server = serve("serve", "greedy", runtime="docker", variables=installed)
    greedy, modest = (server.create()["session_id"] for _ in range(2))
    answer = server.step(greedy, "oom").json()
    assert (answer["error_code"], answer["out_of_memory"], answer["exit_code"]) == (
        "WORKER_CRASHED",
        True,
        137,
    )
    assert "ran out of memory" in answer["detail"]
    assert server.said(modest, "oom 4") == "held 4 MiB"
    killed = server.step(modest, "kill").json()
    assert (killed["error_code"], killed["out_of_memory"]) == ("WORKER_CRASHED", False)
    server.wait_for_slots(0)


def test_a_session_that_dies_in_a_shared_container_takes_no_other_with_it(
    serve: Any, described: Callable[[str, str], list[str]], runtime: str
) -> None:
    shared = ["--shareable", "--sessions-per-container", "3"]
    server = serve(*described("crashing", runtime), *shared, runtime=runtime)
    dies, *live = (server.create()["session_id"] for _ in range(3))
    assert_crashed(server.step(dies, "segv"), 139)
    assert [server.said(one, "look") for one in live] == ["survived: look"] * 2
    assert server.active() == 2
    hangs, lives = live
    assert server.http.delete(f"/sessions/{hangs}").status_code == 200
    assert server.said(lives, "look") == "survived: look"
