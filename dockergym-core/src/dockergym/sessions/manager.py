"""The sessions of one environment: created, stepped, forked, found, ended."""

from __future__ import annotations

import asyncio
import logging
import time
from collections import defaultdict
from collections.abc import Callable, Coroutine, Sequence
from functools import partial
from typing import Any

from dockergym.errors import (
    DockerGymError,
    EnvironmentFailed,
    GroupDiverged,
    InvalidRequest,
    ReplayDiverged,
    SessionLost,
    SessionNotFound,
    WorkerError,
    WorkerStartFailed,
)
from dockergym.plugins.environment import Environment
from dockergym.protocol.messages import Reply
from dockergym.runtimes.base import Runtime
from dockergym.runtimes.folders import episodes_folder, make_private_folder
from dockergym.sessions.admission import Admission
from dockergym.sessions.beginning import EpisodeBeginner
from dockergym.sessions.creation import CreateCommand, Creation, create_memory_key, init_message
from dockergym.sessions.forking import ForkCommand, SessionForker
from dockergym.sessions.hooks import SessionHooks
from dockergym.sessions.journal import Journals
from dockergym.sessions.launching import (
    new_session_id,
    new_short_id,
    seats_per_worker,
    session_label,
    worker_launch,
)
from dockergym.sessions.lifecycle import SessionLifecycle
from dockergym.sessions.memory import AnswerMemory
from dockergym.sessions.pool import PoolPolicy, WorkerPool, start_bounded
from dockergym.sessions.presentation import Presentation
from dockergym.sessions.quotas import Quotas
from dockergym.sessions.reaper import Reaper
from dockergym.sessions.registry import SessionRegistry
from dockergym.sessions.session import Session, StepCommand
from dockergym.sessions.takeover import Takeover
from dockergym.sessions.tasks import BackgroundTasks
from dockergym.sessions.window import DispatchWindow
from dockergym.sessions.worker import Worker
from dockergym.settings import ServerSettings

logger = logging.getLogger(__name__)


