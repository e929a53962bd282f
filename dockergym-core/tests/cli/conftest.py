"""Environment packages made for a test, and the command line run on them."""

from __future__ import annotations

import importlib
import os
import re
import signal
import subprocess
import sys
import textwrap
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest
from typer.testing import CliRunner

from dockergym.cli import cli

DEADLINE_S = 60.0

GOOD_PLUGIN = """
    import sys
    from pathlib import Path
    from dockergym.plugins import hookimpl
    from dockergym.plugins.specs import Capabilities, EnvSpec, ImageBuild, Task, TaskList

    @hookimpl
    def dockergym_env_spec(settings):
        return EnvSpec(
            title="{name}",
            version="3.1",
            image="dockergym-cli-test-{name}:3.1",
            build=ImageBuild(dockerfile=Path(__file__).parent / "image" / "Dockerfile", packages=("{module}",)),
            local_command=(sys.executable, str(Path(__file__).parent / "worker.py")),
            capabilities=Capabilities(deterministic=True, share_containers=True),
        )

    @hookimpl
    def dockergym_startup(env):
        env.tasks = TaskList([Task("easy"), Task("hard")])
"""

WORKER = """
    import json, sys

    for line in sys.stdin:
        asked = json.loads(line)
        said = asked.get("action", "hello")
        reply = {"status": "ok", "observation": said, "reward": 0.0, "done": said == "end"}
        print(json.dumps(reply), flush=True)
"""


class Site:
    """A folder of packages that are installed for one test."""

    good_plugin = GOOD_PLUGIN

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def add(
        self, name: str, plugin: str = GOOD_PLUGIN, *, group: str = "dockergym.envs", owner: str = ""
    ) -> Path:
        """Install an environment, or another plugin, and return the folder of its package."""
        distribution = owner or f"dockergym-{name}"
        module = distribution.replace("-", "_")
        package = self.folder / module
        (package / "image").mkdir(parents=True)
        (package / "__init__.py").write_text("")
        code = textwrap.dedent(plugin).replace("{name}", name).replace("{module}", module)
        (package / "plugin.py").write_text(code)
        (package / "worker.py").write_text(textwrap.dedent(WORKER))
        (package / "image" / "Dockerfile").write_text("FROM scratch\nCOPY src/ /src/\n")
        facts = self.folder / f"{module}-0.7.dist-info"
        facts.mkdir()
        (facts / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {distribution}\nVersion: 0.7\n")
        (facts / "entry_points.txt").write_text(f"[{group}]\n{name} = {module}.plugin\n")
        importlib.invalidate_caches()
        return package


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Site]:
    """A place for packages, on the path of this process and of those it starts."""
    folder = tmp_path / "site"
    folder.mkdir()
    monkeypatch.syspath_prepend(str(folder))
    monkeypatch.setenv("PYTHONPATH", str(folder), prepend=os.pathsep)
    yield Site(folder)
    for name, module in list(sys.modules.items()):
        if str(getattr(module, "__file__", "")).startswith(str(folder)):
            del sys.modules[name]


