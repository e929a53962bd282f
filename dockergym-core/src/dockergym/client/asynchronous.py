"""The client for event loops."""

from __future__ import annotations

import asyncio
import importlib
from collections.abc import Mapping
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self, TypeVar, Unpack

from dockergym.client import plain_http
from dockergym.client.calls import AsyncWire, Flow, Pause
from dockergym.client.episode import ClientOptions, EpisodeClient
from dockergym.client.providers import ContainerProvider
from dockergym.client.results import ActT, EpisodeState, ObsT, StepResult
from dockergym.errors import InvalidRequest

if TYPE_CHECKING:
    import httpx

T = TypeVar("T")


class AsyncEnvClient(EpisodeClient[ActT, ObsT]):
    """Plays episodes of one environment, one after the other; hundreds of clients play side by side.

    One call at a time; make a client for each episode that is played at once. Every method raises the
    server's own errors (`dockergym.errors`), and `ServerUnreachable` where no server answers within the timeout.
    """

    def __init__(
        self,
        base_url: str,
        *,
        stream: bool = False,
        transport: httpx.AsyncBaseTransport | None = None,
        **options: Unpack[ClientOptions],
    ) -> None:
        """Make a client; nothing is sent yet.

        ``base_url`` is the address of the environment, such as ``http://host:8000/envs/alfworld``, or of the
        server where it serves one environment alone. With ``stream``, all clients of the event loop with the same
        address and headers share one connection, where the server offers it; ``trace_headers`` are not sent over
        it. ``transport`` sends in place of a connection of the client's own.

        Raises:
            TypeError: there is no such option.
            InvalidRequest: ``base_url`` is not an http or https address, or a transport is to carry a stream.
        """
        super().__init__(base_url, options)
        if stream and transport is not None:
            raise InvalidRequest("a transport carries no stream; leave one of the two out")
        self._streams = stream
        self._transport = transport
        self._wire: AsyncWire | None = None
        self._loop: asyncio.AbstractEventLoop | None = None

    @classmethod
    async def from_docker_image(
        cls,
        image: str,
        provider: ContainerProvider | None = None,
        env_vars: Mapping[str, str] | None = None,
        *,
        provider_options: Mapping[str, Any] | None = None,
        **options: Unpack[ClientOptions],
    ) -> Self:
        """Start an image and return a client of its environment, as soon as episodes can be begun there.

        The image may hold a worker of ours, or serve OpenEnv. ``env_vars`` are set in its container. It is stopped by
        `close`, and when the client is no more. ``provider`` starts it, in a thread: by default a
        `LocalDockerProvider`; ``provider_options`` are handed to its ``start_container``.

        Raises:
            ProviderError: it cannot be started, or no episode can be begun in it.
        """
        containers = importlib.import_module("dockergym.client.containers")
        client, lease = await asyncio.to_thread(
            containers.start_client,
            lambda base_url: cls(base_url, **options), image, provider, env_vars, provider_options,
        )  # fmt: skip
        client._lease = lease
        own: Self = client
        return own

    async def reset(
        self,
        seed: int | None = None,
        episode_id: str | None = None,
        *,
        env_id: str | None = None,
        timeout_s: float | None = None,
        params: Mapping[str, Any] | None = None,
        **more_params: Any,
    ) -> StepResult[ObsT]:
        """Begin an episode, and end the former one.

        Without ``env_id`` the environment picks a task, by ``seed`` where there is one. ``episode_id`` is a
        name for `state`. Parameters of the environment are keywords; those whose names are taken, or are no
        names in Python, go into ``params``.

        Raises:
            TaskNotFound, InvalidParams: the environment has no such task, or refuses the parameters.
            NoSlotsAvailable: the server is full, and stayed full for ``timeout_s``.
            WorkerError, RuntimeFailure: the environment could not be started.
        """
        return await self._run(
            self._reset(seed, episode_id, env_id, timeout_s, {**(params or {}), **more_params})
        )

    async def step(self, action: ActT, *, timeout_s: float | None = None) -> StepResult[ObsT]:
        """Apply one action, once, however often it has to be sent.

        Called again with the same action after an error that left open whether it was applied
        (``error.applied is None``), it is still applied once; after `EnvironmentFailed`, which is an answer, it is
        applied anew.

        Raises:
            SessionNotFound: there is no episode: call `reset` first.
            SessionAlreadyDone: the episode has ended.
            SessionLost, WorkerError: the episode's worker is gone, or the environment failed.
            StepConflict: the step before this one failed, was applied all the same, and this is another; or
                somebody else has stepped the session: `attach` to it anew.
        """
        return await self._run(self._step(action, timeout_s))

    async def state(self, *, timeout_s: float | None = None) -> EpisodeState:
        """Return where the episode stands."""
        return await self._run(self._state(timeout_s))

    async def attach(self, session_id: str, *, timeout_s: float | None = None) -> StepResult[ObsT]:
        """Take over a session that is running, and return what its environment said last.

        A session that this client holds already is ended, unless it is the same one.

        Raises:
            SessionNotFound, SessionLost: it runs no more.
        """
        return await self._run(self._attach(session_id, timeout_s))

    async def fork(self, count: int = 1, *, timeout_s: float | None = None) -> list[Self]:
        """Return clients of ``count`` new sessions that go on from where this one is, each on its own.

        Called again after an error that left open whether they were made, it returns those that were.

        Raises:
            ForkUnsupported: the environment cannot be forked, nor its episode be repeated.
        """
        return await self._run(self._fork(count, timeout_s))

    async def group(
        self,
        count: int,
        seed: int | None = None,
        *,
        env_id: str | None = None,
        timeout_s: float | None = None,
        params: Mapping[str, Any] | None = None,
        **more_params: Any,
    ) -> list[Self]:
        """Begin ``count`` episodes of one task and seed, all or none, and return a client for each.

        What they begin with, which is the same for all, is their ``last_result``. This client's own episode is
        left alone.

        Raises:
            GroupDiverged: the episodes did not begin alike.
            TaskNotFound, InvalidParams, NoSlotsAvailable, WorkerError, RuntimeFailure: as `reset`.
        """
        return await self._run(self._group(count, seed, env_id, timeout_s, {**(params or {}), **more_params}))

    async def tasks(
        self, *, limit: int | None = None, offset: int = 0, q: str | None = None, **filters: str
    ) -> list[str]:
        """Return the environment's task ids; those that hold the text ``q`` or whose attributes fit."""
        return await self._run(self._tasks(limit, offset, q, filters))

    async def sessions(self, *, run: str | None = None, status: str | None = None) -> list[EpisodeState]:
        """Return the environment's live sessions, whoever holds them."""
        return await self._run(self._sessions(run, status))

    async def end_sessions(self, *, run: str | None) -> list[str]:
        """End every session of a run, or with ``None`` of the environment, and return their ids.

        Where an answer was lost and the call was made again, only those that were left then are named.
        """
        return await self._run(self._end_sessions(run))

    async def close(self) -> None:
        """End the session and let go of the connection; `reset` begins anew.

        Where the session cannot be ended, a warning is logged, and the server ends it when it is idle. A
        container that was started for this client is stopped, and nothing begins anew. When
        this is cancelled, it ends the session all the same, in ten seconds at most.
        """
        closing = asyncio.ensure_future(self._end_and_disconnect())
        try:
            await asyncio.shield(closing)
        except asyncio.CancelledError:
            await closing
            raise

    async def _end_and_disconnect(self) -> None:
        try:
            if self._may_hold_session:
                await self._run(self._close())
        finally:
            wire, self._wire = self._wire, None
            if wire is not None and self._loop is asyncio.get_running_loop():
                await wire.close()
            if self._lease is not None:
                await asyncio.to_thread(self._lease.end)

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self.close()

    async def _run(self, flow: Flow[T]) -> T:
        wire = self._opened()
        try:
            wanted = next(flow)
            while True:
                if isinstance(wanted, Pause):
                    await asyncio.sleep(wanted.seconds)
                    wanted = flow.send(None)
                else:
                    wanted = flow.send(await wire.send(wanted))
        except StopIteration as ended:
            value: T = ended.value
            return value
        finally:
            flow.close()

    def _opened(self) -> AsyncWire:
        loop = asyncio.get_running_loop()
        if self._wire is None or self._loop is not loop:
            # A connection belongs to the loop it was made on, and a client may see several.
            self._wire, self._loop = self._open(), loop
        return self._wire

    def _open(self) -> AsyncWire:
        if self._lease is not None:
            self._lease.require()
        wire = self._open_http()
        if not self._streams:
            return wire
        streaming = importlib.import_module("dockergym.client.streaming")
        shared: AsyncWire = streaming.stream_wire(self._base_url, self._headers, wire)
        return shared

    def _open_http(self) -> AsyncWire:
        if self._transport is None and plain_http.is_plain(self._base_url, self._headers):
            return plain_http.AsyncPlainWire(self._base_url, self._headers)
        wires = importlib.import_module("dockergym.client.wires")
        wire: AsyncWire = wires.AsyncHttpxWire(self._base_url, self._headers, self._transport)
        return wire

    def _forget_wire(self) -> None:
        self._wire = None
