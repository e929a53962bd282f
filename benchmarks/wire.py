"""An HTTP/1.1 client that costs next to nothing, so that a benchmark measures the server."""

from __future__ import annotations

import asyncio
import json
from types import TracebackType
from typing import Any, Self


class WireError(Exception):
    """The server answered with something else than 200."""

    def __init__(self, status: int, body: bytes) -> None:
        super().__init__(f"{status}: {body[:300].decode('utf-8', 'replace')}")
        self.status = status


class Wire:
    """One kept-alive connection; one request at a time."""

    def __init__(self, host: str, port: int, timeout_s: float = 120) -> None:
        self._host = host
        self._port = port
        self._timeout_s = timeout_s
        self._reader: asyncio.StreamReader | None = None
        self._writer: asyncio.StreamWriter | None = None

    async def __aenter__(self) -> Self:
        self._reader, self._writer = await asyncio.open_connection(self._host, self._port)
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._writer is not None:
            self._writer.close()

    async def request(self, method: str, path: str, body: bytes = b"") -> bytes:
        """Send a request and return the body of its reply.

        Raises:
            WireError: the status is not 200.
        """
        assert self._reader is not None
        assert self._writer is not None
        head = f"{method} {path} HTTP/1.1\r\nHost: {self._host}\r\nContent-Type: application/json\r\n"
        self._writer.write(f"{head}Content-Length: {len(body)}\r\n\r\n".encode() + body)
        async with asyncio.timeout(self._timeout_s):
            answer = await self._reader.readuntil(b"\r\n\r\n")
            lowered = answer.lower()
            at = lowered.index(b"content-length:") + 15
            length = int(lowered[at : lowered.index(b"\r", at)])
            content = await self._reader.readexactly(length) if length else b""
        status = int(answer[9:12])
        if status != 200:
            raise WireError(status, content)
        return content

    async def call(self, method: str, path: str, body: Any = None) -> Any:
        """Send a request with a JSON body and return its JSON reply."""
        raw = b"" if body is None else json.dumps(body).encode()
        return json.loads(await self.request(method, path, raw))
