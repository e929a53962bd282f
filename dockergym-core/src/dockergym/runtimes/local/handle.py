"""One local worker: a process in a session of its own, with a folder of its own."""

from __future__ import annotations

import asyncio
import contextlib
import os
import shlex
import signal
from collections.abc import Callable, Mapping
from pathlib import Path

from dockergym.errors import RuntimeFailure
from dockergym.runtimes.base import WorkerExit
from dockergym.runtimes.folders import SOCKETS, remove_folder
from dockergym.runtimes.local.processes import (
    Census,
    EndWatch,
    exit_of_child,
    read_process,
    reap,
    signal_group,
)
from dockergym.runtimes.local.record import WorkerRecord
from dockergym.runtimes.local.stderr import StderrReader
from dockergym.runtimes.local.stdio import StdioTransport

_KILL_DEADLINE_S = 10.0


class LocalWorker:
    """A worker process, started by this server or found after a restart."""

    def __init__(
        self, record: WorkerRecord, folder: Path, census: Census, forget: Callable[[str], None]
    ) -> None:
        self._record = record
        self._folder = folder
        self._census = census
        self._forget = forget
        self._stderr: StderrReader | None = None
        self._stdio: tuple[int, int] | None = None
        self._transport: StdioTransport | None = None
        self._watch: EndWatch | None = None
        self._exit: WorkerExit | None = None
        self._stopping = asyncio.Lock()
        self._is_gone = False

    @property
    def worker_id(self) -> str:
        return self._record.worker_id

    @property
    def reference(self) -> str:
        return str(self._record.pid)

    @property
    def environment(self) -> str:
        return self._record.environment

    @property
    def labels(self) -> Mapping[str, str]:
        return self._record.labels

    @property
    def socket_dir(self) -> Path | None:
        return self._folder / SOCKETS if self._record.offers_socket else None

    def watch(self) -> None:
        """Notice the end of the worker's own process, and end those it leaves behind, as a container does.

        Otherwise a descendant that holds its output open would hide that it has ended.
        """
        leader = self._leads()
        if leader is not None:
            self._watch = EndWatch(leader, self._end_group)

    async def read_stderr(self, descriptor: int) -> None:
        """Read the worker's standard error from now on."""
        self._stderr = await StderrReader.connect(descriptor)

    def hold_stdio(self, output: int, into: int) -> None:
        """Keep the worker's standard streams until somebody attaches."""
        self._stdio = (output, into)

    async def attach(self, protocol_factory: Callable[[], asyncio.Protocol]) -> asyncio.Transport:
        if self._stdio is None:
            raise RuntimeFailure(
                f"the standard streams of worker {self.worker_id} (process {self.reference}) are not held any more: "
                "they end with the server that started it, and can be attached once",
                retryable=False,
            )
        (output, into), self._stdio = self._stdio, None
        self._transport = await StdioTransport.connect(protocol_factory, output, into)
        return self._transport

    async def poll(self) -> WorkerExit | None:
        if self._exit is None:
            self._exit = self._look()
        return self._exit

    def stderr_tail(self) -> str:
        return self._stderr.text() if self._stderr is not None else ""

    async def stop(self, grace_s: float | None = None) -> None:
        async with self._stopping:
            if self._is_gone:
                return
            await self._ask_to_end(self._record.stop_timeout_s if grace_s is None else grace_s)
            await self._kill_all()
            self._exit = self._look() or WorkerExit(None)
            if self._record.pid is not None:
                reap(self._record.pid)
            self.let_go()
            await self._remove_folders()
            self._is_gone = True
            self._forget(self.worker_id)

    def let_go(self) -> None:
        """Close this server's ends of the worker's streams, and stop watching it."""
        if self._watch is not None:
            self._watch.close()
            self._watch = None
        if self._transport is not None:
            self._transport.abort()
        if self._stdio is not None:
            for descriptor in self._stdio:
                os.close(descriptor)
            self._stdio = None
        if self._stderr is not None:
            self._stderr.close()

    def _leads(self) -> int | None:
        """Return the number of the leading process while it is certain to be ours: it runs, or is not reaped."""
        if self._record.pid is None:
            return None
        process = read_process(self._record.pid)
        return process.pid if process is not None and process.identity == self._record.identity else None

    def _end_group(self) -> None:
        leader = self._leads()
        if leader is not None:
            signal_group(leader, signal.SIGKILL)

    def _look(self) -> WorkerExit | None:
        leader = self._leads()
        if leader is None:
            return self._exit or WorkerExit(None)
        with contextlib.suppress(ChildProcessError):
            return exit_of_child(leader)
        process = read_process(leader)
        return WorkerExit(None) if process is None or process.is_over else None

    async def _ask_to_end(self, grace_s: float) -> None:
        leader = self._leads()
        if leader is not None and self._watch is not None and grace_s > 0 and self._look() is None:
            signal_group(leader, signal.SIGTERM)
            await self._watch.wait(grace_s)

    async def _kill_all(self) -> None:
        """Kill the process group, then whatever else is left of the worker."""
        deadline = asyncio.get_running_loop().time() + _KILL_DEADLINE_S
        self._end_group()
        if self._watch is not None:
            await self._watch.wait(_KILL_DEADLINE_S)
        pause = 0.001
        while members := await self._census.members(self.worker_id, self._leads()):
            if asyncio.get_running_loop().time() > deadline:
                raise RuntimeFailure(
                    f"processes {', '.join(str(one.pid) for one in members)} of worker {self.worker_id} "
                    f"({shlex.join(self._record.command)}) do not end, though they were killed"
                )
            for member in members:
                with contextlib.suppress(ProcessLookupError):
                    os.kill(member.pid, signal.SIGKILL)
            await asyncio.sleep(pause)
            pause = min(pause * 2, 0.1)

    async def _remove_folders(self) -> None:
        # The record goes last: what is interrupted here is found and finished later.
        for folder in (Path(self._record.scratch), self._folder):
            try:
                await asyncio.to_thread(remove_folder, folder)
            except OSError as error:
                raise RuntimeFailure(f"cannot remove {folder} of worker {self.worker_id}: {error}") from error
