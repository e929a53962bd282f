"""What every runtime must do, as checks that the author of one can run against the real thing.

From pytest, a test for each check::

    @pytest.fixture
    async def bench(tmp_path):
        settings = ServerSettings(state_dir=tmp_path)
        async with RuntimeBench(lambda: MyRuntime(settings)) as bench:
            yield bench

    @pytest.mark.parametrize("check", RUNTIME_CHECKS, ids=lambda check: check.__name__)
    async def test_conformance(bench, check):
        await check(bench)

or all of them with `check_runtime`. A check that finds something raises `AssertionError`, and says what.
"""

from __future__ import annotations

import asyncio
import os
import secrets
import socket
import time
from collections.abc import Awaitable, Callable, Iterable
from pathlib import Path
from types import TracebackType
from typing import Any, Self, TypeAlias, cast

from dockergym.errors import RuntimeFailure, WorkerStartFailed
from dockergym.runtimes.base import Runtime, WorkerExit, WorkerHandle, WorkerLaunch

DEADLINE_S = 30.0
"""How long a check waits for what must happen."""

ECHO = """
import sys
for line in sys.stdin:
    sys.stdout.write(line)
    sys.stdout.flush()
"""
"""A worker that writes every line back."""

Leftovers: TypeAlias = Callable[[], Awaitable[Iterable[str]]]


class Lines(asyncio.Protocol):
    """What a worker writes, line by line."""

    def __init__(self) -> None:
        self._received = bytearray()
        self._changed = asyncio.Event()
        self.lost = False
        self.transport: asyncio.Transport | None = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self.transport = cast("asyncio.Transport", transport)

    def data_received(self, data: bytes) -> None:
        self._received += data
        self._changed.set()

    def connection_lost(self, exc: Exception | None) -> None:
        self.lost = True
        self._changed.set()

    async def next(self) -> str:
        """Return the next line without its end.

        Raises:
            EOFError: the stream ended before a whole one.
            TimeoutError: none came.
        """
        async with asyncio.timeout(DEADLINE_S):
            while (end := self._received.find(b"\n")) < 0:
                if self.lost:
                    raise EOFError(f"the worker's output ended after {bytes(self._received)!r}")
                await self._wait()
        line = self._received[:end].decode()
        del self._received[: end + 1]
        return line

    async def end(self) -> None:
        """Wait for the end of the stream.

        Raises:
            TimeoutError: it goes on.
        """
        async with asyncio.timeout(DEADLINE_S):
            while not self.lost:
                await self._wait()

    async def _wait(self) -> None:
        self._changed.clear()
        await self._changed.wait()


class RuntimeBench:
    """A runtime under test, and the workers that checks start with it."""

    def __init__(
        self,
        make_runtime: Callable[[], Runtime],
        *,
        python: tuple[str, ...] = ("python3",),
        image: str | None = None,
        leftovers: Leftovers | None = None,
        shares_sockets: bool = True,
    ) -> None:
        """Prepare to test what ``make_runtime`` makes.

        ``python`` is the command of a Python 3.8 or later where workers run, in ``image`` where the runtime
        takes one. ``leftovers`` names what is left of this bench's workers where the runtime itself does not
        look, such as processes; a list that is not empty fails a check.
        """
        self._make_runtime = make_runtime
        self._python = python
        self._image = image
        self._leftovers = leftovers
        self._servers: set[str] = set()
        self._opened: list[Runtime] = []
        self.shares_sockets = shares_sockets
        self.server = f"bench-{secrets.token_hex(4)}"
        self.runtime = self.open()

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        try:
            # One that has nothing to do with what the check did to its own.
            cleaner = self.open()
            for server in self._servers:
                await asyncio.gather(*(handle.stop(0) for handle in await cleaner.find(server)))
        finally:
            for runtime in self._opened:
                await runtime.close()

    def open(self) -> Runtime:
        """Return one more runtime of the same settings, as a restarted server would have."""
        runtime = self._make_runtime()
        self._opened.append(runtime)
        return runtime

    def launch(self, source: str = ECHO, **changes: Any) -> WorkerLaunch:
        """Return the launch of a worker that is a Python program; ``changes`` are fields of the launch."""
        facts: dict[str, Any] = {
            "worker_id": secrets.token_hex(8),
            "server": self.server,
            "environment": "bench",
            "command": (*self._python, "-u", "-c", source),
            "image": self._image,
            "stop_timeout_s": 2.0,
        }
        launch = WorkerLaunch(**{**facts, **changes})
        self._servers.add(launch.server)
        return launch

    async def start(self, source: str = ECHO, **changes: Any) -> WorkerHandle:
        """Start a worker; it is stopped with the bench."""
        return await self.runtime.start(self.launch(source, **changes))

    async def converse(self, source: str = ECHO, **changes: Any) -> tuple[WorkerHandle, Lines]:
        """Start a worker and connect its standard input and output."""
        handle = await self.start(source, **changes)
        lines = Lines()
        await handle.attach(lambda: lines)
        return handle, lines

    async def assert_nothing_left(self) -> None:
        """Fail where a worker of this bench still exists, or something of one."""
        found = [handle.reference for handle in await self.runtime.find(self.server)]
        assert not found, f"find() still lists {found}"
        if self._leftovers is not None:
            await eventually(self._nothing_left_elsewhere, "everything that belongs to workers is gone")

    async def _nothing_left_elsewhere(self) -> bool:
        assert self._leftovers is not None
        left = list(await self._leftovers())
        return not left


