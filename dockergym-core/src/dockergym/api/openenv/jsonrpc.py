"""OpenEnv's JSON-RPC: a subset of MCP's methods, with sessions that are named in the params.

It is no transport of MCP: that is what `/mcp` speaks to clients that accept an event stream.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import msgspec

from dockergym.api.openenv.actions import ToolCall
from dockergym.api.openenv.frames import CAPACITY_REACHED, VALIDATION_ERROR, Refused
from dockergym.api.openenv.mcp_sessions import McpSession, McpSessions, McpSessionsExhausted
from dockergym.api.openenv.player import Player

PARSE_ERROR = -32700
INVALID_REQUEST = -32600
METHOD_NOT_FOUND = -32601
INVALID_PARAMS = -32602
INTERNAL_ERROR = -32603
SERVER_ERROR = -32000

CREATE = "openenv/session/create"
CLOSE = "openenv/session/close"


class RpcError(Exception):
    """What a request is answered with."""

    def __init__(self, code: int, message: str, data: Any = None) -> None:
        super().__init__(message)
        self.code = code
        self.message = message
        self.data = data


class JsonRpc:
    """Answers requests, for a player of their own or for one that a session names."""

    def __init__(self, sessions: McpSessions, tools: list[dict[str, Any]]) -> None:
        self._sessions = sessions
        self._tools = tools

    async def answer_text(
        self, text: str | bytes, owner: str, player: Player | None = None
    ) -> dict[str, Any]:
        """Return the answer to a request as it came."""
        try:
            request = msgspec.json.decode(text)
        except (msgspec.DecodeError, UnicodeError, RecursionError) as error:
            return _failure(None, RpcError(PARSE_ERROR, f"Parse error: {error}"))
        return await self.answer(request, owner, player)

    async def answer(self, request: Any, owner: str, player: Player | None = None) -> dict[str, Any]:
        """Return the answer to a request.

        ``player`` is whose socket it came over; without one, the params name a session.
        """
        number = request.get("id") if isinstance(request, dict) else None
        if isinstance(number, bool) or not isinstance(number, str | int):
            number = None
        try:
            method, params = _parts(request)
            result = await self._call(method, params, owner, player)
        except RpcError as error:
            return _failure(number, error)
        except Refused as refusal:
            return _failure(number, _rpc_error(refusal))
        return {"jsonrpc": "2.0", "id": number, "result": result}

    async def _call(
        self, method: str, params: Mapping[str, Any], owner: str, player: Player | None
    ) -> dict[str, Any]:
        if method == CREATE and player is None:
            return await self._create(owner)
        if method == CLOSE and player is None:
            session = self._session(params, owner)
            closed = await self._sessions.close(session)
            return {"session_id": session.session_id, "closed": closed} | (
                {} if closed else {"closing": True}
            )
        if method == "tools/list":
            if player is None and "session_id" in params:
                self._session(params, owner)
            return {"tools": self._tools}
        if method == "tools/call":
            asked = player or self._session(params, owner).player
            return await asked.call_tool(_tool_call(params))
        raise RpcError(METHOD_NOT_FOUND, f"Method not found: {method}")

    async def _create(self, owner: str) -> dict[str, Any]:
        try:
            session = await self._sessions.create(owner)
        except McpSessionsExhausted:
            most = self._sessions.most
            data = {"active_sessions": len(self._sessions), "max_sessions": most}
            raise RpcError(SERVER_ERROR, f"all {most} sessions are in use; close one", data) from None
        return {"session_id": session.session_id}

    def _session(self, params: Mapping[str, Any], owner: str) -> McpSession:
        named = params.get("session_id")
        if named is None:
            raise RpcError(INVALID_PARAMS, f"params.session_id is missing: make a session with {CREATE}")
        session = self._sessions.find(named, owner)
        if session is None:
            raise RpcError(INVALID_PARAMS, f"Unknown session_id: {named}; make a session with {CREATE}")
        return session


def _parts(request: Any) -> tuple[str, Mapping[str, Any]]:
    if not isinstance(request, dict):
        raise RpcError(INVALID_REQUEST, "Invalid request: it is not an object")
    if request.get("jsonrpc") != "2.0" or not isinstance(method := request.get("method"), str):
        raise RpcError(INVALID_REQUEST, 'Invalid request: "jsonrpc" must be "2.0", and "method" a string')
    params = request.get("params") or {}
    if not isinstance(params, dict):
        raise RpcError(INVALID_PARAMS, "params must be an object")
    return method, params


def _tool_call(params: Mapping[str, Any]) -> ToolCall:
    name, arguments = params.get("name"), params.get("arguments") or {}
    if not isinstance(name, str) or not isinstance(arguments, dict):
        raise RpcError(INVALID_PARAMS, "params.name must be a string, and params.arguments an object")
    return ToolCall(name, arguments)


def _rpc_error(refusal: Refused) -> RpcError:
    code = {CAPACITY_REACHED: SERVER_ERROR, VALIDATION_ERROR: INVALID_PARAMS}.get(
        refusal.code, INTERNAL_ERROR
    )
    return RpcError(code, refusal.message, {"code": refusal.code, **refusal.extra})


def _failure(number: str | int | None, error: RpcError) -> dict[str, Any]:
    failed = {"code": error.code, "message": error.message, "data": error.data}
    return {"jsonrpc": "2.0", "id": number, "error": failed}
