"""The sessions of one environment: created, found, ended; and the loop that ends the forgotten ones."""

from __future__ import annotations

import asyncio
import dataclasses
import logging
import secrets
import time
from collections import OrderedDict
from collections.abc import AsyncIterator, Callable, Coroutine, Mapping, Sequence
from contextlib import asynccontextmanager
from functools import partial
from typing import Any

from dockergym.errors import (
    DockerGymError,
    ForkUnsupported,
    GroupDiverged,
    InvalidParams,
    InvalidRequest,
    ReplayDiverged,
    SessionLost,
    SessionNotFound,
    WorkerError,
)
from dockergym.plugins.environment import Environment
from dockergym.plugins.specs import CreateRequest, SessionEvent, SessionInit, StepResult
from dockergym.protocol.channel import ChannelClosed
from dockergym.protocol.messages import Reply, encode_raw
from dockergym.runtimes.base import Runtime
from dockergym.sessions.admission import Admission
from dockergym.sessions.adoption import FoundSession, find_sessions
from dockergym.sessions.beginning import EpisodeBeginner
from dockergym.sessions.creation import CreateCommand, Creation, create_memory_key
from dockergym.sessions.hooks import SessionHooks
from dockergym.sessions.launching import new_session_id, seats_per_worker, session_label, worker_launch
from dockergym.sessions.memory import AnswerMemory
from dockergym.sessions.pool import PoolPolicy, Seat, WorkerPool, start_bounded
from dockergym.sessions.quotas import Quotas
from dockergym.sessions.replay import ActionLog
from dockergym.sessions.session import (
    Session,
    SessionRecord,
    SessionState,
    StepCommand,
)
from dockergym.sessions.tasks import BackgroundTasks
from dockergym.sessions.templates import template_key
from dockergym.sessions.window import DispatchWindow
from dockergym.sessions.worker import Worker
from dockergym.settings import ServerSettings

logger = logging.getLogger(__name__)

