"""One WebSocket to an environment, which any number of clients of an event loop play over.

Imported with the first client that asks for it.
"""

from __future__ import annotations

import asyncio
import importlib
import json
import logging
import os
import ssl
import weakref
from collections.abc import Callable, Mapping, Sequence
from typing import Any, TypeAlias, cast

import msgspec
from websockets.client import ClientProtocol
from websockets.exceptions import InvalidHandshake, InvalidStatus
from websockets.frames import Frame, Opcode
from websockets.http11 import Response
from websockets.protocol import State
from websockets.typing import Subprotocol
from websockets.uri import parse_uri

from dockergym.client.calls import Answer, AsyncWire, Call, NoAnswer

logger = logging.getLogger(__name__)

_LINES = Subprotocol("dockergym.lines")
_CONNECT_TIMEOUT_S = 10.0
_COMES_BACK_S = 5.0
"""Within which a create that got no answer in time is sent again, if it is."""
_CLOSE_TIMEOUT_S = 2.0
_LONGEST_MESSAGE = 2**19
"""Bytes of requests that are put into one message, unless one request is longer."""
_LONGEST_REQUEST = 2**20
"""Bytes. A server ends the connection of all its users over a message that it finds too large."""
_PROXIES = ("http_proxy", "HTTP_PROXY", "https_proxy", "HTTPS_PROXY", "all_proxy", "ALL_PROXY")

Heard: TypeAlias = Answer | NoAnswer
Headers: TypeAlias = tuple[tuple[str, str], ...]


class StreamWire:
    """Sends what a stream carries over the stream, and all else, or all where there is no stream, over HTTP."""

    def __init__(self, stream: SharedStream, plain: AsyncWire) -> None:
        self._stream = stream
        self._plain = plain

    async def send(self, call: Call) -> Heard:
        """Send once and return what came back."""
        too_long = call.content is not None and len(call.content) > _LONGEST_REQUEST
        if call.operation is None or too_long or self._stream.is_refused:
            return await self._plain.send(call)
        heard = await self._stream.send(call)
        return await self._plain.send(call) if heard is None else heard

    async def close(self) -> None:
        """Let go of the stream, which ends with the last client that uses it."""
        await self._stream.let_go()
        await self._plain.close()


class SharedStream:
    """The stream of all clients of one event loop with the same address and headers."""

    def __init__(self, base_url: str, headers: Headers, forget: Callable[[], object]) -> None:
        self._base_url = base_url
        self._headers = headers
        self._forget = forget
        self._connection: _Connection | None = None
        self._connecting = asyncio.Lock()
        self._users = 0
        self.is_refused = any(os.environ.get(name) for name in _PROXIES)
        """Whether there is no stream, for good: the server has none, or it cannot be reached directly."""

    async def send(self, call: Call) -> Heard | None:
        """Send a call and return what came back; ``None``: there is no stream, and nothing was sent."""
        if not self._users:
            # A call that goes on when its client is closed; nobody would end a connection that is made for it.
            return None
        connection = self._connection
        if connection is None or not connection.is_open:
            connected = await self._connected(call.timeout_s)
            if not isinstance(connected, _Connection):
                return connected
            connection = connected
        return await connection.exchange(call)

    def take(self) -> SharedStream:
        """Count another user."""
        self._users += 1
        return self

    async def let_go(self) -> None:
        """End the connection with the last user."""
        self._users -= 1
        if self._users:
            return
        self._forget()
        connection, self._connection = self._connection, None
        if connection is not None:
            await connection.close()

    async def _connected(self, timeout_s: float) -> _Connection | NoAnswer | None:
        try:
            async with asyncio.timeout(min(timeout_s, _CONNECT_TIMEOUT_S)), self._connecting:
                if self.is_refused:
                    return None
                if self._connection is None or not self._connection.is_open:
                    self._connection = await _connect(self._base_url, self._headers)
                if self._users:
                    return self._connection
                self._connection.abort()
                return None
        except InvalidStatus as error:
            return self._refused(error.response.status_code)
        except (OSError, InvalidHandshake) as error:
            reason = str(error) or "no connection in time"
            hopeless = isinstance(error, ssl.SSLCertVerificationError)
            return NoAnswer(
                reason, reached=False, timed_out=isinstance(error, TimeoutError), hopeless=hopeless
            )

    def _refused(self, status: int) -> NoAnswer | None:
        if status in (429, 500, 502, 503, 504):
            return NoAnswer(f"something before the server answered {status}", reached=False)
        self.is_refused = True
        logger.info("%s has no stream (it answered %d); every request goes by itself", self._base_url, status)
        return None


