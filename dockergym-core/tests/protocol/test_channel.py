"""A reply reaches the request it answers, or nobody."""

from __future__ import annotations

import asyncio
import json
import socket
from collections.abc import AsyncIterator
from typing import Any

import pytest

from dockergym.errors import DockerGymError, WorkerProtocolError, WorkerReplyTooLarge, WorkerTimeout
from dockergym.protocol.channel import Channel, ChannelClosed, HelloReceived
from dockergym.protocol.messages import Reply, decode_plain_reply


class Peer:
    """The worker's end of a real socket."""

    def __init__(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.reader = reader
        self.writer = writer

    async def request(self) -> dict[str, Any]:
        message: dict[str, Any] = json.loads(await asyncio.wait_for(self.reader.readline(), 5))
        return message

    def say(self, raw: bytes) -> None:
        self.writer.write(raw + b"\n")

    def reply(self, observation: str, **changes: Any) -> None:
        fields = {"status": "ok", "observation": observation, "reward": 0, "done": False, **changes}
        self.say(json.dumps(fields).encode())


async def connect(**options: Any) -> tuple[Channel[Reply], Peer]:
    ours, theirs = socket.socketpair()
    channel = Channel(decode_plain_reply, max_reply_bytes=10_000, **options)
    await asyncio.get_running_loop().create_connection(lambda: channel, sock=ours)
    return channel, Peer(*await asyncio.open_connection(sock=theirs))


@pytest.fixture
async def pair() -> AsyncIterator[tuple[Channel[Reply], Peer]]:
    channel, peer = await connect()
    yield channel, peer
    channel.close()
    peer.writer.close()
    await asyncio.wait_for(channel.closed, 5)


Pair = tuple[Channel[Reply], Peer]


async def ask(channel: Channel[Reply], timeout_s: float = 5) -> Reply:
    return await channel.request({"cmd": "step", "action": "look"}, timeout_s)


async def test_a_reply_with_the_id_answers_the_request(pair: Pair) -> None:
    channel, peer = pair
    asked = asyncio.create_task(ask(channel))
    request = await peer.request()
    assert request == {"cmd": "step", "action": "look", "id": 1}
    peer.reply("here", id=request["id"])
    assert (await asked).observation == "here"


async def test_a_reply_without_id_is_taken(pair: Pair) -> None:
    channel, peer = pair
    asked = asyncio.create_task(ask(channel))
    await peer.request()
    peer.reply("here")
    assert (await asked).observation == "here"


async def test_a_reply_to_another_request_is_dropped(pair: Pair) -> None:
    channel, peer = pair
    asked = asyncio.create_task(ask(channel))
    request = await peer.request()
    peer.reply("of long ago", id=request["id"] - 1)
    peer.reply("now", id=request["id"])
    assert (await asked).observation == "now"


async def test_a_missed_deadline_finishes_the_channel(pair: Pair) -> None:
    channel, peer = pair
    with pytest.raises(WorkerTimeout):
        await ask(channel, 0.05)
    with pytest.raises(WorkerTimeout):
        await ask(channel)
    await peer.request()
    assert await asyncio.wait_for(peer.reader.read(), 5) == b""


@pytest.mark.parametrize(
    ("raw", "error"),
    [
        (b"Traceback (most recent call last):", WorkerProtocolError),
        (b'{"status": "ok"}', WorkerProtocolError),
        (b"x" * 20_000, WorkerReplyTooLarge),
    ],
)
async def test_nonsense_finishes_the_channel(pair: Pair, raw: bytes, error: type[DockerGymError]) -> None:
    channel, peer = pair
    asked = asyncio.create_task(ask(channel))
    await peer.request()
    peer.say(raw)
    with pytest.raises(error):
        await asked
    with pytest.raises(error):
        await ask(channel)


async def test_a_line_that_answers_nothing_finishes_the_channel(pair: Pair) -> None:
    channel, peer = pair
    peer.reply("unasked")
    async with asyncio.timeout(5):
        await channel.closed
    with pytest.raises(WorkerProtocolError):
        await ask(channel)


async def test_a_second_reply_never_answers_the_next_request(pair: Pair) -> None:
    channel, peer = pair
    asked = asyncio.create_task(ask(channel))
    await peer.request()
    peer.writer.write(b'{"status":"ok","observation":"1","reward":0,"done":false}\n' * 2)
    await asked
    async with asyncio.timeout(5):
        await channel.closed
    with pytest.raises(WorkerProtocolError):
        await ask(channel)


async def test_the_end_of_the_stream_fails_the_request(pair: Pair) -> None:
    channel, peer = pair
    asked = asyncio.create_task(ask(channel))
    await peer.request()
    peer.writer.close()
    with pytest.raises(ChannelClosed) as failed:
        await asked
    assert failed.value.applied is None
    # What comes later is not sent at all.
    with pytest.raises(ChannelClosed) as later:
        await ask(channel)
    assert later.value.applied is False


async def test_an_abandoned_request_finishes_the_channel(pair: Pair) -> None:
    channel, peer = pair
    asked = asyncio.create_task(ask(channel))
    await peer.request()
    asked.cancel()
    with pytest.raises(asyncio.CancelledError):
        await asked
    with pytest.raises(ChannelClosed):
        await ask(channel)


async def test_two_requests_at_once_are_refused(pair: Pair) -> None:
    channel, peer = pair
    asked = asyncio.create_task(ask(channel))
    await peer.request()
    with pytest.raises(RuntimeError, match="in flight"):
        await ask(channel)
    peer.reply("still served", id=1)
    assert (await asked).observation == "still served"


async def test_hello_with_a_socket_turns_the_request_away() -> None:
    channel, peer = await connect(expect_hello=True)
    asked = asyncio.create_task(ask(channel))
    peer.say(b'{"status":"hello","protocol":1,"socket":"keeper.sock"}')
    with pytest.raises(HelloReceived) as caught:
        await asked
    assert caught.value.hello.socket == "keeper.sock"
    assert channel.failure is None
    channel.close()
    peer.writer.close()


async def test_hello_without_a_socket_leaves_the_request_waiting() -> None:
    channel, peer = await connect(expect_hello=True)
    asked = asyncio.create_task(ask(channel))
    request = await peer.request()
    peer.say(b'{"status":"hello","protocol":1,"socket":null}')
    peer.reply("here", id=request["id"])
    assert (await asked).observation == "here"
    hello = await channel.hello
    assert hello is not None
    assert hello.socket is None
    channel.close()
    peer.writer.close()


async def test_a_first_line_that_is_a_reply_means_no_hello() -> None:
    channel, peer = await connect(expect_hello=True)
    asked = asyncio.create_task(ask(channel))
    await peer.request()
    peer.reply("here")
    await asked
    assert await channel.hello is None
    channel.close()
    peer.writer.close()


async def test_a_large_request_reaches_a_worker_that_reads_late(pair: Pair) -> None:
    channel, peer = pair
    peer.reader._limit = 10_000_000  # type: ignore[attr-defined] # StreamReader has no public way
    asked = asyncio.create_task(channel.request({"cmd": "step", "action": "x" * 3_000_000}, 20))
    request = await peer.request()
    assert len(request["action"]) == 3_000_000
    peer.reply("read", id=request["id"])
    assert (await asked).observation == "read"
