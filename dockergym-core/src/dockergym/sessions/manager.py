"""The sessions of one environment: created, found, ended; and the loop that ends the forgotten ones."""

from __future__ import annotations

import asyncio
import dataclasses
import logging
import time
from collections import OrderedDict
from typing import Any

from dockergym.errors import (
    DockerGymError,
    NoSlotsAvailable,
    ServerShuttingDown,
    SessionLost,
    SessionNotFound,
    WorkerError,
    WorkerStartFailed,
)
from dockergym.plugins.environment import Environment
from dockergym.plugins.specs import CreateRequest, SessionEvent, SessionHooks, SessionInit, StepResult
from dockergym.protocol.messages import Reply, encode_raw
from dockergym.runtimes.base import Runtime
from dockergym.sessions.launching import new_session_id, worker_launch
from dockergym.sessions.memory import AnswerMemory
from dockergym.sessions.pool import PoolPolicy, Seat, WorkerPool, start_bounded
from dockergym.sessions.session import (
    Session,
    SessionRecord,
    SessionState,
    StepCommand,
    worker_refusal,
)
from dockergym.sessions.tasks import BackgroundTasks
from dockergym.sessions.window import DispatchWindow
from dockergym.sessions.worker import Worker
from dockergym.settings import ServerSettings

logger = logging.getLogger(__name__)

_REMEMBERED_ENDS = 10_000
_REMEMBERED_CREATES = 10_000


