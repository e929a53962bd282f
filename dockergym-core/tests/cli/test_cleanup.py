"""``dockergym cleanup`` on local workers that a server has left behind."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import docker
import httpx
import pytest

from dockergym.plugins.specs import RuntimeSpec
from dockergym.runtimes.base import LABEL_STATE
from dockergym.runtimes.docker.runtime import DockerRuntime
from dockergym.runtimes.folders import make_worker_folder, remove_folder
from dockergym.runtimes.local import LocalRuntime
from dockergym.serverlock import server_folder
from dockergym.sessions.launching import state_label
from dockergym.settings import ServerSettings

Start = Callable[..., Any]
Run = Callable[..., Any]


@pytest.fixture
def staying(by_hand: list[str]) -> list[str]:
    """A worker that goes on when its server is gone, and does not end when asked."""
    return [*by_hand, "stay"]


def test_a_killed_servers_workers_are_shown_and_ended(
    start: Start, run: Run, staying: list[str], tmp_path: Path
) -> None:
    served = start(*staying).wait_until_serving()
    workers = [served.create()[1] for _ in range(3)]
    served.stop(signal.SIGKILL)
    assert all(served.is_alive(worker) for worker in workers)

    shown = run("cleanup", "--dry-run")
    assert shown.exit_code == 0, shown.output
    assert all(str(worker) in shown.output for worker in workers)
    assert all(served.is_alive(worker) for worker in workers)

    ended = run("cleanup")
    assert ended.exit_code == 0, ended.output
    assert "ended 3 of 3 workers" in ended.output
    assert not any(served.is_alive(worker) for worker in workers)
    assert list((tmp_path / "state").rglob("*")) == []
    assert "has left no workers" in run("cleanup").output


def test_a_running_servers_workers_are_ended_only_when_agreed(
    start: Start, run: Run, by_hand: list[str]
) -> None:
    served = start(*by_hand).wait_until_serving()
    session, worker = served.create()
    for answer in ("n\n", ""):
        refused = run("cleanup", input=answer)
        assert (
            f"the server 'dockergym' (process {served.process.pid}, {served.url}) is running"
            in refused.output
        )
        assert served.is_alive(worker)
    assert served.step(session, "look").status_code == 200
    agreed = run("cleanup", input="y\n")
    assert "ended 1 of 1 workers" in agreed.output
    assert not served.is_alive(worker)


def test_only_the_named_servers_workers_are_ended(
    start: Start, run: Run, staying: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # All servers are those of this engine, also the ones that whoever runs this test is using.
    monkeypatch.setenv("DOCKER_HOST", f"unix://{tmp_path}/no-engine.sock")
    one = start(*staying, "--name", "one").wait_until_serving()
    two = start(*staying, "--name", "two").wait_until_serving()
    first, second = one.create()[1], two.create()[1]
    one.stop(signal.SIGKILL)
    two.stop(signal.SIGKILL)
    assert "ended 1 of 1 workers" in run("cleanup", "--server", "one").output
    assert (one.is_alive(first), two.is_alive(second)) == (False, True)
    assert "ended 1 of 1 workers" in run("cleanup", "--all-servers", "--yes").output
    assert not two.is_alive(second)


def test_episodes_that_would_be_rebuilt_end_as_well(
    start: Start, run: Run, staying: list[str], tmp_path: Path
) -> None:
    served = start(*staying, "--deterministic").wait_until_serving()
    made = httpx.post(f"{served.url}/sessions", json={"recover": "replay"}, timeout=60)
    assert made.status_code == 200, made.text
    served.stop(signal.SIGKILL)
    assert list(tmp_path.rglob("*.episode"))
    assert "ended 1 of 1 workers" in run("cleanup").output
    assert not list(tmp_path.rglob("*.episode"))


def test_a_third_signal_leaves_workers_that_cleanup_ends(start: Start, run: Run, tmp_path: Path) -> None:
    worker_file = tmp_path / "stubborn.py"
    worker_file.write_text(
        "import json, os, signal, sys\n"
        "signal.signal(signal.SIGTERM, signal.SIG_IGN)\n"
        "for line in sys.stdin:\n"
        "    said = {'status': 'ok', 'observation': str(os.getpid()), 'reward': 0, 'done': False}\n"
        "    print(json.dumps(said), flush=True)\n"
        "while True:\n"
        "    signal.pause()\n"
    )
    timeouts = [
        "--container-stop-timeout-s",
        "600",
        "--close-timeout-s",
        "600",
        "--shutdown-timeout-s",
        "600",
    ]
    served = start("--worker-command", f"python3 {worker_file}", *timeouts).wait_until_serving()
    worker = served.create()[1]
    served.process.send_signal(signal.SIGTERM)
    served.eventually(lambda: "stopping" in served.said())
    while served.process.poll() is None and "not waiting for the sessions" not in served.said():
        served.process.send_signal(signal.SIGTERM)
        served.eventually(lambda: "not waiting for" in served.said())
    # One that comes as it leaves ends it as signals end programs; a shell shows the same number for both.
    assert served.exit_code() in (128 + signal.SIGTERM, -signal.SIGTERM)
    assert served.is_alive(worker)
    settings = {"DOCKERGYM_CONTAINER_STOP_TIMEOUT_S": "0.1"}
    assert "ended 1 of 1 workers" in run("cleanup", env=settings).output
    assert not served.is_alive(worker)


class LabelledWorker:
    """A worker as an engine lists it that is used by several servers of one name."""

    environment = "echo"

    def __init__(self, name: str, labels: Mapping[str, str]) -> None:
        self.worker_id = self.reference = name
        self.labels = labels
        self.ended = False

    async def poll(self) -> None:
        return None

    async def stop(self, grace_s: float | None = None) -> None:
        self.ended = True


@pytest.fixture
def engine(monkeypatch: pytest.MonkeyPatch) -> list[LabelledWorker]:
    """The workers of the one runtime that there is, whose servers may have any state folder."""
    workers: list[LabelledWorker] = []

    class Shared(LocalRuntime):
        name = "docker"

        async def find(self, server: str) -> Any:
            return [worker for worker in workers if not worker.ended]

    known = {"docker": RuntimeSpec("docker", Shared)}
    monkeypatch.setattr("dockergym.cli.cleanup.known_runtimes", lambda: known)
    monkeypatch.setattr("dockergym.cli.cleanup.servers_with_containers", lambda: {"dockergym"})
    return workers


def started_with(state_dir: Path) -> dict[str, str]:
    return {LABEL_STATE: state_label(ServerSettings(state_dir=state_dir))}


@pytest.mark.parametrize("labels", [started_with(Path("/of/another/user")), {}])
def test_workers_of_a_server_with_another_state_folder_are_ended_only_when_agreed(
    run: Run, engine: list[LabelledWorker], tmp_path: Path, labels: Mapping[str, str]
) -> None:
    mine = tmp_path / "mine"
    own, foreign = LabelledWorker("own", started_with(mine)), LabelledWorker("foreign", labels)
    engine += [own, foreign]
    server_folder(mine, "dockergym").mkdir(parents=True)

    refused = run("cleanup", "--state-dir", str(mine), input="n\n")
    assert "which may be another user's. End its workers?" in refused.output
    assert "ended 1 of 1 workers" in refused.output
    assert (own.ended, foreign.ended) == (True, False)

    agreed = run("cleanup", "--state-dir", str(mine), "--all-servers", "--yes")
    assert agreed.exit_code == 0, agreed.output
    assert foreign.ended


def test_where_nobody_can_be_asked_workers_of_others_are_left_alone_and_ours_ended(
    run: Run, engine: list[LabelledWorker], tmp_path: Path
) -> None:
    mine = tmp_path / "mine"
    own, foreign = (
        LabelledWorker("own", started_with(mine)),
        LabelledWorker("foreign", started_with(Path("/of/another"))),
    )
    engine += [own, foreign]
    server_folder(mine, "dockergym").mkdir(parents=True)
    result = run("cleanup", "--state-dir", str(mine), input="")
    assert result.exit_code == 0, result.output
    assert "they are left alone" in result.output
    assert (own.ended, foreign.ended) == (True, False)


def test_a_state_folder_is_the_same_through_a_link(
    start: Start, run: Run, staying: list[str], tmp_path: Path
) -> None:
    served = start(*staying).wait_until_serving()
    worker = served.create()[1]
    served.stop(signal.SIGKILL)
    (tmp_path / "link").symlink_to(tmp_path / "state")
    ended = run("cleanup", "--state-dir", str(tmp_path / "link"))
    assert "ended 1 of 1 workers" in ended.output
    assert not served.is_alive(worker)


class EmptyEngine:
    """The engine that a shell means which is set up for another than the server's: it knows none of its containers."""

    async def call(self, purpose: str, function: object) -> list[Any]:
        return []

    async def close(self) -> None:
        pass


