"""The lines that send where nothing is unusual: HTTP/1.1 over a plain TCP connection.

httpx takes longer over a request than the server over a step. What needs it keeps it: TLS, proxies, cookies,
other people's transports, headers that are not plain text, and machines without httptools.
"""

from __future__ import annotations

import asyncio
import importlib
import os
import re
import select
import socket
import sys
import time
from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from typing import TYPE_CHECKING, Any, cast
from urllib.parse import urlencode, urlsplit

from dockergym.client.calls import Answer, Call, NoAnswer

if TYPE_CHECKING:
    from dockergym.client.wires import AsyncHttpxWire, HttpxWire

try:
    import httptools
except ImportError:
    # There is none for Windows.
    httptools = None  # type: ignore[assignment]

_CONNECT_TIMEOUT_S = 10.0
_LONGEST_IDLE_S = 60.0
"""Less than servers and what is before them commonly leave an idle connection open."""
_AT_ONCE = 2**16
_PLAIN_ADDRESS = re.compile(r"http://([A-Za-z0-9.-]+|\[[0-9a-fA-F:.]+\])(:\d+)?(/[A-Za-z0-9._~/%-]*)?")
_PLAIN_NAME = re.compile(r"[A-Za-z0-9_-]+")
_PROXIES = ("http_proxy", "HTTP_PROXY", "all_proxy", "ALL_PROXY")
_USUAL = frozenset({"X-Request-Id", "Content-Type"})
"""Headers of a call whose caller adds none; what they say is ours."""
_OURS = frozenset({"host", "content-length", "transfer-encoding", "connection", "expect", "accept-encoding"})


def is_plain(base_url: str, headers: Mapping[str, str]) -> bool:
    """Say whether requests to an address can be sent by this module."""
    return (
        httptools is not None
        # Elsewhere proxies are set in other places than the environment.
        and sys.platform == "linux"
        and _PLAIN_ADDRESS.fullmatch(base_url) is not None
        and not any(os.environ.get(name) for name in _PROXIES)
        and _are_plain(headers, _OURS)
    )


class PlainWire:
    """Sends over a socket that may block."""

    def __init__(self, base_url: str, headers: Mapping[str, str]) -> None:
        self._requests = _Requests(base_url, headers)
        self._idle: _Socket | None = None
        self._process = os.getpid()
        self._base_url = base_url
        self._headers = headers
        self._careful: HttpxWire | None = None

    def send(self, call: Call) -> Answer | NoAnswer:
        """Send once and return what came back."""
        request = None if self._careful is not None else self._requests.encode(call)
        if request is None:
            return self._carefully().send(call)
        try:
            connection = self._connection(call.timeout_s)
        except OSError as error:
            return _not_connected(error)
        try:
            heard = connection.exchange(request, call.timeout_s)
        except BaseException:
            connection.close()
            raise
        self._put_back(connection)
        if isinstance(heard, Answer) and "set-cookie" in heard.headers:
            self._carefully().keep_cookies(call, heard.headers["set-cookie"])
        return heard

    def close(self) -> None:
        """Close the connection."""
        if self._idle is not None:
            self._idle.close()
            self._idle = None
        if self._careful is not None:
            self._careful.close()

    def _carefully(self) -> HttpxWire:
        """Send with httpx from now on."""
        if self._idle is not None:
            self._idle.close()
            self._idle = None
        self._careful = self._careful or _httpx_wire("HttpxWire", self._base_url, self._headers)
        return self._careful

    def _connection(self, timeout_s: float) -> _Socket:
        idle, self._idle = self._idle, None
        if idle is not None:
            # A process that was forked would read the answers of its parent.
            if self._process == os.getpid() and idle.is_usable():
                return idle
            idle.close()
        self._process = os.getpid()
        return _Socket(self._requests.address, min(timeout_s, _CONNECT_TIMEOUT_S))

    def _put_back(self, connection: _Socket) -> None:
        if connection.is_reusable and self._idle is None:
            self._idle = connection
        else:
            connection.close()


