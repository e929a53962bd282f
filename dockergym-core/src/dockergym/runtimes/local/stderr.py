"""A worker's standard error: a named pipe in the worker's folder.

The worker holds both ends of it open, so that it outlives the server: nothing is ever written to a pipe
without a reader, which would end many programs, and a server that comes back opens it by its name and
goes on reading. A worker that writes more than a pipe holds (64 KiB) while there is no server waits for
the next; no disk is filled.
"""

from __future__ import annotations

import asyncio
import os
from pathlib import Path

from dockergym.runtimes.local.pipe_end import PipeEnd
from dockergym.runtimes.tail import Tail

_NAME = "stderr"
_READ_BYTES = 65536
_LAST_READS = 64
"""How much of what is in the pipe is read when somebody asks for the tail: a pipe holds 1 MiB at most."""


def make_stderr(folder: Path) -> tuple[int, int]:
    """Make the pipe; return the server's end, which never blocks, and the worker's, which holds both.

    Raises:
        OSError: it cannot be made.
    """
    os.mkfifo(folder / _NAME, 0o600)
    # Opening one end alone would wait for the other.
    worker_end = os.open(folder / _NAME, os.O_RDWR)
    try:
        return open_stderr(folder), worker_end
    except BaseException:
        os.close(worker_end)
        raise


def open_stderr(folder: Path) -> int:
    """Return the server's end of a worker's pipe.

    Raises:
        OSError: there is no such pipe.
    """
    return os.open(folder / _NAME, os.O_RDONLY | os.O_NONBLOCK)


class StderrReader(asyncio.Protocol):
    """Reads a worker's standard error all the time and keeps the last lines."""

    def __init__(self) -> None:
        self._tail = Tail()
        self._transport: asyncio.BaseTransport | None = None
        self._descriptor: int | None = None

    @classmethod
    async def connect(cls, descriptor: int) -> StderrReader:
        """Begin to read; owns the descriptor from now on.

        Raises:
            OSError: the pipe cannot be watched.
        """
        reader = cls()
        end, loop = PipeEnd(descriptor), asyncio.get_running_loop()
        try:
            await loop.connect_read_pipe(lambda: reader, end.given_to(loop))
        except BaseException:
            # uvloop has closed the descriptor by now, asyncio has not.
            end.close()
            raise
        reader._descriptor = descriptor
        return reader

    def text(self) -> str:
        """Return the last lines, also those that the event loop has had no time to read yet."""
        for _ in range(_LAST_READS):
            if self._descriptor is None or not self._read_now(self._descriptor):
                break
        return self._tail.text()

    def close(self) -> None:
        """Stop reading; the lines read so far stay."""
        if self._transport is not None:
            self.text()
            self._descriptor = None
            self._transport.close()

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = transport

    def data_received(self, data: bytes) -> None:
        self._tail.feed(data)

    def eof_received(self) -> None:
        self._descriptor = None

    def connection_lost(self, exc: Exception | None) -> None:
        self._descriptor = None
        self._transport = None

    def _read_now(self, descriptor: int) -> bool:
        try:
            data = os.read(descriptor, _READ_BYTES)
        except BlockingIOError:
            return False
        self._tail.feed(data)
        return bool(data)
