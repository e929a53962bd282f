"""One container being started, so that it can be undone at any moment."""

from __future__ import annotations

import asyncio
import logging
import os
from pathlib import Path
from typing import TypeVar

from docker.api import APIClient

from dockergym.errors import (
    DockerGymError,
    ImageNotFound,
    RuntimeFailure,
    RuntimeUnavailable,
    WorkerStartFailed,
)
from dockergym.runtimes.base import WorkerLaunch
from dockergym.runtimes.docker.attach import Attachment
from dockergym.runtimes.docker.container import (
    container_config,
    container_name,
    container_user,
    user_number,
)
from dockergym.runtimes.docker.engine import Engine, EngineFacts
from dockergym.runtimes.docker.handle import (
    ContainerFacts,
    ContainerWorker,
    remove_container,
    remove_worker_folder,
)
from dockergym.runtimes.docker.refusal import EngineRefused
from dockergym.runtimes.folders import SOCKETS, make_worker_folder, workers_folder
from dockergym.runtimes.tail import Tail

logger = logging.getLogger(__name__)

ResultT = TypeVar("ResultT")

_SHARING_RUNTIMES = frozenset({None, "runc", "crun"})
"""OCI runtimes that let a Unix socket made inside be reached from outside; a sandboxed kernel keeps it to itself."""
_FIRST_PAUSE_S = 0.2
_LONGEST_PAUSE_S = 10.0
_LEFT_BEHIND = "container %s could not be removed; `dockergym cleanup` does it"
_NO_SOURCE = "bind source path does not exist"


def image_missing(image: str, environment: str) -> ImageNotFound:
    """Return the error for an image that is not there."""
    return ImageNotFound(
        f"image {image!r} is not on the Docker engine: build it with `dockergym build {environment}`, "
        f"or fetch it with `docker pull {image}`"
    )


class ContainerStart:
    """Makes, attaches and starts one container."""

    def __init__(self, launch: WorkerLaunch, image_digest: str, engine: Engine, state_dir: Path) -> None:
        self._launch = launch
        self._image_digest = image_digest
        self._engine = engine
        self._state_dir = state_dir
        self._folder = workers_folder(state_dir, launch.server) / launch.worker_id
        self._making: asyncio.Task[None] | None = None
        self._creating: asyncio.Future[str] | None = None
        self._attachment: Attachment | None = None

    async def run(self) -> ContainerWorker:
        """Start the worker.

        Raises:
            ImageNotFound: the image has gone meanwhile.
            WorkerStartFailed: the engine refuses the container or its command.
            RuntimeFailure: the engine does not answer, or the worker's folder cannot be made.
        """
        engine_facts = await self._engine.facts()
        offers_socket = self._can_share_socket(engine_facts)
        if offers_socket:
            self._making = asyncio.create_task(self._make_folder())
            await asyncio.shield(self._making)
        container, offers_socket = await self._create(engine_facts, offers_socket)
        tail = Tail()
        # Before the start, so that not a byte is missed.
        self._attachment = await self._engine.attach(container, tail)
        await self._start(container)
        facts = ContainerFacts(
            container=container,
            labels=container_config(self._launch, self._image_digest, engine_facts, None)["Labels"],
            folder=self._folder,
            offers_socket=offers_socket,
            stop_timeout_s=self._launch.stop_timeout_s,
        )
        worker = ContainerWorker(self._engine, facts, tail)
        worker.hold(self._attachment)
        return worker

    async def undo(self) -> None:
        """Remove whatever has been made so far; wait for what is being made now, and for an engine to come back."""
        try:
            if self._attachment is not None:
                self._attachment.close()
            if await self._may_exist():
                await self._remove_in_the_end()
            if await self._folder_is_ours():
                await remove_worker_folder(self._folder)
        except DockerGymError:
            logger.exception(_LEFT_BEHIND, container_name(self._launch))
        except asyncio.CancelledError:
            logger.error(_LEFT_BEHIND, container_name(self._launch))
            raise

    async def _remove_in_the_end(self) -> None:
        pause_s = _FIRST_PAUSE_S
        while True:
            try:
                await remove_container(self._engine, container_name(self._launch))
                return
            except RuntimeUnavailable as error:
                logger.warning(
                    "container %s could not be removed yet: %s", container_name(self._launch), error
                )
            await asyncio.sleep(pause_s)
            pause_s = min(pause_s * 2, _LONGEST_PAUSE_S)

    async def _may_exist(self) -> bool:
        if self._creating is None:
            return False
        await asyncio.wait([self._creating])
        if self._creating.cancelled():
            return False
        error = self._creating.exception()
        # Where the engine did not answer, nobody knows; where it refused, the name may be another container's.
        return error is None or isinstance(error, RuntimeUnavailable)

    async def _folder_is_ours(self) -> bool:
        if self._making is None:
            return False
        await asyncio.wait([self._making])
        return self._making.exception() is None

    def _can_share_socket(self, facts: EngineFacts) -> bool:
        launch = self._launch
        user = user_number(container_user(launch))
        # Root can give the folder away; anybody else shares it only with himself.
        is_owned = user is not None and os.getuid() in (0, user)
        return (
            launch.offer_socket
            and facts.shares_files
            and launch.container_runtime in _SHARING_RUNTIMES
            and is_owned
        )

    async def _make_folder(self) -> None:
        try:
            await asyncio.to_thread(self._make_folder_in_thread)
        except OSError as error:
            raise RuntimeFailure(f"cannot make a folder for the worker: {error}") from error

    def _make_folder_in_thread(self) -> None:
        launch = self._launch
        folder = make_worker_folder(self._state_dir, launch.server, launch.worker_id, "docker")
        user = user_number(container_user(launch))
        if user is not None and os.getuid() == 0:
            os.chown(folder / SOCKETS, user, -1)

    async def _create(self, facts: EngineFacts, offers_socket: bool) -> tuple[str, bool]:
        socket_dir = self._folder / SOCKETS if offers_socket else None
        try:
            return await self._create_with(facts, socket_dir), offers_socket
        except EngineRefused as error:
            if not offers_socket or f"{_NO_SOURCE}: {socket_dir}" not in error.explanation:
                raise self._explained(error) from error
        # The engine does not see this machine's files: it runs elsewhere, or this is a container itself.
        self._engine.note_that_no_files_are_shared()
        await remove_worker_folder(self._folder)
        try:
            return await self._create_with(facts, None), False
        except EngineRefused as error:
            raise self._explained(error) from error

    async def _create_with(self, facts: EngineFacts, socket_dir: Path | None) -> str:
        config = container_config(self._launch, self._image_digest, facts, socket_dir)
        name = container_name(self._launch)

        def create(client: APIClient) -> str:
            return str(client.create_container_from_config(config, name)["Id"])  # type: ignore[no-untyped-call]

        return await self._engine.call("create the container", create, begun=self._note_creating)

    def _note_creating(self, creating: asyncio.Future[str]) -> None:
        self._creating = creating

    async def _start(self, container: str) -> None:
        try:
            await self._engine.call("start the container", lambda client: client.start(container))
        except EngineRefused as error:
            raise self._explained(error) from error

    def _explained(self, error: EngineRefused) -> ImageNotFound | WorkerStartFailed:
        launch = self._launch
        if error.status == 404 and "no such image" in error.explanation.lower():
            return image_missing(str(launch.image), launch.environment)
        advice = ""
        if _NO_SOURCE in error.explanation:
            advice = f"; make that folder, or correct the volumes of environment {launch.environment!r}"
        return WorkerStartFailed(f"{error.detail}{advice}", retryable=error.status >= 500)
