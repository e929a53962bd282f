"""The route of an environment's MCP server; the SDK that speaks MCP is loaded when somebody does."""

from __future__ import annotations

import asyncio
import contextlib
import importlib
import importlib.util
from typing import Protocol

from fastapi import APIRouter
from starlette.datastructures import Headers
from starlette.types import Message, Receive, Scope, Send

from dockergym.api.origins import require_origin
from dockergym.errors import DockerGymError
from dockergym.sessions.manager import SessionManager
from dockergym.settings import ServerSettings

MCP_HEADERS = ("Last-Event-ID", "Mcp-Method", "Mcp-Name", "Mcp-Protocol-Version", "Mcp-Session-Id")
"""Headers of requests that a client of MCP sends, from a browser too."""

_SDK = "mcp"


class McpNotInstalled(DockerGymError):
    """The server was installed without the MCP SDK."""

    status_code = 501
    code = "MCP_NOT_INSTALLED"
    applied = False


class McpFace(Protocol):
    """What speaks MCP."""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request."""

    def running(self) -> contextlib.AbstractAsyncContextManager[None]:
        """Serve for as long as the block lasts."""


class McpEndpoint:
    """Answers what is sent to ``/mcp`` of one environment, from the first request on until it is closed."""

    def __init__(self, manager: SessionManager, settings: ServerSettings) -> None:
        self._manager = manager
        self._origins = frozenset(settings.cors_origins)
        self._opening: asyncio.Future[McpFace] | None = None
        self._serving: asyncio.Task[None] | None = None
        self._draining = asyncio.Event()
        self._closing = asyncio.Event()

    def router(self) -> APIRouter:
        """Return the route, to be included under the environment's prefix."""
        router = APIRouter()
        methods = ["GET", "POST", "DELETE"]
        router.add_route("/mcp", self, methods=methods, include_in_schema=False)  # type: ignore[arg-type]
        return router

    def drain(self) -> None:
        """End the streams that wait for what the server may say of itself; they would keep it from stopping."""
        self._draining.set()

    async def close(self) -> None:
        """End every connection."""
        self.drain()
        self._closing.set()
        if self._serving is not None:
            await self._serving

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request.

        Raises:
            McpNotInstalled: the extra ``mcp`` is not installed.
            OriginRefused: a web page asks whose origin is not in ``cors_origins``.
        """
        require_origin(Headers(scope=scope).get("origin"), self._origins)
        face = await self._opened()
        if scope["method"] == "GET":
            await self._until_drained(face, scope, receive, send)
        else:
            await face(scope, receive, send)

    async def _opened(self) -> McpFace:
        if self._opening is None:
            if importlib.util.find_spec(_SDK) is None:
                raise McpNotInstalled('MCP is not installed here; do: pip install "dockergym-core[mcp]"')
            self._opening = asyncio.get_running_loop().create_future()
            self._serving = asyncio.create_task(self._serve(self._opening))
        return await asyncio.shield(self._opening)

    async def _serve(self, opened: asyncio.Future[McpFace]) -> None:
        try:
            # It takes a second to import, which no session shall wait for.
            module = await asyncio.to_thread(importlib.import_module, "dockergym.api.mcp")
            face: McpFace = module.SdkFace(self._manager)
            async with face.running():
                opened.set_result(face)
                await self._closing.wait()
        except Exception as error:
            if opened.done():
                raise
            opened.set_exception(error)

    async def _until_drained(self, face: McpFace, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer with a stream, and end it in order when the server is about to stop."""
        unfinished = False

        async def watched(message: Message) -> None:
            nonlocal unfinished
            unfinished = message["type"] == "http.response.start" or bool(message.get("more_body"))
            await send(message)

        answering = asyncio.ensure_future(face(scope, receive, watched))
        draining = asyncio.ensure_future(self._draining.wait())
        try:
            await asyncio.wait((answering, draining), return_when=asyncio.FIRST_COMPLETED)
            if answering.done():
                return answering.result()
        finally:
            draining.cancel()
            answering.cancel()
            await asyncio.gather(answering, return_exceptions=True)
        if unfinished:
            await send({"type": "http.response.body", "body": b""})
        return None
