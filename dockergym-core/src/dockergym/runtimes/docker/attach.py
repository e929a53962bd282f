"""A connection to a container's standard streams, straight to the engine and without a thread."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import Any, cast

from dockergym.errors import RuntimeUnavailable
from dockergym.runtimes.docker.address import EngineAddress
from dockergym.runtimes.docker.frames import STDERR, STDOUT, FrameDecoder, NotAFrame
from dockergym.runtimes.docker.refusal import EngineRefused
from dockergym.runtimes.docker.upgrade import Answer, AnswerReader, NotAnAnswer
from dockergym.runtimes.tail import Tail

_HELD_BYTES = 1_048_576
"""Output kept for whoever attaches later; a worker that has written more waits until somebody does."""


class Attachment(asyncio.Protocol):
    """One container's streams: output goes to a protocol, standard error to a tail that is always read.

    It stays open until the container ends, also when nobody listens any more: its end is how the end
    of the container is noticed.
    """

    def __init__(self, tail: Tail) -> None:
        self._tail = tail
        self._reader = AnswerReader()
        self._answer: asyncio.Future[Answer] = asyncio.get_running_loop().create_future()
        self._frames = FrameDecoder()
        self._connection: asyncio.Transport | None = None
        self._error: Exception | None = None
        self._writing_is_paused = False
        self._held: bytearray | None = bytearray()
        self._listener: asyncio.Protocol | None = None
        self.ended = asyncio.Event()
        """Set when the connection has ended."""

    @classmethod
    async def open(
        cls, address: EngineAddress, api_version: str, container: str, tail: Tail, timeout_s: float
    ) -> Attachment:
        """Attach to a container, whether it has been started or not.

        Raises:
            EngineRefused: the engine answered with an error.
            RuntimeUnavailable: it did not answer.
        """
        attachment = cls(tail)
        try:
            async with asyncio.timeout(timeout_s):
                await address.connect(lambda: attachment)
                answer = await attachment._ask(api_version, container)
            if not answer.is_stream:
                reason = answer.explanation
                raise EngineRefused(
                    f"the Docker engine could not attach to the container: {reason}", answer.status, reason
                )
        except TimeoutError as error:
            attachment.close()
            raise RuntimeUnavailable(
                f"the Docker engine at {address.url} did not attach to a container within {timeout_s:g} s"
            ) from error
        except (OSError, NotAnAnswer) as error:
            attachment.close()
            raise RuntimeUnavailable(
                f"the connection to the Docker engine at {address.url} broke when it was to attach: {error}"
            ) from error
        except BaseException:
            attachment.close()
            raise
        return attachment

    @property
    def connection(self) -> asyncio.Transport:
        """The connection to the engine; what is written to it reaches the container's standard input."""
        assert self._connection is not None
        return self._connection

    def listen(self, protocol_factory: Callable[[], asyncio.Protocol]) -> asyncio.Transport:
        """Give a protocol the container's output, from its first byte on. May be called once."""
        listener = protocol_factory()
        transport = AttachedTransport(self, listener)
        self._listener = listener
        listener.connection_made(transport)
        # From here on the loop alone decides what comes next, so that a listener never runs inside its own call.
        asyncio.get_running_loop().call_soon(self._hand_over)
        return transport

    def release(self, error: Exception | None = None) -> None:
        """Take the output away from the protocol, and read on for the standard error alone."""
        self._held = None
        listener, self._listener = self._listener, None
        self.read(True)
        if listener is not None:
            asyncio.get_running_loop().call_soon(listener.connection_lost, error)

    def read(self, wanted: bool) -> None:
        """Read the connection, or let what comes wait in it."""
        if self._connection is None or self._connection.is_closing():
            return
        if wanted:
            self._connection.resume_reading()
        else:
            self._connection.pause_reading()

    def close(self) -> None:
        """End the connection; the container goes on."""
        if self._connection is not None:
            self._connection.abort()

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._connection = cast("asyncio.Transport", transport)

    def data_received(self, data: bytes) -> None:
        try:
            if self._answer.done():
                self._take_frames(data)
            elif (answer := self._reader.feed(data)) is not None:
                self._answer.set_result(answer)
                if answer.is_stream:
                    self._take_frames(answer.body)
        except (NotAFrame, NotAnAnswer) as error:
            self._error = error
            self.close()

    def connection_lost(self, exc: Exception | None) -> None:
        self._error = self._error or exc
        if not self._answer.done():
            self._answer.set_exception(
                self._error or ConnectionResetError("the engine closed the connection")
            )
            # Whoever asked may have given up already.
            self._answer.exception()
        self.ended.set()
        if not self._held:
            self.release(self._error)

    def pause_writing(self) -> None:
        self._writing_is_paused = True
        if self._listener is not None and self._held is None:
            self._listener.pause_writing()

    def resume_writing(self) -> None:
        self._writing_is_paused = False
        if self._listener is not None and self._held is None:
            self._listener.resume_writing()

    async def _ask(self, api_version: str, container: str) -> Answer:
        self.connection.write(
            f"POST /v{api_version}/containers/{container}/attach?stream=1&stdin=1&stdout=1&stderr=1 HTTP/1.1\r\n"
            "Host: docker\r\nContent-Length: 0\r\nConnection: Upgrade\r\nUpgrade: tcp\r\n\r\n".encode("ascii")
        )
        return await self._answer

    def _hand_over(self) -> None:
        held, self._held = self._held, None
        if self._listener is None:
            return
        if held:
            self._listener.data_received(bytes(held))
        if self.ended.is_set():
            self.release(self._error)
        elif self._listener is not None:
            self.read(True)
            if self._writing_is_paused:
                self._listener.pause_writing()

    def _take_frames(self, data: bytes) -> None:
        for stream, part in self._frames.feed(data):
            if stream == STDOUT:
                self._take_output(part)
            elif stream >= STDERR:
                self._tail.feed(part)

    def _take_output(self, part: bytes) -> None:
        if self._held is not None:
            self._held += part
            if len(self._held) >= _HELD_BYTES:
                self.read(False)
        elif self._listener is not None:
            self._listener.data_received(part)


class AttachedTransport(asyncio.Transport):
    """What a protocol writes to: the container's standard input.

    Closing it ends nothing but the listening. The end of the input cannot be passed on: it is kept open
    by the engine, so that a restarted server can attach again.
    """

    def __init__(self, attachment: Attachment, listener: asyncio.Protocol) -> None:
        super().__init__()
        self._attachment = attachment
        self._listener = listener
        self._closing = False

    def write(self, data: bytes | bytearray | memoryview[Any]) -> None:
        if not self.is_closing():
            self._attachment.connection.write(data)

    def can_write_eof(self) -> bool:
        return False

    def get_write_buffer_size(self) -> int:
        return self._attachment.connection.get_write_buffer_size()

    def set_write_buffer_limits(self, high: int | None = None, low: int | None = None) -> None:
        self._attachment.connection.set_write_buffer_limits(high, low)

    def pause_reading(self) -> None:
        self._attachment.read(False)

    def resume_reading(self) -> None:
        self._attachment.read(True)

    def is_closing(self) -> bool:
        return self._closing or self._attachment.ended.is_set()

    def close(self) -> None:
        if not self._closing:
            self._closing = True
            self._attachment.release()

    def abort(self) -> None:
        self.close()

    def get_protocol(self) -> asyncio.BaseProtocol:
        return self._listener
