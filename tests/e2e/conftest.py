"""``dockergym serve`` as users start it, on real workers, and a look at what it leaves behind."""

from __future__ import annotations

import functools
import json
import os
import shutil
import sys
import tempfile
import textwrap
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing, contextmanager
from pathlib import Path
from typing import Any

import docker
import httpx
import pytest

from dockergym.runtimes.base import LABEL_SERVER
from dockergym.runtimes.folders import remove_folder, workers_folder
from dockergym_alfworld.server_process import ServerProcess

DEADLINE_S = 60.0
WORKERS = "dockergym.testing.workers"


class Server:
    """A running server, and what its clients do."""

    def __init__(self, process: ServerProcess, folder: Path) -> None:
        self.process = process
        self.folder = folder
        self.http = httpx.Client(base_url=process.url, timeout=DEADLINE_S, trust_env=False)

    @property
    def name(self) -> str:
        """Its name, which its containers carry."""
        return self.process.name

    def create(self, env: str = "", **body: Any) -> dict[str, Any]:
        """Create a session, and return what the API shows of it."""
        answer = self.http.post(f"{_prefix(env)}/sessions", json=body)
        assert answer.status_code == 200, f"{answer.text}\n{self.process.log()}"
        shown: dict[str, Any] = answer.json()
        return shown

    def step(self, session: str, action: str, env: str = "", **body: Any) -> httpx.Response:
        """Step a session."""
        return self.http.post(f"{_prefix(env)}/sessions/{session}/step", json={"action": action, **body})

    def said(self, session: str, action: str, env: str = "") -> str:
        """Step a session, and return the observation."""
        answer = self.step(session, action, env)
        assert answer.status_code == 200, f"{answer.text}\n{self.process.log()}"
        return str(answer.json()["observation"])

    def get(self, path: str) -> Any:
        """Return what a route shows."""
        answer = self.http.get(path)
        assert answer.status_code == 200, answer.text
        return answer.json()

    def end(self, session: str, env: str = "") -> None:
        """End a session."""
        answer = self.http.delete(f"{_prefix(env)}/sessions/{session}")
        assert answer.status_code == 200, answer.text

    def descriptors(self) -> int:
        """Return how many files, sockets and pipes the server has open."""
        return len(list(Path(f"/proc/{self.process.pid}/fd").iterdir()))

    def threads(self) -> int:
        """Return how many threads the server has."""
        return len(list(Path(f"/proc/{self.process.pid}/task").iterdir()))

    def worker_processes(self, session: str) -> list[int]:
        """Return this machine's numbers of the processes of the worker started for a session, the first one first."""
        return self._processes(lambda labels: session in labels.values())

    def all_worker_processes(self) -> list[int]:
        """Return the processes of all its workers."""
        return self._processes(lambda labels: True)

    def wait_for_slots(self, active: int) -> None:
        """Return once so many sessions hold a slot, and fail where that takes too long."""
        wait_until(lambda: self.active() == active, f"{active} active sessions: {self.process.log()}")

    def wait_for_no_workers(self) -> None:
        """Return once no process, container or folder of a worker is left, and fail where that takes too long."""
        wait_until(
            lambda: not left_behind(self.name, self.folder), f"no worker is left: {self.process.log()}"
        )

    def container_of(self, session: str) -> str | None:
        """Return the container that was started for a session; ``None`` where there is none any more."""
        for one in containers_of(self.name):
            if session in one["Labels"].values():
                return str(one["Id"])
        return None

    def _processes(self, wanted: Callable[[dict[str, str]], bool]) -> list[int]:
        containers = [one["Id"] for one in containers_of(self.name) if wanted(one["Labels"])]
        found = [pid for container in containers for pid in processes_in(container)]
        for record in workers_folder(self.folder, self.name).glob("*/worker.json"):
            if wanted(json.loads(record.read_text())["labels"]):
                found += processes_of(record.parent)
        return sorted(found, key=_started_at)

    def active(self) -> int:
        """Return how many sessions hold a slot."""
        return int(self.get("/health")["active_sessions"])


def _started_at(pid: int) -> int:
    return int(Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[19])


def _prefix(env: str) -> str:
    return f"/envs/{env}" if env else ""


def processes_of(folder: Path) -> list[int]:
    """Return the processes that were told of a place in a state folder: local workers and their sessions."""
    needle = os.fsencode(folder) + b"/"
    found = []
    for process in Path("/proc").glob("[0-9]*"):
        try:
            told = needle in (process / "environ").read_bytes()
        except OSError:
            continue
        if told:
            found.append(int(process.name))
    return found


def containers_of(name: str) -> list[Any]:
    """Return the containers of a server, running or not; none where no engine answers."""
    if not _engine_may_answer():
        return []
    with closing(docker.from_env(timeout=DEADLINE_S)) as client:
        return list(client.api.containers(all=True, filters={"label": f"{LABEL_SERVER}={name}"}))


def processes_in(container: str) -> list[int]:
    """Return the processes of a container, but for its init."""
    with closing(docker.from_env(timeout=DEADLINE_S)) as client:
        listed = client.api.top(container, ps_args="-eo pid,args")["Processes"]
    return [int(pid) for pid, command in listed if "docker-init" not in command]


@functools.cache
def _engine_may_answer() -> bool:
    try:
        with closing(docker.from_env(timeout=DEADLINE_S)) as client:
            return bool(client.ping())
    except docker.errors.DockerException:
        return False


