"""HTTP without httpx: whatever a server or something before it writes, both faces read the same."""

from __future__ import annotations

import asyncio
import contextlib
import os
import socket
import threading
from collections.abc import AsyncIterator, Callable, Iterator, Sequence
from unittest.mock import Mock

import pytest

from dockergym.client import AsyncEnvClient, EnvClient
from dockergym.client.calls import Answer, Call, NoAnswer
from dockergym.client.plain_http import AsyncPlainWire, PlainWire, _Connection, is_plain
from dockergym.testing.waiting import eventually

GET = Call(method="GET", path="/sessions", timeout_s=20.0)
OK = b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}"
DEADLINE_S = 30.0


class Peer:
    """Listens on a port, and answers each request with the next of some texts; ``b""`` closes the connection.

    An answer may come in any pieces, so it is sent byte by byte, unless ``at_once``.
    """

    def __init__(self, answers: Sequence[bytes], *, at_once: bool = False) -> None:
        self._answers = list(answers)
        self._at_once = at_once
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.url = f"http://127.0.0.1:{self._listener.getsockname()[1]}"
        self.requests: list[bytes] = []
        self.connections = 0
        self._thread = threading.Thread(target=self._serve, daemon=True)
        self._thread.start()

    def end(self) -> None:
        """Stop listening, and return when nothing runs any more."""
        with contextlib.suppress(OSError):
            self._listener.shutdown(socket.SHUT_RDWR)
        self._listener.close()
        self._thread.join(DEADLINE_S)

    def _serve(self) -> None:
        with contextlib.suppress(OSError):
            while self._answers:
                connection, _ = self._listener.accept()
                self.connections += 1
                with connection:
                    self._answer(connection)

    def _answer(self, connection: socket.socket) -> None:
        connection.settimeout(DEADLINE_S)
        while self._answers and (request := self._request(connection)):
            self.requests.append(request)
            answer = self._answers.pop(0)
            if not answer:
                return
            size = len(answer) if self._at_once else 1
            for start in range(0, len(answer), size):
                connection.sendall(answer[start : start + size])
            if b"Connection: close" in answer:
                return

    @staticmethod
    def _request(connection: socket.socket) -> bytes:
        received = b""
        while b"\r\n\r\n" not in received:
            piece = connection.recv(65536)
            if not piece:
                return b""
            received += piece
        return received


@pytest.fixture
def peer() -> Iterator[Callable[..., Peer]]:
    """Return a function that starts a peer, which ends with the test."""
    started: list[Peer] = []

    def start(*answers: bytes, at_once: bool = False) -> Peer:
        started.append(Peer(answers, at_once=at_once))
        return started[-1]

    yield start
    for one in started:
        one.end()


def blocking(url: str, calls: Sequence[Call], headers: dict[str, str]) -> list[Answer | NoAnswer]:
    wire = PlainWire(url, headers)
    try:
        return [wire.send(call) for call in calls]
    finally:
        wire.close()


def on_a_loop(url: str, calls: Sequence[Call], headers: dict[str, str]) -> list[Answer | NoAnswer]:
    async def run() -> list[Answer | NoAnswer]:
        wire = AsyncPlainWire(url, headers)
        try:
            return [await wire.send(call) for call in calls]
        finally:
            await wire.close()

    return asyncio.run(run())


Sender = Callable[[str, Sequence[Call], dict[str, str]], list[Answer | NoAnswer]]
both = pytest.mark.parametrize("send", [blocking, on_a_loop])