class DockerElsewhere(DockerRuntime):
    def __init__(self, settings: ServerSettings) -> None:
        super().__init__(settings)
        self._engine: Any = EmptyEngine()

    async def check(self) -> str:
        return "an engine without containers"


@pytest.mark.parametrize("arguments", [["--dry-run"], []])
def test_folders_of_a_running_servers_workers_stay_where_the_engine_does_not_know_them(
    start: Start,
    run: Run,
    by_hand: list[str],
    arguments: list[str],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    known = {"docker": RuntimeSpec("docker", DockerElsewhere), "local": RuntimeSpec("local", LocalRuntime)}
    monkeypatch.setattr("dockergym.cli.cleanup.known_runtimes", lambda: known)
    start(*by_hand).wait_until_serving()
    folder = make_worker_folder(tmp_path / "state", "dockergym", "abc", "docker")
    old = time.time() - 600
    os.utime(folder, (old, old))
    shown = run("cleanup", *arguments)
    assert shown.exit_code == 0, shown.output
    assert folder.is_dir()


def test_what_tells_of_workers_on_an_engine_that_does_not_answer_is_kept(
    start: Start, run: Run, staying: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DOCKER_HOST", f"unix://{tmp_path}/no-engine.sock")
    served = start(*staying, "--deterministic").wait_until_serving()
    httpx.post(f"{served.url}/sessions", json={"recover": "replay"}, timeout=60).raise_for_status()
    served.stop(signal.SIGKILL)
    container = make_worker_folder(tmp_path / "state", "dockergym", "abc", "docker")

    result = run("cleanup")
    assert result.exit_code == 1, result.output
    assert "docker was not looked at" in result.output
    assert "1 workers of server 'dockergym' may be where nobody could look" in result.output
    assert "ended 1 of 1 workers" in result.output
    assert list(container.parent.iterdir()) == [container]
    assert list(tmp_path.rglob("*.episode"))

    remove_folder(container)
    assert run("cleanup").exit_code == 0
    assert not list(tmp_path.rglob("*.episode"))


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--server", "one", "--all-servers"], "--server or --all-servers, not both"),
        (["--server", "No Name"], "--name No Name: "),
    ],
)
def test_a_mistake_is_said(run: Run, arguments: list[str], message: str) -> None:
    result = run("cleanup", *arguments)
    assert result.exit_code == 2
    assert message in result.output


def test_a_killed_servers_containers_are_ended_and_those_of_others_only_when_agreed(
    start: Start, run: Run, echo_image: str, docker_engine: docker.DockerClient, tmp_path: Path
) -> None:
    name = f"cleanup-test-{os.getpid()}"
    labelled = {"label": f"dev.dockergym.server={name}"}
    served = start("--docker-image", echo_image, "--runtime", "docker", "--name", name, local=False)
    served.wait_until_serving()
    assert httpx.post(f"{served.url}/sessions", json={}, timeout=60).status_code == 200
    served.stop(signal.SIGKILL)
    assert len(docker_engine.containers.list(filters=labelled)) == 1

    elsewhere = str(tmp_path / "elsewhere")
    refused = run("cleanup", "--server", name, "--state-dir", elsewhere, input="n\n")
    assert "may be another user's" in refused.output
    assert len(docker_engine.containers.list(filters=labelled)) == 1

    assert "ended 1 of 1 workers" in run("cleanup", "--server", name).output
    assert docker_engine.containers.list(all=True, filters=labelled) == []