@pytest.fixture(autouse=True)
def _own_state(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let no variable of the machine's reach a test, and no test the machine's own state."""
    for variable in [name for name in os.environ if name.startswith("DOCKERGYM_")]:
        if variable not in ("DOCKERGYM_REQUIRE_DOCKER", "DOCKERGYM_WHEELS"):
            monkeypatch.delenv(variable)
    monkeypatch.setenv("DOCKERGYM_STATE_DIR", str(tmp_path / "state"))


@pytest.fixture
def run() -> Callable[..., Any]:
    """Run the command line in this process, and return what it said and its exit code."""

    def invoke(*arguments: str, **options: Any) -> Any:
        return CliRunner(env={"COLUMNS": "160", "TERM": "dumb"}).invoke(cli, arguments, **options)

    return invoke


SERVED_WORKER = """
import json, os, pathlib, signal, sys, time

for line in sys.stdin:
    asked = json.loads(line)
    said = asked.get("action", str(os.getpid()))
    if said.startswith("wait for "):
        pathlib.Path(said[9:] + ".begun").touch()
        while not pathlib.Path(said[9:]).exists():
            time.sleep(0.01)
    reply = {"status": "ok", "observation": said, "reward": 0.0, "done": said == "end"}
    print(json.dumps(reply), flush=True)
if "stay" in sys.argv:
    signal.signal(signal.SIGTERM, lambda *_: os._exit(0))
    while True:
        signal.pause()
"""


class Served:
    """A running server, with what it has printed so far."""

    def __init__(self, arguments: list[str], folder: Path, module: str = "dockergym") -> None:
        self.errors = folder / "stderr"
        with self.errors.open("ab") as errors:
            self.process = subprocess.Popen(
                [sys.executable, "-m", module, *arguments],
                stdout=subprocess.PIPE,
                stderr=errors,
                text=True,
                env=os.environ | {"COLUMNS": "200"},
            )
        self.printed: list[str] = []
        self.url = ""
        self._announced = threading.Event()
        self._reading = threading.Thread(target=self._read, daemon=True)
        self._reading.start()

    def _read(self) -> None:
        assert self.process.stdout is not None
        for line in self.process.stdout:
            self.printed.append(line.rstrip())
            if found := re.match(r"serving on (http://\S+)", line):
                self.url = found[1]
                self._announced.set()
        self._announced.set()

    def wait_until_serving(self) -> Served:
        assert self._announced.wait(DEADLINE_S), self.said()
        assert self.url, f"it ended with {self.process.wait(DEADLINE_S)}: {self.said()}"
        return self

    def said(self) -> str:
        return "\n".join(self.printed) + "\n" + self.errors.read_text()

    def stop(self, *signals: signal.Signals) -> int:
        for one in signals or (signal.SIGTERM,):
            self.process.send_signal(one)
        return self.exit_code()

    def end(self) -> None:
        """End the server and its sessions, whatever state it is in."""
        try:
            self.stop(signal.SIGINT)
        finally:
            self.process.kill()

    def exit_code(self) -> int:
        code = self.process.wait(DEADLINE_S)
        self._reading.join(DEADLINE_S)
        assert self.process.stdout is not None
        self.process.stdout.close()
        return code

    def create(self) -> tuple[str, int]:
        """Create a session; return its id and its worker's process id."""
        answer = httpx.post(f"{self.url}/sessions", json={}, timeout=DEADLINE_S)
        assert answer.status_code == 200, answer.text
        return answer.json()["session_id"], int(answer.json()["observation"])

    def step(self, session: str, action: str) -> httpx.Response:
        return httpx.post(f"{self.url}/sessions/{session}/step", json={"action": action}, timeout=DEADLINE_S)

    @staticmethod
    def is_alive(process: int) -> bool:
        try:
            state = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0]
        except FileNotFoundError:
            return False
        return state != "Z"

    @staticmethod
    def eventually(condition: Callable[[], object]) -> None:
        """Return as soon as a condition holds."""
        waited = threading.Event()
        for _ in range(int(DEADLINE_S * 50)):
            if condition():
                return
            waited.wait(0.02)
        raise TimeoutError("the condition did not hold in time")


@pytest.fixture
def start(tmp_path: Path) -> Iterator[Callable[..., Served]]:
    """Return a function that starts a server, on a free port where none is named."""
    started: list[Served] = []

    def begin(*arguments: str, port: str = "0", local: bool = True, module: str = "dockergym") -> Served:
        runtime = ["--runtime", "local"] if local else []
        started.append(Served([*arguments, *runtime, "--port", port], tmp_path, module))
        return started[-1]

    yield begin
    for one in started:
        if one.process.poll() is None:
            # Ends its sessions as well; killed, it would leave what they keep on disk.
            one.end()


@pytest.fixture
def by_hand(tmp_path: Path) -> list[str]:
    """Arguments that describe an environment by hand, its command in several words."""
    (tmp_path / "my worker.py").write_text(SERVED_WORKER)
    return ["--worker-command", sys.executable, "-u", str(tmp_path / "my worker.py")]
