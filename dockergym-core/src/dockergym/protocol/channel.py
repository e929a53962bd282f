"""Request and reply with one worker: ids, deadlines, one request in flight."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable
from typing import Any, Generic, Protocol, TypeVar, cast

from dockergym.errors import (
    DockerGymError,
    WorkerError,
    WorkerProtocolError,
    WorkerReplyTooLarge,
    WorkerTimeout,
)
from dockergym.protocol.lines import LineSplitter, LineTooLong
from dockergym.protocol.messages import Hello, decode_hello, encode

logger = logging.getLogger(__name__)


class ChannelClosed(WorkerError, ConnectionError):
    """The stream ended; whoever owns the worker knows why."""

    code = "CHANNEL_CLOSED"


class HelloReceived(WorkerError):
    """The worker offers a socket and will not read this stream; the request was not and will not be read."""

    code = "HELLO_RECEIVED"
    applied = False

    def __init__(self, hello: Hello) -> None:
        super().__init__("the worker said hello")
        self.hello = hello


class Identified(Protocol):
    """A decoded reply: all the channel looks at is its id."""

    @property
    def id(self) -> int | None: ...


ReplyT = TypeVar("ReplyT", bound=Identified)


class Channel(asyncio.Protocol, Generic[ReplyT]):
    """One worker's stream, as an asyncio protocol.

    A channel that failed in the middle of a message is finished: it is closed, and every later request
    raises what finished it. A reply whose id is not the one asked for is dropped, so a late answer
    never reaches another request.
    """

    def __init__(
        self, decode: Callable[[bytes], ReplyT], *, max_reply_bytes: int, expect_hello: bool = False
    ) -> None:
        self._decode = decode
        self._lines = LineSplitter(max_reply_bytes)
        self._max_reply_bytes = max_reply_bytes
        self._expect_hello = expect_hello
        self._loop = asyncio.get_running_loop()
        self._transport: asyncio.WriteTransport | None = None
        self._waiting: asyncio.Future[ReplyT] | None = None
        self._request_id = 0
        self._echoes_ids = False
        self._failure: DockerGymError | None = None
        self.hello: asyncio.Future[Hello | None] = self._loop.create_future()
        """Resolved by the first line: the hello, or ``None`` for a reply or the end of the stream."""
        self.closed: asyncio.Future[None] = self._loop.create_future()
        """Resolved when the stream has ended, for whatever reason."""
        if not expect_hello:
            self.hello.set_result(None)

    @property
    def failure(self) -> DockerGymError | None:
        """What finished the channel, or ``None`` while it can be used."""
        return self._failure

    async def request(self, message: dict[str, Any], timeout_s: float) -> ReplyT:
        """Send a request and return its reply.

        Raises:
            WorkerTimeout: no reply within the deadline; the channel is finished.
            WorkerProtocolError: the worker wrote something else than a reply; likewise.
            ChannelClosed: the stream ended.
            HelloReceived: the worker speaks over its socket instead; nothing was read.
            RuntimeError: another request is in flight.
        """
        if isinstance(self._failure, ChannelClosed):
            # Nothing was sent, unlike where the stream ends while a request is in flight.
            raise ChannelClosed(self._failure.detail, applied=False) from self._failure
        if self._failure is not None:
            raise self._failure
        if self._waiting is not None:
            raise RuntimeError("a request is in flight; wait for its reply first")
        if self._transport is None:
            raise RuntimeError("the channel is not connected")
        self._request_id += 1
        message["id"] = self._request_id
        waiting: asyncio.Future[ReplyT] = self._loop.create_future()
        self._waiting = waiting
        timer = self._loop.call_later(timeout_s, self._give_up, timeout_s)
        try:
            self._transport.write(encode(message))
            return await waiting
        except asyncio.CancelledError:
            # The reply may still come, so the stream cannot carry another request.
            self._finish(ChannelClosed("the request was abandoned"))
            raise
        finally:
            timer.cancel()
            self._waiting = None

    def close(self) -> None:
        """End the stream. A request in flight fails with `ChannelClosed`."""
        self._finish(ChannelClosed("the channel was closed"))

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = cast("asyncio.WriteTransport", transport)

    def data_received(self, data: bytes) -> None:
        if self._failure is not None:
            return
        try:
            for line in self._lines.feed(data):
                self._take(line)
                if self._failure is not None:
                    return
        except LineTooLong:
            limit = self._max_reply_bytes
            self._finish(WorkerReplyTooLarge(f"the worker's reply is larger than max_reply_bytes ({limit})"))
        except WorkerProtocolError as error:
            self._finish(error)

    def connection_lost(self, exc: Exception | None) -> None:
        reason = f" ({exc})" if exc else ""
        self._finish(ChannelClosed(f"the worker's stream ended{reason}"))
        if not self.closed.done():
            self.closed.set_result(None)

    def _take(self, line: bytes) -> None:
        if self._expect_hello:
            self._expect_hello = False
            hello = decode_hello(line)
            self.hello.set_result(hello)
            if hello is not None:
                if hello.socket is not None and self._waiting is not None and not self._waiting.done():
                    self._waiting.set_exception(HelloReceived(hello))
                return
        reply = self._decode(line)
        waiting = self._waiting if self._waiting is not None and not self._waiting.done() else None
        if reply.id is not None:
            self._echoes_ids = True
            if waiting is None or reply.id != self._request_id:
                logger.warning("dropped a late reply of a worker (id %s)", reply.id)
                return
        elif waiting is None or self._echoes_ids:
            raise WorkerProtocolError("the worker wrote a line that answers no request")
        if waiting is not None:
            waiting.set_result(reply)

    def _give_up(self, timeout_s: float) -> None:
        self._finish(WorkerTimeout(f"the worker did not answer within {timeout_s:g} s"))

    def _finish(self, failure: DockerGymError) -> None:
        if self._failure is not None:
            return
        self._failure = failure
        if not self.hello.done():
            self.hello.set_result(None)
        if self._waiting is not None and not self._waiting.done():
            self._waiting.set_exception(failure)
        if self._transport is not None:
            self._transport.abort()
