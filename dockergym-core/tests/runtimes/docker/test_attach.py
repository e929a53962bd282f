"""The attached connection, against an engine that does as it is told; on both event loops."""

from __future__ import annotations

import asyncio
import struct
import tempfile
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
import uvloop

from dockergym.errors import RuntimeUnavailable
from dockergym.runtimes.docker.address import EngineAddress
from dockergym.runtimes.docker.attach import Attachment
from dockergym.runtimes.docker.frames import STDERR, STDOUT
from dockergym.runtimes.docker.refusal import EngineRefused
from dockergym.runtimes.tail import Tail
from dockergym.testing.runtimes import Lines, say

SWITCHED = b"HTTP/1.1 101 UPGRADED\r\nConnection: Upgrade\r\nUpgrade: tcp\r\n\r\n"


def frame(stream: int, data: bytes) -> bytes:
    return struct.pack(">BxxxL", stream, len(data)) + data


class ScriptedEngine:
    """Takes one attach and then does what the test writes."""

    def __init__(self) -> None:
        self.request = b""
        self._peer: asyncio.Future[tuple[asyncio.StreamReader, asyncio.StreamWriter]]
        self._peer = asyncio.get_running_loop().create_future()
        self.address = EngineAddress("unix:///not/open/yet")

    @classmethod
    @asynccontextmanager
    async def open(cls, answer: bytes) -> AsyncIterator[ScriptedEngine]:
        engine = cls()

        async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
            engine.request = await reader.readuntil(b"\r\n\r\n")
            writer.write(answer)
            engine._peer.set_result((reader, writer))

        # A short path: pytest's own may be too long for a socket.
        with tempfile.TemporaryDirectory() as folder:
            path = f"{folder}/engine.sock"
            engine.address = EngineAddress(f"unix://{path}")
            server = await asyncio.start_unix_server(serve, path)
            try:
                async with asyncio.timeout(20):
                    yield engine
            finally:
                if engine._peer.done():
                    (await engine._peer)[1].close()
                server.close()

    async def attach(self, tail: Tail | None = None, timeout_s: float = 10) -> Attachment:
        return await Attachment.open(self.address, "1.41", "c1", tail or Tail(), timeout_s)

    async def write(self, data: bytes) -> None:
        _, writer = await self._peer
        writer.write(data)
        await writer.drain()

    async def read(self, size: int) -> bytes:
        reader, _ = await self._peer
        return await reader.readexactly(size)

    async def hang_up(self) -> None:
        _, writer = await self._peer
        writer.close()


async def everything_passes_in_order() -> None:
    tail = Tail()
    async with ScriptedEngine.open(SWITCHED + frame(STDOUT, b"with the head\n")) as engine:
        attachment = await engine.attach(tail)
        assert engine.request.startswith(
            b"POST /v1.41/containers/c1/attach?stream=1&stdin=1&stdout=1&stderr=1 "
        )
        await engine.write(frame(STDOUT, b"be") + frame(STDERR, b"noise\n") + frame(STDOUT, b"fore\n"))
        lines = Lines()
        transport = attachment.listen(lambda: lines)
        assert [await lines.next(), await lines.next()] == ["with the head", "before"]
        say(lines, "to the worker")
        assert await engine.read(14) == b"to the worker\n"
        await engine.write(frame(STDOUT, b"after\n"))
        assert await lines.next() == "after"
        assert tail.text() == "noise\n"
        assert not transport.can_write_eof()
        await engine.hang_up()
        await lines.end()
        assert transport.is_closing()
        transport.write(b"dropped")
        transport.close()


async def output_of_a_container_that_has_ended_is_delivered_before_its_end() -> None:
    async with ScriptedEngine.open(SWITCHED) as engine:
        attachment = await engine.attach()
        await engine.write(frame(STDOUT, b"last\n"))
        await engine.hang_up()
        await attachment.ended.wait()
        lines = Lines()
        attachment.listen(lambda: lines)
        assert await lines.next() == "last"
        await lines.end()


async def standard_error_is_read_after_the_listener_has_left() -> None:
    tail = Tail()
    async with ScriptedEngine.open(SWITCHED) as engine:
        attachment = await engine.attach(tail)
        lines = Lines()
        transport = attachment.listen(lambda: lines)
        transport.pause_reading()
        transport.close()
        transport.close()
        await lines.end()
        await engine.write(frame(STDOUT, b"unheard\n" * 100_000) + frame(STDERR, b"heard\n"))
        await engine.hang_up()
        await attachment.ended.wait()
        assert tail.text() == "heard\n"


