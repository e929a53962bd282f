"""A client's own container: started for it, and stopped with it."""

from __future__ import annotations

import os
import weakref
from collections.abc import Callable, Mapping
from typing import Any, TypeVar

from dockergym.client.local_docker import LocalDockerProvider
from dockergym.client.providers import ContainerProvider
from dockergym.errors import SessionNotFound

_READY_TIMEOUT_S = 180.0

ClientT = TypeVar("ClientT")


class ContainerLease:
    """Stops a container when its client ends it or is no more: once, and not from a process that was forked."""

    def __init__(self, client: object, provider: ContainerProvider) -> None:
        self._finalizer = weakref.finalize(client, _stop, provider, os.getpid())

    def end(self) -> None:
        """Stop the container."""
        self._finalizer()

    def require(self) -> None:
        """Check that the container has not been stopped.

        Raises:
            SessionNotFound: it has.
        """
        if not self._finalizer.alive:
            raise SessionNotFound(
                "the client was closed, and its container with it: start another with from_docker_image()"
            )


def _stop(provider: ContainerProvider, started_by: int) -> None:
    if os.getpid() == started_by:
        provider.stop_container()


def start_client(
    make: Callable[[str], ClientT],
    image: str,
    provider: ContainerProvider | None,
    env_vars: Mapping[str, str] | None,
    options: Mapping[str, Any] | None,
) -> tuple[ClientT, ContainerLease]:
    """Start an image and make a client of its address; where that fails, nothing of the image is left.

    Raises:
        ProviderError: it cannot be started, or does not answer.
    """
    chosen = LocalDockerProvider() if provider is None else provider
    try:
        base_url = chosen.start_container(image, env_vars=dict(env_vars or {}), **(options or {}))
        chosen.wait_for_ready(base_url, _READY_TIMEOUT_S)
        client = make(base_url)
    except BaseException:
        chosen.stop_container()
        raise
    return client, ContainerLease(client, chosen)
