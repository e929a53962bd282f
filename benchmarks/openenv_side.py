"""OpenEnv's server and client, as PyPI has them, in a virtual environment of their own."""

from __future__ import annotations

import asyncio
import contextlib
import json
import shutil
import socket
import subprocess
import venv
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from games import workshop
from load import Load

VERSION = "0.10.0"
# Without the folder of the program among the places to import from: it holds an `openenv` too.
_PROGRAM = ("-P", str(Path(__file__).with_name("openenv_echo.py")))
_START_S = 60
_LONGEST_LINE = 2**28


def python_with_openenv() -> Path:
    """Return a Python that has OpenEnv; it is installed where it is not there yet.

    Raises:
        RuntimeError: pip could not install it; the message says why.
    """
    folder = workshop() / f"openenv-{VERSION}"
    python = folder / "bin" / "python"
    if not (folder / "complete").exists():
        shutil.rmtree(folder, ignore_errors=True)
        venv.create(folder, with_pip=True)
        command = [python, "-m", "pip", "install", "--quiet", f"openenv=={VERSION}"]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        if done.returncode:
            raise RuntimeError(f"OpenEnv could not be installed:\n{done.stderr[-4000:]}")
        (folder / "complete").touch()
    return python


class OpenEnvClients:
    """Sessions of OpenEnv's client, in a process of their own."""

    def __init__(self, process: asyncio.subprocess.Process, server_pid: int) -> None:
        self._process = process
        self.server_pid = server_pid

    async def open(self, sessions: int) -> None:
        """Have so many sessions, all of them reset."""
        await self._order({"sessions": sessions})

    async def drive(self, seconds: float) -> Load:
        """Let every session step for so many seconds."""
        seen = await self._order({"seconds": seconds})
        return Load(seen["latencies_s"], seen["took_s"])

    async def _order(self, order: dict[str, Any]) -> dict[str, Any]:
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write(json.dumps(order).encode() + b"\n")
        line = await self._process.stdout.readline()
        if not line:
            raise RuntimeError("OpenEnv's client ended; see what it wrote above")
        answer: dict[str, Any] = json.loads(line)
        return answer


@dataclass(frozen=True)
class OpenEnvServer:
    """OpenEnv's server, with the echo environment in its own process."""

    url: str
    pid: int


@asynccontextmanager
async def openenv_server() -> AsyncIterator[OpenEnvServer]:
    """Serve the echo environment with OpenEnv's server."""
    python = await asyncio.to_thread(python_with_openenv)
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    server = await asyncio.create_subprocess_exec(python, *_PROGRAM, "serve", str(port), cwd="/")
    try:
        await _listening(server, port)
        yield OpenEnvServer(f"http://127.0.0.1:{port}", server.pid)
    finally:
        await _end(server)


@asynccontextmanager
async def clients_of(url: str, server_pid: int) -> AsyncIterator[OpenEnvClients]:
    """Give a process with OpenEnv's clients of a server, whoever has made it."""
    python = await asyncio.to_thread(python_with_openenv)
    clients = await asyncio.create_subprocess_exec(
        python, *_PROGRAM, "load", url, cwd="/",
        stdin=asyncio.subprocess.PIPE, stdout=asyncio.subprocess.PIPE, limit=_LONGEST_LINE,
    )  # fmt: skip
    try:
        yield OpenEnvClients(clients, server_pid)
    finally:
        await _end(clients)


@asynccontextmanager
async def openenv_clients() -> AsyncIterator[OpenEnvClients]:
    """Serve the echo environment with OpenEnv's server, and give a process with its clients."""
    async with openenv_server() as server, clients_of(server.url, server.pid) as clients:
        yield clients


async def _listening(server: asyncio.subprocess.Process, port: int) -> None:
    async with asyncio.timeout(_START_S):
        while server.returncode is None:
            with contextlib.suppress(OSError):
                _, writer = await asyncio.open_connection("127.0.0.1", port)
                writer.close()
                return
            await asyncio.sleep(0.05)
    raise RuntimeError(f"OpenEnv's server ended with {server.returncode}; see what it wrote above")


async def _end(process: asyncio.subprocess.Process) -> None:
    with contextlib.suppress(ProcessLookupError):
        process.terminate()
    await process.wait()