_streams: weakref.WeakKeyDictionary[asyncio.AbstractEventLoop, dict[tuple[str, Headers], SharedStream]] = (
    weakref.WeakKeyDictionary()
)


def stream_wire(base_url: str, headers: Mapping[str, str], plain: AsyncWire) -> StreamWire:
    """Return a wire over the stream that the running loop's clients of this address share."""
    of_loop = _streams.setdefault(asyncio.get_running_loop(), {})
    key = (base_url, tuple(headers.items()))
    stream = of_loop.get(key)
    if stream is None:
        stream = of_loop[key] = SharedStream(*key, lambda: of_loop.pop(key, None))
    return StreamWire(stream.take(), plain)


async def _connect(base_url: str, headers: Headers) -> _Connection:
    """Open a stream.

    Raises:
        OSError: nobody listens there, or the certificate is not trusted.
        InvalidHandshake: it is no WebSocket.
    """
    uri = parse_uri("ws" + base_url.removeprefix("http") + "/stream")
    context = _trust() if uri.secure else None
    loop = asyncio.get_running_loop()
    connection = _Connection(ClientProtocol(uri, subprotocols=[_LINES], max_size=None), headers)
    await loop.create_connection(
        lambda: connection, uri.host, uri.port, ssl=context, server_hostname=uri.host if context else None
    )
    try:
        await connection.agreed
    except BaseException:
        connection.abort()
        raise
    return connection


def _trust() -> ssl.SSLContext:
    context: ssl.SSLContext = importlib.import_module("dockergym.client.wires").trust("https:")
    return context


class _Reply(msgspec.Struct):
    id: int | str | None = None
    ok: bool = False
    result: msgspec.Raw = msgspec.Raw(b"null")
    error: msgspec.Raw = msgspec.Raw(b"null")


class _Status(msgspec.Struct):
    status: int = 500
    retry_after_s: float | None = None


class _SentAgain(msgspec.Struct):
    request_id: str = ""


_sent_again_decoder = msgspec.json.Decoder(_SentAgain)
_reply_decoder = msgspec.json.Decoder(_Reply)
_status_decoder = msgspec.json.Decoder(_Status)
_encoder = msgspec.json.Encoder()