class AsyncPlainWire:
    """Sends on an event loop."""

    def __init__(self, base_url: str, headers: Mapping[str, str]) -> None:
        self._requests = _Requests(base_url, headers)
        self._idle: _Connection | None = None
        self._is_closed = False
        self._base_url = base_url
        self._headers = headers
        self._careful: AsyncHttpxWire | None = None

    async def send(self, call: Call) -> Answer | NoAnswer:
        """Send once and return what came back."""
        request = None if self._careful is not None else self._requests.encode(call)
        if request is None:
            return await self._carefully().send(call)
        try:
            connection = await self._connection(call.timeout_s)
        except OSError as error:
            return _not_connected(error)
        heard = await connection.exchange(request, call.timeout_s)
        self._put_back(connection)
        if isinstance(heard, Answer) and "set-cookie" in heard.headers:
            self._carefully().keep_cookies(call, heard.headers["set-cookie"])
        return heard

    async def close(self) -> None:
        """Close the connection; one that is in use now is closed after it."""
        self._is_closed = True
        if self._idle is not None:
            await self._idle.close()
            self._idle = None
        if self._careful is not None:
            await self._careful.close()

    def _carefully(self) -> AsyncHttpxWire:
        """Send with httpx from now on."""
        if self._idle is not None:
            self._idle.abort()
            self._idle = None
        self._careful = self._careful or _httpx_wire("AsyncHttpxWire", self._base_url, self._headers)
        return self._careful

    async def _connection(self, timeout_s: float) -> _Connection:
        idle, self._idle = self._idle, None
        if idle is not None:
            if idle.is_usable():
                return idle
            await idle.close()
        connection = _Connection(asyncio.get_running_loop())
        host, port = self._requests.address
        async with asyncio.timeout(min(timeout_s, _CONNECT_TIMEOUT_S)):
            await asyncio.get_running_loop().create_connection(lambda: connection, host, port)
        return connection

    def _put_back(self, connection: _Connection) -> None:
        if connection.is_reusable and self._idle is None and not self._is_closed:
            self._idle = connection
        else:
            connection.abort()


class _Requests:
    """Writes requests."""

    def __init__(self, base_url: str, headers: Mapping[str, str]) -> None:
        parts = urlsplit(base_url)
        assert parts.hostname is not None
        self.address = (parts.hostname, parts.port or 80)
        self._path = parts.path
        self._names = frozenset({*_OURS, *(name.lower() for name in headers)})
        can_skip = _are_plain(dict.fromkeys(_USUAL, ""), self._names)
        self._usual: AbstractSet[str] = _USUAL if can_skip else frozenset()
        fixed = {"Host": parts.netloc, **headers}
        self._fixed = "".join(f"{name}: {value}\r\n" for name, value in fixed.items())

    def encode(self, call: Call) -> bytes | None:
        """Return a call as it is sent, or ``None`` where it is unusual."""
        if call.headers.keys() != self._usual and not _are_plain(call.headers, self._names):
            return None
        query = f"?{urlencode(call.query)}" if call.query else ""
        own = "".join(f"{name}: {value}\r\n" for name, value in call.headers.items())
        content = call.content or b""
        length = f"Content-Length: {len(content)}\r\n" if call.method == "POST" or content else ""
        head = f"{call.method} {self._path}{call.path}{query} HTTP/1.1\r\n{self._fixed}{own}{length}\r\n"
        return head.encode("ascii") + content


