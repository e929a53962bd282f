"""Many sessions over one WebSocket: requests in, in any number at once, and replies out as they come."""

from __future__ import annotations

import asyncio
import logging
from collections import deque
from collections.abc import Coroutine, Iterable
from typing import Any

from fastapi import APIRouter
from starlette.types import Message, Receive, Scope, Send

from dockergym.api.guards import owner_of
from dockergym.api.operations import Operations, create_command
from dockergym.api.outcomes import encode_result, fields_of, refusal_fields, unexpected
from dockergym.api.steps import request_id_of, step_command
from dockergym.api.stream_messages import (
    Cancel,
    Close,
    Create,
    Fork,
    Get,
    MessageId,
    Request,
    Step,
    decode_request,
    encode_reply,
    id_in,
)
from dockergym.errors import DockerGymError, InvalidRequest, NoSlotsAvailable, RequestTooLarge
from dockergym.sessions.manager import SessionManager

logger = logging.getLogger(__name__)

LINES = "dockergym.lines"
"""Subprotocol in which a message holds any number of requests or replies, one a line."""

_MOST_IN_FLIGHT = 1024
"""Requests of one connection that may be without an answer, or answered and not sent; no more are read then.

Creates count once they are answered: those that wait for a slot may wait for a request that is still to be read.
"""
_MOST_CREATES = 16_384
"""Creates of one connection that may be without an answer; those beyond are refused."""
_CREATE_AGAIN_S = 1.0
_MOST_READ_AHEAD = 2**20
"""Bytes that are read while there is no room for requests, to find out whether the client is gone."""
_MESSAGE_OVERHEAD = 512
"""Bytes that a message takes beside its content."""
_MOST_UNSENT_BYTES = 4 * 2**20
"""Likewise for replies that the client is slow to read."""
_LONGEST_STALL_S = 300.0
"""Seconds for which a client may read nothing, although replies wait for it, before it is taken for gone."""
_LONGEST_MESSAGE = 256 * 2**10
"""Bytes of replies that are put into one message, unless one reply is longer."""


def stream_router(manager: SessionManager, max_request_bytes: int) -> APIRouter:
    """Return the stream of one environment, to be included under its prefix."""
    router = APIRouter()
    router.add_websocket_route("/stream", _Endpoint(Operations(manager), max_request_bytes))  # type: ignore[arg-type]
    return router


class _Endpoint:
    """The ASGI application of a stream: it lets connections in."""

    def __init__(self, operations: Operations, max_request_bytes: int) -> None:
        self._operations = operations
        self._max_request_bytes = max_request_bytes

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if (await receive())["type"] != "websocket.connect":
            return
        in_lines = LINES in scope.get("subprotocols", ())
        await send({"type": "websocket.accept", "subprotocol": LINES if in_lines else None})
        stream = SessionStream(
            self._operations,
            owner_of(scope),
            send,
            in_lines=in_lines,
            max_request_bytes=self._max_request_bytes,
        )
        await stream.serve(receive)


