"""A server in a process of its own, as users run it, for as long as a benchmark needs it."""

from __future__ import annotations

import asyncio
import contextlib
import json
import os
import signal
import sys
import tempfile
import time
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from wire import Wire

from dockergym.cli.serve.serving import serve
from dockergym.serverlock import RunningServer, running_server
from dockergym.settings import ServerConfig, ServerSettings

_START_S = 120
_STOP_S = 120
_LOOPWATCH = "[dockergym.plugins]\nloopwatch = loopwatch:plugin\n"


@dataclass(frozen=True)
class Served:
    """Where the server listens, and the process it is."""

    host: str
    port: int
    base: str
    """Path of the environment."""
    name: str
    pid: int
    state_dir: Path

    def wire(self) -> Wire:
        """Return a new connection to it."""
        return Wire(self.host, self.port)

    async def loop_stalls(self) -> dict[str, Any]:
        """Return how late the loop was, and for how long it was blocked, since the last call."""
        async with self.wire() as wire:
            shown: dict[str, Any] = await wire.call("GET", f"{self.base}/loop")
            return shown


@asynccontextmanager
async def served(
    environment: str | None = None, *, variables: Mapping[str, str] | None = None, **options: Any
) -> AsyncIterator[Served]:
    """Serve an installed environment, or with ``worker_command`` one described by the options.

    ``variables`` are set for the server beside those it inherits.

    Raises:
        RuntimeError: the server did not start; the message says why.
    """
    with tempfile.TemporaryDirectory(prefix="dgb") as folder:
        name = f"bench-{os.getpid()}-{time.monotonic_ns() % 1_000_000}"
        wanted = {
            "state_dir": folder,
            "name": name,
            "host": "127.0.0.1",
            "port": 0,
            "on_exit": "end",
            **options,
        }
        request = json.dumps({"environment": environment, "options": wanted})
        with (Path(folder) / "server.log").open("wb") as log:
            server = await asyncio.create_subprocess_exec(
                sys.executable, __file__, request,
                stdout=asyncio.subprocess.DEVNULL, stderr=log, env=os.environ | dict(variables or {}),
            )  # fmt: skip
        try:
            running = await _answering(server, Path(wanted["state_dir"]), wanted["name"], Path(log.name))
            address = urlsplit(running.url)
            assert address.port is not None
            base = f"/envs/{environment or wanted.get('env_name', 'default')}"
            yield Served(
                "127.0.0.1", address.port, base, wanted["name"], server.pid, Path(wanted["state_dir"])
            )
        except Exception:
            sys.stderr.write(f"the server's log ends with:\n{_end_of(Path(log.name))}\n")
            raise
        finally:
            with contextlib.suppress(ProcessLookupError):
                server.send_signal(signal.SIGTERM)
            async with asyncio.timeout(_STOP_S):
                await server.wait()


async def _answering(
    server: asyncio.subprocess.Process, state_dir: Path, name: str, log: Path
) -> RunningServer:
    """Return the server as soon as it answers requests."""
    async with asyncio.timeout(_START_S):
        while True:
            if server.returncode is not None:
                raise RuntimeError(f"the server did not start:\n{_end_of(log)}")
            running = running_server(state_dir, name)
            if running is not None and running.url:
                with contextlib.suppress(OSError):
                    async with Wire("127.0.0.1", urlsplit(running.url).port or 0) as wire:
                        await wire.call("GET", "/health")
                        return running
            await asyncio.sleep(0.02)


def _end_of(log: Path) -> str:
    return log.read_text()[-4000:]


def _serve(request: dict[str, Any]) -> None:
    """Serve with the loop watched, as ``dockergym serve`` does with any plugin that is installed."""
    options, environment = request["options"], request["environment"]
    with tempfile.TemporaryDirectory(prefix="dgb") as folder:
        installed = Path(folder) / "dockergym_loopwatch-0.dist-info"
        installed.mkdir()
        (installed / "METADATA").write_text("Metadata-Version: 2.1\nName: dockergym-loopwatch\nVersion: 0\n")
        (installed / "entry_points.txt").write_text(_LOOPWATCH)
        sys.path.append(folder)
        settings = ServerConfig(**options) if environment is None else ServerSettings(**options)
        serve(settings, environments=None if environment is None else [environment])


if __name__ == "__main__":
    _serve(json.loads(sys.argv[1]))
