"""A Docker engine that takes connections and answers nothing, as one whose process is stopped."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

pytestmark = [pytest.mark.faults, pytest.mark.docker]

RELAY = """
import asyncio, sys

async def copy(reader, writer):
    while data := await reader.read(65536):
        writer.write(data)
        await writer.drain()
    writer.write_eof()

async def relay(reader, writer):
    try:
        there, back = await asyncio.open_unix_connection(sys.argv[2])
        await asyncio.gather(copy(reader, back), copy(there, writer))
        back.close()
    except OSError:
        pass
    writer.close()

async def main():
    async with await asyncio.start_unix_server(relay, sys.argv[1]) as server:
        await server.serve_forever()

asyncio.run(main())
"""
"""Passes bytes between a socket of its own and the engine's."""


class Front:
    """What stands before the engine, and can be stopped like one."""

    def __init__(self, folder: Path) -> None:
        self.path = folder / "engine.sock"
        self._process = subprocess.Popen([sys.executable, "-c", RELAY, self.path, "/var/run/docker.sock"])

    def freeze(self) -> None:
        """Answer nothing any more."""
        self._process.send_signal(signal.SIGSTOP)

    def thaw(self) -> None:
        """Go on, with all that has been asked meanwhile."""
        self._process.send_signal(signal.SIGCONT)

    def end(self) -> None:
        """Be gone."""
        self.thaw()
        self._process.kill()
        self._process.wait()


@pytest.fixture
def front(eventually: Callable[..., None]) -> Iterator[Front]:
    """Return what stands before the engine of this machine."""
    if "DOCKER_HOST" in os.environ:
        pytest.skip("DOCKER_HOST names another engine than the one whose socket is known")
    with tempfile.TemporaryDirectory() as folder:
        front = Front(Path(folder))
        try:
            eventually(front.path.exists, "it listens")
            yield front
        finally:
            front.end()


def test_creates_fail_fast_while_the_engine_is_frozen_and_succeed_when_it_is_not(
    serve: Any,
    front: Front,
    described: Callable[[str, str], list[str]],
    eventually: Callable[..., None],
    leftovers: Callable[[Any], list[str]],
) -> None:
    variables = {"DOCKER_HOST": f"unix://{front.path}"}
    server = serve(*described("echo", "docker"), runtime="docker", variables=variables)
    session = server.create()["session_id"]
    front.freeze()
    with ThreadPoolExecutor() as threads:
        storm = [threads.submit(server.http.post, "/sessions", json={}) for _ in range(8)]
        for number in range(20):
            assert server.said(session, f"still {number}") == f"echo: still {number}"
        for answer in [one.result(40) for one in storm]:
            assert (answer.status_code, answer.json()["error_code"]) == (503, "RUNTIME_UNAVAILABLE")
            assert answer.json()["retryable"]
    began = time.monotonic()
    refused = server.http.post("/sessions", json={})
    ready = server.http.get("/ready")
    # One of the two may have been the one that tries whether the engine is back.
    assert time.monotonic() - began < 20
    assert (refused.json()["error_code"], ready.status_code) == ("RUNTIME_UNAVAILABLE", 503)
    assert "ping" in ready.json()["detail"]
    assert server.active() == 1
    assert server.said(session, "and on") == "echo: and on"

    front.thaw()
    eventually(lambda: server.http.get("/ready").status_code == 200, "the engine is used again")
    assert server.said(server.create()["session_id"], "new") == "echo: new"
    server.http.delete("/sessions")
    eventually(lambda: leftovers(server) == [], f"nothing is left of the creates: {server.process.log()}")
