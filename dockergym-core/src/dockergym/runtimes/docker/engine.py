"""Calls to the Docker engine: docker-py in threads of its own, its errors made ours."""

from __future__ import annotations

import asyncio
import contextlib
import platform
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from typing import Any, TypeVar

import requests
from docker.api import APIClient
from docker.constants import MINIMUM_DOCKER_API_VERSION
from docker.errors import APIError, DockerException

from dockergym.errors import RuntimeUnavailable
from dockergym.runtimes.docker.address import EngineAddress
from dockergym.runtimes.docker.attach import Attachment
from dockergym.runtimes.docker.breaker import Breaker
from dockergym.runtimes.docker.pulse import Pulse
from dockergym.runtimes.docker.refusal import EngineRefused
from dockergym.runtimes.tail import Tail

ResultT = TypeVar("ResultT")

CALL_TIMEOUT_S = 60.0
"""How long any call may take; removing a container from a busy engine takes seconds."""
CONNECT_TIMEOUT_S = 4.0


@dataclass(frozen=True, slots=True)
class EngineFacts:
    """What there is to know about an engine before a container is made."""

    version: str
    api_version: str
    cpus: float
    shares_files: bool
    """Whether its containers see this machine's folders, with the owners they have here."""

    @classmethod
    def from_answers(cls, version: dict[str, Any], info: dict[str, Any], is_local: bool) -> EngineFacts:
        """Read the answers to ``/version`` and ``/info``.

        Raises:
            RuntimeUnavailable: the engine runs no Linux containers.
        """
        if info.get("OSType", "linux") != "linux":
            raise RuntimeUnavailable(
                f"the Docker engine runs {info['OSType']} containers: switch it to Linux containers"
            )
        # An engine in a virtual machine has another kernel, and sockets do not cross its file sharing.
        same_kernel = info.get("KernelVersion") == platform.release()
        maps_owners = any(
            option.startswith(("name=rootless", "name=userns", "name=selinux"))
            for option in info.get("SecurityOptions") or ()
        )
        return cls(
            version=str(version.get("Version", "?")),
            api_version=str(version["ApiVersion"]),
            cpus=float(info.get("NCPU") or 0),
            shares_files=is_local and same_kernel and not maps_owners,
        )


