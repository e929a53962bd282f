"""The faulty network does to requests what it says, and otherwise nothing."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator

import httpx
import pytest

from dockergym.testing.waiting import eventually
from faults.proxy import MISHAPS, FaultyProxy, Message, Mishap, read_message

PATIENCE_S = 5.0


WHAT_HAPPENS: list[tuple[str, int, int | type[Exception]]] = [
    ("request lost", 0, httpx.RemoteProtocolError),
    ("request cut in its middle", 0, httpx.RemoteProtocolError),
    ("request late, after its retry", 1, httpx.RemoteProtocolError),
    ("request doubled", 2, 200),
    ("reply lost", 1, httpx.RemoteProtocolError),
    ("reply cut in its head", 1, httpx.RemoteProtocolError),
    ("reply cut in its body", 1, httpx.RemoteProtocolError),
    ("reply late", 1, 200),
    ("connection reset", 1, httpx.ReadError),
    ("connection half open", 1, httpx.RemoteProtocolError),
    ("connection silent", 1, httpx.ReadTimeout),
    ("slow reader", 1, 200),
    ("gateway error before", 0, 502),
    ("gateway error after", 1, 502),
]
"""Mishaps, how often the request arrives, and what the client hears."""


class Counter:
    """A server that numbers its answers."""

    def __init__(self) -> None:
        self.arrived: list[Message] = []

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            while True:
                self.arrived.append(await read_message(reader))
                body = b'{"number": %d}' % len(self.arrived)
                writer.write(b"HTTP/1.1 200 OK\r\ncontent-length: %d\r\n\r\n" % len(body) + body)
                await writer.drain()
        except Exception:
            writer.close()


@pytest.fixture
async def counter() -> AsyncIterator[tuple[Counter, FaultyProxy]]:
    """A server, and a network to it."""
    counter, proxy = Counter(), FaultyProxy()
    async with await asyncio.start_server(counter.serve, "127.0.0.1", 0) as listener:
        proxy.upstream = listener.sockets[0].getsockname()[:2]
        await proxy.open()
        yield counter, proxy
        await proxy.close()


def mishap(name: str) -> Mishap:
    return next(one for one in MISHAPS if one.name == name)


async def send(proxy: FaultyProxy, path: str = "/sessions/a/step", timeout_s: float = 1.0) -> httpx.Response:
    async with httpx.AsyncClient(base_url=proxy.url, timeout=timeout_s, trust_env=False) as http:
        return await http.post(path, json={"action": "look"}, headers={"X-Episode": "e1"})


async def test_without_a_mishap_everything_arrives(counter: tuple[Counter, FaultyProxy]) -> None:
    server, proxy = counter
    answers = await asyncio.gather(*(send(proxy) for _ in range(20)))
    assert sorted(answer.json()["number"] for answer in answers) == list(range(1, 21))
    assert {(one.kind, one.episode, one.body) for one in server.arrived} == {
        ("step", "e1", b'{"action":"look"}')
    }


@pytest.mark.parametrize(("name", "arrivals", "heard"), WHAT_HAPPENS)
async def test_a_mishap_happens_to_one_request(
    counter: tuple[Counter, FaultyProxy], name: str, arrivals: int, heard: int | type[Exception]
) -> None:
    server, proxy = counter
    hit = proxy.arm(mishap(name))
    if isinstance(heard, int):
        assert (await send(proxy)).status_code == heard
    else:
        with pytest.raises(heard):
            await send(proxy)
    assert hit.result() == "e1"
    await eventually(lambda: len(server.arrived) >= arrivals, PATIENCE_S)
    # The next one goes through, and is the only one that has arrived since.
    assert (await send(proxy)).json()["number"] == arrivals + 1


def test_every_mishap_is_tested() -> None:
    assert [name for name, _, _ in WHAT_HAPPENS] == [one.name for one in MISHAPS]


async def test_a_mishap_waits_for_the_kind_of_request_it_is_for(counter: tuple[Counter, FaultyProxy]) -> None:
    _, proxy = counter
    hit = proxy.arm(mishap("reply lost"), "create")
    assert (await send(proxy)).status_code == 200
    assert not hit.done()
    with pytest.raises(httpx.RemoteProtocolError):
        await send(proxy, "/sessions")


async def test_two_answers_to_one_request_are_noted(counter: tuple[Counter, FaultyProxy]) -> None:
    _, proxy = counter
    proxy.arm(mishap("request doubled"))
    await send(proxy)
    assert len(proxy.disagreements) == 1
