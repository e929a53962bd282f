"""A worker's standard input and output, two pipes, as one asyncio transport."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import Any, cast

from dockergym.runtimes.local.pipe_end import PipeEnd


class StdioTransport(asyncio.Transport):
    """Writes to the worker's standard input; its standard output reaches the protocol.

    The transport is lost when the output ends. A worker that closes its input alone goes on being read.
    """

    def __init__(self, protocol: asyncio.Protocol) -> None:
        super().__init__()
        self._protocol = protocol
        self._reader: asyncio.ReadTransport | None = None
        self._writer: asyncio.WriteTransport | None = None
        self._closing = False

    @classmethod
    async def connect(
        cls, protocol_factory: Callable[[], asyncio.Protocol], output: int, into: int
    ) -> StdioTransport:
        """Connect a protocol to a worker that writes to ``output`` and reads from ``into``; owns both from now on.

        Raises:
            OSError: the pipes cannot be watched.
        """
        loop = asyncio.get_running_loop()
        output_end, input_end = PipeEnd(output), PipeEnd(into)
        protocol = protocol_factory()
        transport = cls(protocol)
        try:
            writer, _ = await loop.connect_write_pipe(lambda: _InputSide(transport), input_end.given_to(loop))
            transport._writer = writer
            protocol.connection_made(transport)
            reader, _ = await loop.connect_read_pipe(
                lambda: _OutputSide(transport), output_end.given_to(loop)
            )
            transport._reader = reader
        except BaseException:
            transport.abort()
            # uvloop has closed the one that failed by now, asyncio has not.
            output_end.close()
            if transport._writer is None:
                input_end.close()
            raise
        if transport._closing:
            # The protocol closed it as soon as it was connected.
            reader.close()
        return transport

    def write(self, data: bytes | bytearray | memoryview[Any]) -> None:
        if self._writer is not None and not self._writer.is_closing():
            self._writer.write(data)

    def can_write_eof(self) -> bool:
        return True

    def write_eof(self) -> None:
        if self._writer is not None and not self._writer.is_closing():
            self._writer.write_eof()

    def get_write_buffer_size(self) -> int:
        return self._writer.get_write_buffer_size() if self._writer is not None else 0

    def set_write_buffer_limits(self, high: int | None = None, low: int | None = None) -> None:
        if self._writer is not None:
            self._writer.set_write_buffer_limits(high, low)

    def pause_reading(self) -> None:
        if self._reader is not None:
            self._reader.pause_reading()

    def resume_reading(self) -> None:
        if self._reader is not None:
            self._reader.resume_reading()

    def is_closing(self) -> bool:
        return self._closing

    def close(self) -> None:
        self._closing = True
        if self._writer is not None:
            self._writer.close()
        if self._reader is not None:
            self._reader.close()

    def abort(self) -> None:
        self._closing = True
        writer = self._writer
        # asyncio's pipes end twice, and fail at it, when one that is already ending is aborted.
        if writer is not None and not (writer.is_closing() and writer.get_write_buffer_size() == 0):
            writer.abort()
        if self._reader is not None:
            self._reader.close()

    def get_protocol(self) -> asyncio.BaseProtocol:
        return self._protocol

    def set_protocol(self, protocol: asyncio.BaseProtocol) -> None:
        self._protocol = cast("asyncio.Protocol", protocol)

    def _output_ended(self, error: Exception | None) -> None:
        self.abort()
        self._protocol.connection_lost(error)


class _InputSide(asyncio.BaseProtocol):
    def __init__(self, transport: StdioTransport) -> None:
        self._transport = transport
        self._paused = False

    def pause_writing(self) -> None:
        self._paused = True
        self._transport.get_protocol().pause_writing()

    def resume_writing(self) -> None:
        self._paused = False
        self._transport.get_protocol().resume_writing()

    def connection_lost(self, exc: Exception | None) -> None:
        self._transport._writer = None
        # Nobody may wait for room in a pipe that is gone; the end of the output says what happened.
        if self._paused:
            self.resume_writing()


class _OutputSide(asyncio.Protocol):
    def __init__(self, transport: StdioTransport) -> None:
        self._transport = transport

    def data_received(self, data: bytes) -> None:
        cast("asyncio.Protocol", self._transport.get_protocol()).data_received(data)

    def eof_received(self) -> None:
        cast("asyncio.Protocol", self._transport.get_protocol()).eof_received()

    def connection_lost(self, exc: Exception | None) -> None:
        self._transport._output_ended(exc)
