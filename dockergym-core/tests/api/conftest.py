"""A server of this process that listens on a port, for what goes over a real connection."""

from __future__ import annotations

import asyncio
import contextlib
import json
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AsyncExitStack, asynccontextmanager
from typing import Any

import pytest
import uvicorn
from websockets.asyncio.client import ClientConnection, connect

from dockergym.testing.serving import Served
from dockergym.testing.waiting import eventually

DEADLINE_S = 30.0


class _Server(uvicorn.Server):
    def capture_signals(self) -> contextlib.AbstractContextManager[None]:  # type: ignore[override]
        return contextlib.nullcontext()


@asynccontextmanager
async def listening(app: Callable[..., Awaitable[None]]) -> AsyncIterator[str]:
    """Serve an application on a free port, and yield its address without the scheme."""
    config = uvicorn.Config(
        app,
        port=0,
        lifespan="off",
        ws="websockets-sansio",
        ws_per_message_deflate=False,
        log_config=None,
    )
    server = _Server(config)
    serving = asyncio.create_task(server.serve())
    await eventually(lambda: server.started, DEADLINE_S)
    try:
        yield f"127.0.0.1:{server.servers[0].sockets[0].getsockname()[1]}"
    finally:
        server.should_exit = True
        await serving


class Stream:
    """One connection to a stream, as any client in any language may write it."""

    def __init__(self, websocket: ClientConnection) -> None:
        self.websocket = websocket
        self._last_id = 0

    async def send(self, **request: Any) -> int:
        """Send a request and return its id."""
        self._last_id += 1
        await self.websocket.send(json.dumps({"id": self._last_id, **request}))
        return self._last_id

    async def receive(self) -> dict[str, Any]:
        """Return the next reply, whichever request it answers."""
        async with asyncio.timeout(DEADLINE_S):
            reply: dict[str, Any] = json.loads(await self.websocket.recv())
            return reply

    async def ask(self, **request: Any) -> dict[str, Any]:
        """Send a request while none is under way, and return its reply."""
        identity = await self.send(**request)
        reply = await self.receive()
        assert reply["id"] == request.get("id", identity)
        return reply

    async def result(self, **request: Any) -> dict[str, Any]:
        """Return what a request gave, that must not fail."""
        reply = await self.ask(**request)
        assert reply["ok"], reply
        result: dict[str, Any] = reply["result"]
        return result


OpenPort = Callable[[Served], Awaitable[str]]
OpenStream = Callable[..., Awaitable[Stream]]


@pytest.fixture
async def open_port() -> AsyncIterator[OpenPort]:
    """Return a function that lets a server listen until the test ends, and returns its address."""
    async with AsyncExitStack() as stack:
        addresses: dict[int, str] = {}

        async def open_one(served: Served) -> str:
            if id(served) not in addresses:
                addresses[id(served)] = await stack.enter_async_context(listening(served.app))
            return addresses[id(served)]

        yield open_one


@pytest.fixture
async def open_stream(open_port: OpenPort) -> AsyncIterator[OpenStream]:
    """Return a function that connects to the stream of a server."""
    async with AsyncExitStack() as stack:

        async def open_one(served: Served, path: str = "/stream", **options: Any) -> Stream:
            address = f"ws://{await open_port(served)}{path}"
            return Stream(await stack.enter_async_context(connect(address, proxy=None, **options)))

        yield open_one
