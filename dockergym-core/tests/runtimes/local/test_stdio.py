"""The two pipes behave as one transport, on both event loops."""

from __future__ import annotations

import asyncio
import os
from collections.abc import Awaitable, Callable
from typing import cast

import pytest
import uvloop

from dockergym.runtimes.local.stdio import StdioTransport
from dockergym.testing.runtimes import Lines

Check = Callable[[StdioTransport, Lines, int, int], Awaitable[None]]


class Flow(Lines):
    """Notes whether writing is paused."""

    def __init__(self) -> None:
        super().__init__()
        self.paused: list[bool] = []

    def pause_writing(self) -> None:
        self.paused.append(True)

    def resume_writing(self) -> None:
        self.paused.append(False)


async def scene(check: Check) -> None:
    output, workers_output = os.pipe()
    workers_input, into = os.pipe()
    lines = Flow()
    transport = await StdioTransport.connect(lambda: lines, output, into)
    try:
        async with asyncio.timeout(20):
            await check(transport, lines, workers_input, workers_output)
    finally:
        transport.abort()
        for end in (workers_input, workers_output):
            try:
                os.close(end)
            except OSError:
                continue
        await lines.end()


async def output_goes_on_after_the_input_was_closed(
    transport: StdioTransport, lines: Lines, workers_input: int, workers_output: int
) -> None:
    os.close(workers_input)
    transport.write(b"x" * 100_000)
    await asyncio.sleep(0)
    os.write(workers_output, b"still here\n")
    assert await lines.next() == "still here"
    transport.write(b"nobody reads this")
    assert not lines.lost


async def writing_is_paused_while_the_worker_does_not_read(
    transport: StdioTransport, lines: Lines, workers_input: int, workers_output: int
) -> None:
    flow = cast("Flow", lines)
    transport.write(b"x" * 1_000_000)
    assert flow.paused == [True]
    assert transport.get_write_buffer_size() > 0
    os.set_blocking(workers_input, False)
    received = 0
    while received < 1_000_000:
        try:
            received += len(os.read(workers_input, 65536))
        except BlockingIOError:
            await asyncio.sleep(0)
    await asyncio.sleep(0)
    assert flow.paused == [True, False]


async def closing_with_a_full_pipe_ends_all_the_same(
    transport: StdioTransport, lines: Lines, workers_input: int, workers_output: int
) -> None:
    transport.write(b"x" * 1_000_000)
    transport.close()
    transport.close()
    transport.abort()
    transport.abort()
    await lines.end()
    assert transport.is_closing()
    transport.write(b"dropped")


async def the_end_of_the_output_is_the_end(
    transport: StdioTransport, lines: Lines, workers_input: int, workers_output: int
) -> None:
    os.write(workers_output, b"half a line")
    os.close(workers_output)
    await lines.end()
    with pytest.raises(EOFError, match="half a line"):
        await lines.next()


@pytest.mark.parametrize("new_loop", [asyncio.new_event_loop, uvloop.new_event_loop])
@pytest.mark.parametrize(
    "check",
    [
        output_goes_on_after_the_input_was_closed,
        writing_is_paused_while_the_worker_does_not_read,
        closing_with_a_full_pipe_ends_all_the_same,
        the_end_of_the_output_is_the_end,
    ],
    ids=lambda check: check.__name__,
)
def test_the_transport(check: Check, new_loop: Callable[[], asyncio.AbstractEventLoop]) -> None:
    with asyncio.Runner(loop_factory=new_loop) as runner:
        runner.run(scene(check))