def left_behind(name: str, folder: Path) -> list[str]:
    """Return all that is left of a server's workers: processes, containers, folders with their sockets."""
    workers = workers_folder(folder, name)
    folders = [str(path) for path in workers.iterdir()] if workers.is_dir() else []
    processes = [f"process {pid}" for pid in processes_of(folder)]
    return [*processes, *(one["Names"][0] for one in containers_of(name)), *folders]


def wait_until(condition: Callable[[], object], what: str, timeout_s: float = DEADLINE_S) -> None:
    """Return as soon as a condition holds, and fail where it does not hold in time."""
    deadline = time.monotonic() + timeout_s
    pause = threading.Event()
    while not condition():
        if time.monotonic() > deadline:
            pytest.fail(f"not within {timeout_s:g} s: {what}")
        pause.wait(0.05)


class Servers:
    """The servers of a test, which leave nothing behind when it ends."""

    def __init__(self) -> None:
        self._started: list[Server] = []
        self._folders: set[Path] = set()

    def __call__(
        self,
        *arguments: str,
        runtime: str | None = "local",
        name: str | None = None,
        folder: Path | None = None,
        port: int = 0,
        python: str | Path = sys.executable,
        variables: dict[str, str] | None = None,
    ) -> Server:
        """Start ``dockergym`` with these arguments, and return it once sessions can be created.

        Raises:
            ServerFailed: it ended instead; the message holds its status and its last words.
        """
        # Sockets live in this folder, so its path must be short.
        folder = folder or Path(tempfile.mkdtemp(prefix="dgym-e2e-"))
        self._folders.add(folder)
        taken = ("--runtime", runtime) if runtime else ()
        command = [str(python), "-m", "dockergym", *arguments, *taken]
        process = ServerProcess(command, variables or {}, folder, name, port)
        try:
            process.wait_until_ready(DEADLINE_S)
        except BaseException:
            process.stop()
            raise
        self._started.append(Server(process, folder))
        return self._started[-1]

    def restarted(self, server: Server, *arguments: str, **options: Any) -> Server:
        """Start the next server of the same name and state."""
        return self(*arguments, name=server.name, folder=server.folder, **options)

    def stop(self) -> None:
        """Stop all of them; what is left of any is a failure."""
        for server in reversed(self._started):
            server.http.close()
            server.process.stop()
        places = {(server.name, server.folder) for server in self._started}
        left = [one for name, folder in sorted(places) for one in left_behind(name, folder)]
        for name, folder in places:
            remove_by_force(name, folder)
        for folder in self._folders:
            shutil.rmtree(folder, ignore_errors=True)
        assert left == []


def remove_by_force(name: str, folder: Path) -> None:
    """Remove what a test that fails has left, so that the next one does not see it."""
    for pid in processes_of(folder):
        os.kill(pid, 9)
    for container in containers_of(name):
        with closing(docker.from_env()) as client:
            client.api.remove_container(container["Id"], v=True, force=True)
    remove_folder(workers_folder(folder, name))


@contextmanager
def _servers() -> Iterator[Servers]:
    with ExitStack() as stack:
        servers = Servers()
        stack.callback(servers.stop)
        yield servers


@pytest.fixture
def serve() -> Iterator[Servers]:
    """Start a server: ``serve(*arguments, runtime="local")``; it is stopped when the test ends."""
    with _servers() as servers:
        yield servers


@pytest.fixture(scope="module")
def serve_module() -> Iterator[Servers]:
    """Start a server for all tests of a module."""
    with _servers() as servers:
        yield servers


@pytest.fixture
def eventually() -> Callable[..., None]:
    """Wait for a condition: ``eventually(condition, "what is awaited", timeout_s)``."""
    return wait_until


@pytest.fixture
def install(tmp_path: Path) -> Callable[..., dict[str, str]]:
    """Install an environment for one test; return the variables with which a server finds it.

    ``install("name", plugin_source)``: the quick way, without pip.
    """
    site = tmp_path / "site"

    def install(name: str, plugin: str) -> dict[str, str]:
        module = f"dockergym_{name}"
        (site / module).mkdir(parents=True)
        (site / module / "__init__.py").write_text("")
        (site / module / "plugin.py").write_text(textwrap.dedent(plugin))
        facts = site / f"{module}-0.7.dist-info"
        facts.mkdir()
        (facts / "METADATA").write_text(f"Metadata-Version: 2.1\nName: dockergym-{name}\nVersion: 0.7\n")
        (facts / "entry_points.txt").write_text(f"[dockergym.envs]\n{name} = {module}.plugin\n")
        others = os.environ.get("PYTHONPATH")
        return {"PYTHONPATH": os.pathsep.join([str(site), *([others] if others else [])])}

    return install


@pytest.fixture
def leftovers() -> Callable[[Server], list[str]]:
    """Return what is left of a server's workers at this moment."""
    return lambda server: left_behind(server.name, server.folder)


@pytest.fixture(params=["local", pytest.param("docker", marks=pytest.mark.docker)])
def runtime(request: pytest.FixtureRequest) -> str:
    """Each runtime in turn."""
    return str(request.param)


@pytest.fixture
def described(request: pytest.FixtureRequest) -> Callable[[str, str], list[str]]:
    """Return the arguments that describe an environment by hand: ``described("echo", "docker")``."""

    def describe(worker: str, runtime: str) -> list[str]:
        command = ["--worker-command", f"python -m {WORKERS}.{worker}"]
        if runtime == "docker":
            command += ["--docker-image", request.getfixturevalue("echo_image")]
        return command

    return describe
