"""Real workers as real processes, spoken to over real pipes and sockets."""

from __future__ import annotations

import itertools
import json
import os
import select
import signal
import socket
import subprocess
import sys
import textwrap
import time
import uuid
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from dockergym.testing.workers import script
from dockergym_worker import sockets

DEADLINE_S = 20.0
SOURCES = Path(__file__).parents[2] / "src"


def wait_until(condition: Callable[[], object], timeout_s: float = DEADLINE_S) -> None:
    """Return as soon as a condition holds; fail where it does not within the deadline."""
    deadline = time.monotonic() + timeout_s
    while not condition():
        assert time.monotonic() < deadline, f"the condition did not hold within {timeout_s:g} s"
        time.sleep(0.005)


class Connection:
    """A client of one socket."""

    def __init__(self, connected: socket.socket) -> None:
        connected.settimeout(DEADLINE_S)
        self.socket = connected
        self.ids = itertools.count(1)
        self._received = b""

    def send(self, raw: bytes) -> None:
        self.socket.sendall(raw)

    def request(self, cmd: str, **fields: Any) -> int:
        """Send a request without waiting, and return its id."""
        number = next(self.ids)
        self.send(json.dumps({"cmd": cmd, "id": number, **fields}).encode() + b"\n")
        return number

    def reply(self) -> dict[str, Any]:
        while b"\n" not in self._received:
            data = self.socket.recv(1 << 20)
            if not data:
                raise EOFError("the worker closed the connection")
            self._received += data
        line, _, self._received = self._received.partition(b"\n")
        decoded: dict[str, Any] = json.loads(line)
        return decoded

    def ask(self, cmd: str, **fields: Any) -> dict[str, Any]:
        number = self.request(cmd, **fields)
        reply = self.reply()
        assert reply["id"] == number
        return reply

    def has_answer(self) -> bool:
        return bool(self._received or select.select([self.socket], [], [], 0)[0])

    def is_closed_by_worker(self) -> bool:
        try:
            return self.has_answer() and not self.socket.recv(1, socket.MSG_PEEK | socket.MSG_DONTWAIT)
        except ConnectionResetError:
            return True

    def close(self) -> None:
        self.socket.close()


class StdioWorker:
    """A worker over its standard input and output."""

    def __init__(self, command: list[str], variables: dict[str, str], tmp: Path) -> None:
        self.mark = uuid.uuid4().hex
        self.stderr_file = tmp / f"stderr-{self.mark}"
        self.environment = {
            **os.environ,
            "PYTHONPATH": str(SOURCES),
            "TMPDIR": str(tmp),
            "DOCKERGYM_TEST_MARK": self.mark,
            **variables,
        }
        with self.stderr_file.open("wb") as stderr:
            self.process = subprocess.Popen(
                command,
                env=self.environment,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=stderr,
                bufsize=0,
                start_new_session=True,
            )
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        self.input, self.output = self.process.stdin, self.process.stdout
        self._received = b""
        self.ids = itertools.count(1)

    @property
    def stderr(self) -> str:
        return self.stderr_file.read_text(errors="replace")

    def send(self, raw: bytes) -> None:
        view = memoryview(raw)
        while view:
            view = view[self.input.write(view) :]

    def reply(self) -> dict[str, Any]:
        while b"\n" not in self._received:
            ready, _, _ = select.select([self.output], [], [], DEADLINE_S)
            assert ready, f"no line within {DEADLINE_S:g} s; standard error:\n{self.stderr}"
            data = os.read(self.output.fileno(), 1 << 20)
            if not data:
                raise EOFError(f"the worker closed its output; standard error:\n{self.stderr}")
            self._received += data
        line, _, self._received = self._received.partition(b"\n")
        decoded: dict[str, Any] = json.loads(line)
        return decoded

    def rest_of_output(self) -> bytes:
        """Return what is left when the worker has ended."""
        return self._received + self.output.read()

    def ask(self, cmd: str, **fields: Any) -> dict[str, Any]:
        number = next(self.ids)
        self.send(json.dumps({"cmd": cmd, "id": number, **fields}).encode() + b"\n")
        return self.reply()

    def wait(self) -> int:
        return self.process.wait(DEADLINE_S)

    def processes(self) -> list[int]:
        """Return every living process that this worker has started, itself included."""
        wanted = f"DOCKERGYM_TEST_MARK={self.mark}".encode()
        return [pid for pid in process_ids() if wanted in environ_of(pid)]

    def end(self) -> None:
        self.input.close()
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGCONT)
            self.process.terminate()
            self.wait()
        self.output.close()
        wait_until(lambda: not self.processes())


