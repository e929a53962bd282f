"""One container that holds a worker."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from docker.api import APIClient

from dockergym.errors import RuntimeFailure
from dockergym.runtimes.base import LABEL_ENVIRONMENT, LABEL_WORKER, WorkerExit
from dockergym.runtimes.docker.attach import Attachment
from dockergym.runtimes.docker.engine import Engine
from dockergym.runtimes.docker.refusal import EngineRefused
from dockergym.runtimes.folders import SOCKETS, remove_folder
from dockergym.runtimes.tail import Tail

_REMOVE_DEADLINE_S = 60.0
_KEPT_LOG_LINES = 100
_DEFAULT_STOP_TIMEOUT_S = 2.0


@dataclass(frozen=True, slots=True, kw_only=True)
class ContainerFacts:
    """What identifies a worker's container."""

    container: str
    """The engine's id of it."""
    labels: Mapping[str, str]
    folder: Path
    """Of the worker, on this machine; it may not be there."""
    offers_socket: bool
    stop_timeout_s: float = _DEFAULT_STOP_TIMEOUT_S


class ContainerWorker:
    """A worker in a container, started by this server or found after a restart."""

    def __init__(self, engine: Engine, facts: ContainerFacts, tail: Tail) -> None:
        self._engine = engine
        self._facts = facts
        self._tail = tail
        self._attachment: Attachment | None = None
        self._is_listened_to = False
        self._has_logs = False
        self._exit: WorkerExit | None = None
        self._stopping = asyncio.Lock()
        self._is_gone = False

    @property
    def worker_id(self) -> str:
        return self._facts.labels[LABEL_WORKER]

    @property
    def reference(self) -> str:
        return self._facts.container

    @property
    def environment(self) -> str:
        return self._facts.labels[LABEL_ENVIRONMENT]

    @property
    def labels(self) -> Mapping[str, str]:
        return self._facts.labels

    @property
    def socket_dir(self) -> Path | None:
        return self._facts.folder / SOCKETS if self._facts.offers_socket else None

    def hold(self, attachment: Attachment) -> None:
        """Keep the connection to the container's streams until somebody attaches, and until its end."""
        self._attachment = attachment

    async def attach(self, protocol_factory: Callable[[], asyncio.Protocol]) -> asyncio.Transport:
        if self._is_listened_to:
            raise RuntimeFailure(f"worker {self.worker_id} has been attached to before", retryable=False)
        self._is_listened_to = True
        if self._attachment is None:
            self._attachment = await self._engine.attach(self._facts.container, self._tail)
        return self._attachment.listen(protocol_factory)

    async def poll(self) -> WorkerExit | None:
        if self._exit is None and (self._attachment is None or self._attachment.ended.is_set()):
            self._exit = await self._ask_exit()
        return self._exit

    def stderr_tail(self) -> str:
        return self._tail.text()

    async def stop(self, grace_s: float | None = None) -> None:
        async with self._stopping:
            if self._is_gone:
                return
            grace_s = self._facts.stop_timeout_s if grace_s is None else grace_s
            if grace_s > 0 and self._exit is None:
                await self._ask_to_end(grace_s)
            await remove_container(self._engine, self._facts.container)
            self._exit = self._exit or WorkerExit(None)
            self.let_go()
            await remove_worker_folder(self._facts.folder)
            self._is_gone = True

    def let_go(self) -> None:
        """Close the connection to the container's streams."""
        if self._attachment is not None:
            self._attachment.close()

    async def _ask_exit(self) -> WorkerExit | None:
        try:
            state = await self._inspect()
        except EngineRefused as error:
            if error.status != 404:
                raise
            return WorkerExit(None)
        if state["Running"] or state["Status"] == "restarting":
            return None
        await self._read_logs()
        if state["Status"] == "created":
            return WorkerExit(None)
        return WorkerExit(int(state["ExitCode"]), bool(state["OOMKilled"]))

    async def _inspect(self) -> dict[str, Any]:
        container = self._facts.container

        def inspect(client: APIClient) -> dict[str, Any]:
            return dict(client.inspect_container(container)["State"])

        return await self._engine.call("look at the container", inspect)

    async def _read_logs(self) -> None:
        """Take the last lines from the engine's log where nobody was attached to hear them."""
        if self._attachment is not None or self._has_logs:
            return
        self._has_logs = True
        container = self._facts.container

        def read(client: APIClient) -> bytes:
            return client.logs(container, stdout=False, stderr=True, tail=_KEPT_LOG_LINES)

        with contextlib.suppress(EngineRefused):
            self._tail.feed(await self._engine.call("show the container's log", read))

    async def _ask_to_end(self, grace_s: float) -> None:
        container = self._facts.container
        try:
            await self._engine.call("signal the container", lambda client: client.kill(container, "SIGTERM"))
        except EngineRefused:
            # It has ended already, or is going: what is left of it is removed next.
            return
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(grace_s):
                await self._wait_for_end()

    async def _wait_for_end(self) -> None:
        if self._attachment is not None:
            await self._attachment.ended.wait()
            return
        pause = 0.01
        while await self.poll() is None:
            await asyncio.sleep(pause)
            pause = min(pause * 2, 0.2)


async def remove_container(engine: Engine, container: str) -> None:
    """Kill and remove a container with its volumes; no error where there is none.

    Raises:
        RuntimeFailure: it is still there.
    """
    deadline = asyncio.get_running_loop().time() + _REMOVE_DEADLINE_S
    pause = 0.02
    while True:
        try:
            await engine.call(
                "remove the container", lambda client: client.remove_container(container, v=True, force=True)
            )
            return
        except EngineRefused as error:
            if error.status == 404:
                return
            # 409: somebody else is removing it. 5xx: its files are still in use for a moment.
            if asyncio.get_running_loop().time() > deadline:
                raise
        await asyncio.sleep(pause)
        pause = min(pause * 2, 1.0)


async def remove_worker_folder(folder: Path) -> None:
    """Remove a worker's folder; no error where there is none.

    Raises:
        RuntimeFailure: it cannot be removed.
    """
    try:
        await asyncio.to_thread(remove_folder, folder)
    except OSError as error:
        raise RuntimeFailure(f"cannot remove {folder}: {error}") from error
