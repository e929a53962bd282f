"""A server in a process of its own, which can be killed and started again, and transports that lose answers."""

from __future__ import annotations

import asyncio
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from pathlib import Path
from urllib.parse import urlsplit

import httpx
import pytest

from dockergym.testing.serving import Served, worker_command

DEADLINE_S = 60.0


class ServerProcess:
    """A server with local workers. Started again it has the same name, state and port."""

    def __init__(self, worker: str, folder: Path, *flags: str) -> None:
        self._command = [
            *(sys.executable, "-m", "dockergym", "--runtime", "local", "--env-name", "played"),
            *("--name", "client-test", "--state-dir", str(folder), *flags),
            *("--worker-command", *worker_command(worker)),
        ]
        self._log = folder / "server.log"
        self._port = 0
        self.start()

    @property
    def url(self) -> str:
        """Address of the environment."""
        return f"http://127.0.0.1:{self._port}/envs/played"

    def start(self) -> None:
        """Start it, and return when it listens."""
        own = {name: value for name, value in os.environ.items() if not name.startswith("DOCKERGYM_")}
        with self._log.open("ab") as log:
            self._process = subprocess.Popen(
                [*self._command, "--port", str(self._port)],
                env=own | {"COLUMNS": "200", "DOCKERGYM_ON_EXIT": "end"},
                stdout=subprocess.PIPE,
                stderr=log,
                text=True,
            )
        assert self._process.stdout is not None
        for line in self._process.stdout:
            if found := re.match(r"serving on http://\S+:(\d+)", line):
                self._port = int(found[1])
                return
        pytest.fail(f"the server ended: {self._log.read_text()}")

    def kill(self) -> None:
        """End it as a crash would."""
        self._end(signal.SIGKILL)

    def stop(self) -> None:
        """Let it end its sessions and itself."""
        self._end(signal.SIGTERM)

    def _end(self, how: signal.Signals) -> None:
        if self._process.poll() is None:
            self._process.send_signal(how)
        self._process.wait(DEADLINE_S)
        assert self._process.stdout is not None
        self._process.stdout.close()


@pytest.fixture(scope="module")
def start_server() -> Iterator[Callable[..., ServerProcess]]:
    """Return a function that starts a server, which ends with the module."""
    started: list[ServerProcess] = []
    folders: list[Path] = []

    def start(worker: str = "echo", *flags: str) -> ServerProcess:
        # Sockets live in this folder, so its path must be short.
        folders.append(Path(tempfile.mkdtemp(prefix="dgym-")))
        started.append(ServerProcess(worker, folders[-1], *flags))
        return started[-1]

    yield start
    for server in started:
        server.stop()
    for folder in folders:
        shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(scope="module")
def echo_url(start_server: Callable[..., ServerProcess]) -> str:
    """Address of an environment that repeats every action."""
    return start_server("echo", "--shareable", "--sessions-per-container", "16").url


@pytest.fixture(autouse=True)
def _no_key_of_the_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("DOCKERGYM_API_KEY", raising=False)


class Lossy(httpx.AsyncBaseTransport):
    """A network that carries requests to a real server and loses or spoils answers, or loses or holds up requests."""

    def __init__(self, served: Served) -> None:
        self._inner = served.http._transport
        self.lose_answers = 0
        self.spoil_answers = 0
        self.lose_requests = 0
        self.hold_up = 0
        self.held_up: list[httpx.Request] = []
        self.carried: list[httpx.Request] = []
        self.before_losing: Callable[[], Awaitable[None]] | None = None
        """What is waited for before an answer is lost."""

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        if self.lose_requests:
            self.lose_requests -= 1
            raise httpx.ConnectError("connection refused")
        if self.hold_up:
            self.hold_up -= 1
            self.held_up.append(request)
            raise httpx.ReadTimeout("no answer in time", request=request)
        self.carried.append(request)
        # A server on the other side of a network goes on when its client gives up.
        response = await asyncio.shield(asyncio.ensure_future(self._inner.handle_async_request(request)))
        if self.lose_answers:
            self.lose_answers -= 1
            if self.before_losing is not None:
                await self.before_losing()
            raise httpx.RemoteProtocolError("server disconnected without sending a response")
        if self.spoil_answers:
            self.spoil_answers -= 1
            return httpx.Response(500, text="<html>something before the server failed</html>")
        return response

    async def deliver(self) -> list[httpx.Response]:
        """Carry what was held up to the server at last, and return what it answers."""
        late, self.held_up = self.held_up, []
        answers = [await self._inner.handle_async_request(request) for request in late]
        for answer in answers:
            await answer.aread()
        return answers


