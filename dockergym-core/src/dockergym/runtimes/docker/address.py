"""Where the Docker engine is, and how to connect to it."""

from __future__ import annotations

import asyncio
import os
import socket
import ssl
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar
from urllib.parse import urlsplit

from docker.context import ContextAPI
from docker.errors import DockerException
from docker.tls import TLSConfig
from docker.utils import kwargs_from_env, parse_host

from dockergym.errors import RuntimeUnavailable

ProtocolT = TypeVar("ProtocolT", bound=asyncio.BaseProtocol)

_START_ADVICE = "start Docker, point DOCKER_HOST at the engine, or serve with --runtime local"


@dataclass(frozen=True, slots=True)
class EngineAddress:
    """An engine's address, as ``DOCKER_HOST`` and its relatives or the current Docker context name it."""

    url: str
    """``unix:///path``, ``http://host:port`` or ``https://host:port``."""
    tls: TLSConfig | None = None

    @classmethod
    def from_environment(cls) -> EngineAddress:
        """Return the address that the ``docker`` command would take here.

        Raises:
            RuntimeUnavailable: the address cannot be used; the message says why.
        """
        try:
            named: dict[str, Any] = dict(kwargs_from_env())
            if "base_url" not in named:
                named = {**_from_context(), **named}
            tls = named.get("tls") or None
            url = str(parse_host(named.get("base_url"), tls=tls is not None))
        except DockerException as error:
            raise RuntimeUnavailable(f"the address of the Docker engine cannot be used: {error}") from error
        url = url.removeprefix("http+")
        if urlsplit(url).scheme not in ("unix", "http", "https"):
            raise RuntimeUnavailable(
                f"a Docker engine at {url} cannot be used: name one at unix:// or tcp://, "
                "for example the local end of `ssh -L /tmp/docker.sock:/var/run/docker.sock HOST`"
            )
        return cls(url, tls)

    @property
    def socket_path(self) -> str | None:
        """Path of the engine's Unix socket; ``None`` where it is reached over the network."""
        parts = urlsplit(self.url)
        return parts.path if parts.scheme == "unix" else None

    def probe(self, timeout_s: float) -> None:
        """Connect once, and fail in words where nobody answers; blocks.

        Raises:
            RuntimeUnavailable: nobody listens there.
        """
        try:
            if self.socket_path is None:
                socket.create_connection(self._host_and_port(), timeout_s).close()
                return
            with socket.socket(socket.AF_UNIX) as connection:
                connection.settimeout(timeout_s)
                connection.connect(self.socket_path)
        except OSError as error:
            raise self.unavailable(error) from error

    async def connect(self, protocol_factory: Callable[[], ProtocolT]) -> ProtocolT:
        """Connect a protocol to the engine.

        Raises:
            RuntimeUnavailable: nobody answers.
        """
        loop = asyncio.get_running_loop()
        try:
            if self.socket_path is not None:
                _, protocol = await loop.create_unix_connection(protocol_factory, self.socket_path)
                return protocol
            host, port = self._host_and_port()
            context = await asyncio.to_thread(self._ssl_context)
            _, protocol = await loop.create_connection(protocol_factory, host, port, ssl=context)
        except OSError as error:
            raise self.unavailable(error) from error
        return protocol

    def unavailable(self, error: OSError) -> RuntimeUnavailable:
        """Return the failure to connect as an error that says what to do."""
        if isinstance(error, PermissionError):
            return RuntimeUnavailable(
                f"this user may not use the Docker engine at {self.url}: add the user to the `docker` group "
                "and log in again, or serve with --runtime local"
            )
        if isinstance(error, FileNotFoundError | ConnectionRefusedError):
            return RuntimeUnavailable(f"no Docker engine answers at {self.url}: {_START_ADVICE}")
        return RuntimeUnavailable(
            f"the Docker engine at {self.url} cannot be reached ({error}): {_START_ADVICE}"
        )

    def _host_and_port(self) -> tuple[str, int]:
        parts = urlsplit(self.url)
        assert parts.hostname is not None
        return parts.hostname, parts.port or (2376 if parts.scheme == "https" else 2375)

    def _ssl_context(self) -> ssl.SSLContext | None:
        if not self.url.startswith("https:"):
            return None
        verifies = self.tls is not None and bool(self.tls.verify)
        context = ssl.create_default_context(cafile=self.tls.ca_cert if self.tls and verifies else None)
        if not verifies:
            context.check_hostname = False
            context.verify_mode = ssl.CERT_NONE
        if self.tls is not None and self.tls.cert:
            context.load_cert_chain(*self.tls.cert)
        return context


def _from_context() -> dict[str, Any]:
    context = ContextAPI.get_context(os.environ.get("DOCKER_CONTEXT"))
    if context is None:
        raise DockerException(f"there is no Docker context {os.environ.get('DOCKER_CONTEXT')!r}")
    return {"base_url": context.Host, "tls": context.TLSConfig}