class Engine:
    """One engine, and the threads that talk to it. Every thread has a connection of its own."""

    def __init__(self, concurrency: int, breaker: Breaker | None = None, pulse: Pulse | None = None) -> None:
        self._breaker = breaker or Breaker()
        self._pulse = pulse or Pulse()
        self._threads = ThreadPoolExecutor(concurrency, "dockergym-docker")
        self._of_thread = threading.local()
        self._clients: list[APIClient] = []
        self._clients_lock = threading.Lock()
        self._address: EngineAddress | None = None
        self._facts: EngineFacts | None = None
        self._api_version: str | None = None
        self._is_closed = False

    async def address(self) -> EngineAddress:
        """Return the engine's address.

        Raises:
            RuntimeUnavailable: there is none that can be used.
        """
        if self._address is None:
            self._address = await asyncio.to_thread(EngineAddress.from_environment)
        return self._address

    async def facts(self) -> EngineFacts:
        """Return what is known about the engine; asked once.

        Raises:
            RuntimeUnavailable: it does not answer.
        """
        if self._facts is None:
            return await self.ask_facts()
        return self._facts

    async def ask_facts(self, timeout_s: float = CALL_TIMEOUT_S) -> EngineFacts:
        """Ask the engine about itself.

        Raises:
            RuntimeUnavailable: it does not answer in time.
        """
        address = await self.address()

        def ask(client: APIClient) -> EngineFacts:
            is_local = address.socket_path is not None
            return EngineFacts.from_answers(client.version(), client.info(), is_local)

        self._facts = await self.call("tell about itself", ask, timeout_s=timeout_s)
        return self._facts

    def note_that_no_files_are_shared(self) -> None:
        """Remember that the engine's containers do not see this machine's folders after all."""
        if self._facts is not None:
            self._facts = replace(self._facts, shares_files=False)

    async def call(
        self,
        purpose: str,
        function: Callable[[APIClient], ResultT],
        *,
        timeout_s: float = CALL_TIMEOUT_S,
        begun: Callable[[asyncio.Future[ResultT]], None] | None = None,
    ) -> ResultT:
        """Call docker-py in a thread; ``purpose`` completes "the engine could not …".

        Once it has begun, the call goes on also where nobody waits for it any more. ``begun`` gets what will be its
        result in the end.

        Raises:
            EngineRefused: the engine answered with an error.
            RuntimeUnavailable: it did not answer, or is not asked because it has not answered for a while.
        """
        if self._is_closed:
            raise RuntimeUnavailable(f"the Docker engine was not asked to {purpose}: the runtime is closed")
        address = await self.address()
        loop = asyncio.get_running_loop()
        with self._breaker.watch(purpose) as tries:
            if tries:
                await self._pulse.beat(address)
            work = loop.run_in_executor(
                self._threads, self._call_in_thread, address, purpose, function, timeout_s
            )
            # Nobody may be waiting for it any more when it fails.
            work.add_done_callback(lambda done: done.cancelled() or done.exception())
            if begun is not None:
                begun(work)
            return await self._pulse.answer(work, address, purpose)

    async def attach(self, container: str, tail: Tail) -> Attachment:
        """Connect to a container's standard streams; its standard error goes to the tail.

        Raises:
            EngineRefused: the engine answered with an error.
            RuntimeUnavailable: it did not answer.
        """
        address, facts = await self.address(), await self.facts()
        purpose = "connect to the container"
        with self._breaker.watch(purpose):
            opening = asyncio.ensure_future(
                Attachment.open(address, facts.api_version, container, tail, CALL_TIMEOUT_S)
            )
            try:
                return await self._pulse.answer(opening, address, purpose)
            except BaseException:
                opening.cancel()
                raise

    async def close(self) -> None:
        """Close every connection; waits for calls under way, drops those that wait."""
        self._is_closed = True
        await asyncio.to_thread(self._threads.shutdown, cancel_futures=True)
        for client in self._clients:
            client.close()
        self._clients.clear()

    def _call_in_thread(
        self, address: EngineAddress, purpose: str, function: Callable[[APIClient], ResultT], timeout_s: float
    ) -> ResultT:
        try:
            with _connected(self._client(address, timeout_s), address) as client:
                return function(client)
        except APIError as error:
            explanation = str(error.explanation or error)
            raise EngineRefused(
                f"the Docker engine could not {purpose}: {explanation}", error.status_code or 500, explanation
            ) from error
        except requests.exceptions.Timeout as error:
            raise RuntimeUnavailable(
                f"the Docker engine at {address.url} did not {purpose} within {timeout_s:g} s: "
                "look whether `docker info` answers, and restart the engine if it does not"
            ) from error
        except (requests.exceptions.RequestException, DockerException, OSError, KeyError) as error:
            address.probe(CONNECT_TIMEOUT_S)
            raise RuntimeUnavailable(
                f"the connection to the Docker engine at {address.url} broke when it was to {purpose}: {error}"
            ) from error

    def _client(self, address: EngineAddress, timeout_s: float) -> APIClient:
        """Return this thread's client."""
        client: APIClient | None = getattr(self._of_thread, "client", None)
        if client is None:
            address.probe(CONNECT_TIMEOUT_S)
            client = _new_client(address, self._api_version or _ask_api_version(address, timeout_s))
            self._api_version = client.api_version
            self._of_thread.client = client
            with self._clients_lock:
                self._clients.append(client)
        # docker-py reads it at each request.
        client.timeout = timeout_s  # type: ignore[assignment]
        return client


@contextlib.contextmanager
def _connected(client: APIClient, address: EngineAddress) -> Iterator[APIClient]:
    """Let go of the engine's socket after a call.

    Over a Unix socket, docker-py keeps a connection for each URL it has asked: 25 a client, each for a
    container that may be long gone, and none used again.
    """
    try:
        yield client
    finally:
        if address.socket_path is not None:
            client.close()


def _new_client(address: EngineAddress, api_version: str) -> APIClient:
    client = APIClient(base_url=address.url, tls=address.tls or False, version=api_version)
    # Otherwise REQUESTS_CA_BUNDLE wins over the engine's own authority, and a proxy is asked where none is meant.
    client.trust_env = False
    return client


def _ask_api_version(address: EngineAddress, timeout_s: float) -> str:
    # docker-py's own way of asking knows no timeout but its own.
    with contextlib.closing(_new_client(address, MINIMUM_DOCKER_API_VERSION)) as client:
        client.timeout = timeout_s  # type: ignore[assignment]
        return str(client.version(api_version=False)["ApiVersion"])
