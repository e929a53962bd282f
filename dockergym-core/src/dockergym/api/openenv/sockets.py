"""The WebSockets of the OpenEnv face: `/ws`, one session a connection, and `/mcp`, JSON-RPC over the same."""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Callable, Coroutine
from typing import Any, TypeVar
from urllib.parse import parse_qs

from starlette.types import Message, Receive, Scope, Send

from dockergym.api.guards import owner_of
from dockergym.api.openenv.frames import (
    SESSION_ERROR,
    UNKNOWN_TYPE,
    VALIDATION_ERROR,
    Refused,
    decode_frame,
    encode_frame,
    encode_json,
    encode_refusal,
)
from dockergym.api.openenv.jsonrpc import JsonRpc
from dockergym.api.openenv.mcp_sessions import McpSession, McpSessions
from dockergym.api.openenv.player import Player

T = TypeVar("T")

_DONE = 1000
"""Close code of a connection that has served its purpose."""


class ClientGone(Exception):
    """The connection has ended."""


class Connection:
    """The frames of one accepted WebSocket."""

    def __init__(self, receive: Receive, send: Send) -> None:
        self._receive = receive
        self._send = send
        self._ahead: deque[Message] = deque()
        self._receiving: asyncio.Task[Message] | None = None

    async def next(self) -> str | bytes:
        """Return the next frame, text or not.

        Raises:
            ClientGone: there is none.
        """
        message = await self._next_message()
        if message["type"] == "websocket.disconnect":
            raise ClientGone
        text: str | bytes | None = message.get("text")
        return message["bytes"] if text is None else text

    async def send(self, frame: str) -> None:
        """Send a text frame.

        Raises:
            ClientGone: nobody is there to get it.
        """
        try:
            await self._send({"type": "websocket.send", "text": frame})
        except OSError:
            raise ClientGone from None

    async def close(self) -> None:
        """End the connection in good order; it may have ended already."""
        try:
            await self._send({"type": "websocket.close", "code": _DONE})
        except OSError:
            return

    async def while_connected(self, work: Coroutine[Any, Any, T]) -> T:
        """Do the work; where the client goes away first, cancel it, so that nothing is made for nobody.

        Raises:
            ClientGone: it went away.
        """
        task = asyncio.ensure_future(work)
        try:
            while not self._ahead and not task.done():
                if self._receiving is None:
                    self._receiving = asyncio.ensure_future(self._receive())
                await asyncio.wait((task, self._receiving), return_when=asyncio.FIRST_COMPLETED)
                if self._receiving.done():
                    self._ahead.append(self._receiving.result())
                    self._receiving = None
            if self._ahead and self._ahead[0]["type"] == "websocket.disconnect" and not task.done():
                raise ClientGone
            return await task
        finally:
            if not task.done():
                task.cancel()
                await asyncio.wait((task,))

    def let_go(self) -> None:
        """Stop waiting for frames."""
        if self._receiving is not None:
            self._receiving.cancel()

    async def _next_message(self) -> Message:
        if self._ahead:
            return self._ahead.popleft()
        if self._receiving is not None:
            receiving, self._receiving = self._receiving, None
            return await receiving
        return await self._receive()


class EpisodeSocket:
    """`/ws`: reset, step, state, close, each answered by one frame, in order."""

    def __init__(
        self, new_player: Callable[[str], Player], sessions: McpSessions, rpc: JsonRpc, longest_frame: int
    ) -> None:
        self._new_player = new_player
        self._sessions = sessions
        self._rpc = rpc
        self._longest_frame = longest_frame

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if (await receive())["type"] != "websocket.connect":
            return
        # At once: a client waits ten seconds for this, and a container may take longer.
        await send({"type": "websocket.accept"})
        connection = Connection(receive, send)
        owner = owner_of(scope)
        named = parse_qs(scope.get("query_string", b"").decode("latin-1")).get("session_id")
        try:
            if named:
                await self._serve_session(connection, named[0], owner)
            else:
                await self._serve_player(connection, owner)
        except ClientGone:
            return
        finally:
            connection.let_go()

    async def _serve_player(self, connection: Connection, owner: str) -> None:
        player = self._new_player(owner)
        player.connect()
        try:
            await self._converse(connection, player, owner)
        finally:
            await player.close()

    async def _serve_session(self, connection: Connection, session_id: str, owner: str) -> None:
        session = self._sessions.find(session_id, owner)
        if session is None or session.attached:
            await connection.next()
            await connection.send(encode_refusal(_not_attachable(session, session_id)))
            await connection.close()
            return
        self._sessions.attach(session)
        try:
            await self._converse(connection, session.player, owner)
        finally:
            await self._sessions.detach(session)

    async def _converse(self, connection: Connection, player: Player, owner: str) -> None:
        while True:
            frame = await connection.next()
            try:
                answer = await self._answer(frame, connection, player, owner)
            except Refused as refusal:
                await connection.send(encode_refusal(refusal))
                if refusal.closes:
                    await connection.close()
                    return
                continue
            if answer is None:
                await connection.close()
                return
            await connection.send(answer)

    async def _answer(
        self, frame: str | bytes, connection: Connection, player: Player, owner: str
    ) -> str | None:
        """Return the frame that answers one; ``None`` where the client wants to end.

        Raises:
            Refused: the answer is an error.
        """
        if len(frame) > self._longest_frame:
            raise Refused(
                VALIDATION_ERROR,
                f"the message is longer than {self._longest_frame} bytes; send less, or raise --max-body-bytes",
                errors=[],
            )
        kind, data = decode_frame(frame)
        match kind:
            case "step":
                return encode_frame("observation", await player.step(data))
            case "reset":
                return encode_frame("observation", await connection.while_connected(player.reset(data)))
            case "state":
                return encode_frame("state", player.state())
            case "mcp":
                return encode_frame("mcp", await self._rpc.answer(data, owner, player))
            case "close":
                return None
        raise Refused(
            UNKNOWN_TYPE, f"Unknown message type: {kind!r}; there are reset, step, state, close, mcp"
        )


class RpcSocket:
    """`/mcp`: JSON-RPC, for one player a connection."""

    def __init__(self, new_player: Callable[[str], Player], rpc: JsonRpc) -> None:
        self._new_player = new_player
        self._rpc = rpc

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if (await receive())["type"] != "websocket.connect":
            return
        await send({"type": "websocket.accept"})
        connection = Connection(receive, send)
        owner = owner_of(scope)
        player = self._new_player(owner)
        player.connect()
        try:
            while True:
                answer = await self._rpc.answer_text(await connection.next(), owner, player)
                await connection.send(encode_json(answer).decode())
        except ClientGone:
            return
        finally:
            await player.close()


def _not_attachable(session: McpSession | None, session_id: str) -> Refused:
    if session is None:
        return Refused(
            SESSION_ERROR, f"Unknown session_id: {session_id}; make one with openenv/session/create"
        )
    return Refused(SESSION_ERROR, f"Session {session_id} already has a socket; one at a time")