class _Answers:
    """Puts answers together from what arrives."""

    def __init__(self) -> None:
        self._parser = httptools.HttpResponseParser(self)
        self._answer: Answer | None = None
        self.keep_alive = False
        """Whether another answer may come on this connection."""
        self._forget()

    def _forget(self) -> None:
        self._headers: dict[str, str] = {}
        self._has_head = False
        self._body: list[bytes] = []

    def feed(self, data: bytes) -> Answer | None:
        """Take what has arrived, and return the answer once it is whole.

        Raises:
            ValueError: it is not HTTP.
        """
        try:
            self._parser.feed_data(data)
        except httptools.HttpParserError as error:
            raise ValueError(f"the answer is not HTTP: {error}") from error
        answer, self._answer = self._answer, None
        return answer

    def end(self) -> Answer | None:
        """Return the answer that the end of the connection completes, if it does."""
        bounded = "content-length" in self._headers or "transfer-encoding" in self._headers
        if not self._has_head or bounded:
            return None
        return self._whole()

    def on_header(self, name: bytes, value: bytes) -> None:
        key, shown = name.decode("latin-1").lower(), value.decode("latin-1")
        # Cookies are the one header that cannot be joined by commas.
        joint = "\n" if key == "set-cookie" else ", "
        self._headers[key] = f"{self._headers[key]}{joint}{shown}" if key in self._headers else shown

    def on_message_begin(self) -> None:
        if self._answer is not None:
            # What a server says unasked is that it closes.
            self.keep_alive = False

    def on_headers_complete(self) -> None:
        self._has_head = True

    def on_body(self, body: bytes) -> None:
        self._body.append(body)

    def on_message_complete(self) -> None:
        if self._parser.get_status_code() >= 200 and self._answer is None:
            self._answer = self._whole()
            self.keep_alive = self._parser.should_keep_alive()
        self._forget()

    def _whole(self) -> Answer:
        return Answer(self._parser.get_status_code(), self._headers, b"".join(self._body))


class _Socket:
    """A connection that may block."""

    def __init__(self, address: tuple[str, int], timeout_s: float) -> None:
        self._socket = socket.create_connection(address, timeout_s)
        self._socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self._poll = select.poll()
        self._poll.register(self._socket, select.POLLIN)
        self._answers = _Answers()
        self._used_at = time.monotonic()
        self.is_reusable = False
        """Whether the last answer came whole and the server keeps the connection."""

    def is_usable(self) -> bool:
        """Say whether the server seems to be there still; what it says unasked is that it closes."""
        return time.monotonic() - self._used_at < _LONGEST_IDLE_S and not self._poll.poll(0)

    def exchange(self, request: bytes, timeout_s: float) -> Answer | NoAnswer:
        """Send a request and return what came back."""
        self.is_reusable = False
        try:
            answer = self._exchange(request, timeout_s)
        except TimeoutError:
            return _late(timeout_s)
        except (OSError, ValueError) as error:
            return NoAnswer(str(error) or type(error).__name__, reached=True)
        if answer is None:
            return _ended()
        self._used_at = time.monotonic()
        return answer

    def close(self) -> None:
        """End the connection."""
        self._socket.close()

    def _exchange(self, request: bytes, timeout_s: float) -> Answer | None:
        deadline = time.monotonic() + timeout_s
        self._socket.settimeout(timeout_s)
        try:
            self._socket.sendall(request)
        except (BrokenPipeError, ConnectionResetError):
            # The server may have answered before it had read all, as when the body is too large.
            self._socket.settimeout(0.1)
        while data := self._socket.recv(_AT_ONCE):
            answer = self._answers.feed(data)
            if answer is not None:
                self.is_reusable = self._answers.keep_alive
                return answer
            remaining = deadline - time.monotonic()
            if remaining <= 0:
                raise TimeoutError
            self._socket.settimeout(remaining)
        return self._answers.end()