async def eventually(condition: Callable[[], Awaitable[Any]], expected: str) -> Any:
    """Wait until an asynchronous condition holds, and return what it gave.

    Raises:
        AssertionError: it does not within the deadline.
    """
    deadline = time.monotonic() + DEADLINE_S
    while not (found := await condition()):
        assert time.monotonic() < deadline, f"waited {DEADLINE_S:g} s for: {expected}"
        await asyncio.sleep(0.02)
    return found


async def exit_of(handle: WorkerHandle) -> WorkerExit:
    """Wait for a worker to end and return how it did."""
    ended = await eventually(handle.poll, f"worker {handle.worker_id} has ended")
    assert isinstance(ended, WorkerExit)
    return ended


def say(lines: Lines, text: str) -> None:
    """Write a line to the worker."""
    assert lines.transport is not None
    lines.transport.write(text.encode() + b"\n")


async def says_what_it_is(bench: RuntimeBench) -> None:
    """The runtime answers a check with one line about itself, and a handle names its worker."""
    about = await bench.runtime.check()
    assert about, "check() says nothing"
    assert "\n" not in about, f"check() says more than one line: {about!r}"
    launch = bench.launch(labels={"bench-session": "s1"})
    handle = await bench.runtime.start(launch)
    try:
        assert handle.worker_id == launch.worker_id
        assert handle.environment == launch.environment
        assert handle.labels["bench-session"] == "s1"
        assert handle.reference
    finally:
        await handle.stop(0)


async def echoes_lines(bench: RuntimeBench) -> None:
    """Short lines, long lines and many lines come back unchanged and in order."""
    _, lines = await bench.converse()
    for text in ("first", "", "ünïcode \u2603", "x" * 300_000):
        say(lines, text)
        assert await lines.next() == text
    for number in range(500):
        say(lines, str(number))
    for number in range(500):
        assert await lines.next() == str(number)


async def carries_a_flood_of_output(bench: RuntimeBench) -> None:
    """Eight megabytes of output arrive whole, though reading stops in between."""
    source = "import sys\nsys.stdin.readline()\nsys.stdout.write('y' * 8_000_000 + chr(10))\nsys.stdin.read()"
    _, lines = await bench.converse(source)
    assert lines.transport is not None
    lines.transport.pause_reading()
    say(lines, "go")
    lines.transport.resume_reading()
    assert len(await lines.next()) == 8_000_000


