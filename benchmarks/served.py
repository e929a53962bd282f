"""A server in a process of its own, as users run it, for as long as a benchmark needs it."""

from __future__ import annotations

import asyncio
import contextlib
import json
import os
import signal
import sys
import tempfile
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import uvicorn

sys.path.insert(0, str(Path(__file__).parent))

from loopwatch import LoopWatch
from wire import Wire

from dockergym.app import create_app
from dockergym.plugins.discovery import LoadedPlugin
from dockergym.settings import ServerConfig, ServerSettings

_START_S = 120
_STOP_S = 60


@dataclass(frozen=True)
class Served:
    """Where the server listens, and the process it is."""

    host: str
    port: int
    base: str
    """Path of the environment."""
    pid: int
    state_dir: Path

    def wire(self) -> Wire:
        """Return a new connection to it."""
        return Wire(self.host, self.port)

    async def loop_stalls(self) -> dict[str, float]:
        """Return the longest the loop was late and blocked, in milliseconds, since the last call."""
        async with self.wire() as wire:
            shown: dict[str, float] = await wire.call("GET", f"{self.base}/loop")
            return shown


@asynccontextmanager
async def served(environment: str | None = None, **options: Any) -> AsyncIterator[Served]:
    """Serve an installed environment, or with ``worker_command`` one described by the options.

    Raises:
        RuntimeError: the server did not start; what it printed is in the message.
    """
    with tempfile.TemporaryDirectory(prefix="dgb") as folder:
        wanted = {"state_dir": folder, "name": f"bench-{os.getpid()}", **options}
        request = json.dumps({"environment": environment, "options": wanted})
        server = await asyncio.create_subprocess_exec(
            sys.executable, __file__, request, stdout=asyncio.subprocess.PIPE
        )
        assert server.stdout is not None
        try:
            async with asyncio.timeout(_START_S):
                line = await server.stdout.readline()
            if not line:
                raise RuntimeError("the server did not start; see what it wrote above")
            base = f"/envs/{environment or wanted.get('env_name', 'default')}"
            yield Served("127.0.0.1", int(line), base, server.pid, Path(folder))
        finally:
            with contextlib.suppress(ProcessLookupError):
                server.send_signal(signal.SIGTERM)
            async with asyncio.timeout(_STOP_S):
                await server.wait()


async def _serve(request: dict[str, Any]) -> None:
    options = request["options"]
    environment = request["environment"]
    settings = ServerConfig(**options) if environment is None else ServerSettings(**options)
    app = create_app(
        settings,
        environments=None if environment is None else [environment],
        plugins=[LoadedPlugin("loopwatch", LoopWatch())],
    )
    config = uvicorn.Config(app, port=0, lifespan="off", log_level="warning", access_log=False)
    server = uvicorn.Server(config)
    async with app.router.lifespan_context(app):
        serving = asyncio.create_task(server.serve())
        while not server.started:
            await asyncio.sleep(0.01)
        print(server.servers[0].sockets[0].getsockname()[1], flush=True)
        await serving


if __name__ == "__main__":
    uvloop_config = uvicorn.Config("", loop="uvloop")
    with asyncio.Runner(loop_factory=uvloop_config.get_loop_factory()) as runner:
        runner.run(_serve(json.loads(sys.argv[1])))
