"""A network between client and server that loses, cuts, delays and doubles what goes over it, when told to."""

from __future__ import annotations

import asyncio
import contextlib
import socket
import struct
from collections import deque
from collections.abc import Awaitable, Callable
from dataclasses import dataclass

EPISODE = "x-episode"
"""Header by which a request says for which episode it is sent."""
_MAX_BYTES = 8 * 1024 * 1024
_GATEWAY_PAGE = b"<html><body>502 Bad Gateway</body></html>"

Streams = tuple[asyncio.StreamReader, asyncio.StreamWriter]


class ConnectionCut(Exception):
    """The other side is gone, or was never there."""


@dataclass(frozen=True)
class Message:
    """A request or a reply, as it came."""

    head: bytes
    body: bytes

    @property
    def whole(self) -> bytes:
        """All its bytes."""
        return self.head + self.body

    @property
    def first_line(self) -> str:
        """Method and path, or the status."""
        return self.head.split(b"\r\n", 1)[0].decode("latin-1")

    @property
    def episode(self) -> str:
        """The episode it is for; "" where it does not say."""
        return header(self.head, EPISODE)

    @property
    def kind(self) -> str:
        """``create``, ``step``, ``end``, or ``other``."""
        method, path, *_ = self.first_line.split(" ")
        if method == "POST":
            return "step" if path.endswith("/step") else "create" if path.endswith("/sessions") else "other"
        return "end" if method == "DELETE" else "other"


NOTHING = Message(b"", b"")


def header(head: bytes, name: str) -> str:
    """Return a header of a message; "" where it is not there."""
    for line in head.decode("latin-1").split("\r\n")[1:]:
        found, _, value = line.partition(":")
        if found.strip().lower() == name:
            return value.strip()
    return ""


async def read_message(reader: asyncio.StreamReader) -> Message:
    """Read one message.

    Raises:
        ConnectionCut: the stream ended before it was whole.
    """
    try:
        head = await reader.readuntil(b"\r\n\r\n")
        body = await reader.readexactly(int(header(head, "content-length") or 0))
    except (asyncio.IncompleteReadError, ConnectionError, TimeoutError) as error:
        raise ConnectionCut(str(error)) from error
    return Message(head, body)


@dataclass(frozen=True)
class Mishap:
    """What happens to one request."""

    name: str
    act: Callable[[Exchange], Awaitable[bool]]
    """Returns whether the connection can be used again."""


@dataclass
class Armed:
    """A mishap that waits for a request to happen to."""

    mishap: Mishap
    wanted: str
    """Kind of the request: ``create``, ``step``, ``end``; "": any."""
    hit: asyncio.Future[str]
    """Resolved with the episode it happened to."""


@dataclass
class Exchange:
    """One request that is on its way, and what can be done with it."""

    proxy: FaultyProxy
    client: asyncio.StreamWriter
    request: Message = NOTHING
    server: Streams | None = None

    async def connect(self) -> Streams:
        """Open a further connection to the server.

        Raises:
            ConnectionCut: none is there.
        """
        return await self.proxy.connect()

    async def forward(self) -> Message:
        """Send the request on the connection that belongs to the client's, and return the reply.

        Raises:
            ConnectionCut: the server went away.
        """
        if self.server is None:
            self.server = await self.connect()
        return await ask(self.server, self.request)

    async def answer(self, data: bytes) -> None:
        """Send bytes to the client; that it has gone meanwhile is its affair."""
        if not self.client.is_closing():
            with contextlib.suppress(ConnectionError):
                self.client.write(data)
                await self.client.drain()


async def ask(server: Streams, request: Message) -> Message:
    """Send a request and return the reply.

    Raises:
        ConnectionCut: the server went away.
    """
    reader, writer = server
    try:
        writer.write(request.whole)
        await writer.drain()
    except ConnectionError as error:
        raise ConnectionCut(str(error)) from error
    return await read_message(reader)