class _Connection(asyncio.Protocol):
    """A connection on an event loop."""

    def __init__(self, loop: asyncio.AbstractEventLoop) -> None:
        self._loop = loop
        self._transport: asyncio.WriteTransport | None = None
        self._answers = _Answers()
        self._waiting: asyncio.Future[Answer | NoAnswer] | None = None
        self._timeout_s = 0.0
        self._deadline = 0.0
        self._timer: asyncio.TimerHandle | None = None
        self._ended: asyncio.Future[None] = loop.create_future()
        self._used_at = loop.time()
        self.is_reusable = False
        """Whether the last answer came whole and the server keeps the connection."""

    def is_usable(self) -> bool:
        """Say whether the server is there, as far as is known."""
        assert self._transport is not None
        return not self._transport.is_closing() and self._loop.time() - self._used_at < _LONGEST_IDLE_S

    async def exchange(self, request: bytes, timeout_s: float) -> Answer | NoAnswer:
        """Send a request and return what came back. Cancelling it ends the connection."""
        assert self._transport is not None
        self.is_reusable = False
        if self._ended.done():
            return NoAnswer("the connection ended before the request", reached=False)
        waiting: asyncio.Future[Answer | NoAnswer] = self._loop.create_future()
        self._waiting = waiting
        self._expect_within(timeout_s)
        self._transport.write(request)
        try:
            return await waiting
        except asyncio.CancelledError:
            self._transport.abort()
            raise
        finally:
            self._waiting = None
            self._used_at = self._loop.time()

    async def close(self) -> None:
        """End the connection, and return when it has ended."""
        self.abort()
        await self._ended

    def abort(self) -> None:
        """End the connection."""
        if self._transport is not None:
            self._transport.abort()

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = cast("asyncio.WriteTransport", transport)

    def data_received(self, data: bytes) -> None:
        if self._waiting is None or self._waiting.done():
            # What comes unasked is no answer to the request that is sent next.
            self.abort()
            return
        try:
            answer = self._answers.feed(data)
        except ValueError as error:
            self._resolve(NoAnswer(str(error), reached=True))
            return
        if answer is not None:
            self.is_reusable = self._answers.keep_alive
            self._resolve(answer)

    def connection_lost(self, exc: Exception | None) -> None:
        self._ended.set_result(None)
        self.is_reusable = False
        if self._timer is not None:
            self._timer.cancel()
        answer = self._answers.end() if exc is None and self._waiting is not None else None
        self._resolve(answer or _ended(exc))

    def _expect_within(self, timeout_s: float) -> None:
        """Give up in so many seconds. A timer of a request before this one is left to run: most never matter."""
        self._timeout_s = timeout_s
        self._deadline = self._loop.time() + timeout_s
        if self._timer is not None and self._timer.when() > self._deadline:
            self._timer.cancel()
            self._timer = None
        if self._timer is None:
            self._timer = self._loop.call_at(self._deadline, self._look_at_the_clock)

    def _look_at_the_clock(self) -> None:
        self._timer = None
        if self._waiting is None or self._waiting.done():
            return
        if self._loop.time() < self._deadline:
            self._timer = self._loop.call_at(self._deadline, self._look_at_the_clock)
        else:
            self._resolve(_late(self._timeout_s))

    def _resolve(self, heard: Answer | NoAnswer) -> None:
        if self._waiting is not None and not self._waiting.done():
            self._waiting.set_result(heard)


def _are_plain(headers: Mapping[str, str], taken: frozenset[str]) -> bool:
    return all(
        _PLAIN_NAME.fullmatch(name) and name.lower() not in taken and value.isascii() and value.isprintable()
        for name, value in headers.items()
    )


def _not_connected(error: OSError) -> NoAnswer:
    timed_out = isinstance(error, TimeoutError)
    reason = "no connection in time" if timed_out else str(error) or type(error).__name__
    return NoAnswer(reason, reached=False, timed_out=timed_out)


def _late(timeout_s: float) -> NoAnswer:
    return NoAnswer(f"no answer within {timeout_s:g} s", reached=True, timed_out=True)


def _ended(error: Exception | None = None) -> NoAnswer:
    reason = f": {error}" if error else ""
    return NoAnswer(f"the connection ended before the answer{reason}", reached=True)


def _httpx_wire(kind: str, base_url: str, headers: Mapping[str, str]) -> Any:
    return getattr(importlib.import_module("dockergym.client.wires"), kind)(base_url, headers, None)
