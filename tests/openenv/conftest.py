"""Servers as users start them, and OpenEnv's own clients in virtual environments of their own.

``nox -s openenv`` makes those environments and names their folder in ``DOCKERGYM_OPENENV``; without it there is nothing
to test with, and nothing is collected here.
"""

from __future__ import annotations

import json
import os
import select
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import docker
import httpx
import pytest
from images import built

from dockergym_alfworld.server_process import ServerProcess

ROOT = Path(__file__).parents[2]
PLAYER = Path(__file__).with_name("openenv_player.py")
VERSIONS = ("openenv-core==0.3.0", "openenv==0.10.0")
DEADLINE_S = 90.0
LOADING_DEADLINE_S = 300.0

collect_ignore_glob = [] if "DOCKERGYM_OPENENV" in os.environ else ["test_*.py"]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Let every test here have the time that another Python needs to start, and an image to be built."""
    for item in items:
        if Path(__file__).parent in item.path.parents:
            builds = "openenv_image" in getattr(item, "fixturenames", ())
            item.add_marker(pytest.mark.timeout(900 if builds else 420))


class OpenEnv:
    """One version of OpenEnv: its commands, and a process that plays with its clients."""

    def __init__(self, folder: Path, requirement: str) -> None:
        self.requirement = requirement
        self._has_loaded = False
        self.bin = folder / requirement.replace("==", "-") / "bin"
        self._process = subprocess.Popen(
            [self.bin / "python", PLAYER],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            env=_without_proxies(),
            cwd="/",
        )

    @property
    def is_old(self) -> bool:
        """Whether it is the older of the two generations."""
        return self.requirement.startswith("openenv-core")

    def play(self, what: str, url: str | None = None, **options: Any) -> Any:
        """Have something played, and return what was seen; a failure there is one here."""
        assert self._process.stdin is not None
        if not self._has_loaded:
            # OpenEnv takes seconds to load, and on a busy machine a minute or two.
            self._answer_to("loading", LOADING_DEADLINE_S)
            self._has_loaded = True
        order = {"play": what, **({} if url is None else {"url": url}), **options}
        self._process.stdin.write(json.dumps(order).encode() + b"\n")
        self._process.stdin.flush()
        return self._answer_to(order, DEADLINE_S)

    def _answer_to(self, order: object, deadline_s: float) -> Any:
        assert self._process.stdout is not None
        if not select.select([self._process.stdout], [], [], deadline_s)[0]:
            # What it says later would be taken for the answer to the next order.
            self._process.kill()
            pytest.fail(f"{self.requirement}: no answer to {order} within {deadline_s:g} s")
        answer = json.loads(self._process.stdout.readline() or '{"failure": "it has ended"}')
        if "failure" in answer:
            pytest.fail(f"{self.requirement}: {order}\n{answer['failure']}")
        return answer["value"]

    def run(self, *command: str) -> subprocess.CompletedProcess[str]:
        """Run a command of OpenEnv's."""
        return subprocess.run(
            [self.bin / command[0], *command[1:]],
            capture_output=True,
            text=True,
            timeout=DEADLINE_S,
            check=False,
            env=_without_proxies(),
            cwd="/",
        )

    def close(self) -> None:
        """End the process."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.close()
        try:
            self._process.wait(10)
        finally:
            self._process.kill()
            self._process.stdout.close()
            self._process.wait()


def _without_proxies() -> dict[str, str]:
    return {name: value for name, value in os.environ.items() if not name.lower().endswith("_proxy")}


@pytest.fixture(scope="session")
def openenv_versions() -> Iterator[dict[str, OpenEnv]]:
    """Every version; they are started together, as each takes seconds to load."""
    folder = Path(os.environ["DOCKERGYM_OPENENV"])
    started = {requirement: OpenEnv(folder, requirement) for requirement in VERSIONS}
    yield started
    for one in started.values():
        one.close()


@pytest.fixture(params=VERSIONS)
def openenv(request: pytest.FixtureRequest, openenv_versions: dict[str, OpenEnv]) -> OpenEnv:
    """Each version of OpenEnv in turn."""
    return openenv_versions[request.param]


@pytest.fixture(scope="session")
def openenv_image(docker_engine: docker.DockerClient, openenv_versions: dict[str, OpenEnv]) -> str:
    """Name of an image with the echo environment that OpenEnv's own ``openenv init`` makes, served by OpenEnv."""
    newest = openenv_versions[VERSIONS[-1]]
    with tempfile.TemporaryDirectory(prefix="openenv-image-") as folder:
        context = Path(folder)
        shutil.copy(ROOT / "tests" / "images" / "openenv-echo" / "Dockerfile", context)
        made = newest.run("openenv", "init", "echo_env", "--output-dir", str(context))
        assert made.returncode == 0, made.stdout + made.stderr
        shutil.copytree(Path(os.environ["DOCKERGYM_OPENENV"]) / "wheels", context / "wheels")
        return built.build_unless_there(docker_engine, "dockergym-openenv-echo-test", context)


class Server(ServerProcess):
    """A server of one environment, which is called ``echo``."""

    @property
    def folder(self) -> Path:
        """Where its state is."""
        return self._folder

    @property
    def base(self) -> str:
        """Where OpenEnv's clients find the environment."""
        return f"{self.url}/envs/echo"

    def active(self) -> int:
        """Return how many sessions hold a slot."""
        return int(httpx.get(f"{self.url}/health", trust_env=False).json()["active_sessions"])


class Servers:
    """The servers of all tests, which end after the last one."""

    def __init__(self) -> None:
        self._shared: dict[str, Server] = {}
        self._all: list[Server] = []
        self._folders: set[Path] = set()

    def __call__(self, *flags: str, worker: str = "echo", variables: dict[str, str] | None = None) -> Server:
        """Return a server of local workers; one that was started in the same way is shared."""
        key = repr((flags, worker, variables))
        if key not in self._shared:
            self._shared[key] = self.start(*self.local(worker), *flags, variables=variables)
        return self._shared[key]

    def start(
        self,
        *arguments: str,
        variables: dict[str, str] | None = None,
        folder: Path | None = None,
        name: str | None = None,
        port: int = 0,
    ) -> Server:
        """Start a server of its own."""
        # Sockets live in this folder, so its path must be short.
        folder = folder or Path(tempfile.mkdtemp(prefix="dgym-oe-"))
        self._folders.add(folder)
        command = [sys.executable, "-m", "dockergym", "serve", "--env-name", "echo", "--on-exit", "end"]
        server = Server([*command, *arguments], variables or {}, folder, name, port)
        self._all.append(server)
        server.wait_until_ready()
        return server

    @staticmethod
    def local(worker: str) -> list[str]:
        """Return the arguments that describe an environment of one of the test workers."""
        command = f"{sys.executable} -m dockergym.testing.workers.{worker}"
        return ["--runtime", "local", "--worker-command", command]

    def close(self) -> None:
        """End them all."""
        for server in self._all:
            server.stop()
        for folder in self._folders:
            shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(scope="session")
def serve() -> Iterator[Servers]:
    """Serve an environment: ``serve("--max-sessions", "1", worker="slow")``."""
    servers = Servers()
    yield servers
    servers.close()


@pytest.fixture
def eventually() -> Callable[..., None]:
    """Wait for a condition: ``eventually(condition, "what is awaited")``."""

    def wait(condition: Callable[[], object], what: str) -> None:
        deadline = time.monotonic() + DEADLINE_S
        pause = threading.Event()
        while not condition():
            if time.monotonic() > deadline:
                pytest.fail(f"not within {DEADLINE_S:g} s: {what}")
            pause.wait(0.05)

    return wait