@both
@pytest.mark.parametrize(
    ("answer", "status", "content"),
    [
        (OK, 200, b"{}"),
        (b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1\r\n{\r\n1\r\n}\r\n0\r\n\r\n", 200, b"{}"),
        (b"HTTP/1.1 103 Early Hints\r\nLink: </x>\r\n\r\n" + OK, 200, b"{}"),
        (b"HTTP/1.1 204 No Content\r\n\r\n", 204, b""),
        (b"HTTP/1.1 503 Busy\r\nContent-Length: 4\r\nRetry-After: 7\r\n\r\nbusy", 503, b"busy"),
        (b"HTTP/1.1 200 OK\r\nConnection: close\r\n\r\nto the end", 200, b"to the end"),
        (b"HTTP/1.0 200 OK\r\nConnection: close\r\nContent-Length: 2\r\n\r\n{}", 200, b"{}"),
    ],
)
def test_every_form_of_an_answer_is_read(
    peer: Callable[..., Peer], send: Sender, answer: bytes, status: int, content: bytes
) -> None:
    [heard] = send(peer(answer).url, [GET], {})
    assert isinstance(heard, Answer)
    assert (heard.status, heard.content) == (status, content)
    assert heard.headers.get("retry-after") == ("7" if status == 503 else None)


@both
@pytest.mark.parametrize(
    "answer",
    [
        b"",
        b"SSH-2.0-OpenSSH_9.2\r\n",
        b"HTTP/1.1 200 OK\r\nContent-Length: 9\r\nConnection: close\r\n\r\n{}",
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nConnection: close\r\n\r\n5\r\n{",
        b"HTTP/1.1 200 OK\r\nContent-Length: -2\r\n\r\n{}",
        b"HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Le",
    ],
)
def test_what_is_no_whole_answer_is_none(peer: Callable[..., Peer], send: Sender, answer: bytes) -> None:
    [heard] = send(peer(answer).url, [GET], {})
    assert isinstance(heard, NoAnswer)
    assert (heard.reached, heard.hopeless) == (True, False)


@both
def test_a_connection_is_used_again_unless_the_server_closes_it(
    peer: Callable[..., Peer], send: Sender
) -> None:
    closing = OK.replace(b"OK\r\n", b"OK\r\nConnection: close\r\n")
    listening = peer(OK, OK, closing, OK)
    heard = send(listening.url, [GET] * 4, {})
    assert [type(one) for one in heard] == [Answer] * 4
    assert listening.connections == 2


@both
def test_a_connection_that_the_server_closed_unasked_is_not_used(
    peer: Callable[..., Peer], send: Sender
) -> None:
    # What a server that gives up an idle connection says is read together with its end.
    listening = peer(OK + b"HTTP/1.1 408 Request Timeout\r\nConnection: close\r\n\r\n", OK, at_once=True)
    heard = send(listening.url, [GET, GET], {})
    assert [one.status for one in heard if isinstance(one, Answer)] == [200, 200]
    assert listening.connections == 2


def test_a_process_that_was_forked_has_a_connection_of_its_own(
    peer: Callable[..., Peer], monkeypatch: pytest.MonkeyPatch
) -> None:
    listening = peer(OK, OK, OK)
    wire = PlainWire(listening.url, {})
    wire.send(GET)
    monkeypatch.setattr(os, "getpid", lambda: -1)
    assert [type(wire.send(GET)) for _ in range(2)] == [Answer] * 2
    wire.close()
    assert listening.connections == 2


@both
def test_a_server_that_says_nothing_is_late(send: Sender) -> None:
    with socket.create_server(("127.0.0.1", 0)) as silent:
        url = f"http://127.0.0.1:{silent.getsockname()[1]}"
        [heard] = send(url, [GET.within(0.1)], {})
    assert heard == NoAnswer("no answer within 0.1 s", reached=True, timed_out=True)


@both
def test_where_nobody_listens_nothing_was_reached(send: Sender, free_port: int) -> None:
    [heard] = send(f"http://127.0.0.1:{free_port}", [GET], {})
    assert isinstance(heard, NoAnswer)
    assert (heard.reached, heard.hopeless, heard.timed_out) == (False, False, False)


@both
def test_a_request_says_what_the_call_does(peer: Callable[..., Peer], send: Sender) -> None:
    listening = peer(OK)
    call = Call(
        method="POST", path="/a%20b/step", content=b"{}", headers={"X-Own": "1"}, query={"q": "ä &", "n": 2}
    )
    send(f"{listening.url}/envs/echo", [call], {"Authorization": "Bearer key"})
    head, _, body = listening.requests[0].partition(b"\r\n\r\n")
    lines = head.decode().split("\r\n")
    assert lines[0] == "POST /envs/echo/a%20b/step?q=%C3%A4+%26&n=2 HTTP/1.1"
    assert {"X-Own: 1", "Authorization: Bearer key", "Content-Length: 2"} <= set(lines)
    assert f"Host: {listening.url.removeprefix('http://')}" in lines
    assert body == b"{}"


@both
def test_cookies_of_a_balancer_are_kept(peer: Callable[..., Peer], send: Sender) -> None:
    setting = OK.replace(b"OK\r\n", b"OK\r\nSet-Cookie: node=3; Path=/\r\nSet-Cookie: b=2, c; Path=/\r\n")
    listening = peer(setting, OK, OK)
    heard = send(listening.url, [GET] * 3, {})
    assert [type(one) for one in heard] == [Answer] * 3
    assert [b"node=3" in request for request in listening.requests] == [False, True, True]


@both
def test_unusual_headers_are_sent_by_httpx(peer: Callable[..., Peer], send: Sender) -> None:
    listening = peer(OK, OK)
    strange = Call(method="GET", path="/", headers={"Host": "elsewhere"}, timeout_s=20.0)
    heard = send(listening.url, [strange, GET], {})
    assert [type(one) for one in heard] == [Answer] * 2
    assert b"elsewhere" in listening.requests[0]


@pytest.mark.parametrize(
    ("url", "headers"),
    [
        ("https://host/envs/a", {}),
        ("http://user:word@host/envs/a", {}),
        ("http://host/envs/ä", {}),
        ("http://host/envs?key=1", {}),
        ("http://host", {"X-Split": "a\r\nX-Other: b"}),
        ("http://host", {"X-Name": "ä"}),
        ("http://host", {"Content-Length": "7"}),
        ("http://host", {"X Name": "a"}),
    ],
)
def test_what_is_unusual_is_left_to_httpx(url: str, headers: dict[str, str]) -> None:
    assert not is_plain(url, headers)
    assert is_plain("http://host:80/envs/a", {"X-Name": "a"})


@pytest.mark.parametrize("name", ["http_proxy", "ALL_PROXY"])
def test_a_proxy_is_left_to_httpx(monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    monkeypatch.setenv(name, "http://proxy:3128")
    assert not is_plain("http://host", {})


def test_a_body_that_is_too_large_is_an_error_and_not_a_broken_pipe(
    start_server: Callable[..., object],
) -> None:
    server = start_server("echo", "--max-body-bytes", "2048")
    with EnvClient(server.url) as env:  # type: ignore[attr-defined]
        env.reset()
        with pytest.raises(ValueError, match="max-body-bytes"):
            env.step("x" * 4_000_000)
        assert env.step("x").step == 1


class LoopPeer:
    """Listens on this loop, and answers a request when the test says so."""

    def __init__(self) -> None:
        self.requests: list[bytes] = []
        self._writers: list[asyncio.StreamWriter] = []

    async def open(self) -> str:
        """Listen, and return the address."""
        self._server = await asyncio.start_server(self._serve, "127.0.0.1", 0)
        return f"http://127.0.0.1:{self._server.sockets[0].getsockname()[1]}"

    def say(self, text: bytes) -> None:
        """Write to those who are connected."""
        for writer in self._writers:
            writer.write(text)

    @property
    def connections(self) -> int:
        """Connections that are open."""
        return len(self._writers)

    async def close(self) -> None:
        """Listen no more."""
        for writer in self._writers:
            writer.transport.abort()
        self._server.close()
        await eventually(lambda: not self._writers, DEADLINE_S)

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self._writers.append(writer)
        with contextlib.suppress(OSError):
            while request := await reader.read(65536):
                self.requests.append(request)
        writer.transport.abort()
        self._writers.remove(writer)


@pytest.fixture
async def loop_peer() -> AsyncIterator[LoopPeer]:
    """A peer that ends with the test; `LoopPeer.open` begins it."""
    peer = LoopPeer()
    yield peer
    await peer.close()


async def test_each_request_has_its_own_time(loop_peer: LoopPeer) -> None:
    wire = AsyncPlainWire(await loop_peer.open(), {})

    async def asked(timeout_s: float, number: int) -> asyncio.Task[Answer | NoAnswer]:
        asking = asyncio.create_task(wire.send(GET.within(timeout_s)))
        await eventually(lambda: len(loop_peer.requests) == number, DEADLINE_S)
        return asking

    first = await asked(0.5, 1)
    loop_peer.say(OK)
    assert isinstance(await first, Answer)
    connection = wire._idle
    assert connection is not None
    second = await asked(DEADLINE_S, 2)
    began = connection._timer
    # The time of the first is over, and that of the second goes on.
    await eventually(lambda: connection._timer not in (None, began), DEADLINE_S)
    loop_peer.say(OK)
    assert isinstance(await second, Answer)
    third = await asked(0.05, 3)
    assert await third == NoAnswer("no answer within 0.05 s", reached=True, timed_out=True)
    await wire.close()
    await eventually(lambda: loop_peer.connections == 0, DEADLINE_S)


async def test_a_connection_in_use_when_its_wire_is_closed_is_closed_after_it(loop_peer: LoopPeer) -> None:
    wire = AsyncPlainWire(await loop_peer.open(), {})
    asking = asyncio.create_task(wire.send(GET))
    await eventually(lambda: loop_peer.requests, DEADLINE_S)
    await wire.close()
    loop_peer.say(OK)
    assert isinstance(await asking, Answer)
    await eventually(lambda: loop_peer.connections == 0, DEADLINE_S)


async def test_what_comes_unasked_behind_an_answer_is_no_answer_to_the_next_request() -> None:
    connection = _Connection(asyncio.get_running_loop())
    transport = Mock(asyncio.WriteTransport)
    connection.connection_made(transport)
    asking = asyncio.create_task(connection.exchange(b"GET", DEADLINE_S))
    await eventually(lambda: transport.write.called, DEADLINE_S)
    connection.data_received(OK)
    # Before the one who asked has had a turn.
    connection.data_received(OK[:-2])
    assert isinstance(await asking, Answer)
    transport.abort.assert_called_once()
    connection.connection_lost(None)


async def test_a_connection_that_has_ended_takes_no_request() -> None:
    connection = _Connection(asyncio.get_running_loop())
    connection.connection_made(Mock(asyncio.WriteTransport))
    connection.connection_lost(None)
    async with asyncio.timeout(DEADLINE_S / 2):
        heard = await connection.exchange(b"GET", DEADLINE_S)
    assert isinstance(heard, NoAnswer)
    assert not heard.reached


async def test_a_call_beside_another_has_a_connection_of_its_own(echo_url: str) -> None:
    async with AsyncEnvClient(echo_url) as env:
        await env.reset()
        told = await asyncio.gather(env.step("x"), env.state(), env.tasks(), env.sessions())
        assert told[0].step == 1
        assert (await env.step("y")).step == 2