async def output_that_nobody_takes_is_held_up_to_a_bound() -> None:
    size = 20_000_000
    async with ScriptedEngine.open(SWITCHED) as engine:
        attachment = await engine.attach()
        writing = asyncio.create_task(engine.write(frame(STDOUT, b"x" * size + b"\n")))
        done, _ = await asyncio.wait([writing], timeout=0.5)
        assert not done, "20 MB were read ahead for a listener that may never come"
        lines = Lines()
        attachment.listen(lambda: lines)
        assert len(await lines.next()) == size
        await writing


async def a_listener_that_does_not_read_slows_the_worker() -> None:
    async with ScriptedEngine.open(SWITCHED) as engine:
        attachment = await engine.attach()
        lines = Lines()
        transport = attachment.listen(lambda: lines)
        await engine.write(frame(STDOUT, b"ready\n"))
        assert await lines.next() == "ready"
        transport.pause_reading()
        writing = asyncio.create_task(engine.write(frame(STDOUT, b"x" * 20_000_000 + b"\n")))
        done, _ = await asyncio.wait([writing], timeout=0.5)
        assert not done
        transport.resume_reading()
        assert len(await lines.next()) == 20_000_000
        await writing


async def a_refusal_says_why() -> None:
    body = b'{"message":"No such container: c1"}'
    head = b"HTTP/1.1 404 Not Found\r\nContent-Length: %d\r\n\r\n" % len(body)
    async with ScriptedEngine.open(head + body) as engine:
        with pytest.raises(EngineRefused, match="No such container: c1") as caught:
            await engine.attach()
        assert caught.value.status == 404


async def an_engine_that_hangs_is_given_up() -> None:
    async with ScriptedEngine.open(b"HTTP/1.1 101 UPG") as engine:
        with pytest.raises(RuntimeUnavailable, match=r"within 0\.1 s"):
            await engine.attach(timeout_s=0.1)


async def something_that_is_no_engine_is_refused() -> None:
    async with ScriptedEngine.open(b"SSH-2.0-OpenSSH_9\r\n\r\n") as engine:
        with pytest.raises(RuntimeUnavailable, match="SSH-2"):
            await engine.attach()


async def an_engine_that_hangs_up_is_unavailable() -> None:
    async with ScriptedEngine.open(b"") as engine:
        attaching = asyncio.create_task(engine.attach())
        await engine.hang_up()
        with pytest.raises(RuntimeUnavailable, match="closed the connection"):
            await attaching


async def garbage_instead_of_frames_ends_the_connection() -> None:
    async with ScriptedEngine.open(SWITCHED) as engine:
        attachment = await engine.attach()
        lines = Lines()
        attachment.listen(lambda: lines)
        await engine.write(b"garbage instead of a frame")
        await lines.end()
        assert attachment.ended.is_set()


@pytest.mark.parametrize("new_loop", [asyncio.new_event_loop, uvloop.new_event_loop])
@pytest.mark.parametrize(
    "scene",
    [
        everything_passes_in_order,
        output_of_a_container_that_has_ended_is_delivered_before_its_end,
        standard_error_is_read_after_the_listener_has_left,
        output_that_nobody_takes_is_held_up_to_a_bound,
        a_listener_that_does_not_read_slows_the_worker,
        a_refusal_says_why,
        an_engine_that_hangs_is_given_up,
        something_that_is_no_engine_is_refused,
        an_engine_that_hangs_up_is_unavailable,
        garbage_instead_of_frames_ends_the_connection,
    ],
    ids=lambda scene: scene.__name__,
)
def test_attached(
    scene: Callable[[], Awaitable[None]], new_loop: Callable[[], asyncio.AbstractEventLoop]
) -> None:
    async def play() -> None:
        await scene()

    with asyncio.Runner(loop_factory=new_loop) as runner:
        runner.run(play())


async def test_nobody_at_the_address(tmp_path: Path) -> None:
    address = EngineAddress(f"unix://{tmp_path}/no.sock")
    with pytest.raises(RuntimeUnavailable, match="--runtime local"):
        await Attachment.open(address, "1.41", "c1", Tail(), 5)
