"""An HTTP/1.1 client that costs next to nothing, so that a benchmark measures the server."""

from __future__ import annotations

import asyncio
import json
from types import TracebackType
from typing import Any, Self, cast


class WireError(Exception):
    """The server answered with something else than 200."""

    def __init__(self, status: int, body: bytes) -> None:
        super().__init__(f"{status}: {body[:300].decode('utf-8', 'replace')}")
        self.status = status


class Wire(asyncio.Protocol):
    """One kept-alive connection; one request at a time."""

    def __init__(self, host: str, port: int, timeout_s: float = 300) -> None:
        self._host = host
        self._port = port
        self._timeout_s = timeout_s
        self._loop = asyncio.get_running_loop()
        self._transport: asyncio.WriteTransport | None = None
        self._received = b""
        self._waiting: asyncio.Future[tuple[int, bytes]] | None = None

    async def __aenter__(self) -> Self:
        await self._loop.create_connection(lambda: self, self._host, self._port)
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._transport is not None:
            self._transport.close()

    def prepare(self, method: str, path: str, body: Any = None) -> bytes:
        """Return a request as bytes, to be sent as often as wanted."""
        raw = b"" if body is None else json.dumps(body).encode()
        head = f"{method} {path} HTTP/1.1\r\nHost: {self._host}\r\nContent-Type: application/json\r\n"
        return f"{head}Content-Length: {len(raw)}\r\n\r\n".encode() + raw

    async def exchange(self, request: bytes) -> bytes:
        """Send a prepared request and return the body of its reply.

        Raises:
            WireError: the status is not 200.
            ConnectionError: the server closed the connection.
            TimeoutError: no answer came within the deadline.
        """
        assert self._transport is not None
        self._waiting = self._loop.create_future()
        deadline = self._loop.call_later(self._timeout_s, self._fail, TimeoutError("no answer"))
        try:
            self._transport.write(request)
            status, body = await self._waiting
        finally:
            deadline.cancel()
            self._waiting = None
        if status != 200:
            raise WireError(status, body)
        return body

    async def call(self, method: str, path: str, body: Any = None) -> Any:
        """Send a request with a JSON body and return its JSON reply.

        Raises:
            WireError, ConnectionError, TimeoutError: as `exchange`.
        """
        return json.loads(await self.exchange(self.prepare(method, path, body)))

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = cast("asyncio.WriteTransport", transport)

    def connection_lost(self, exc: Exception | None) -> None:
        self._fail(ConnectionError(f"the server closed the connection{f': {exc}' if exc else ''}"))

    def data_received(self, data: bytes) -> None:
        self._received = received = self._received + data if self._received else data
        head = received.find(b"\r\n\r\n")
        if head < 0:
            return
        named = received[:head].lower()
        at = named.index(b"content-length:") + 15
        end = named.find(b"\r", at)
        length = int(named[at : end if end >= 0 else head])
        if len(received) < head + 4 + length:
            return
        self._received = b""
        if self._waiting is not None and not self._waiting.done():
            self._waiting.set_result((int(received[9:12]), received[head + 4 :]))

    def _fail(self, error: Exception) -> None:
        if self._waiting is not None and not self._waiting.done():
            self._waiting.set_exception(error)
