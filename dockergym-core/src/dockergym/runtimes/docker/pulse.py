"""Telling an engine that is slow from one that is frozen."""

from __future__ import annotations

import asyncio
from typing import TypeVar, cast

from dockergym.errors import RuntimeUnavailable
from dockergym.runtimes.docker.address import EngineAddress

ResultT = TypeVar("ResultT")

PATIENCE_S = 3.0
"""How long a call may be without an answer before the engine is asked whether it is there at all."""
BEAT_TIMEOUT_S = 6.0
"""How long it may take to say so. An engine under load does so in milliseconds; a stopped one never does."""
_PING = b"GET /_ping HTTP/1.1\r\nHost: docker\r\nConnection: close\r\n\r\n"


class EngineSilent(RuntimeUnavailable):
    """The engine takes connections and answers nothing: its process is stopped, or hangs."""


class Pulse:
    """Asks an engine whether it is there, over a connection of its own, and once for all who want to know.

    Calls may take long for good reasons, so a deadline for them says little. What says much is that even a ping
    is not answered.
    """

    def __init__(self, patience_s: float = PATIENCE_S, beat_timeout_s: float = BEAT_TIMEOUT_S) -> None:
        self._patience_s = patience_s
        self._beat_timeout_s = beat_timeout_s
        self._beat: asyncio.Task[None] | None = None

    async def answer(self, work: asyncio.Future[ResultT], address: EngineAddress, purpose: str) -> ResultT:
        """Return what a call gives, for as long as the engine answers pings; the call itself goes on in any case.

        ``purpose`` completes "the engine did not …".

        Raises:
            EngineSilent: neither the call nor a ping was answered.
            RuntimeUnavailable: the engine takes no connection any more.
        """
        while True:
            done, _ = await asyncio.wait([work], timeout=self._patience_s)
            if done:
                return work.result()
            try:
                await self.beat(address)
            except RuntimeUnavailable as error:
                if work.done():
                    return work.result()
                raise type(error)(f"the Docker engine did not {purpose}: {error.detail}") from error

    async def beat(self, address: EngineAddress) -> None:
        """Return when the engine has answered a ping.

        Raises:
            EngineSilent: it did not in time.
            RuntimeUnavailable: it takes no connection.
        """
        if self._beat is None or self._beat.done():
            self._beat = asyncio.create_task(self._ask(address))
        # Others may wait for the same answer.
        await asyncio.shield(self._beat)

    async def _ask(self, address: EngineAddress) -> None:
        try:
            async with asyncio.timeout(self._beat_timeout_s):
                await (await address.connect(_Ping)).answered
        except TimeoutError as error:
            raise EngineSilent(
                f"the engine at {address.url} has not answered a ping for {self._beat_timeout_s:g} s; look whether "
                "`docker info` answers, and restart the engine if it does not"
            ) from error


class _Ping(asyncio.Protocol):
    """One ping; whatever comes back is an answer."""

    def __init__(self) -> None:
        self._transport: asyncio.Transport | None = None
        self.answered: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self.answered.add_done_callback(lambda _: self._close())

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = cast("asyncio.Transport", transport)
        self._transport.write(_PING)

    def data_received(self, data: bytes) -> None:
        if not self.answered.done():
            self.answered.set_result(None)

    def connection_lost(self, exc: Exception | None) -> None:
        if not self.answered.done():
            self.answered.set_exception(RuntimeUnavailable("the engine closed the connection of a ping"))

    def _close(self) -> None:
        if self._transport is not None:
            self._transport.abort()