class Keeper(StdioWorker):
    """A worker that listens in a socket folder."""

    def __init__(self, command: list[str], variables: dict[str, str], tmp: Path, folder: Path) -> None:
        self.folder = folder
        self.tmp = tmp
        offer = {"DOCKERGYM_HELLO": "1", "DOCKERGYM_SOCKET_DIR": str(folder)}
        super().__init__(command, {**offer, **variables}, tmp)
        self.connections: list[Connection] = []
        self.hello = self.reply()
        self.keeper = self.connect("keeper.sock")

    def connect(self, name: str) -> Connection:
        connection = Connection(sockets.connect(str(self.folder), name, DEADLINE_S))
        self.connections.append(connection)
        return connection

    def open(self, session: str, **meta: Any) -> Connection:
        """Open a session and connect to it."""
        reply = self.keeper.ask("open", session=session, meta=meta)
        assert reply["status"] == "ok", reply
        return self.connect(reply["socket"])

    def pid_of(self, session: str) -> int:
        living = {each["session"]: each["pid"] for each in self.keeper.ask("list")["sessions"]}
        return int(living[session])

    def children(self) -> list[int]:
        pid = self.process.pid
        return [int(word) for word in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]

    def wait_for_children(self, expected: list[int]) -> None:
        """Return once the keeper's children are these, and fail where that takes too long."""
        wait_until(lambda: sorted(self.children()) == sorted(expected))

    def exit_code(self, session: str) -> int:
        """Wait for a session's process to end and return its exit code."""
        wait_until(lambda: not self.keeper.ask("exit_status", session=session)["running"])
        return int(self.keeper.ask("exit_status", session=session)["exit_code"])

    def leftovers(self) -> list[Path]:
        """Return sockets and session folders that are there."""
        return sorted([*self.folder.glob("*.sock"), *self.tmp.glob("dockergym-*/*")])

    def end(self) -> None:
        killed = self.process.poll() == -signal.SIGKILL
        super().end()
        for connection in self.connections:
            connection.close()
        assert killed or not self.leftovers()


def process_ids() -> list[int]:
    return [int(path.name) for path in Path("/proc").iterdir() if path.name.isdigit()]


def environ_of(pid: int) -> list[bytes]:
    """Return a living process's variables; none for one that has ended."""
    try:
        return Path(f"/proc/{pid}/environ").read_bytes().split(b"\0")
    except (OSError, ProcessLookupError):
        return []


def command_of(worker: str | list[str], tmp: Path) -> list[str]:
    """Return the command of a shipped worker by name, or of one whose ``class`` body is given as source."""
    if isinstance(worker, list):
        return worker
    if "\n" not in worker:
        path = script(worker)
        return ["sh", str(path)] if path.suffix == ".sh" else [sys.executable, str(path)]
    path = tmp / f"worker-{uuid.uuid4().hex}.py"
    body = textwrap.indent(textwrap.dedent(worker), "    ")
    head = "import os, random, sys, time, threading\nfrom dockergym_worker import BaseWorker\n\n"
    path.write_text(
        f"{head}class Worker(BaseWorker):\n{body}\n\nif __name__ == '__main__':\n    Worker().run()\n"
    )
    return [sys.executable, str(path)]


StartStdio = Callable[..., StdioWorker]
StartKeeper = Callable[..., Keeper]


@pytest.fixture
def start_stdio(tmp_path: Path) -> Iterator[StartStdio]:
    """Start a worker without a socket folder; ``hello=True`` for one to which the server offers a hello."""
    started: list[StdioWorker] = []

    def start(worker: str | list[str] = "echo", *, hello: bool = False, **variables: str) -> StdioWorker:
        offer = {"DOCKERGYM_HELLO": "1"} if hello else {}
        running = StdioWorker(command_of(worker, tmp_path), {**offer, **variables}, tmp_path)
        started.append(running)
        return running

    yield start
    for running in started:
        running.end()


@pytest.fixture
def start_keeper(tmp_path: Path) -> Iterator[StartKeeper]:
    """Start a worker with a socket folder. At the end it must go, and leave nothing behind."""
    started: list[Keeper] = []

    def start(worker: str | list[str] = "echo", folder: Path | None = None, **variables: str) -> Keeper:
        place = tmp_path / f"sockets-{len(started)}" if folder is None else folder
        place.mkdir(exist_ok=True, parents=True)
        tmp = tmp_path / f"tmp-{len(started)}"
        tmp.mkdir()
        running = Keeper(command_of(worker, tmp_path), variables, tmp, place)
        started.append(running)
        return running

    yield start
    for running in started:
        running.end()


@pytest.fixture
def echo(start_keeper: StartKeeper) -> Keeper:
    return start_keeper("echo")