class SessionStream:
    """One connection.

    A request is under way as soon as it is read; requests for one session are applied in the order in which they
    came. When the connection ends, creates that wait are given up at once; all else is finished, so that
    a client that asks again under the same ``request_id`` gets the answer it has missed.
    """

    def __init__(
        self,
        operations: Operations,
        owner: str,
        send: Send,
        *,
        in_lines: bool,
        max_request_bytes: int,
        longest_stall_s: float = _LONGEST_STALL_S,
    ) -> None:
        self._operations = operations
        self._owner = owner
        self._in_lines = in_lines
        self._max_request_bytes = max_request_bytes
        self._outbox = _Outbox(send, in_lines=in_lines, longest_stall_s=longest_stall_s)
        self._loop = asyncio.get_running_loop()
        self._open_creates = 0
        self._creates: dict[MessageId, asyncio.Task[None]] = {}
        self._under_way: set[asyncio.Task[None]] = set()

    async def serve(self, receive: Receive) -> None:
        """Answer requests until the client goes, and return when nothing is under way any more."""
        writing = self._loop.create_task(self._outbox.write())
        inbox = _Inbox(receive)
        try:
            await self._read(inbox)
        finally:
            inbox.close()
            writing.cancel()
            for task in self._creates.values():
                task.cancel()
            await self._finish(writing)

    async def _read(self, inbox: _Inbox) -> None:
        while True:
            message = await inbox.next()
            if message["type"] == "websocket.disconnect":
                return
            for request in self._requests_in(message):
                await inbox.until(self._outbox.room)
                if self._outbox.is_closed or inbox.is_disconnected:
                    return
                self._begin(request)

    def _requests_in(self, message: Message) -> Iterable[bytes | str]:
        text = message.get("text")
        self._outbox.in_text = text is not None
        whole: Any = message.get("bytes") or b"" if text is None else text
        if not self._in_lines:
            return (whole,)
        return [line for line in (whole.split(b"\n") if text is None else whole.split("\n")) if line]

    def _begin(self, message: bytes | str) -> None:
        try:
            self._begin_request(message)
        except Exception as error:
            # One message must not end the connection, on which others wait for their replies.
            self._refuse(None, unexpected("stream: a message", error))

    def _begin_request(self, message: bytes | str) -> None:
        try:
            if len(message) > self._max_request_bytes:
                raise RequestTooLarge(
                    f"the request is larger than {self._max_request_bytes} bytes; send less, or raise "
                    "--max-body-bytes"
                )
            request = decode_request(message)
        except (InvalidRequest, RequestTooLarge) as error:
            self._refuse(id_in(message), error)
            return
        if type(request) is Create:
            self._begin_create(request)
        else:
            self._outbox.expect()
            self._start(self._answer(request))

    def _begin_create(self, request: Create) -> None:
        if self._open_creates >= _MOST_CREATES:
            detail = (
                f"{_MOST_CREATES} creates of this connection have no answer yet; "
                "wait for some, or open another connection"
            )
            self._refuse(request.id, NoSlotsAvailable(detail, retry_after_s=_CREATE_AGAIN_S))
            return
        self._open_creates += 1
        # Of two with the same id, which nobody can tell apart, the later one may be given up.
        self._creates[request.id] = self._start(self._answer(request))

    def _start(self, work: Coroutine[Any, Any, None]) -> asyncio.Task[None]:
        task = self._loop.create_task(work)
        self._under_way.add(task)
        task.add_done_callback(self._under_way.discard)
        return task

    def _refuse(self, identity: MessageId | None, error: DockerGymError) -> None:
        self._outbox.expect()
        self._outbox.put(encode_reply(identity, refusal_fields(error)))

    async def _answer(self, request: Request) -> None:
        try:
            fields = await fields_of(self._work(request), f"stream: {type(request).__name__.lower()}")
        except asyncio.CancelledError:
            # Given up; whoever sent it may still count its replies.
            fields = refusal_fields(InvalidRequest("the request was given up"))
        if type(request) is Create:
            self._creates.pop(request.id, None)
            self._open_creates -= 1
            self._outbox.expect()
        self._outbox.put(encode_reply(request.id, fields))

    def _work(self, request: Request) -> Coroutine[Any, Any, bytes]:
        match request:
            case Step():
                return self._step(request)
            case Create():
                return self._create(request)
            case Get():
                return self._operations.get(request.session_id)
            case Close():
                return self._operations.close(request.session_id)
            case Fork():
                return self._fork(request)
            case Cancel():
                return self._cancel(request)

    async def _fork(self, request: Fork) -> bytes:
        request_id = request_id_of(request.request_id, None)
        return await self._operations.fork(request.session_id, request.count, self._owner, request_id)

    async def _step(self, request: Step) -> bytes:
        request_id = request_id_of(request.request_id, None)
        command = step_command(request.action, request_id, request.if_step)
        return await self._operations.step(request.session_id, command)

    async def _create(self, request: Create) -> bytes:
        body = request.body()
        return await self._operations.create(create_command(body, self._owner, body.request_id))

    async def _cancel(self, request: Cancel) -> bytes:
        task = self._creates.get(request.request)
        if task is not None:
            task.cancel()
        return encode_result({"status": "ok", "cancelled": task is not None})

    async def _finish(self, writing: asyncio.Task[None]) -> None:
        under_way = {writing, *self._under_way}
        try:
            await asyncio.wait(under_way)
        except asyncio.CancelledError:
            for task in under_way:
                task.cancel()
            await asyncio.wait(under_way)
            raise
        if not writing.cancelled():
            writing.result()


