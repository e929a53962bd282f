"""A whole server in this process: real routes, real sessions, real worker processes, and no port."""

from __future__ import annotations

import sys
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx

from dockergym.app import Server, create_app
from dockergym.plugins.hooks import Hooks
from dockergym.settings import ServerSettings
from dockergym.testing import workers

_TIMEOUT_S = 60


def worker_command(name: str) -> list[str]:
    """Return the command of one of the workers in `dockergym.testing.workers`, such as ``echo``."""
    return [sys.executable, str(Path(workers.__file__).with_name(f"{name}.py"))]


@dataclass(frozen=True, slots=True)
class Served:
    """A server, and a client of it."""

    app: Callable[..., Awaitable[None]]
    """The ASGI application."""
    server: Server
    http: httpx.AsyncClient

    async def create(self, **body: Any) -> dict[str, Any]:
        """Create a session and return it.

        Raises:
            AssertionError: the server answered with an error.
        """
        answer = await self.http.post("/sessions", json=body)
        assert answer.status_code == 200, answer.text
        shown: dict[str, Any] = answer.json()
        return shown

    async def step(self, session_id: str, action: str, **body: Any) -> httpx.Response:
        """Step a session and return the answer, good or bad."""
        return await self.http.post(f"/sessions/{session_id}/step", json={"action": action, **body})


def problem(answer: httpx.Response, status: int, code: str) -> dict[str, Any]:
    """Check that an answer is the error it should be, whole, and return it.

    Raises:
        AssertionError: it is not.
    """
    assert answer.status_code == status, answer.text
    body: dict[str, Any] = answer.json()
    assert body["error_code"] == code, body
    assert set(body) >= {"detail", "error_code", "retryable", "applied"}, body
    return body


Serve = Callable[..., Awaitable[Served]]
"""Starts a server that ends with the test: ``await serve("echo", max_sessions=1)``."""


@asynccontextmanager
async def serving(
    settings: ServerSettings, hooks: Hooks | None = None, **options: Any
) -> AsyncIterator[Served]:
    """Serve for as long as the block lasts; ``options`` are those of `dockergym.app.create_app`.

    Raises:
        ConfigurationError: the server cannot start.
    """
    app = create_app(settings, hooks, **options)
    async with app.router.lifespan_context(app):
        transport = httpx.ASGITransport(app, raise_app_exceptions=False)
        async with httpx.AsyncClient(transport=transport, base_url="http://test", timeout=_TIMEOUT_S) as http:
            yield Served(app, app.state.server, http)