class _Connection(asyncio.Protocol):
    """One WebSocket: requests out, replies to those who wait for them."""

    def __init__(self, websocket: ClientProtocol, headers: Headers) -> None:
        self._websocket = websocket
        self._headers = headers
        self._loop = asyncio.get_running_loop()
        self._transport: asyncio.WriteTransport | None = None
        self._waiting: dict[int, asyncio.Future[Heard]] = {}
        self._last_id = 0
        self._unanswered: dict[str, list[int]] = {}
        """Creates that may still wait in the server's queue though nobody here does, by their ``request_id``."""
        self._unsent: list[bytes] = []
        self._fragments: list[bytes] = []
        self._writable = asyncio.Event()
        self._writable.set()
        self._heard_at = self._loop.time()
        self._ended: asyncio.Future[None] = self._loop.create_future()
        self.agreed: asyncio.Future[None] = self._loop.create_future()
        """Resolved when the server has agreed to the stream, or with why it has not."""

    @property
    def is_open(self) -> bool:
        """Whether requests can be sent, as far as is known."""
        return self._websocket.state is State.OPEN and not self._ended.done()

    async def exchange(self, call: Call) -> Heard:
        """Send a call and return what came back."""
        if not self._writable.is_set() and not await self._may_write(call.timeout_s):
            return NoAnswer("the server does not read", reached=False, timed_out=True)
        if self._ended.done():
            return NoAnswer("the stream has ended", reached=False)
        earlier = self._unanswered.pop(_create_id(call), []) if self._unanswered else []
        if earlier and not call.waits_s:
            await self._leave_queue(earlier)
        self._last_id = identity = self._last_id + 1
        waiting: asyncio.Future[Heard] = self._loop.create_future()
        self._waiting[identity] = waiting
        timer = self._loop.call_later(call.timeout_s, self._give_up, identity, call)
        self._put(_request(identity, call))
        if call.waits_s:
            # Only now: it takes their place in the queue.
            self._cancel(earlier)
        try:
            return await waiting
        except asyncio.CancelledError:
            self._give_back(identity, call)
            raise
        finally:
            timer.cancel()
            self._waiting.pop(identity, None)

    async def close(self) -> None:
        """End the stream, and return when it has ended."""
        if self.is_open:
            self._send_unsent()
            self._websocket.send_close()
            self._write()
            try:
                async with asyncio.timeout(_CLOSE_TIMEOUT_S):
                    await asyncio.shield(self._ended)
            except TimeoutError:
                logger.debug("the server did not answer the end of the stream")
        self.abort()
        await self._ended

    def abort(self) -> None:
        """End the connection at once."""
        if self._transport is not None:
            self._transport.abort()

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = cast("asyncio.WriteTransport", transport)
        request = self._websocket.connect()
        for name, value in self._headers:
            request.headers.pop(name, None)
            request.headers[name] = value
        self._websocket.send_request(request)
        self._write()

    def data_received(self, data: bytes) -> None:
        self._heard_at = self._loop.time()
        self._websocket.receive_data(data)
        self._take_events()

    def eof_received(self) -> None:
        self._websocket.receive_eof()
        self._take_events()

    def connection_lost(self, exc: Exception | None) -> None:
        self._ended.set_result(None)
        self._writable.set()
        reason = f"the stream ended{f': {exc}' if exc else ''}"
        if not self.agreed.done():
            self.agreed.set_exception(ConnectionResetError(reason))
        for waiting in self._waiting.values():
            if not waiting.done():
                waiting.set_result(NoAnswer(reason, reached=True))

    def pause_writing(self) -> None:
        self._writable.clear()

    def resume_writing(self) -> None:
        self._writable.set()

    def _give_back(self, identity: int, call: Call) -> None:
        """Leave the queue for a slot, in which a create whose caller is gone would stay."""
        if call.operation == "create":
            self._cancel([identity])

    def _cancel(self, identities: Sequence[int]) -> int:
        """Have the server give up what waits for a slot, and return the id of the last request for that."""
        if self.is_open:
            for identity in identities:
                self._last_id += 1
                self._put(b'{"id":%d,"op":"cancel","request":%d}' % (self._last_id, identity))
        return self._last_id

    async def _leave_queue(self, identities: Sequence[int]) -> None:
        """Return when the server has given up what waits for a slot."""
        if not self.is_open:
            return
        last = self._cancel(identities)
        self._waiting[last] = answered = self._loop.create_future()
        try:
            async with asyncio.timeout(_CLOSE_TIMEOUT_S):
                await answered
        except TimeoutError:
            logger.debug("the server did not say that it has given up a create")
        finally:
            self._waiting.pop(last, None)

    async def _may_write(self, timeout_s: float) -> bool:
        try:
            async with asyncio.timeout(timeout_s):
                await self._writable.wait()
        except TimeoutError:
            self._suspect(timeout_s)
            return False
        return True

    def _put(self, request: bytes) -> None:
        if not self._unsent:
            # What else is asked in this turn of the loop goes into the same message.
            self._loop.call_soon(self._send_unsent)
        self._unsent.append(request)

    def _send_unsent(self) -> None:
        requests, self._unsent = self._unsent, []
        if not self.is_open:
            return
        start = length = 0
        for number, request in enumerate(requests):
            length += len(request)
            if length > _LONGEST_MESSAGE and number > start:
                self._websocket.send_binary(b"\n".join(requests[start:number]))
                start, length = number, len(request)
        if requests:
            self._websocket.send_binary(b"\n".join(requests[start:]))
            self._write()

    def _write(self) -> None:
        assert self._transport is not None
        data = b"".join(self._websocket.data_to_send())
        if data:
            self._transport.write(data)

    def _take_events(self) -> None:
        for event in self._websocket.events_received():
            if isinstance(event, Frame):
                self._take_frame(event)
            elif isinstance(event, Response):
                self._take_response()
        self._write()
        if self._websocket.close_expected() and self._transport is not None:
            self._transport.close()

    def _take_response(self) -> None:
        if self.agreed.done():
            return
        refusal = self._websocket.handshake_exc
        if refusal is not None:
            self.agreed.set_exception(refusal)
        elif self._websocket.subprotocol != _LINES:
            self.agreed.set_exception(InvalidHandshake("the server does not speak dockergym.lines"))
        else:
            self.agreed.set_result(None)

    def _take_frame(self, frame: Frame) -> None:
        if frame.opcode not in (Opcode.TEXT, Opcode.BINARY, Opcode.CONT):
            return
        self._fragments.append(bytes(frame.data))
        if frame.fin:
            message, self._fragments = b"".join(self._fragments), []
            for line in message.split(b"\n"):
                self._take_reply(line)

    def _take_reply(self, line: bytes) -> None:
        reply = _decode(line)
        waiting = self._waiting.get(reply.id) if isinstance(reply.id, int) else None
        if waiting is None or waiting.done():
            logger.debug("a reply came that nobody waits for: %r", line[:200])
            return
        waiting.set_result(_answer(reply))

    def _give_up(self, identity: int, call: Call) -> None:
        waiting = self._waiting.get(identity)
        if waiting is None or waiting.done():
            return
        if create := _create_id(call):
            self._unanswered.setdefault(create, []).append(identity)
            self._loop.call_later(_COMES_BACK_S, self._forget_create, create, identity)
        waiting.set_result(NoAnswer(f"no answer within {call.timeout_s:g} s", reached=True, timed_out=True))
        self._suspect(call.timeout_s)

    def _forget_create(self, create: str, identity: int) -> None:
        """Leave the queue with a create that has not been sent again: its caller has gone in the pause before."""
        if identity in self._unanswered.get(create, ()):
            self._cancel(self._unanswered.pop(create))

    def _suspect(self, timeout_s: float) -> None:
        """End a connection on which nothing has come for as long as somebody waited."""
        if self._loop.time() - self._heard_at > timeout_s:
            # Servers ping; from one that is there, something would have come.
            self.abort()