async def drains_stderr_that_nobody_reads(bench: RuntimeBench) -> None:
    """A flood of standard error blocks nobody, and its last lines are kept."""
    source = """
import sys
for line in sys.stdin:
    for number in range(100_000):
        sys.stderr.write('line %d %s\\n' % (number, 'z' * 50))
    sys.stderr.flush()
    sys.stdout.write('flooded\\n')
    sys.stdout.flush()
"""
    handle, lines = await bench.converse(source)
    say(lines, "go")
    assert await lines.next() == "flooded"

    async def shows_the_last_line() -> bool:
        return handle.stderr_tail().splitlines()[-1:] == ["line 99999 " + "z" * 50]

    await eventually(shows_the_last_line, "the tail of standard error ends with its last line")
    tail = handle.stderr_tail()
    assert len(tail.encode()) <= 4096, f"the tail has {len(tail.encode())} bytes"
    assert tail.startswith("line "), "the tail begins in the middle of a line"


async def tells_how_a_worker_ended(bench: RuntimeBench) -> None:
    """The exit code is known, and poll says nothing before the end."""
    source = "import sys\nsys.stdin.readline()\nsys.stderr.write('last words\\n')\nsys.exit(7)"
    handle, lines = await bench.converse(source)
    assert await handle.poll() is None
    say(lines, "go")
    await lines.end()
    assert (await exit_of(handle)).exit_code == 7
    assert handle.stderr_tail() == "last words\n"
    assert (await exit_of(handle)).exit_code == 7, "the second poll says otherwise"


async def tells_that_a_worker_was_killed(bench: RuntimeBench) -> None:
    """A worker killed by SIGKILL has the exit code 137."""
    source = "import os, sys\nsys.stdin.readline()\nos.kill(os.getpid(), 9)"
    handle, lines = await bench.converse(source)
    say(lines, "go")
    await lines.end()
    assert (await exit_of(handle)).exit_code == 137


async def ends_with_its_own_process(bench: RuntimeBench) -> None:
    """A worker whose process has ended has ended, though a child of it holds its output open."""
    source = """
import os, sys, time
sys.stdin.readline()
if os.fork() == 0:
    time.sleep(600)
print('parting', flush=True)
os._exit(9)
"""
    handle, lines = await bench.converse(source)
    say(lines, "go")
    assert await lines.next() == "parting"
    await lines.end()
    assert (await exit_of(handle)).exit_code == 9


async def polls_without_attaching(bench: RuntimeBench) -> None:
    """A worker that nobody attached to is polled and stopped like any other."""
    handle = await bench.start("import sys\nsys.exit(3)")
    assert (await exit_of(handle)).exit_code == 3
    await handle.stop()
    await bench.assert_nothing_left()


async def stops_completely_and_twice(bench: RuntimeBench) -> None:
    """Nothing of a stopped worker is left; stopping again, also at the same time, does nothing."""
    handle, lines = await bench.converse()
    folder = handle.socket_dir
    say(lines, "hello")
    await lines.next()
    await asyncio.gather(handle.stop(), handle.stop(), handle.stop(0))
    await handle.stop()
    await lines.end()
    assert await handle.poll() is not None
    assert folder is None or not folder.exists(), f"{folder} is left"
    await bench.assert_nothing_left()


async def asks_before_it_kills(bench: RuntimeBench) -> None:
    """A worker that handles SIGTERM is given the time to."""
    source = """
import signal, sys
def leave(*_):
    print('asked to end', flush=True)
    sys.exit(0)
signal.signal(signal.SIGTERM, leave)
print('ready', flush=True)
while True:
    signal.pause()
"""
    handle, lines = await bench.converse(source)
    assert await lines.next() == "ready"
    await handle.stop(20)
    assert await lines.next() == "asked to end"
    await bench.assert_nothing_left()


async def kills_what_does_not_listen(bench: RuntimeBench) -> None:
    """A worker that ignores SIGTERM, or is frozen, is gone soon after the grace."""
    source = """
import os, signal, time
signal.signal(signal.SIGTERM, signal.SIG_IGN)
if os.fork() == 0:
    time.sleep(600)
print('ready', flush=True)
time.sleep(600)
"""
    handle, lines = await bench.converse(source)
    assert await lines.next() == "ready"
    began = time.monotonic()
    await handle.stop(0.2)
    assert time.monotonic() - began < DEADLINE_S / 2
    await bench.assert_nothing_left()


