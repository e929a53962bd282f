"""A look at a worker from outside: its memory, and what happens when it freezes."""

from __future__ import annotations

import asyncio
import os
import signal
from collections.abc import Callable
from pathlib import Path
from typing import Protocol, TypeVar

from dockergym.runtimes.base import Runtime, WorkerHandle
from dockergym.runtimes.docker.inspection import ContainerFacts, ImageFacts, Inspector, inspector
from dockergym.runtimes.local.processes import running_processes, worker_of
from dockergym.testing.environments.points import NotApplicable

ResultT = TypeVar("ResultT")

_PAGE = os.sysconf("SC_PAGE_SIZE")


class Probe(Protocol):
    """What a runtime's workers can be asked from outside."""

    async def memory_bytes(self, handle: WorkerHandle) -> int:
        """Return the memory of a worker with all its processes."""
        ...

    async def freeze(self, handle: WorkerHandle) -> None:
        """Stop every process of a worker where it is, as a worker that hangs."""
        ...


class LocalProbe:
    """Looks at local workers in ``/proc``."""

    async def memory_bytes(self, handle: WorkerHandle) -> int:
        return sum(_resident(pid) for pid in _processes(handle))

    async def freeze(self, handle: WorkerHandle) -> None:
        for pid in _processes(handle):
            os.kill(pid, signal.SIGSTOP)


class DockerProbe:
    """Looks at containers through the engine."""

    async def memory_bytes(self, handle: WorkerHandle) -> int:
        return await asyncio.to_thread(_with_inspector, Inspector.memory_bytes, handle.reference)

    async def freeze(self, handle: WorkerHandle) -> None:
        await asyncio.to_thread(_with_inspector, Inspector.pause, handle.reference)

    async def container(self, handle: WorkerHandle) -> ContainerFacts:
        """Return how a worker's container runs."""
        return await asyncio.to_thread(_with_inspector, Inspector.container, handle.reference)

    async def image(self, name: str) -> ImageFacts:
        """Return what is known of an image."""
        return await asyncio.to_thread(_with_inspector, Inspector.image, name)


def probe_of(runtime: Runtime) -> Probe:
    """Return what looks at the workers of a runtime.

    Raises:
        NotApplicable: nothing does.
    """
    if runtime.name == "docker":
        return DockerProbe()
    if runtime.name == "local" and Path("/proc/self/statm").exists():
        return LocalProbe()
    raise NotApplicable(f"workers of the runtime {runtime.name!r} cannot be looked at from outside")


def docker_probe_of(runtime: Runtime) -> DockerProbe:
    """Return what looks at containers.

    Raises:
        NotApplicable: the workers of this runtime are no containers of a Docker engine.
    """
    probe = probe_of(runtime)
    if not isinstance(probe, DockerProbe):
        raise NotApplicable("workers are local processes here; check again with --runtime docker")
    return probe


def _with_inspector(look: Callable[[Inspector, str], ResultT], reference: str) -> ResultT:
    with inspector() as found:
        return look(found, reference)


def _processes(handle: WorkerHandle) -> list[int]:
    return [one.pid for one in running_processes() if worker_of(one.pid) == handle.worker_id]


def _resident(pid: int) -> int:
    try:
        return int(Path(f"/proc/{pid}/statm").read_text().split()[1]) * _PAGE
    except (OSError, IndexError):
        return 0
