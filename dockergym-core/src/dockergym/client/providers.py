"""What starts an image and says where to reach it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Protocol

from dockergym.errors import DockerGymError


class ProviderError(DockerGymError, RuntimeError):
    """The image could not be started; the message says why."""

    code = "PROVIDER_ERROR"


class NotReady(ProviderError, TimeoutError):
    """The image was started, and no call was answered in time."""

    code = "PROVIDER_TIMEOUT"
    retryable = True


class Lease(Protocol):
    """A container that belongs to one client."""

    def end(self) -> None:
        """Stop the container, unless it has been stopped."""
        ...

    def require(self) -> None:
        """Check that it has not been stopped.

        Raises:
            SessionNotFound: it has.
        """
        ...


class ContainerProvider(Protocol):
    """Starts one image at a time: on this machine, in a cluster, anywhere."""

    def start_container(
        self,
        image: str,
        port: int | None = None,
        env_vars: Mapping[str, str] | None = None,
        **options: Any,
    ) -> str:
        """Start the image and return the address at which a client finds its environment.

        ``port`` is the one to be reached at; ``None``: a free one. ``env_vars`` are set in the container. ``options``
        are the provider's own.

        Raises:
            ProviderError: it cannot be started.
        """
        ...

    def wait_for_ready(self, base_url: str, timeout_s: float = 120.0) -> None:
        """Return when a call to the environment is answered.

        Raises:
            ProviderError: it will not be.
            NotReady: none was answered in time.
        """
        ...

    def stop_container(self) -> None:
        """End what was started, and remove it; does nothing where nothing was, or where it was called before."""
        ...