class FaultyProxy:
    """Listens on a port of its own for as long as it is open; the server behind it may come and go."""

    def __init__(self) -> None:
        self.upstream: tuple[str, int] | None = None
        """Where the server listens; ``None`` while there is none."""
        self.disagreements: list[str] = []
        """Requests that got two different answers when they arrived twice."""
        self.held: list[asyncio.StreamWriter] = []
        """Connections to the server that nobody reads any more."""
        self._armed: deque[Armed] = deque()
        self._tasks: set[asyncio.Task[None]] = set()
        self._listener: asyncio.Server | None = None

    @property
    def url(self) -> str:
        """Address for clients."""
        assert self._listener is not None
        host, port = self._listener.sockets[0].getsockname()[:2]
        return f"http://{host}:{port}"

    async def open(self) -> None:
        """Begin to listen."""
        self._listener = await asyncio.start_server(
            self._accept, "127.0.0.1", 0, backlog=1024, limit=_MAX_BYTES
        )

    async def close(self) -> None:
        """Cut every connection and listen no more."""
        assert self._listener is not None
        self._listener.close()
        for armed in self._armed:
            armed.hit.cancel()
        self.let_go()
        for task in list(self._tasks):
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    def let_go(self) -> None:
        """Close the connections that are half open."""
        for writer in self.held:
            writer.transport.abort()
        self.held.clear()

    def arm(self, mishap: Mishap, wanted: str = "") -> asyncio.Future[str]:
        """Let a mishap happen to the next request of a kind; the future says to which episode it did."""
        hit: asyncio.Future[str] = asyncio.get_running_loop().create_future()
        self._armed.append(Armed(mishap, wanted, hit))
        return hit

    async def connect(self) -> Streams:
        """Open a connection to the server.

        Raises:
            ConnectionCut: none is there.
        """
        if self.upstream is None:
            raise ConnectionCut("no server runs")
        try:
            return await asyncio.open_connection(*self.upstream, limit=_MAX_BYTES)
        except OSError as error:
            raise ConnectionCut(str(error)) from error

    async def aside(self, work: Awaitable[None]) -> None:
        """Do something after the client has been let go, as long as the proxy is open."""

        async def done() -> None:
            with contextlib.suppress(ConnectionCut):
                await work

        self._keep(asyncio.get_running_loop().create_task(done()))

    def _accept(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self._keep(asyncio.get_running_loop().create_task(self._serve(reader, writer)))

    def _keep(self, task: asyncio.Task[None]) -> None:
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        exchange = Exchange(self, writer)
        try:
            again = True
            while again:
                exchange.request = await read_message(reader)
                armed = self._take(exchange.request)
                if armed is None:
                    again = await pass_on(exchange)
                else:
                    armed.hit.set_result(exchange.request.episode)
                    again = await armed.mishap.act(exchange)
        except ConnectionCut:
            pass
        finally:
            writer.transport.abort()
            if exchange.server is not None:
                exchange.server[1].transport.abort()

    def _take(self, request: Message) -> Armed | None:
        for armed in self._armed:
            if armed.wanted in ("", request.kind) and request.kind != "other" and not armed.hit.done():
                self._armed.remove(armed)
                return armed
        return None


async def pass_on(exchange: Exchange) -> bool:
    """Do what a network is for."""
    reply = await exchange.forward()
    await exchange.answer(reply.whole)
    return True


async def lose_request(exchange: Exchange) -> bool:
    """The request never arrives."""
    return False


async def cut_request(exchange: Exchange) -> bool:
    """Half of the request arrives."""
    _, writer = await exchange.connect()
    whole = exchange.request.whole
    writer.write(whole[: len(whole) - max(len(exchange.request.body) // 2, 1)])
    with contextlib.suppress(ConnectionError):
        await writer.drain()
    writer.close()
    return False


async def lose_reply(exchange: Exchange) -> bool:
    """The request is answered, and the reply never arrives."""
    await exchange.forward()
    return False


async def reset_reply(exchange: Exchange) -> bool:
    """The request is answered, and the client's connection is reset instead."""
    await exchange.forward()
    connection = exchange.client.get_extra_info("socket")
    connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    return False


async def cut_reply(exchange: Exchange) -> bool:
    """Half of the reply arrives."""
    reply = await exchange.forward()
    await exchange.answer(reply.head + reply.body[: len(reply.body) // 2])
    return False


async def cut_head(exchange: Exchange) -> bool:
    """The reply ends before its body begins."""
    reply = await exchange.forward()
    await exchange.answer(reply.head[: len(reply.head) // 2])
    return False


def delay_reply(seconds: float) -> Callable[[Exchange], Awaitable[bool]]:
    """The reply comes late."""

    async def act(exchange: Exchange) -> bool:
        reply = await exchange.forward()
        await asyncio.sleep(seconds)
        await exchange.answer(reply.whole)
        return True

    return act


def delay_request(seconds: float) -> Callable[[Exchange], Awaitable[bool]]:
    """The client is cut off at once, and its request arrives so many seconds later, after those it sent since."""

    async def arrive(exchange: Exchange) -> None:
        await asyncio.sleep(seconds)
        server = await exchange.connect()
        try:
            await ask(server, exchange.request)
        finally:
            server[1].transport.abort()

    async def act(exchange: Exchange) -> bool:
        await exchange.proxy.aside(arrive(exchange))
        return False

    return act


async def double(exchange: Exchange) -> bool:
    """The request arrives twice at the same moment, on two connections."""

    async def once() -> Message:
        server = await exchange.connect()
        try:
            return await ask(server, exchange.request)
        finally:
            server[1].transport.abort()

    first, second = await asyncio.gather(once(), once())
    answered = all(" 200 " in one.first_line for one in (first, second))
    if exchange.request.kind != "end" and answered and first.body != second.body:
        told = f"{exchange.request.first_line}: {first.body!r} and {second.body!r}"
        exchange.proxy.disagreements.append(told)
    await exchange.answer(first.whole)
    return True


async def half_open(exchange: Exchange) -> bool:
    """The client vanishes without a word to the server, which keeps a connection that nobody reads."""
    _, writer = await exchange.connect()
    writer.write(exchange.request.whole)
    exchange.proxy.held.append(writer)
    return False


async def silence(exchange: Exchange) -> bool:
    """The request arrives, and neither side hears anything more; the client has to give up by itself."""
    server = await exchange.connect()
    exchange.proxy.held.append(server[1])
    server[1].write(exchange.request.whole)
    exchange.proxy.held.append(exchange.client)
    # Ends with the proxy, or when the client closes.
    await asyncio.Event().wait()
    return False


async def trickle(exchange: Exchange) -> bool:
    """The request and the reply crawl, a few bytes at a time."""
    exchange.server = exchange.server or await exchange.connect()
    reader, writer = exchange.server
    whole = exchange.request.whole
    for start in range(0, len(whole), 64):
        with contextlib.suppress(ConnectionError):
            writer.write(whole[start : start + 64])
            await writer.drain()
        await asyncio.sleep(0.002)
    reply = await read_message(reader)
    for start in range(0, len(reply.whole), 16):
        await exchange.answer(reply.whole[start : start + 16])
        await asyncio.sleep(0.001)
    return True


def gateway_error(*, after: bool) -> Callable[[Exchange], Awaitable[bool]]:
    """Something before the server answers 502; ``after``: when the server has done what was asked."""

    async def act(exchange: Exchange) -> bool:
        if after:
            await exchange.forward()
        length = str(len(_GATEWAY_PAGE)).encode()
        await exchange.answer(
            b"HTTP/1.1 502 Bad Gateway\r\ncontent-length: " + length + b"\r\n\r\n" + _GATEWAY_PAGE
        )
        return True

    return act


LATE_S = 0.6

MISHAPS = (
    Mishap("request lost", lose_request),
    Mishap("request cut in its middle", cut_request),
    Mishap("request late, after its retry", delay_request(LATE_S)),
    Mishap("request doubled", double),
    Mishap("reply lost", lose_reply),
    Mishap("reply cut in its head", cut_head),
    Mishap("reply cut in its body", cut_reply),
    Mishap("reply late", delay_reply(LATE_S)),
    Mishap("connection reset", reset_reply),
    Mishap("connection half open", half_open),
    Mishap("connection silent", silence),
    Mishap("slow reader", trickle),
    Mishap("gateway error before", gateway_error(after=False)),
    Mishap("gateway error after", gateway_error(after=True)),
)