_REMEMBERED_ENDS = 10_000
_REMEMBERED_CREATES = 10_000
_PROTOCOL_KEYS = frozenset({"cmd", "id"})
"""What would make another command of a client's params."""


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
        self._sessions: dict[str, Session] = {}
        self._seats: dict[str, Seat] = {}
        self._ended: OrderedDict[str, tuple[SessionState, str]] = OrderedDict()
        self._creates: AnswerMemory[Creation] = AnswerMemory(_REMEMBERED_CREATES)
        self._admission = Admission(self.max_sessions, self._retry_after_s, environment.name)
        self._quotas = quotas or Quotas()
        self._tasks = BackgroundTasks(f"sessions of {environment.name}")
        self._reaper: asyncio.Task[None] | None = None
        self._window = DispatchWindow(settings.batch_window_ms / 1000) if settings.batch_window_ms else None
        self._beginner = EpisodeBeginner(settings, self._tasks, templates=self._templates_per_worker() > 0)
        self.pool = WorkerPool(self._start_worker, new_session_id, self._policy())

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

    async def open(self) -> None:
        """Take back what a server before this one has left; start the reaper and the warm workers.

        Raises:
            RuntimeFailure: the runtime does not answer.
        """
        await self._adopt()
        self._reaper = self._tasks.spawn(self._reap_forever())
        self.pool.refill()

    async def close(self) -> None:
        """Take nothing new, finish what is in flight, end every session and every worker."""
        self._admission.close()
        deadline = time.monotonic() + self._settings.shutdown_timeout_s
        if self._reaper is not None:
            self._reaper.cancel()
        await self._finish_requests(deadline)
        leave = self._settings.on_exit == "leave"
        for session in list(self._sessions.values()):
            if leave and session.worker is not None and session.worker.can_share:
                session.leave()
            else:
                await self.end(session.session_id, "the server stopped")
        await self._tasks.close(max(deadline - time.monotonic(), 1.0))
        await self.pool.close(
            max(deadline - time.monotonic(), 1.0) + self._settings.container_stop_timeout_s, keep_busy=leave
        )

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
            GroupDiverged: the episodes do not begin alike.
            WorkerError, RuntimeFailure: no worker could be had, or it could not begin the episode.
        """
        self._require_recoverable(command)
        if command.request_id is None:
            return await self._create(command, Creation())
        creation = self._creates.recall(command.memory_key, command.digest)
        if creation is None or creation.abandoned:
            creation = Creation()
            self._creates.keep(command.memory_key, command.digest, creation)
            task = self._tasks.spawn(self._create(command, creation))
            task.add_done_callback(partial(self._forget_failure, command, creation))
            creation.run(task)
        return await creation.sessions()

    async def step(self, session_id: str, command: StepCommand) -> Reply:
        """Apply one action to a session; see `Session.step`.

        Raises:
            SessionNotFound, SessionLost: there is no such session, or not any more.
        """
        session = self._sessions.get(session_id)
        if session is None:
            raise self._missing(session_id)
        if self._window is not None:
            await self._window.wait()
        try:
            reply = await session.step(command)
        except (WorkerError, ReplayDiverged) as error:
            if session.channel is not None and session.channel.failure is not None:
                self._lose(session, str(error))
            raise
        return await self._show(session, reply, "done" if reply.done else "stepped")

    async def fork(self, session_id: str, count: int, owner: str = "") -> list[Session]:
        """Return ``count`` new sessions in the state of this one; all of them, or none.

        ``owner`` is the name of the API key that they count for.

        They are forks of its process where sessions share a container and there is room, and are rebuilt by
        replaying its actions in containers of their own where the environment is deterministic.

        Raises:
            ForkUnsupported: the environment allows neither.
            ReplayDiverged: a replayed action gave another observation.
            NoSlotsAvailable, QuotaExceeded: there are not enough free slots.
            SessionAlreadyDone, SessionNotFound, SessionLost: the session is not being played.
        """
        parent = self.get(session_id)
        parent.require_active()
        async with self._admitted(count, owner):
            parent.require_active()
            seats = self._seats_beside(parent, count)
            if seats is None and parent.log is None:
                raise ForkUnsupported(
                    f"sessions of {self.environment.name!r} cannot be forked here: they share no container with "
                    "room (see --sessions-per-container), and the environment is not declared deterministic"
                )
        if seats is not None:
            return await self._fork_beside(parent, seats, owner)
        return await self._fork_by_replay(parent, count, owner)

    def get(self, session_id: str) -> Session:
        """Return a live session.

        Raises:
            SessionNotFound, SessionLost: there is no such session, or not any more.
        """
        session = self._sessions.get(session_id)
        if session is None:
            raise self._missing(session_id)
        return session

    def find(self, *, run: str | None = None, status: str | None = None) -> list[Session]:
        """Return the live sessions, oldest first; those of one run, or in one state, where asked."""
        return [
            session
            for session in self._sessions.values()
            if (run is None or session.record.run == run) and (status is None or session.state == status)
        ]

    async def end(self, session_id: str, reason: str = "ended by the client") -> None:
        """End a session. Its slot is free at once; its worker goes in the background.

        Raises:
            SessionNotFound, SessionLost: there is no such session, or not any more.
        """
        session = self.get(session_id)
        session.close(reason)
        self._forget(session)
        self._tasks.spawn(self._let_go(session))

    async def end_all(self, *, run: str | None = None) -> list[str]:
        """End every session, or every session of a run, and return their ids."""
        ended = [session.session_id for session in self.find(run=run)]
        for session_id in ended:
            await self.end(session_id)
        return ended

    def _policy(self) -> PoolPolicy:
        settings, capabilities = self._settings, self.environment.spec.capabilities
        allowed = settings.reuse_containers is not False and capabilities.reuse_containers
        return PoolPolicy(
            warm=settings.warm,
            seats=seats_per_worker(self.environment, settings),
            reuse=allowed,
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

    async def _create(self, command: CreateCommand, creation: Creation) -> list[Session]:
        request = self._seeded(command)
        async with self._admitted(command.count, command.owner, command.wait_s):
            creation.queued = False
            init = self._init_message(request, await self._hooks.create_session(request))
        key = template_key(init) if self.pool.policy.templates else None
        sessions = [
            self._register(self.pool.reserve(key), self._record(command, request, init, index), init)
            for index in range(command.count)
        ]
        if len(sessions) == 1:
            await self._start(sessions[0])
        else:
            await self._all_or_none(sessions, [self._start(session) for session in sessions])
            self._require_alike(sessions)
        return sessions

    def _seeded(self, command: CreateCommand) -> CreateRequest:
        """Return the request, with a seed where a group could not begin alike without one."""
        request = command.request
        named = request.seed is not None or "seed" in request.params
        if command.count == 1 or named or self.environment.spec.capabilities.deterministic:
            return request
        return dataclasses.replace(request, seed=secrets.randbelow(2**31))

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
            self._drop(session, error.detail)
        raise error

    async def _all_or_none(
        self, sessions: Sequence[Session], work: Sequence[Coroutine[Any, Any, None]]
    ) -> None:
        """Do the work for all the sessions at once; where some of it fails, none of them is left."""
        tasks = [self._tasks.spawn(one) for one in work]
        try:
            await asyncio.gather(*tasks)
        except BaseException as error:
            for task in tasks:
                task.cancel()
            await asyncio.gather(*tasks, return_exceptions=True)
            for session in sessions:
                self._drop(session, str(error))
            raise

    def _forget_failure(
        self, command: CreateCommand, creation: Creation, task: asyncio.Task[list[Session]]
    ) -> None:
        failed = task.cancelled() or task.exception() is not None
        if failed and self._creates.recall(command.memory_key, command.digest) is creation:
            self._creates.forget(command.memory_key)

    @asynccontextmanager
    async def _admitted(self, count: int, owner: str, wait_s: float = 0.0) -> AsyncIterator[None]:
        """Take slots; they are free again only where the block fails, or when their sessions end.

        Raises:
            QuotaExceeded, ServerShuttingDown, NoSlotsAvailable: none is taken.
        """
        self._quotas.take(owner, count)
        try:
            await self._admission.take(count, wait_s)
            try:
                yield
            except BaseException:
                self._admission.free(count)
                raise
        except BaseException:
            self._quotas.free(owner, count)
            raise

    @staticmethod
    def _init_message(request: CreateRequest, init: SessionInit) -> dict[str, Any]:
        taken = _PROTOCOL_KEYS & init.params.keys()
        if taken:
            raise InvalidParams(
                f"params may not be named {', '.join(sorted(taken))}: the worker protocol uses it"
            )
        # Every worker may count on an `env_id`; where no task is named it is empty.
        message = {"cmd": "init", **init.params, "env_id": init.env_id or ""}
        if request.seed is not None:
            message.setdefault("seed", request.seed)
        return message

    @staticmethod
    def _record(
        command: CreateCommand, request: CreateRequest, init: Mapping[str, Any], index: int
    ) -> Callable[[str], SessionRecord]:
        return lambda session_id: SessionRecord(
            session_id=session_id,
            env_id=init["env_id"] or None,
            params=request.params,
            seed=request.seed,
            run=request.run,
            rollout=request.rollout,
            request_id=command.request_id,
            digest=command.digest,
            owner=command.owner,
            group_size=command.count,
            group_index=index,
            recover=command.recover,
        )

    def _register(self, seat: Seat, record: Callable[[str], SessionRecord], init: dict[str, Any]) -> Session:
        session = Session(
            record(seat.session_id),
            init,
            step_timeout_s=self._settings.command_timeout_s,
            log_actions=self.environment.spec.capabilities.deterministic,
        )
        if session.record.recover:
            session.rebuild = partial(self._rebuild, session)
        self._sessions[session.session_id] = session
        self._seats[session.session_id] = seat
        return session

    async def _start(self, session: Session) -> None:
        """Begin the session's episode; where that fails, nothing of the session is left."""
        seat = self._seats[session.session_id]
        try:
            worker = await self.pool.worker(seat)
            self._require_live(session)
            channel, reply = await self._beginner.begin(seat, worker, session.init, self._meta(session))
            self._require_live(session)
            session.begin(worker, channel, reply)
            self._watch(session)
            await self._show(session, reply, "created")
        except BaseException as error:
            self._drop(session, str(error) or type(error).__name__)
            raise

    @staticmethod
    def _require_live(session: Session) -> None:
        if not session.live:
            raise SessionNotFound(f"session {session.session_id} was ended while it started")

    async def _rebuild(self, session: Session) -> None:
        """Put a session whose worker is lost into a new one, at the step at which it is."""
        logger.warning("session %s has lost its worker; its episode is rebuilt", session.session_id)
        self._release(session, intact=False)
        seat = self.pool.reserve(template_key(session.init) if self.pool.policy.templates else None)
        self._seats[session.session_id] = seat
        session.record = dataclasses.replace(session.record, recovered=True)
        try:
            worker = await self.pool.worker(seat)
            self._require_live(session)
            channel, reply = await self._beginner.begin(seat, worker, session.init, self._meta(session))
            try:
                await session.move(worker, seat.session_id, channel, reply)
            except ChannelClosed as error:
                raise await worker.explain(error, seat.session_id) from error
            self._require_live(session)
        except BaseException:
            self._release(session, intact=False)
            raise
        self._watch(session)

    def _watch(self, session: Session) -> None:
        if session.channel is not None:
            session.channel.closed.add_done_callback(lambda _: self._stream_ended(session))

    def _drop(self, session: Session, reason: str) -> None:
        """Take back a session that nobody has been told of."""
        if session.live:
            session.lose(reason)
            self._forget(session)
            self._release(session, intact=False)

    def _seats_beside(self, parent: Session, count: int) -> list[Seat] | None:
        """Return seats in the parent's own worker, or ``None`` where there can be none."""
        if parent.worker is None or not parent.worker.can_fork or not parent.connected:
            return None
        return self.pool.reserve_beside(self._seats[parent.session_id], count)

    async def _fork_beside(self, parent: Session, seats: Sequence[Seat], owner: str) -> list[Session]:
        record = self._branch_record(parent, owner)
        children = [self._register(seat, record, parent.init) for seat in seats]
        try:
            wanted = [{"session": one.session_id, "meta": self._meta(one)} for one in children]
            sockets = await parent.fork(wanted, self._settings.command_timeout_s)
            assert parent.worker is not None
            for child, socket in zip(children, sockets, strict=True):
                child.branch(parent, await parent.worker.connect_session(socket))
                self._watch(child)
                self._emit(child, "created", child.last_reply)
        except BaseException as error:
            for child in children:
                self._drop(child, str(error))
            raise
        return children

    async def _fork_by_replay(self, parent: Session, count: int, owner: str) -> list[Session]:
        log, last = list(parent.log or ()), parent.last_reply
        assert last is not None
        record = self._branch_record(parent, owner)
        children = [self._register(self.pool.reserve(), record, parent.init) for _ in range(count)]
        await self._all_or_none(children, [self._copy(child, log, last) for child in children])
        return children

    async def _copy(self, child: Session, log: ActionLog, last: Reply) -> None:
        await self._start(child)
        try:
            await child.catch_up(log, last)
        except ChannelClosed as error:
            assert child.worker is not None
            raise await child.worker.explain(error, child.process) from error

    @staticmethod
    def _branch_record(parent: Session, owner: str) -> Callable[[str], SessionRecord]:
        return lambda session_id: dataclasses.replace(
            parent.record,
            session_id=session_id,
            created_at=time.time(),
            request_id=None,
            digest="",
            owner=owner,
            group_size=1,
            group_index=0,
            recovered=False,
        )

    async def _adopt(self) -> None:
        label = session_label(self.environment)
        findings = await find_sessions(self.runtime, self._settings, self.environment.name, label)
        for found in findings.workers:
            ids = [one.process for one in found.sessions]
            for seat, one in zip(self.pool.take_over(found.worker, ids), found.sessions, strict=True):
                self._take_back(seat, found.worker, one)
        self._remember_creates()
        for lost in findings.lost:
            self._ended[lost.session_id] = (SessionState.LOST, lost.reason)
        if findings.workers or findings.lost:
            logger.info(
                "environment %r: %d sessions taken back, %d lost",
                self.environment.name, len(self._sessions), len(findings.lost),
            )  # fmt: skip

    def _take_back(self, seat: Seat, worker: Worker, found: FoundSession) -> None:
        session = self._register(seat, lambda _: found.record, found.state.meta.get("init", {}))
        self._admission.take_over()
        self._quotas.take_over(found.record.owner)
        session.process = found.process
        session.resume(worker, found.channel, found.state)
        self._watch(session)

    def _remember_creates(self) -> None:
        """Know the creates again whose sessions are all there; what is left of others ends by itself."""
        made: dict[str, list[Session]] = {}
        for session in self._sessions.values():
            record = session.record
            if record.request_id is not None:
                key = create_memory_key(record.owner, record.request_id)
                made.setdefault(key, []).append(session)
        for key, sessions in made.items():
            if len(sessions) == sessions[0].record.group_size:
                sessions.sort(key=lambda session: session.record.group_index)
                self._creates.keep(key, sessions[0].record.digest, Creation.done(sessions))

    def _meta(self, session: Session) -> dict[str, Any]:
        return {**dataclasses.asdict(session.record), "init": session.init}

    async def _show(self, session: Session, reply: Reply, kind: str) -> Reply:
        if self._hooks.translates:
            reply = await self._translated(session, reply)
            session.last_reply = reply
        if self._hooks.observes and not reply.replayed:
            self._emit(session, kind, reply)
        return reply

    async def _translated(self, session: Session, reply: Reply) -> Reply:
        assert reply.observation is not None
        assert reply.reward is not None
        result = StepResult(
            observation=reply.observation,
            reward=reply.reward,
            done=bool(reply.done),
            terminated=bool(reply.terminated),
            truncated=bool(reply.truncated),
            info=reply.info_dict(),
            step=reply.step or 0,
        )
        shown = await self._hooks.translate(session.describe(), result)
        return Reply(
            status="ok",
            observation=shown.observation,
            reward=shown.reward,
            done=shown.done,
            terminated=shown.terminated,
            truncated=shown.truncated,
            info=encode_raw(dict(shown.info)),
            step=reply.step,
            replayed=reply.replayed,
        )

    def _emit(self, session: Session, kind: str, reply: Reply | None = None) -> None:
        if not self._hooks.observes:
            return
        data: dict[str, Any] = session.describe()
        if reply is not None:
            data |= {"observation": reply.observation, "reward": reply.reward, "done": reply.done}
        self._hooks.emit(SessionEvent(kind, session.session_id, self.environment.name, time.time(), data))

    def _stream_ended(self, session: Session) -> None:
        if session.live and not session.busy and session.rebuild is None:
            self._tasks.spawn(self._lose_idle(session))

    async def _lose_idle(self, session: Session) -> None:
        """Free the slot of a session whose worker died while nobody was waiting for it."""
        if session.worker is None or session.channel is None or session.channel.failure is None:
            return
        failure = session.channel.failure
        explained = (
            await session.worker.explain(failure, session.process)
            if isinstance(failure, WorkerError)
            else failure
        )
        self._lose(session, str(explained))

    def _lose(self, session: Session, reason: str) -> None:
        if not session.live:
            return
        logger.warning("session %s is lost: %s", session.session_id, reason)
        session.lose(reason)
        self._forget(session)
        self._release(session, intact=False)
        self._emit(session, "lost")

    def _forget(self, session: Session) -> None:
        if self._sessions.pop(session.session_id, None) is None:
            return
        self._quotas.free(session.record.owner)
        self._admission.free()
        self._ended[session.session_id] = (session.state, session.reason or "")
        while len(self._ended) > _REMEMBERED_ENDS:
            self._ended.popitem(last=False)

    async def _let_go(self, session: Session) -> None:
        """Close the environment in good order, as far as the worker takes part, and free its seat."""
        channel, worker = session.channel, session.worker
        intact = False
        if channel is not None and worker is not None and channel.failure is None and not session.busy:
            intact = await self._close_episode(session, worker)
        if channel is not None:
            channel.close()
        self._release(session, intact=intact)
        self._emit(session, "closed")

    async def _close_episode(self, session: Session, worker: Worker) -> bool:
        if not worker.can_share:
            return False
        assert session.channel is not None
        try:
            await session.channel.request({"cmd": "close"}, self._settings.close_timeout_s)
            await worker.end(session.process)
        except (DockerGymError, OSError, TimeoutError) as error:
            logger.debug("session %s did not close in good order: %s", session.session_id, error)
            return False
        return True

    def _release(self, session: Session, *, intact: bool) -> None:
        seat = self._seats.pop(session.session_id, None)
        if seat is None:
            return
        worker = seat.berth.worker
        if worker is not None and not intact and seat.berth.taken > 1:
            # The others in the container go on, so this one's process is ended by itself.
            self._tasks.spawn(self._beginner.end_process(worker, seat.session_id))
        self.pool.give_back(seat, intact=intact)

    def _missing(self, session_id: str) -> DockerGymError:
        known = self._ended.get(session_id)
        if known is None:
            return SessionNotFound(f"there is no session {session_id!r} in {self.environment.name!r}")
        state, reason = known
        if state is SessionState.LOST:
            return SessionLost(f"session {session_id} is lost: {reason}")
        return SessionNotFound(f"session {session_id} has ended: {reason}; create a new one")

    def _retry_after_s(self) -> float:
        remaining = [self._settings.idle_timeout_s - session.idle_s() for session in self._sessions.values()]
        return min(max(min(remaining, default=1.0), 1.0), 10.0)

    async def _finish_requests(self, deadline: float) -> None:
        waits = [session.at_rest() for session in self._sessions.values()]
        try:
            async with asyncio.timeout(max(deadline - time.monotonic(), 0)):
                await asyncio.gather(*waits)
        except TimeoutError:
            logger.warning("some requests were not finished within shutdown_timeout_s")

    async def _reap_forever(self) -> None:
        while True:
            await asyncio.sleep(self._settings.reap_interval_s)
            try:
                await self.reap()
            except Exception:
                logger.exception("the reaper stumbled; it goes on")

    async def reap(self) -> None:
        """End the sessions that are idle too long or too old, once, and look after the idle workers."""
        for session in list(self._sessions.values()):
            reason = expiry_reason(session, self._settings)
            if reason is not None:
                logger.info("session %s ends: %s", session.session_id, reason)
                await self.end(session.session_id, reason)
        self.pool.trim()


def expiry_reason(session: Session, settings: ServerSettings) -> str | None:
    """Return why a session is to be ended now, or ``None`` while it may go on."""
    if session.age_s() > settings.session_lifetime_s:
        return f"it was older than session_lifetime_s ({settings.session_lifetime_s:g} s)"
    if session.state is not SessionState.STARTING and session.idle_s() > settings.idle_timeout_s:
        return f"no request came for idle_timeout_s ({settings.idle_timeout_s:g} s)"
    return None