class SessionManager:
    """Runs the sessions of one environment on one runtime."""

    def __init__(
        self,
        environment: Environment,
        runtime: Runtime,
        settings: ServerSettings,
        hooks: SessionHooks,
        start_bound: asyncio.Semaphore,
        quotas: Quotas | None = None,
    ) -> None:
        self.environment = environment
        self.runtime = runtime
        self._settings = settings
        self._hooks = hooks
        self._start_bound = start_bound
        self._creates: AnswerMemory[Creation] = AnswerMemory(settings.remembered_sessions)
        self._admission = Admission(self.max_sessions, self._retry_after_s, environment.name)
        self._registry = SessionRegistry(
            environment.name, self._admission, quotas or Quotas(), remembered=settings.remembered_sessions
        )
        self._tasks = BackgroundTasks(f"sessions of {environment.name}")
        self._window = DispatchWindow(settings.batch_window_ms / 1000) if settings.batch_window_ms else None
        self._presentation = Presentation(environment.name, hooks)
        folder = episodes_folder(settings.state_dir, settings.name) / environment.name
        self._journals = Journals(folder, partial(make_private_folder, folder, settings.state_dir))
        self.pool = WorkerPool(self._start_worker, new_session_id, self._policy())
        self._lifecycle = SessionLifecycle(
            settings=settings,
            registry=self._registry,
            pool=self.pool,
            beginner=EpisodeBeginner(settings, self._tasks, templates=self._templates_per_worker() > 0),
            presentation=self._presentation,
            journals=self._journals,
            tasks=self._tasks,
            deterministic=environment.spec.capabilities.deterministic,
        )
        self._forker = SessionForker(environment.name, self._lifecycle)
        self._reaper = Reaper(self._lifecycle)

    @property
    def max_sessions(self) -> int:
        """Sessions that may run at once."""
        return self.environment.spec.max_sessions or self._settings.max_sessions

    @property
    def active(self) -> int:
        """Sessions that hold a slot now."""
        return self._admission.taken

    @property
    def waiting(self) -> int:
        """Creates that wait for a slot."""
        return self._admission.waiting

    @property
    def is_draining(self) -> bool:
        """Whether nothing new is taken any more."""
        return self._admission.is_closed

    async def open(self) -> None:
        """Take back what a server before this one has left; start the reaper and the warm workers.

        Raises:
            RuntimeFailure: the runtime does not answer.
        """
        await Takeover(
            self.environment.name, session_label(self.environment), self.runtime, self._lifecycle
        ).run()
        self._remember_creates()
        self._reaper.start()
        self.pool.refill()

    def drain(self) -> None:
        """Take nothing new from now on, and send away those who wait for a slot; steps are applied as before."""
        self._admission.close()

    async def rest(self, deadline: float, *, leave: bool) -> None:
        """Return when every session has answered what it was asked.

        Those that have not at ``deadline`` (of `time.monotonic`) are left or ended then, and whoever waits for
        them is told so.
        """
        waits = [session.at_rest() for session in self._registry]
        try:
            async with asyncio.timeout(max(deadline - time.monotonic(), 0)):
                await asyncio.gather(*waits)
        except TimeoutError:
            logger.warning("some requests were not finished within shutdown_timeout_s")
            for session in self._registry:
                if session.busy:
                    self._let_go(session, leave=leave)

    async def close(self, *, leave: bool = False) -> None:
        """Take nothing new, finish what is in flight, end every session and every worker.

        With ``leave``, sessions are left to the next server of the name.
        """
        self.drain()
        deadline = time.monotonic() + self._settings.shutdown_timeout_s
        self._reaper.stop()
        await self.rest(deadline, leave=leave)
        for session in self._registry:
            self._let_go(session, leave=leave)
        await self._tasks.close(max(deadline - time.monotonic(), 1.0))
        await self.pool.close(
            max(deadline - time.monotonic(), 1.0) + self._settings.container_stop_timeout_s, keep_busy=leave
        )
        await self._journals.close()

    async def create(self, command: CreateCommand) -> list[Session]:
        """Begin ``count`` episodes of one task and seed and return their sessions: all of them, or none.

        A ``request_id`` that came before, with the same body, gets the sessions it made then, also while
        they are still starting. A create that failed may be tried again under the same id.

        Raises:
            NoSlotsAvailable: ``max_sessions`` are running, and no slot came free within ``wait_s``.
            QuotaExceeded: the API key holds as many sessions as it may.
            ServerShuttingDown: the server is stopping.
            TaskNotFound, InvalidParams: the environment knows no such task, or refuses the params.
            InvalidRequest: recovery is asked of an environment that is not declared deterministic.
            RequestConflict: the ``request_id`` was used with another body.
            GroupDiverged: the episodes do not begin alike.
            WorkerError, RuntimeFailure: no worker could be had, or it could not begin the episode.
        """
        self._require_recoverable(command)
        return await self._once(command, partial(self._create, command))

    async def step(self, session_id: str, command: StepCommand) -> Reply:
        """Apply one action to a session; see `Session.step`.

        Raises:
            SessionNotFound, SessionLost: there is no such session, or not any more.
            PluginError: a plugin failed to translate the reply; the step is applied.
        """
        if self._window is not None:
            await self._window.wait()
        try:
            session = self._registry.get(session_id)
            reply = await session.step(command)
        except (SessionNotFound, SessionLost) as error:
            if command.request_id is not None:
                # It may be a request that is sent again, and was applied before the session ended.
                error.applied = None
            raise
        except (WorkerError, ReplayDiverged) as error:
            # An episode that can be rebuilt waits for a worker that could not be started now.
            waits = isinstance(error, WorkerStartFailed) and session.rebuild is not None
            # What the environment answered says nothing of the worker; it may have been answered long ago.
            is_answer = isinstance(error, EnvironmentFailed)
            if not session.connected and not waits and not is_answer:
                self._lifecycle.lose(session, str(error))
            raise
        try:
            return await self._presentation.show(session, reply, "done" if reply.done else "stepped")
        except DockerGymError as error:
            # Whatever a plugin makes of the reply, the step is applied.
            error.applied = True
            raise

    async def fork(
        self, session_id: str, count: int, owner: str = "", *, request_id: str | None = None, digest: str = ""
    ) -> list[Session]:
        """Return ``count`` new sessions in the state of this one; all of them, or none.

        ``owner`` is the name of the API key that they count for. A ``request_id`` that came before, with the same
        ``digest`` of the body, gets the sessions it made then.

        They are forks of its process where sessions share a container and there is room, and are rebuilt by
        replaying its actions in containers of their own where the environment is deterministic.

        Raises:
            ForkUnsupported: the environment allows neither.
            ReplayDiverged: a replayed action gave another observation.
            NoSlotsAvailable, QuotaExceeded, ServerShuttingDown: as `create`.
            RequestConflict: the ``request_id`` was used with another body.
            SessionAlreadyDone, SessionNotFound, SessionLost: the session is not being played.
            WorkerError, RuntimeFailure: the session's worker failed, or no other could be had.
        """
        command = ForkCommand(
            session_id=session_id, count=count, owner=owner, request_id=request_id, digest=digest
        )
        return await self._once(command, partial(self._forker.fork, command))

    def get(self, session_id: str) -> Session:
        """Return a live session.

        Raises:
            SessionNotFound, SessionLost: there is no such session, or not any more.
        """
        return self._registry.get(session_id)

    def find(self, *, run: str | None = None, status: str | None = None) -> list[Session]:
        """Return the live sessions, oldest first; those of one run, or in one state, where asked."""
        return self._registry.find(run=run, status=status)

    async def end(self, session_id: str, reason: str = "ended by the client") -> None:
        """End a session. Its slot is free at once; its worker goes in the background.

        Raises:
            SessionNotFound, SessionLost: there is no such session, or not any more.
        """
        self._lifecycle.end(self.get(session_id), reason)

    async def end_all(self, *, run: str | None = None) -> list[str]:
        """End every session, or every session of a run, and return their ids."""
        ended = [session.session_id for session in self.find(run=run)]
        for session_id in ended:
            await self.end(session_id)
        return ended

    async def reap(self) -> None:
        """End the sessions that are idle too long or too old, once, and look after the idle workers."""
        self._reaper.look()

    def _let_go(self, session: Session, *, leave: bool) -> None:
        if leave:
            self._lifecycle.leave(session)
        else:
            self._lifecycle.end(session, "the server stopped")

    def _policy(self) -> PoolPolicy:
        settings, capabilities = self._settings, self.environment.spec.capabilities
        allowed = settings.reuse_containers is not False and capabilities.reuse_containers
        return PoolPolicy(
            warm=settings.warm,
            seats=seats_per_worker(self.environment, settings),
            reuse=allowed,
            recycle_after=settings.recycle_after,
            # A process of this machine has no memory of its own that could be measured against a limit.
            recycle_memory=settings.recycle_memory if self.runtime.runs_images else None,
            spare=settings.spare,
            spare_timeout_s=settings.spare_timeout_s,
            templates=self._templates_per_worker(),
        )

    def _templates_per_worker(self) -> int:
        """Frozen episodes serve where sessions share a worker and every episode of a task begins the same."""
        capabilities = self.environment.spec.capabilities
        shared = seats_per_worker(self.environment, self._settings) > 1
        return self._settings.templates if shared and capabilities.fork and capabilities.deterministic else 0

    async def _start_worker(self, session_id: str) -> Worker:
        launch = worker_launch(self.environment, self.runtime, self._settings, session_id)
        return await start_bounded(
            lambda: Worker.start(self.runtime, launch, self._settings),
            self._start_bound,
            self._settings.start_timeout_s,
        )

    async def _once(
        self,
        command: CreateCommand | ForkCommand,
        make: Callable[[Creation], Coroutine[Any, Any, list[Session]]],
    ) -> list[Session]:
        """Make sessions, all or none, unless a request of the same id has made them, or is making them now."""
        try:
            return await self._made(command, make)
        except DockerGymError as error:
            # Whatever its worker did: of the sessions that were to be made, none is left.
            error.applied = False
            raise

    async def _made(
        self,
        command: CreateCommand | ForkCommand,
        make: Callable[[Creation], Coroutine[Any, Any, list[Session]]],
    ) -> list[Session]:
        if command.request_id is None:
            return await make(Creation())
        key = create_memory_key(command.owner, command.request_id)
        creation = self._creates.recall(key, command.digest)
        if creation is None or creation.abandoned:
            creation = Creation()
            self._creates.keep(key, command.digest, creation)
            task = self._tasks.spawn(make(creation))
            task.add_done_callback(partial(self._forget_failure, key, command.digest, creation))
            creation.run(task)
        return await creation.sessions()

    def _forget_failure(
        self, key: str, digest: str, creation: Creation, task: asyncio.Task[list[Session]]
    ) -> None:
        failed = task.cancelled() or task.exception() is not None
        if failed and self._creates.recall(key, digest) is creation:
            self._creates.forget(key)

    async def _create(self, command: CreateCommand, creation: Creation) -> list[Session]:
        request = command.seeded(self.environment.spec.capabilities)
        async with self._registry.admitted(command.count, command.owner, command.wait_s):
            creation.queued = False
            init = init_message(request, await self._hooks.create_session(request))
            template = self._lifecycle.template_of(init)
        group, lifecycle = new_short_id(), self._lifecycle
        sessions = [
            lifecycle.register(
                lifecycle.pool.reserve(template), command.record(request, init, group, index), init
            )
            for index in range(command.count)
        ]
        if len(sessions) == 1:
            await lifecycle.start(sessions[0])
        else:
            await lifecycle.all_or_none(sessions, lifecycle.start)
            self._require_alike(sessions)
            await lifecycle.all_or_none(sessions, lifecycle.finish)
        return sessions

    def _require_recoverable(self, command: CreateCommand) -> None:
        if command.recover and not self.environment.spec.capabilities.deterministic:
            raise InvalidRequest(
                f"recover: {self.environment.name!r} is not declared deterministic, so that its episodes cannot "
                "be rebuilt by replay; leave `recover` out"
            )

    def _require_alike(self, sessions: Sequence[Session]) -> None:
        kinds = {session.beginning for session in sessions}
        if len(kinds) == 1:
            return
        error = GroupDiverged(
            f"the {len(sessions)} sessions began in {len(kinds)} different ways; "
            f"{self.environment.name!r} does not begin alike for one task and seed"
        )
        for session in sessions:
            self._lifecycle.drop(session, error.detail)
        raise error

    def _remember_creates(self) -> None:
        """Know the creates and forks again whose sessions are all there."""
        made: dict[str, list[Session]] = defaultdict(list)
        for session in self._registry:
            record = session.record
            if record.request_id is not None:
                made[create_memory_key(record.owner, record.request_id)].append(session)
        for key, sessions in made.items():
            if len(sessions) == sessions[0].record.group_size:
                sessions.sort(key=lambda session: session.record.group_index)
                self._creates.keep(key, sessions[0].record.digest, Creation.done(sessions))

    def _retry_after_s(self) -> float:
        remaining = [self._settings.idle_timeout_s - session.idle_s() for session in self._registry]
        return min(max(min(remaining, default=1.0), 1.0), 10.0)
