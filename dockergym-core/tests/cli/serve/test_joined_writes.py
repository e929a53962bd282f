"""Answers that arrive in one piece, from a transport that joins what is written to it."""

from __future__ import annotations

import asyncio

from dockergym.cli.serve.joined_writes import JoinedWrites, joined_writes


class Remembering(asyncio.Transport):
    """A transport that keeps what is sent over it."""

    def __init__(self) -> None:
        super().__init__({"peername": ("somewhere", 1)})
        self.sent: list[bytes] = []
        self.closed = False

    def write(self, data: bytes | bytearray | memoryview) -> None:
        self.sent.append(bytes(data))

    def is_closing(self) -> bool:
        return self.closed

    def close(self) -> None:
        self.closed = True

    abort = close


async def test_what_is_written_in_one_turn_is_sent_at_once_and_in_order() -> None:
    under = Remembering()
    transport = JoinedWrites(under)
    transport.write(b"head ")
    transport.write(b"body")
    assert under.sent == []
    await asyncio.sleep(0)
    transport.write(b"next")
    await asyncio.sleep(0)
    assert under.sent == [b"head body", b"next"]


async def test_closing_sends_what_is_written() -> None:
    under = Remembering()
    transport = JoinedWrites(under)
    transport.write(b"last words")
    transport.close()
    assert (under.sent, under.closed) == ([b"last words"], True)
    await asyncio.sleep(0)
    assert under.sent == [b"last words"]


async def test_nothing_is_written_to_a_connection_that_was_cut() -> None:
    under = Remembering()
    transport = JoinedWrites(under)
    transport.write(b"too late")
    transport.abort()
    await asyncio.sleep(0)
    assert under.sent == []


async def test_everything_else_is_the_transport_s_own() -> None:
    assert JoinedWrites(Remembering()).get_extra_info("peername") == ("somewhere", 1)


async def test_a_protocol_s_connections_join_their_writes() -> None:
    class Greeting(asyncio.Protocol):
        def connection_made(self, transport: asyncio.BaseTransport) -> None:
            assert isinstance(transport, JoinedWrites)
            transport.write(b"good ")
            transport.write(b"morning")

    under = Remembering()
    joined_writes(Greeting)().connection_made(under)
    await asyncio.sleep(0)
    assert under.sent == [b"good morning"]
