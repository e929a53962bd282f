"""The echo worker with nothing around it: what a step costs before any server has a part in it."""

from __future__ import annotations

import asyncio
import json
import os
import subprocess
import tempfile
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import cast

import echo
from load import Load

_INIT = b'{"cmd": "init", "env_id": "bare"}\n'
_STEP = b'{"cmd": "step", "action": "look"}\n'


def drive_pipe(seconds: float) -> Load:
    """Step one worker over its standard input and output, with blocking reads."""
    load = Load()
    with subprocess.Popen(echo.ON_THIS_MACHINE, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as worker:
        assert worker.stdin is not None
        assert worker.stdout is not None
        inward, outward = worker.stdin.fileno(), worker.stdout.fileno()
        os.write(inward, _INIT)
        os.read(outward, 65536)
        began = sent = time.perf_counter()
        while sent < began + seconds:
            os.write(inward, _STEP)
            os.read(outward, 65536)
            answered = time.perf_counter()
            load.latencies_s.append(answered - sent)
            sent = answered
        load.took_s = sent - began
        worker.stdin.close()
    return load


class BareSocket(asyncio.Protocol):
    """A session's own socket, written to and read from without a look at what comes."""

    def __init__(self) -> None:
        self._transport: asyncio.WriteTransport | None = None
        self._waiting: asyncio.Future[bytes] | None = None

    async def exchange(self, line: bytes) -> bytes:
        """Send a line and return what comes back."""
        assert self._transport is not None
        self._waiting = asyncio.get_running_loop().create_future()
        self._transport.write(line)
        return await self._waiting

    async def step(self) -> bytes:
        """Take one step."""
        return await self.exchange(_STEP)

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = cast("asyncio.WriteTransport", transport)

    def data_received(self, data: bytes) -> None:
        if self._waiting is not None and data.endswith(b"\n"):
            self._waiting.set_result(data)

    def close(self) -> None:
        """Hang up."""
        if self._transport is not None:
            self._transport.close()


@asynccontextmanager
async def bare_sockets(sessions: int) -> AsyncIterator[list[BareSocket]]:
    """Give the sockets of so many sessions that have begun, each a process of its own."""
    with tempfile.TemporaryDirectory(prefix="dgb") as folder:
        offer = {"DOCKERGYM_HELLO": "1", "DOCKERGYM_SOCKET_DIR": folder}
        worker = await asyncio.create_subprocess_exec(
            *echo.ON_THIS_MACHINE,
            env=os.environ | offer,
            stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.PIPE,
        )
        assert worker.stdout is not None
        try:
            hello = json.loads(await worker.stdout.readline())
            keeper = await _connected(Path(folder) / hello["socket"])
            opened = []
            for number in range(sessions):
                wanted = json.dumps({"cmd": "open", "session": f"bare-{number}", "meta": {}}).encode() + b"\n"
                answer = json.loads(await keeper.exchange(wanted))
                opened.append(await _connected(Path(folder) / answer["socket"]))
                await opened[-1].exchange(_INIT)
            yield opened
            for one in (*opened, keeper):
                one.close()
        finally:
            worker.terminate()
            await worker.wait()


async def _connected(path: Path) -> BareSocket:
    _, protocol = await asyncio.get_running_loop().create_unix_connection(BareSocket, str(path))
    return protocol
