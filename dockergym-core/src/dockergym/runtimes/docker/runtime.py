"""The runtime that starts workers in containers."""

from __future__ import annotations

import asyncio
import dataclasses
import weakref
from pathlib import Path
from typing import Any

from docker.api import APIClient

from dockergym.errors import RuntimeUnavailable, WorkerStartFailed
from dockergym.runtimes.base import (
    LABEL_ENVIRONMENT,
    LABEL_SERVER,
    LABEL_WORKER,
    WORKER_SOCKET_DIR,
    WorkerHandle,
    WorkerLaunch,
)
from dockergym.runtimes.docker.engine import CONNECT_TIMEOUT_S, Engine
from dockergym.runtimes.docker.handle import ContainerFacts, ContainerWorker
from dockergym.runtimes.docker.refusal import EngineRefused
from dockergym.runtimes.docker.start import ContainerStart, image_missing
from dockergym.runtimes.folders import (
    SOCKETS,
    folders_of,
    id_of,
    remove_abandoned_folders,
    unfinished_folders,
    workers_folder,
)
from dockergym.runtimes.tail import Tail
from dockergym.settings import ServerSettings

_UNDO_TIMEOUT_S = 10.0
"""How long anybody waits for a start to be undone; it goes on."""


class DockerRuntime:
    """Starts each worker in a container of its own."""

    name = "docker"
    runs_images = True

    def __init__(self, settings: ServerSettings) -> None:
        self._state_dir = settings.state_dir
        self._stop_timeout_s = settings.container_stop_timeout_s
        self._engine = Engine(settings.engine_concurrency)
        self._starting: set[str] = set()
        self._undoing: set[asyncio.Task[None]] = set()
        self._workers: weakref.WeakSet[ContainerWorker] = weakref.WeakSet()

    async def check(self) -> str:
        facts = await self._engine.ask_facts(timeout_s=CONNECT_TIMEOUT_S)
        address = await self._engine.address()
        return f"Docker {facts.version} at {address.url}"

    async def check_image(self, image: str) -> str:
        digest, _ = await self._inspect_image(image, "<environment>")
        return digest

    async def start(self, launch: WorkerLaunch) -> ContainerWorker:
        if launch.image is None:
            raise WorkerStartFailed(
                f"environment {launch.environment!r} has no image: name one, or serve with --runtime local",
                retryable=False,
            )
        digest, own_command = await self._inspect_image(launch.image, launch.environment)
        if launch.wrapper and not launch.command:
            launch = dataclasses.replace(launch, command=own_command)
        start = ContainerStart(launch, digest, self._engine, self._state_dir)
        self._starting.add(launch.worker_id)
        try:
            worker = await start.run()
        except BaseException as error:
            await self._undo(start, waits=not isinstance(error, RuntimeUnavailable))
            raise
        finally:
            self._starting.discard(launch.worker_id)
        self._workers.add(worker)
        return worker

    async def find(self, server: str) -> list[WorkerHandle]:
        def look(client: APIClient) -> list[dict[str, Any]]:
            return list(
                client.containers(all=True, filters={"label": [f"{LABEL_SERVER}={server}", LABEL_WORKER]})
            )

        folders = await asyncio.to_thread(self._folders, server)
        listed = await self._engine.call("list containers", look)
        found = [self._found(container, server) for container in listed]
        known = {worker.worker_id for worker in (*found, *self._workers)} | self._starting
        abandoned = [folder for folder in folders if id_of(folder) not in known]
        await asyncio.to_thread(remove_abandoned_folders, self._state_dir, server, abandoned)
        ours = [worker for worker in found if worker.worker_id not in self._starting]
        self._workers.update(ours)
        return list(ours)

    async def close(self) -> None:
        if self._undoing:
            _, late = await asyncio.wait(self._undoing, timeout=_UNDO_TIMEOUT_S)
            for undoing in late:
                undoing.cancel()
            await asyncio.gather(*late, return_exceptions=True)
        for worker in list(self._workers):
            worker.let_go()
        await self._engine.close()

    async def _undo(self, start: ContainerStart, *, waits: bool) -> None:
        undoing = asyncio.create_task(start.undo())
        self._undoing.add(undoing)
        undoing.add_done_callback(self._undoing.discard)
        # A second cancel ends the waiting, and not the work. Nor does anybody wait for an engine to come back.
        await asyncio.wait([undoing], timeout=_UNDO_TIMEOUT_S if waits else 0)

    async def _inspect_image(self, image: str, environment: str) -> tuple[str, tuple[str, ...]]:
        """Return an image's digest, and the command that it runs unless told otherwise."""

        def inspect(client: APIClient) -> tuple[str, tuple[str, ...]]:
            found = client.inspect_image(image)  # type: ignore[no-untyped-call]
            config = found.get("Config") or {}
            return str(found["Id"]), (*(config.get("Entrypoint") or ()), *(config.get("Cmd") or ()))

        try:
            return await self._engine.call(f"look for image {image}", inspect)
        except EngineRefused as error:
            if error.status == 404:
                raise image_missing(image, environment) from error
            raise

    def _folders(self, server: str) -> list[Path]:
        finished = folders_of(self._state_dir, server, self.name)
        return finished + unfinished_folders(self._state_dir, server)

    def _found(self, container: dict[str, Any], server: str) -> ContainerWorker:
        labels = {LABEL_ENVIRONMENT: "", **container["Labels"]}
        sources = [
            Path(mount["Source"])
            for mount in container["Mounts"]
            if mount["Destination"] == WORKER_SOCKET_DIR
        ]
        folder = workers_folder(self._state_dir, server) / labels[LABEL_WORKER]
        facts = ContainerFacts(
            container=container["Id"],
            labels=labels,
            folder=folder,
            # A server of another state folder may have started it; its sockets are not for us to reach, or remove.
            offers_socket=sources == [folder / SOCKETS],
            stop_timeout_s=self._stop_timeout_s,
        )
        return ContainerWorker(self._engine, facts, Tail())