async def closes_standard_input(bench: RuntimeBench) -> None:
    """Where the transport can end the worker's input, the worker sees the end."""
    handle, lines = await bench.converse(
        "import sys\nfor line in sys.stdin: print(line, end='')\nprint('the end')"
    )
    assert lines.transport is not None
    if not lines.transport.can_write_eof():
        return
    say(lines, "one")
    lines.transport.write_eof()
    assert [await lines.next(), await lines.next()] == ["one", "the end"]
    await lines.end()
    assert (await exit_of(handle)).exit_code == 0


async def attaches_once(bench: RuntimeBench) -> None:
    """A second attach is refused, and the first goes on."""
    handle, lines = await bench.converse()
    try:
        await handle.attach(Lines)
    except RuntimeFailure:
        say(lines, "still here")
        assert await lines.next() == "still here"
        return
    raise AssertionError("a second attach was not refused")


async def survives_a_lost_listener(bench: RuntimeBench) -> None:
    """Closing the transport ends no worker that does not read its input, and the handle goes on."""
    source = """
import sys, time
print('ready', flush=True)
time.sleep(600)
"""
    handle, lines = await bench.converse(source)
    assert await lines.next() == "ready"
    assert lines.transport is not None
    lines.transport.close()
    await lines.end()
    assert await handle.poll() is None
    await handle.stop(0)
    assert await handle.poll() is not None


async def finds_its_own_workers_only(bench: RuntimeBench) -> None:
    """A restarted server finds the workers of its own name, with their labels, and can stop them."""
    mine = await bench.start(labels={"bench-session": "mine"})
    ended = await bench.start("raise SystemExit(0)", labels={"bench-session": "ended"})
    other_server = bench.server + "-other"
    other = await bench.start(server=other_server)
    await exit_of(ended)
    restarted = bench.open()
    found = {handle.worker_id: handle for handle in await restarted.find(bench.server)}
    assert set(found) == {mine.worker_id, ended.worker_id}, f"found {sorted(found)}"
    again = found[mine.worker_id]
    assert again.labels["bench-session"] == "mine"
    assert again.environment == mine.environment
    assert again.reference == mine.reference
    assert again.socket_dir == mine.socket_dir
    assert await again.poll() is None
    assert await found[ended.worker_id].poll() is not None
    for handle in found.values():
        await handle.stop(0)
    await bench.assert_nothing_left()
    assert [handle.worker_id for handle in await restarted.find(other_server)] == [other.worker_id]
    assert await mine.poll() is not None, "the first server does not see that its worker is gone"


async def reports_a_command_that_is_not_there(bench: RuntimeBench) -> None:
    """A program that does not exist fails the start, or ends the worker with 127 and a word about it."""
    launch = bench.launch(command=("/no/such/program", "--now"))
    refusal = None
    try:
        handle = await bench.runtime.start(launch)
    except WorkerStartFailed as error:
        refusal = error.detail
    if refusal is not None:
        assert "/no/such/program" in refusal, refusal
        await bench.assert_nothing_left()
        return
    try:
        lines = Lines()
        await handle.attach(lambda: lines)
        assert (await exit_of(handle)).exit_code == 127
        await lines.end()
        assert "/no/such/program" in handle.stderr_tail(), handle.stderr_tail()
    finally:
        await handle.stop()
    await bench.assert_nothing_left()


async def leaves_nothing_when_a_start_is_cancelled(bench: RuntimeBench) -> None:
    """A start that is cancelled at any moment leaves nothing behind."""
    for delay_s in (0.0, 0.001, 0.003, 0.01, 0.02, 0.05, 0.1, 0.2):
        starting = asyncio.create_task(bench.runtime.start(bench.launch()))
        await asyncio.sleep(delay_s)
        if not starting.cancel():
            await starting.result().stop(0)
        try:
            handle = await starting
        except asyncio.CancelledError:
            continue
        await handle.stop(0)
    await bench.assert_nothing_left()