class SessionManager:
    """Runs the sessions of one environment on one runtime."""

    def __init__(
        self,
        environment: Environment,
        runtime: Runtime,
        settings: ServerSettings,
        hooks: SessionHooks,
        start_bound: asyncio.Semaphore,
    ) -> None:
        self.environment = environment
        self.runtime = runtime
        self._settings = settings
        self._hooks = hooks
        self._start_bound = start_bound
        self._sessions: dict[str, Session] = {}
        self._seats: dict[str, Seat] = {}
        self._ended: OrderedDict[str, tuple[SessionState, str]] = OrderedDict()
        self._creates: AnswerMemory[asyncio.Task[Session]] = AnswerMemory(_REMEMBERED_CREATES)
        self._reserved = 0
        self._tasks = BackgroundTasks(f"sessions of {environment.name}")
        self._reaper: asyncio.Task[None] | None = None
        self._draining = False
        self._window = DispatchWindow(settings.batch_window_ms / 1000) if settings.batch_window_ms else None
        self.pool = WorkerPool(self._start_worker, new_session_id, self._policy())

    @property
    def max_sessions(self) -> int:
        """Sessions that may run at once."""
        return self.environment.spec.max_sessions or self._settings.max_sessions

    @property
    def active(self) -> int:
        """Sessions that hold a slot now."""
        return self._reserved

    async def open(self) -> None:
        """Start the reaper and the warm workers."""
        self._reaper = self._tasks.spawn(self._reap_forever())
        self.pool.refill()

    async def close(self) -> None:
        """Take nothing new, finish what is in flight, end every session and every worker."""
        self._draining = True
        deadline = time.monotonic() + self._settings.shutdown_timeout_s
        if self._reaper is not None:
            self._reaper.cancel()
        await self._finish_requests(deadline)
        await asyncio.gather(
            *(self.end(session_id, "the server stopped") for session_id in list(self._sessions))
        )
        await self._tasks.close(max(deadline - time.monotonic(), 1.0))
        await self.pool.close(max(deadline - time.monotonic(), 1.0) + self._settings.container_stop_timeout_s)

    async def create(
        self, request: CreateRequest, *, request_id: str | None = None, digest: str = ""
    ) -> Session:
        """Begin an episode and return its session.

        A ``request_id`` that came before, with the same body, gets the session it made then, also while
        that one is still starting. A create that failed may be tried again under the same id.

        Raises:
            NoSlotsAvailable: ``max_sessions`` are running.
            ServerShuttingDown: the server is stopping.
            TaskNotFound, InvalidParams: the environment knows no such task, or refuses the params.
            WorkerError, RuntimeFailure: no worker could be had, or it could not begin the episode.
        """
        if request_id is None:
            return await self._create(request)
        known = self._creates.recall(request_id, digest)
        if known is None:
            known = self._tasks.spawn(self._create(request))
            self._creates.keep(request_id, digest, known)
        try:
            return await asyncio.shield(known)
        except DockerGymError:
            self._creates.forget(request_id)
            raise

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
        except WorkerError as error:
            if session.channel is not None and session.channel.failure is not None:
                self._lose(session, str(error))
            raise
        return await self._show(session, reply, "done" if reply.done else "stepped")

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
            seats=settings.sessions_per_container if capabilities.share_containers else 1,
            reuse=allowed,
            idle_timeout_s=settings.idle_timeout_s,
        )

    async def _start_worker(self, session_id: str) -> Worker:
        launch = worker_launch(self.environment, self.runtime, self._settings, session_id)
        return await start_bounded(
            lambda: Worker.start(self.runtime, launch, self._settings),
            self._start_bound,
            self._settings.start_timeout_s,
        )

    async def _create(self, request: CreateRequest) -> Session:
        if self._draining:
            raise ServerShuttingDown("the server is stopping; create sessions on another one, or later")
        if self._reserved >= self.max_sessions:
            raise self._full()
        self._reserved += 1
        try:
            init = await self._hooks.create_session(request)
            seat = self.pool.reserve()
        except BaseException:
            self._reserved -= 1
            raise
        session = self._register(seat, request, init)
        try:
            await self._begin(session, seat, init)
        except BaseException as error:
            if session.live:
                session.lose(str(error) or type(error).__name__)
                self._forget(session)
                self._release(session, intact=False)
            raise
        return session

    def _register(self, seat: Seat, request: CreateRequest, init: SessionInit) -> Session:
        record = SessionRecord(
            session_id=seat.session_id,
            env_id=init.env_id,
            params=request.params,
            seed=request.seed,
            run=request.run,
            rollout=request.rollout,
        )
        session = Session(record, step_timeout_s=self._settings.command_timeout_s)
        self._sessions[session.session_id] = session
        self._seats[session.session_id] = seat
        return session

    async def _begin(self, session: Session, seat: Seat, init: SessionInit) -> None:
        worker = await self.pool.worker(seat)
        if not session.live:
            raise SessionNotFound(f"session {session.session_id} was ended while it started")
        message = {"cmd": "init", **init.params}
        if init.env_id is not None:
            message["env_id"] = init.env_id
        if session.record.seed is not None:
            message.setdefault("seed", session.record.seed)
        try:
            channel, reply = await worker.begin(session.session_id, self._meta(session), message)
        except OSError as error:
            raise WorkerStartFailed(f"the worker's socket cannot be reached: {error}") from error
        if not reply.ok:
            raise worker_refusal(reply)
        if not session.live:
            raise SessionNotFound(f"session {session.session_id} was ended while it started")
        session.begin(worker, channel, reply)
        channel.closed.add_done_callback(lambda _: self._stream_ended(session))
        await self._show(session, reply, "created")

    def _meta(self, session: Session) -> dict[str, Any]:
        return {**dataclasses.asdict(session.record), "environment": self.environment.name}

    async def _show(self, session: Session, reply: Reply, kind: str) -> Reply:
        if self._hooks.translates:
            reply = await self._translated(session, reply)
            session.last_reply = reply
        if self._hooks.observes:
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
        shown = await self._hooks.translate(session.record, result)
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
        if session.live and not session.busy:
            self._tasks.spawn(self._lose_idle(session))

    async def _lose_idle(self, session: Session) -> None:
        """Free the slot of a session whose worker died while nobody was waiting for it."""
        if session.worker is None or session.channel is None or session.channel.failure is None:
            return
        failure = session.channel.failure
        explained = (
            await session.worker.explain(failure, session.session_id)
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
        self._reserved -= 1
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
            await worker.end(session.session_id)
        except (DockerGymError, OSError, TimeoutError) as error:
            logger.debug("session %s did not close in good order: %s", session.session_id, error)
            return False
        return True

    def _release(self, session: Session, *, intact: bool) -> None:
        seat = self._seats.pop(session.session_id, None)
        if seat is None:
            return
        shared = seat.berth.taken > 1
        self.pool.give_back(seat, intact=intact)
        if shared and not intact and session.worker is not None:
            self._tasks.spawn(self._end_process(session.worker, session.session_id))

    async def _end_process(self, worker: Worker, session_id: str) -> None:
        try:
            await worker.end(session_id)
        except (DockerGymError, OSError, TimeoutError) as error:
            logger.debug("the keeper did not end session %s: %s", session_id, error)

    def _missing(self, session_id: str) -> DockerGymError:
        known = self._ended.get(session_id)
        if known is None:
            return SessionNotFound(f"there is no session {session_id!r} in {self.environment.name!r}")
        state, reason = known
        if state is SessionState.LOST:
            return SessionLost(f"session {session_id} is lost: {reason}")
        return SessionNotFound(f"session {session_id} has ended: {reason}; create a new one")

    def _full(self) -> NoSlotsAvailable:
        remaining = [self._settings.idle_timeout_s - session.idle_s() for session in self._sessions.values()]
        wait_s = min(max(min(remaining, default=1.0), 1.0), 10.0)
        return NoSlotsAvailable(
            f"all {self.max_sessions} sessions of {self.environment.name!r} are in use; "
            "end one, wait, or raise --max-sessions",
            retry_after_s=wait_s,
        )

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
