"""A whole server in this process: real routes, real sessions, real worker processes, no port."""

from __future__ import annotations

import sys
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AsyncExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx
import pytest

from dockergym.app import Server, create_app
from dockergym.plugins.hooks import Hooks
from dockergym.settings import ServerConfig
from dockergym.testing import workers

WORKERS = Path(workers.__file__).parent


def worker_command(name: str) -> list[str]:
    """Return the command of one of the fake workers that ship with the package."""
    return [sys.executable, str(WORKERS / f"{name}.py")]


@dataclass
class Served:
    """A server, and a client of it."""

    server: Server
    http: httpx.AsyncClient

    async def create(self, **body: Any) -> dict[str, Any]:
        """Create a session and return it."""
        answer = await self.http.post("/sessions", json=body)
        assert answer.status_code == 200, answer.text
        shown: dict[str, Any] = answer.json()
        return shown

    async def step(self, session_id: str, action: str, **body: Any) -> httpx.Response:
        """Step a session."""
        return await self.http.post(f"/sessions/{session_id}/step", json={"action": action, **body})


Serve = Callable[..., Awaitable[Served]]


@pytest.fixture
async def serve(tmp_path: Path) -> AsyncIterator[Serve]:
    """Return a function that serves one environment from one of the fake workers."""
    async with AsyncExitStack() as stack:

        async def start(worker: str = "echo", hooks: Hooks | None = None, **options: Any) -> Served:
            defaults: dict[str, Any] = {
                "env_name": "echo",
                "runtime": "local",
                "state_dir": tmp_path / "state",
                "worker_command": worker_command(worker),
                "reap_interval_s": 0.05,
                "container_stop_timeout_s": 0.2,
            }
            app = create_app(ServerConfig(**defaults | options), hooks)
            await stack.enter_async_context(app.router.lifespan_context(app))
            transport = httpx.ASGITransport(app, raise_app_exceptions=False)
            http = httpx.AsyncClient(transport=transport, base_url="http://test", timeout=30)
            await stack.enter_async_context(http)
            return Served(app.state.server, http)

        yield start
