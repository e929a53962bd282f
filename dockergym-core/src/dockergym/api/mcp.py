"""MCP: an environment as the tools of a server that any MCP agent can use, over streamable HTTP.

The protocol itself is the official SDK's (the extra ``mcp``): both that of connections with a session, up to
2025-11-25, and that of requests that stand alone, from 2026-07-28 on.
"""

from __future__ import annotations

import contextlib
import json
from collections.abc import AsyncIterator
from typing import Any

from mcp.server.lowlevel import Server
from mcp.server.streamable_http_manager import StreamableHTTPSessionManager
from mcp.types import (
    CallToolRequestParams,
    CallToolResult,
    ListToolsResult,
    TextContent,
    Tool,
    ToolAnnotations,
)
from starlette.datastructures import Headers
from starlette.requests import Request
from starlette.types import Receive, Scope, Send

from dockergym.api.guards import owner_of
from dockergym.api.mcp_tools import Caller, EpisodeTools, ToolSpec
from dockergym.sessions.manager import SessionManager

SESSION_HEADER = "mcp-session-id"
_SHORTEST_IDLE_TIMEOUT_S = 1800.0
_MARGIN_S = 60.0


def connection_idle_timeout_s(episode_idle_timeout_s: float) -> float:
    """Return the seconds without a request after which a connection is dropped.

    Never before its episode is ended for being idle: an agent that thinks for so long is to find both as they were.
    """
    return max(_SHORTEST_IDLE_TIMEOUT_S, episode_idle_timeout_s + _MARGIN_S)


class SdkFace:
    """The MCP server of one environment; it serves while `running` lasts."""

    def __init__(self, manager: SessionManager) -> None:
        self._tools = EpisodeTools(manager)
        environment = manager.environment
        server: Server[Any] = Server(
            environment.name,
            version=environment.version,
            instructions=self._tools.instructions,
            on_list_tools=self._list_tools,
            on_call_tool=self._call_tool,
        )
        self._connections = StreamableHTTPSessionManager(
            server,
            json_response=True,
            session_idle_timeout=connection_idle_timeout_s(environment.settings.idle_timeout_s),
        )

    @contextlib.asynccontextmanager
    async def running(self) -> AsyncIterator[None]:
        """Serve for as long as the block lasts; it begins and ends in one task."""
        async with self._connections.run():
            yield

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request."""
        await self._connections.handle_request(scope, receive, send)
        connection = Headers(scope=scope).get(SESSION_HEADER)
        if scope["method"] == "DELETE" and connection is not None:
            await self._tools.end(connection)

    async def _list_tools(self, context: Any, params: Any) -> ListToolsResult:
        return ListToolsResult(tools=[_announced(spec) for spec in self._tools.specs])

    async def _call_tool(self, context: Any, params: CallToolRequestParams) -> CallToolResult:
        request: Request = context.request
        caller = Caller(request.headers.get(SESSION_HEADER), owner_of(request.scope))
        outcome = await self._tools.call(params.name, params.arguments or {}, caller)
        return CallToolResult(
            content=[TextContent(type="text", text=outcome.content.decode())],
            structured_content=None if outcome.failed else json.loads(outcome.content),
            is_error=outcome.failed,
        )


def _announced(spec: ToolSpec) -> Tool:
    return Tool(
        name=spec.name,
        description=spec.description,
        input_schema=spec.arguments.model_json_schema(),
        output_schema=spec.result.model_json_schema(mode="serialization"),
        annotations=ToolAnnotations(
            read_only_hint=spec.only_reads, destructive_hint=False, open_world_hint=False
        ),
    )