class _Inbox:
    """Messages on their way in, some of them read before they are asked for."""

    def __init__(self, receive: Receive) -> None:
        self._receive = receive
        self._ahead: deque[Message] = deque()
        self._ahead_bytes = 0
        self._receiving: asyncio.Future[Message] | None = None
        self.is_disconnected = False
        """Whether the client was found to be gone while something else was waited for."""

    async def next(self) -> Message:
        """Return the next message."""
        if self._ahead:
            message = self._ahead.popleft()
            self._ahead_bytes -= _length(message)
            return message
        if self._receiving is None:
            return await self._receive()
        receiving, self._receiving = self._receiving, None
        return await receiving

    async def until(self, event: asyncio.Event) -> None:
        """Return when the event is set, or the client is gone."""
        if event.is_set():
            return
        waiting = asyncio.ensure_future(event.wait())
        try:
            while not (event.is_set() or self.is_disconnected):
                awaited: set[asyncio.Future[Any]] = {waiting, *self._read_ahead()}
                await asyncio.wait(awaited, return_when=asyncio.FIRST_COMPLETED)
                self._take()
        finally:
            waiting.cancel()

    def close(self) -> None:
        """Read no more."""
        if self._receiving is not None:
            self._receiving.cancel()

    def _read_ahead(self) -> Iterable[asyncio.Future[Message]]:
        if self._receiving is None and self._ahead_bytes < _MOST_READ_AHEAD:
            self._receiving = asyncio.ensure_future(self._receive())
        return () if self._receiving is None else (self._receiving,)

    def _take(self) -> None:
        if self._receiving is None or not self._receiving.done():
            return
        message, self._receiving = self._receiving.result(), None
        self._ahead.append(message)
        self._ahead_bytes += _length(message)
        self.is_disconnected = message["type"] == "websocket.disconnect"


def _length(message: Message) -> int:
    return len(message.get("text") or message.get("bytes") or "") + _MESSAGE_OVERHEAD


class _Outbox:
    """Replies on their way out, and how many more may be waited for."""

    def __init__(self, send: Send, *, in_lines: bool, longest_stall_s: float) -> None:
        self._send = send
        self._in_lines = in_lines
        self._longest_stall_s = longest_stall_s
        self._replies: deque[bytes] = deque()
        self._unsent_bytes = 0
        self._open_requests = 0
        self._filled = asyncio.Event()
        self.room = asyncio.Event()
        """Set while another request may be begun, or none will ever be."""
        self.room.set()
        self.is_closed = False
        """Whether the client is gone, so that nothing can be sent any more."""
        self.in_text = False
        """Whether the client writes text messages, and so is to get them."""

    def expect(self) -> None:
        """Note that a reply will come."""
        self._open_requests += 1
        self._count()

    def put(self, reply: bytes) -> None:
        """Send a reply in its turn, unless the client is gone."""
        if self.is_closed:
            return
        self._replies.append(reply)
        self._unsent_bytes += len(reply)
        self._filled.set()
        self._count()

    async def write(self) -> None:
        """Send what is put in, until cancelled or until the client is gone."""
        try:
            while True:
                await self._filled.wait()
                self._filled.clear()
                while self._replies:
                    await self._send_next()
        except TimeoutError:
            logger.info("the client of a stream has read nothing for %g s", self._longest_stall_s)
        except OSError as error:
            logger.debug("the client of a stream is gone: %s", error)
        finally:
            # The reader is to find out that the client is gone, and not to wait for room.
            self.is_closed = True
            self._replies.clear()
            self.room.set()

    async def _send_next(self) -> None:
        replies = self._next_replies()
        content = b"\n".join(replies)
        message = {"text": content.decode()} if self.in_text else {"bytes": content}
        async with asyncio.timeout(self._longest_stall_s):
            await self._send({"type": "websocket.send", **message})
        self._open_requests -= len(replies)
        self._unsent_bytes -= sum(map(len, replies))
        self._count()

    def _next_replies(self) -> list[bytes]:
        replies = [self._replies.popleft()]
        length = len(replies[0])
        while self._in_lines and self._replies:
            length += len(self._replies[0])
            if length > _LONGEST_MESSAGE:
                break
            replies.append(self._replies.popleft())
        return replies

    def _count(self) -> None:
        has_room = self._open_requests < _MOST_IN_FLIGHT and self._unsent_bytes < _MOST_UNSENT_BYTES
        if has_room or self.is_closed:
            self.room.set()
        else:
            self.room.clear()