def _create_id(call: Call) -> str:
    """Return the ``request_id`` of a create; an empty text for any other call."""
    if call.operation != "create" or call.content is None:
        return ""
    return _sent_again_decoder.decode(call.content).request_id


def _request(identity: int, call: Call) -> bytes:
    head = b'{"id":%d,"op":"%b"' % (identity, (call.operation or "").encode())
    if call.session_id is not None:
        head += b',"session_id":' + _encoder.encode(call.session_id)
    fields = call.content[1:] if call.content is not None else b"}"
    return head + fields if fields == b"}" else head + b"," + fields


def _decode(line: bytes) -> _Reply:
    try:
        return _reply_decoder.decode(line)
    except (msgspec.MsgspecError, UnicodeDecodeError):
        return _decode_slowly(line)


def _decode_slowly(line: bytes) -> _Reply:
    """Read what only Python writes as JSON, such as NaN."""
    try:
        found: Any = json.loads(line)
        raw = {key: msgspec.Raw(json.dumps(found.get(key)).encode()) for key in ("result", "error")}
        return _Reply(id=found.get("id"), ok=found.get("ok") is True, **raw)
    except (ValueError, AttributeError):
        return _Reply()


def _answer(reply: _Reply) -> Answer:
    if reply.ok:
        return Answer(200, {}, bytes(reply.result))
    told = _status_decoder.decode(reply.error)
    headers = {} if told.retry_after_s is None else {"retry-after": str(told.retry_after_s)}
    return Answer(told.status, headers, bytes(reply.error))