async def offers_a_socket_folder(bench: RuntimeBench) -> None:
    """A socket that the worker makes in its folder can be reached from here; where asked, none is offered."""
    source = """
import os, socket
os.chdir(os.environ['DOCKERGYM_SOCKET_DIR'])
server = socket.socket(socket.AF_UNIX)
server.bind('bench.sock')
server.listen()
print(os.environ['DOCKERGYM_HELLO'], flush=True)
connection, _ = server.accept()
connection.sendall(connection.recv(100).upper())
"""
    without = await bench.start(offer_socket=False)
    assert without.socket_dir is None
    if not bench.shares_sockets:
        return
    handle, lines = await bench.converse(source)
    assert handle.socket_dir is not None
    assert await lines.next() == "1"
    answer = await asyncio.to_thread(_ask_socket, handle.socket_dir, b"hello")
    assert answer == b"HELLO"
    assert handle.socket_dir.stat().st_mode & 0o077 == 0, "others may reach the socket folder"


def _ask_socket(folder: Path, request: bytes) -> bytes:
    # The folder's path may be longer than a socket address holds.
    descriptor = os.open(folder, os.O_PATH | os.O_DIRECTORY)
    try:
        with socket.socket(socket.AF_UNIX) as connection:
            connection.settimeout(DEADLINE_S)
            connection.connect(f"/proc/self/fd/{descriptor}/bench.sock")
            connection.sendall(request)
            return connection.recv(100)
    finally:
        os.close(descriptor)


async def passes_variables(bench: RuntimeBench) -> None:
    """The launch's variables are set, and the server's own secrets are not."""
    source = "import json, os\nprint(json.dumps(dict(os.environ)))"
    os.environ["DOCKERGYM_API_KEY"] = "bench-secret"
    try:
        _, lines = await bench.converse(source, variables={"BENCH": "a b=c"})
        printed = await lines.next()
    finally:
        del os.environ["DOCKERGYM_API_KEY"]
    assert '"BENCH": "a b=c"' in printed, printed
    assert "bench-secret" not in printed, "the server's API key reaches the worker"


async def can_write_temporary_files(bench: RuntimeBench) -> None:
    """A worker may write, and run, files in its working directory and in the place for temporary files."""
    source = """
import os, subprocess, tempfile
with tempfile.NamedTemporaryFile('w', delete=False) as file:
    file.write('#!/bin/sh\\necho it runs\\n')
os.chmod(file.name, 0o700)
print(subprocess.run([file.name], stdout=subprocess.PIPE).stdout.decode().strip(), flush=True)
"""
    _, lines = await bench.converse(source)
    assert await lines.next() == "it runs"


async def serves_many_at_once(bench: RuntimeBench) -> None:
    """Eight workers started, asked and stopped at the same time do not mix."""
    pairs = await asyncio.gather(*(bench.converse() for _ in range(8)))
    for number, (_, lines) in enumerate(pairs):
        say(lines, f"worker {number}")
    answers = await asyncio.gather(*(lines.next() for _, lines in pairs))
    assert answers == [f"worker {number}" for number in range(8)]
    await asyncio.gather(*(handle.stop() for handle, _ in pairs))
    await bench.assert_nothing_left()


RUNTIME_CHECKS: tuple[Callable[[RuntimeBench], Awaitable[None]], ...] = (
    says_what_it_is,
    echoes_lines,
    carries_a_flood_of_output,
    drains_stderr_that_nobody_reads,
    tells_how_a_worker_ended,
    tells_that_a_worker_was_killed,
    ends_with_its_own_process,
    polls_without_attaching,
    stops_completely_and_twice,
    asks_before_it_kills,
    kills_what_does_not_listen,
    closes_standard_input,
    attaches_once,
    survives_a_lost_listener,
    finds_its_own_workers_only,
    reports_a_command_that_is_not_there,
    leaves_nothing_when_a_start_is_cancelled,
    offers_a_socket_folder,
    passes_variables,
    can_write_temporary_files,
    serves_many_at_once,
)
"""Every check, in the order in which a new runtime is best made to pass them."""


async def check_runtime(make_runtime: Callable[[], Runtime], **facts: Any) -> None:
    """Run every check against a runtime; ``facts`` are those of `RuntimeBench`.

    Raises:
        AssertionError: it does not do what a runtime must; the message begins with the name of the check.
    """
    for check in RUNTIME_CHECKS:
        async with RuntimeBench(make_runtime, **facts) as bench:
            try:
                await check(bench)
            except AssertionError as error:
                raise AssertionError(f"{getattr(check, '__name__', check)}: {error}") from error
