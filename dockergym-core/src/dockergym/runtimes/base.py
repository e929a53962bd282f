"""The seam between sessions and whatever runs workers: start, poll, stop.

A worker is talked to over an asyncio transport: `WorkerHandle.attach` connects its standard input and
output, and `WorkerHandle.socket_dir`, where it is not ``None``, is the folder in which a worker of the
SDK listens.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

from dockergym.plugins.specs import Isolation, Resources, Volume

LABEL_PREFIX = "dev.dockergym."
"""Beginning of every label of ours; cleanup touches nothing without them."""
LABEL_SERVER = LABEL_PREFIX + "server"
LABEL_ENVIRONMENT = LABEL_PREFIX + "environment"
LABEL_STATE = LABEL_PREFIX + "state"
"""Which state folder the server had: two servers of one name on one engine do not take each other's workers."""
LABEL_WORKER = LABEL_PREFIX + "worker"
LABEL_PROTOCOL = LABEL_PREFIX + "protocol"
LABEL_IMAGE = LABEL_PREFIX + "image"
"""The image's digest at the time the worker was started."""

WORKER_PROTOCOL = 1
"""The protocol that a worker was started for; see ``docs/reference/worker-protocol.md``."""

WORKER_SOCKET_DIR = "/run/dockergym"
"""Where a container sees its socket folder."""


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkerLaunch:
    """Everything a runtime needs to know to start one worker."""

    worker_id: str
    """Chosen by the caller: ``[a-z0-9]+``, unique on the machine, at most 20 characters."""
    server: str
    environment: str
    command: tuple[str, ...] = ()
    """Command for the runtime at hand (the container's or the local one); empty: the image's own."""
    wrapper: tuple[str, ...] = ()
    """Command that runs in place of the image's entrypoint, with the image's own command, entrypoint and all, as its
    arguments; ``command``, where there is one, takes the place of the image's own."""
    image: str | None = None
    variables: Mapping[str, str] = field(default_factory=dict)
    volumes: tuple[Volume, ...] = ()
    labels: Mapping[str, str] = field(default_factory=dict)
    """Labels beside the server's own, such as ``{"alfworld-session": "<session id>"}``."""
    resources: Resources = field(default_factory=Resources)
    isolation: Isolation = field(default_factory=Isolation)
    container_runtime: str | None = None
    stop_timeout_s: float = 2.0
    offer_socket: bool = True
    """Offer the worker a socket folder, where the runtime can."""


@dataclass(frozen=True, slots=True)
class WorkerExit:
    """How a worker ended."""

    exit_code: int | None
    """As a shell shows it: 137 for SIGKILL. ``None`` where it is not known any more."""
    out_of_memory: bool = False

    def describe(self) -> str:
        """Return the exit in words, for an error message."""
        if self.out_of_memory:
            return "it was killed because it ran out of memory"
        if self.exit_code is None:
            return "its exit code is not known"
        if self.exit_code > 128:
            return f"it was killed by signal {self.exit_code - 128}"
        return f"it exited with code {self.exit_code}"


class WorkerHandle(Protocol):
    """One started worker."""

    @property
    def worker_id(self) -> str: ...

    @property
    def reference(self) -> str:
        """The runtime's own name for it: a container id, a process id."""
        ...

    @property
    def environment(self) -> str: ...

    @property
    def labels(self) -> Mapping[str, str]: ...

    @property
    def socket_dir(self) -> Path | None:
        """Folder on this machine that the worker sees as its socket folder, or ``None`` where none is offered."""
        ...

    async def attach(self, protocol_factory: Callable[[], asyncio.Protocol]) -> asyncio.Transport:
        """Connect the worker's standard input and output to a protocol.

        The protocol gets everything from the first byte on. Standard error is drained all the time, whether
        anyone reads it or not. ``connection_lost`` is called when the worker closes its output or ends. May
        be called once. Closing the transport ends the listening; whether the worker then sees the end of its
        input is the runtime's affair, and the transport's ``can_write_eof`` says whether it can be shown it.

        Raises:
            RuntimeFailure: the runtime does not answer, or the streams are not to be had (any more).
        """
        ...

    async def poll(self) -> WorkerExit | None:
        """Return ``None`` while the worker runs, and how it ended afterwards; may be called at any time."""
        ...

    def stderr_tail(self) -> str:
        """Return the last lines the worker wrote to standard error, at most 4 KiB."""
        ...

    async def stop(self, grace_s: float | None = None) -> None:
        """End the worker and remove all that belongs to it: container, volumes, socket folder.

        It is asked first and killed after ``grace_s`` (``None``: the launch's ``stop_timeout_s``; 0: killed
        at once). May be called again, and after the worker has ended by itself.

        Raises:
            RuntimeFailure: the runtime does not answer; the worker may still be there.
        """
        ...


class Runtime(Protocol):
    """What starts, finds and stops workers."""

    @property
    def name(self) -> str: ...

    @property
    def runs_images(self) -> bool:
        """Whether workers see the volumes' container paths (true) or this machine's own (false)."""
        ...

    async def check(self) -> str:
        """Return one line about the runtime ("Docker 20.10 at unix://…").

        Raises:
            RuntimeUnavailable: it does not answer; the message says what to do.
        """
        ...

    async def check_image(self, image: str) -> str:
        """Return the image's digest.

        Raises:
            ImageNotFound: it is not there.
            RuntimeUnavailable: the runtime does not answer.
        """
        ...

    async def start(self, launch: WorkerLaunch) -> WorkerHandle:
        """Start a worker and return as soon as its process has been started.

        Cancelling it, or its failing, leaves nothing behind.

        Raises:
            ImageNotFound: the image is not there.
            WorkerStartFailed: the command cannot be started. A runtime that learns of it later ends the worker
                with exit code 127, and the reason in its standard error.
            RuntimeUnavailable: the runtime does not answer.
        """
        ...

    async def find(self, server: str) -> list[WorkerHandle]:
        """Return every worker that a server of that name has started and that still exists, running or not.

        Whoever only looks changes nothing by it. A process that holds the server's lock clears away what was made for
        workers that never came to be.
        """
        ...

    async def close(self) -> None:
        """Let go of connections and threads. Workers are left as they are."""
        ...
