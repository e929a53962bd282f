"""What ``/proc`` says about processes: who they are, and which worker they belong to."""

from __future__ import annotations

import asyncio
import contextlib
import functools
import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias

from dockergym.runtimes.base import WorkerExit

WORKER_VARIABLE = "DOCKERGYM_WORKER_ID"
"""Set for every worker and inherited by its descendants, also by those that leave its session."""

_MARKER = WORKER_VARIABLE.encode() + b"="
_PROC = Path("/proc")
_LOOK_EVERY_S = 0.05


@dataclass(frozen=True, slots=True)
class Process:
    """One process, at one moment."""

    pid: int
    session: int
    identity: str
    """The boot and the moment in it at which it started: what tells it from a later one of its number."""
    is_over: bool
    """Whether it has ended and only waits to be reaped."""


@functools.cache
def _boot() -> str:
    return (_PROC / "sys/kernel/random/boot_id").read_text().strip()


def read_process(pid: int) -> Process | None:
    """Return the process of that number, or ``None`` where there is none."""
    try:
        stat = (_PROC / str(pid) / "stat").read_bytes()
    except (FileNotFoundError, ProcessLookupError):
        return None
    # The name before the bracket may hold spaces and brackets itself.
    fields = stat[stat.rindex(b")") + 2 :].split()
    return Process(pid, int(fields[3]), f"{_boot()}:{fields[19].decode()}", fields[0] in b"ZX")


def worker_of(pid: int) -> str | None:
    """Return the id of the worker that a process descends from, where it says so and may be asked."""
    try:
        variables = (_PROC / str(pid) / "environ").read_bytes()
    except OSError:
        return None
    for variable in variables.split(b"\0"):
        if variable.startswith(_MARKER):
            return variable[len(_MARKER) :].decode("utf-8", "replace")
    return None


def running_processes() -> Iterator[Process]:
    """Yield every process of this machine that has not ended."""
    for name in os.listdir(_PROC):  # noqa: PTH208 - a Path for each process costs more than reading about it
        process = read_process(int(name)) if name.isdigit() else None
        if process is not None and not process.is_over:
            yield process


def exit_of_child(pid: int) -> WorkerExit | None:
    """Return how a child of ours ended, without reaping it; ``None`` while it runs.

    Raises:
        ChildProcessError: it is no child of ours, or has been reaped.
    """
    found = os.waitid(os.P_PID, pid, os.WEXITED | os.WNOHANG | os.WNOWAIT)
    if found is None:
        return None
    return WorkerExit(found.si_status if found.si_code == os.CLD_EXITED else 128 + found.si_status)


def reap(pid: int) -> None:
    """Let go of a child that has ended; no error where it is none."""
    with contextlib.suppress(ChildProcessError):
        os.waitpid(pid, os.WNOHANG)


def signal_group(leader: int, signal_number: int) -> None:
    """Signal every process of the group that a process leads; no error where there is none."""
    with contextlib.suppress(ProcessLookupError):
        os.killpg(leader, signal_number)


class EndWatch:
    """Notices the end of a process, a child or not, as soon as it ends."""

    def __init__(self, pid: int, on_end: Callable[[], None]) -> None:
        """Begin to watch; ``on_end`` is called once, by the event loop."""
        self._pid = pid
        self._on_end = on_end
        self._loop = asyncio.get_running_loop()
        self._descriptor: int | None = None
        self._timer: asyncio.Handle | None = None
        self.ended = asyncio.Event()
        try:
            self._descriptor = os.pidfd_open(pid)
        except OSError:
            # It has been reaped, or this kernel knows no descriptors of processes.
            self._look_again()
        else:
            self._loop.add_reader(self._descriptor, self._end)

    async def wait(self, timeout_s: float) -> None:
        """Wait until the process has ended, or the time has passed."""
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(timeout_s):
                await self.ended.wait()

    def close(self) -> None:
        """Stop watching."""
        if self._timer is not None:
            self._timer.cancel()
        if self._descriptor is not None:
            self._loop.remove_reader(self._descriptor)
            os.close(self._descriptor)
            self._descriptor = None

    def _look_again(self) -> None:
        process = read_process(self._pid)
        if process is None or process.is_over:
            self._timer = self._loop.call_soon(self._end)
        else:
            self._timer = self._loop.call_later(_LOOK_EVERY_S, self._look_again)

    def _end(self) -> None:
        self.close()
        self.ended.set()
        self._on_end()


_Population: TypeAlias = list[tuple[Process, str | None]]


class Census:
    """Finds the processes that belong to workers; many who ask at the same time share one look at ``/proc``."""

    def __init__(self) -> None:
        self._current: asyncio.Task[_Population] | None = None
        self._next: asyncio.Task[_Population] | None = None

    async def members(self, worker_id: str, session: int | None) -> list[Process]:
        """Return the running processes of a worker: those in its session and those that carry its id."""
        if self._next is None:
            self._next = asyncio.create_task(self._look(after=self._current))
        found = await asyncio.shield(self._next)
        return [
            process
            for process, worker in found
            if worker == worker_id or (session is not None and process.session == session)
        ]

    async def _look(self, after: asyncio.Task[_Population] | None) -> _Population:
        if after is not None:
            await asyncio.wait([after])
        # From here on the look is under way: who asks now might have begun something it does not see.
        self._current, self._next = self._next, None
        return await asyncio.to_thread(_look_at_all)


def _look_at_all() -> _Population:
    return [(process, worker_of(process.pid)) for process in running_processes()]