@pytest.fixture
def lossy() -> Callable[[Served], Lossy]:
    """Return a function that makes a lossy way to an in-process server."""
    return Lossy


@pytest.fixture
def free_port() -> int:
    """A port where nothing listens."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port: int = listener.getsockname()[1]
    return port


class Network:
    """A way to a server over which connections can be cut, or freeze."""

    def __init__(self, target: str) -> None:
        self._target = target
        self._server: asyncio.Server | None = None
        self._links: set[asyncio.Task[None]] = set()
        self._writers: set[asyncio.StreamWriter] = set()
        self._frozen: set[asyncio.StreamWriter] = set()
        self.opened = 0
        """Connections so far."""
        self.streams = 0
        """WebSockets so far."""
        self.refuses_streams = False
        """Whether it answers 404 to those who want a WebSocket, as old proxies do."""

    async def open(self) -> str:
        """Begin to carry, and return the address to use in place of the server's."""
        self._server = await asyncio.start_server(self._link, "127.0.0.1", 0)
        port = self._server.sockets[0].getsockname()[1]
        parts = urlsplit(self._target)
        return f"http://127.0.0.1:{port}{parts.path}"

    async def close(self) -> None:
        """Cut everything and carry nothing any more."""
        assert self._server is not None
        self._server.close()
        self.cut()
        for link in list(self._links):
            link.cancel()
        await asyncio.gather(*self._links, return_exceptions=True)

    @property
    def open_connections(self) -> int:
        """Connections that are open now."""
        return len(self._links)

    def cut(self) -> None:
        """End every connection, whatever is on its way."""
        for writer in list(self._writers):
            writer.transport.abort()

    def freeze(self) -> None:
        """Carry nothing any more over the connections there are, as when a route is lost."""
        self._frozen |= self._writers

    async def _link(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        assert task is not None
        self._links.add(task)
        self.opened += 1
        parts = urlsplit(self._target)
        try:
            head = await reader.readuntil(b"\r\n\r\n")
            is_stream = b"upgrade: websocket" in head.lower()
            self.streams += is_stream
            if self.refuses_streams and is_stream:
                writer.write(b"HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\nConnection: close\r\n\r\n")
                await writer.drain()
                return
            onward_reader, onward = await asyncio.open_connection(parts.hostname, parts.port)
            self._writers |= {writer, onward}
            onward.write(head)
            try:
                await asyncio.gather(self._carry(reader, onward), self._carry(onward_reader, writer))
            finally:
                self._writers -= {writer, onward}
                onward.transport.abort()
        except (OSError, asyncio.IncompleteReadError, asyncio.CancelledError):
            pass
        finally:
            writer.transport.abort()
            self._links.discard(task)

    async def _carry(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        while data := await reader.read(65536):
            if writer not in self._frozen:
                writer.write(data)
                await writer.drain()
        writer.transport.abort()


@pytest.fixture
async def network() -> AsyncIterator[Callable[[str], Network]]:
    """Return a function that makes a way to a server."""
    made: list[Network] = []

    def make(target: str) -> Network:
        made.append(Network(target))
        return made[-1]

    yield make
    for one in made:
        await one.close()
