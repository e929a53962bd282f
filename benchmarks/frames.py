"""A WebSocket client that costs next to nothing, so that a benchmark measures the server."""

from __future__ import annotations

import asyncio
import json
import struct
import time
from collections.abc import Sequence
from types import TracebackType
from typing import Self, cast

from load import Load

_LINES = "dockergym.lines"
_KEY = "AAAAAAAAAAAAAAAAAAAAAA=="


class StreamLoad(asyncio.Protocol):
    """One stream in lines: a closed loop for each session, all over one connection."""

    def __init__(self, host: str, port: int, path: str) -> None:
        self._host, self._port, self._path = host, port, path
        self._loop = asyncio.get_running_loop()
        self._transport: asyncio.WriteTransport | None = None
        self._received = b""
        self._agreed: asyncio.Future[None] = self._loop.create_future()
        self._requests: list[bytes] = []
        self._sent_at: list[float] = []
        self._load = Load()
        self._until = 0.0
        self._open = 0
        self._done: asyncio.Future[None] = self._loop.create_future()

    async def __aenter__(self) -> Self:
        await self._loop.create_connection(lambda: self, self._host, self._port)
        await self._agreed
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._transport is not None:
            self._transport.close()

    async def drive(self, sessions: Sequence[str], seconds: float) -> Load:
        """Step every session for so many seconds."""
        self._requests = [
            json.dumps({"id": number, "op": "step", "session_id": one, "action": "look"}).encode()
            for number, one in enumerate(sessions)
        ]
        self._load, self._done, self._open = Load(), self._loop.create_future(), len(sessions)
        began = time.perf_counter()
        self._until = began + seconds
        self._sent_at = [began] * len(sessions)
        self._send(self._requests)
        await self._done
        self._load.took_s = time.perf_counter() - began
        return self._load

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = cast("asyncio.WriteTransport", transport)
        head = (
            f"GET {self._path} HTTP/1.1\r\nHost: {self._host}\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
            f"Sec-WebSocket-Key: {_KEY}\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Protocol: {_LINES}\r\n\r\n"
        )
        self._transport.write(head.encode())

    def connection_lost(self, exc: Exception | None) -> None:
        for waiting in (self._agreed, self._done):
            if not waiting.done():
                waiting.set_exception(ConnectionError(f"the server closed the connection: {exc}"))

    def data_received(self, data: bytes) -> None:
        self._received += data
        if not self._agreed.done():
            head, found, rest = self._received.partition(b"\r\n\r\n")
            if not found:
                return
            assert head.startswith(b"HTTP/1.1 101"), head
            self._received = rest
            self._agreed.set_result(None)
        replies: list[bytes] = []
        while (frame := self._next_frame()) is not None:
            replies += frame.split(b"\n")
        if replies:
            self._answer(replies)

    def _next_frame(self) -> bytes | None:
        received = self._received
        if len(received) < 2:
            return None
        length, start = received[1], 2
        if length == 126:
            length, start = int.from_bytes(received[2:4], "big"), 4
        elif length == 127:
            length, start = int.from_bytes(received[2:10], "big"), 10
        if len(received) < start + length:
            return None
        self._received = received[start + length :]
        if received[0] & 0x0F == 9:
            return self._next_frame()
        return received[start : start + length]

    def _answer(self, replies: Sequence[bytes]) -> None:
        now = time.perf_counter()
        following = []
        for reply in replies:
            assert b'"ok":true' in reply[:40], reply
            number = int(reply[6 : reply.index(b",")])
            self._load.latencies_s.append(now - self._sent_at[number])
            if now < self._until:
                self._sent_at[number] = now
                following.append(self._requests[number])
            else:
                self._open -= 1
        if following:
            self._send(following)
        elif not self._open:
            self._done.set_result(None)

    def _send(self, requests: Sequence[bytes]) -> None:
        assert self._transport is not None
        message = b"\n".join(requests)
        size = len(message)
        # A mask of zeros leaves the message as it is.
        head = bytes([0x82, 0x80 | size]) if size < 126 else struct.pack("!BBH", 0x82, 0xFE, size)
        self._transport.write(
            (head if size < 65536 else struct.pack("!BBQ", 0x82, 0xFF, size)) + b"\0\0\0\0" + message
        )
