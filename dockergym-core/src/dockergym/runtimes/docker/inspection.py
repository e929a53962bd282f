"""What an engine says about an image and about a container that runs; for checks, which may block."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import docker
import docker.errors
import requests.exceptions

from dockergym.errors import RuntimeUnavailable
from dockergym.runtimes.docker.images import connected_engine


@dataclass(frozen=True, slots=True, kw_only=True)
class ImageFacts:
    """An image."""

    size: int
    """In bytes, with the layers it shares with others."""
    layers: int
    user: str
    """Who runs in it unless a container says otherwise; empty: root."""
    labels: Mapping[str, str]
    variables: Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class ContainerFacts:
    """A container, as the engine was told to run it."""

    user: str
    read_only_root: bool
    network: str
    cap_add: tuple[str, ...]
    cap_drop: tuple[str, ...]
    privileged: bool
    no_new_privileges: bool
    memory_limit: int
    """In bytes; 0: none."""
    pids_limit: int
    """0: none."""
    labels: Mapping[str, str]


class Inspector:
    """Looks at the images and containers of one engine. Its methods block."""

    def __init__(self, engine: docker.DockerClient) -> None:
        self._engine = engine

    def image(self, name: str) -> ImageFacts:
        """Return what is known of an image that is there.

        Raises:
            RuntimeUnavailable: the engine does not answer, or knows none of that name.
        """
        with _translated():
            facts = self._engine.images.get(name).attrs
        config = facts.get("Config") or {}
        return ImageFacts(
            size=int(facts["Size"]),
            layers=len(facts.get("RootFS", {}).get("Layers") or ()),
            user=config.get("User") or "",
            labels=dict(config.get("Labels") or {}),
            variables=dict(entry.split("=", 1) for entry in config.get("Env") or () if "=" in entry),
        )

    def container(self, reference: str) -> ContainerFacts:
        """Return how a container runs.

        Raises:
            RuntimeUnavailable: the engine does not answer, or has no such container.
        """
        with _translated():
            facts: dict[str, Any] = self._engine.api.inspect_container(reference)
        host, config = facts["HostConfig"], facts["Config"]
        return ContainerFacts(
            user=config.get("User") or "",
            read_only_root=bool(host.get("ReadonlyRootfs")),
            network="none" if config.get("NetworkDisabled") else str(host.get("NetworkMode")),
            cap_add=tuple(host.get("CapAdd") or ()),
            cap_drop=tuple(host.get("CapDrop") or ()),
            privileged=bool(host.get("Privileged")),
            no_new_privileges=any("no-new-privileges" in one for one in host.get("SecurityOpt") or ()),
            memory_limit=int(host.get("Memory") or 0),
            pids_limit=max(int(host.get("PidsLimit") or 0), 0),
            labels=dict(config.get("Labels") or {}),
        )

    def memory_bytes(self, reference: str) -> int:
        """Return the memory that a container holds, what it has written to its ``/tmp`` included.

        Raises:
            RuntimeUnavailable: the engine does not answer, or has no such container.
        """
        with _translated():
            told: dict[str, Any] = self._engine.api.stats(reference, stream=False, one_shot=True)
        memory = told.get("memory_stats") or {}
        details = memory.get("stats") or {}
        # What is only a cache of files goes when the memory is wanted.
        cached = details.get("inactive_file", details.get("total_inactive_file", 0))
        return int(memory.get("usage", 0)) - int(cached)

    def pause(self, reference: str) -> None:
        """Freeze every process of a container.

        Raises:
            RuntimeUnavailable: the engine does not answer, or refuses.
        """
        with _translated():
            self._engine.api.pause(reference)


@contextlib.contextmanager
def inspector() -> Iterator[Inspector]:
    """Look at the engine that the ``docker`` command would use.

    Raises:
        RuntimeUnavailable: it does not answer; the message says what to do.
    """
    with connected_engine() as engine:
        yield Inspector(engine)


@contextlib.contextmanager
def _translated() -> Iterator[None]:
    try:
        yield
    except (docker.errors.DockerException, requests.exceptions.RequestException) as error:
        raise RuntimeUnavailable(f"the Docker engine does not answer: {error}") from error
