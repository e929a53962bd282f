"""A pipe is closed once: a number that is closed twice may be another thread's by the second time."""

from __future__ import annotations

import asyncio
import os
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest
import uvloop

from dockergym.runtimes.local.pipe_end import PipeEnd

LOOPS = [asyncio.new_event_loop, uvloop.new_event_loop]
PIPES = 12_000
THREADS = 3


def is_open(descriptor: int) -> bool:
    """Say whether a number stands for something."""
    try:
        os.fstat(descriptor)
    except OSError:
        return False
    return True


@contextmanager
def pipes_of_other_threads() -> Iterator[list[OSError]]:
    """Have threads open and close pipes of their own all the time; what goes wrong there is found in the list."""
    failures: list[OSError] = []
    done = threading.Event()

    def work() -> None:
        while not done.is_set() and not failures:
            try:
                for end in [end for _ in range(4) for end in os.pipe()]:
                    os.close(end)
            except OSError as error:
                failures.append(error)

    threads = [threading.Thread(target=work) for _ in range(THREADS)]
    interval = sys.getswitchinterval()
    sys.setswitchinterval(0.0005)
    for thread in threads:
        thread.start()
    try:
        yield failures
    finally:
        done.set()
        for thread in threads:
            thread.join()
        sys.setswitchinterval(interval)


async def connect_and_close() -> None:
    """Read a pipe, and stop reading it."""
    loop = asyncio.get_running_loop()
    reading, writing = os.pipe()
    transport, _ = await loop.connect_read_pipe(asyncio.Protocol, PipeEnd(reading).given_to(loop))
    transport.close()
    await asyncio.sleep(0)
    os.close(writing)


async def connect_many() -> None:
    for _ in range(PIPES):
        await connect_and_close()


def test_no_other_threads_pipe_is_closed() -> None:
    with pipes_of_other_threads() as failures, asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
        runner.run(connect_many())
    assert failures == []


@pytest.mark.parametrize("new_loop", LOOPS)
def test_the_pipe_is_closed_all_the_same(new_loop: Callable[[], asyncio.AbstractEventLoop]) -> None:
    async def scene() -> None:
        loop = asyncio.get_running_loop()
        reading, writing = os.pipe()
        transport, _ = await loop.connect_read_pipe(asyncio.Protocol, PipeEnd(reading).given_to(loop))
        assert is_open(reading)
        transport.close()
        for _ in range(5):
            await asyncio.sleep(0)
        assert not is_open(reading)
        os.close(writing)

    with asyncio.Runner(loop_factory=new_loop) as runner:
        runner.run(scene())


def test_an_end_that_no_loop_got_is_closed_by_its_owner() -> None:
    reading, writing = os.pipe()
    end = PipeEnd(reading)
    end.close()
    assert not is_open(reading)
    os.dup2(writing, reading)
    end.close()
    assert is_open(reading)
    os.close(reading)
    os.close(writing)
