"""One client's hold on one running episode.

States: ``starting → active → done → closed``, and ``lost``, with a reason, from any of them.
"""

from __future__ import annotations

import asyncio
import enum
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import asdict, dataclass, field, fields, replace
from datetime import UTC, datetime
from typing import Any, NamedTuple, NoReturn

import msgspec

from dockergym.errors import (
    DockerGymError,
    EnvironmentFailed,
    ForkUnsupported,
    InvalidParams,
    InvalidRequest,
    RequestConflict,
    ServerShuttingDown,
    SessionAlreadyDone,
    SessionLost,
    SessionNotFound,
    StepConflict,
    TaskNotFound,
    WorkerCrashed,
    WorkerError,
    WorkerStartFailed,
    WorkerTimeout,
)
from dockergym.protocol.channel import Channel, ChannelClosed
from dockergym.protocol.messages import EMPTY_OBJECT, Reply, decode_objects
from dockergym.sessions.journal import Beginning, Journal, StoredEpisode
from dockergym.sessions.memory import AnswerMemory
from dockergym.sessions.moments import Moment
from dockergym.sessions.replay import LoggedStep, diverged, outcome_digest, replay, without_ids
from dockergym.sessions.worker import Worker, WorkerState, checked

_REMEMBERED_ANSWERS = 256
_REMEMBERED_BYTES = 8 * 1024 * 1024
"""Of all of them; the worker SDK remembers as much."""
_SHOWN_AFTER_END_BYTES = 4096
"""Of observation and info of a session that has ended: thousands of them are remembered."""
_REBUILDS_PER_STEP = 2
"""A step that kills the third worker in a row is taken for what kills them."""
_NEXT_SERVER_S = 1.0
"""How soon a client may try whether the next server is there."""

Answer = Reply | DockerGymError
"""What is remembered of a request: the worker's reply, which may be a refusal, or what kept it from replying."""

_NO_PARAMS: Mapping[str, Any] = {}
_NO_ANSWERS: AnswerMemory[Answer] = AnswerMemory(0)
"""Of all sessions that have ended; it keeps nothing."""

_ERRORS_BY_WORKER_CODE: Mapping[str, type[DockerGymError]] = {
    "already_done": SessionAlreadyDone,
    "bad_request": InvalidRequest,
    "fork_unsupported": ForkUnsupported,
    "invalid_params": InvalidParams,
    "preload_failed": WorkerStartFailed,
    "request_conflict": RequestConflict,
    "step_conflict": StepConflict,
    "task_not_found": TaskNotFound,
}


class SessionState(enum.StrEnum):
    """Where a session is in its life."""

    STARTING = "starting"
    ACTIVE = "active"
    DONE = "done"
    CLOSED = "closed"
    LOST = "lost"


@dataclass(frozen=True, slots=True, kw_only=True)
class SessionRecord:
    """What is fixed when a session is created."""

    session_id: str
    env_id: str | None = None
    params: Mapping[str, Any] = field(default_factory=dict)
    seed: int | None = None
    run: str | None = None
    rollout: str | None = None
    created_at: float = field(default_factory=time.time)
    """Seconds since the epoch."""
    request_id: str | None = None
    """Id of the create that made it."""
    digest: str = ""
    """Digest of that create's body."""
    owner: str = ""
    """Name of the API key that made it."""
    group_size: int = 1
    """Sessions that were made by that create together."""
    group_index: int = 0
    """Which of them this one is."""
    group: str = ""
    """Id of the create or fork that made it, whether or not the client gave it one."""
    unfinished: bool = False
    """Whether more had to be done for its group when this was written; nobody has been told of it."""
    recover: bool = False
    """Whether the episode is to be rebuilt by replay when its worker is lost."""
    recovered: bool = False
    """Whether it has been."""
    ends_with_server: bool = False
    """Whether it is played over a connection to this server alone, so that no later one can be asked for it."""

    @classmethod
    def of(cls, stored: Mapping[str, Any]) -> SessionRecord:
        """Return the record in what another server has kept; keys that only it knows are left out."""
        known = {one.name for one in fields(cls)}
        return cls(**{name: value for name, value in stored.items() if name in known})


@dataclass(frozen=True, slots=True, kw_only=True)
class StepCommand:
    """One step, as a client asked for it."""

    action: str
    request_id: str | None = None
    digest: str = ""
    """Digest of the body; compared when ``request_id`` comes again."""
    if_step: int | None = None


class Position(NamedTuple):
    """Where an episode is, for a copy to go on from."""

    beginning: str
    """Digest of the first observation."""
    log: list[LoggedStep] | None
    """The steps that led there, without the ids of requests; ``None``: not known."""
    raw: Reply
    """The last reply, as the worker said it."""
    shown: Reply
    """The same, as the API shows it."""


def _kind_of(refusal: Reply) -> type[DockerGymError]:
    return _ERRORS_BY_WORKER_CODE.get(refusal.code or "", EnvironmentFailed)


def worker_refusal(reply: Reply) -> DockerGymError:
    """Return the error that a worker's error reply stands for."""
    kind = _kind_of(reply)
    message = reply.message or "the worker gave no message"
    extra = {key: value for key, value in (("type", reply.type), ("step", reply.step)) if value is not None}
    if kind is EnvironmentFailed:
        return kind(f"the environment failed: {message}", applied=reply.applied, extra=extra)
    return kind(message, applied=False, extra=extra)


class Session:
    """An episode, the channel it is played over, and the worker that holds it."""

    def __init__(
        self,
        record: SessionRecord,
        init: dict[str, Any],
        *,
        step_timeout_s: float,
        log_actions: bool = False,
    ) -> None:
        self.record = record
        self.session_id = record.session_id
        self.env_id = record.env_id
        self.state = SessionState.STARTING
        self.reason: str | None = None
        """Why the session was closed or lost."""
        self.step_count = 0
        self.last_reply: Reply | None = None
        """What the API shows."""
        self.raw_reply: Reply | None = None
        """The same as the worker said it, before any plugin translated it."""
        self.last_active_at = record.created_at
        self.worker: Worker | None = None
        self.adopted = False
        """Whether the session was begun by a server before this one."""
        self.init = init
        """The message the episode is begun with."""
        self.log: list[LoggedStep] | None = [] if log_actions else None
        """The steps applied so far; ``None``: not kept."""
        self.journal: Journal | None = None
        """Where they are written down, for those that are to outlive worker and server."""
        self.beginning = ""
        """Digest of the first observation."""
        self.process = record.session_id
        """Name of the session's process in its worker."""
        self.rebuild: Callable[[], Awaitable[None]] | None = None
        """Puts the episode into a new worker when the old one is lost; ``None``: the session is lost with it."""
        self.take_up_again: Callable[[], Awaitable[None]] | None = None
        """Connects to the worker anew, and learns where the episode is."""
        self.was_given_up = False
        """Whether whoever asked the worker for something has gone away, so that it is not known what came of it."""
        self._created_clock = self._active_clock = time.monotonic()
        self._step_timeout_s = step_timeout_s
        self._is_left = False
        self._channel: Channel[Reply] | None = None
        self._turn = asyncio.Lock()
        self._in_flight = 0
        self._answers: AnswerMemory[Answer] = AnswerMemory(
            _REMEMBERED_ANSWERS, max_weight=_REMEMBERED_BYTES, weigh=_length
        )

    @property
    def channel(self) -> Channel[Reply] | None:
        """The channel to the worker, once the episode has begun."""
        return self._channel

    @property
    def connected(self) -> bool:
        """Whether the worker can be talked to, as far as is known."""
        return self._channel is not None and self._channel.failure is None

    @property
    def busy(self) -> bool:
        """Whether a request is in flight or waits for its turn."""
        return self._in_flight > 0

    @property
    def live(self) -> bool:
        """Whether the session holds a slot."""
        return self.state in (SessionState.STARTING, SessionState.ACTIVE, SessionState.DONE)

    def age_s(self) -> float:
        """Return the seconds since the session was created."""
        return time.monotonic() - self._created_clock

    def idle_s(self) -> float:
        """Return the seconds since a client last used the session; 0 while a request is in flight."""
        return 0.0 if self.busy else time.monotonic() - self._active_clock

    def begin(self, worker: Worker, channel: Channel[Reply], reply: Reply) -> None:
        """Take the worker's first reply; from here on the session can be stepped."""
        self.worker = worker
        self._channel = channel
        self.state = SessionState.ACTIVE
        self.beginning = outcome_digest(reply)
        self._take(reply)

    def position(self) -> Position:
        """Return where the episode is now, for a copy to go on from."""
        assert self.raw_reply is not None
        assert self.last_reply is not None
        log = None if self.log is None else without_ids(self.log)
        return Position(self.beginning, log, self.raw_reply, self.last_reply)

    def branch(self, position: Position, worker: Worker, channel: Channel[Reply]) -> None:
        """Go on from where another session is, over the channel of a process forked from its own."""
        self.worker = worker
        self._channel = channel
        self.state = SessionState.ACTIVE
        self.beginning = position.beginning
        self._stand_at(position)

    async def catch_up(self, position: Position) -> None:
        """Replay what another session was told, from the beginning, and go on from where it was then.

        Raises:
            ReplayDiverged, WorkerError: as `replay`.
        """
        assert self._channel is not None
        if self.beginning != position.beginning:
            raise diverged(0, "init")
        await replay(self._channel, position.log or (), self._step_timeout_s, with_ids=False)
        self._stand_at(position)

    async def move(self, worker: Worker, process: str, channel: Channel[Reply], first: Reply) -> None:
        """Replay the episode in a new worker, in which it has just begun, and go on there.

        Raises:
            ReplayDiverged, WorkerError: as `replay`; the session is left as it was.
        """
        assert self.log is not None
        if outcome_digest(first) != self.beginning:
            raise diverged(0, "init")
        with_ids = worker.speaks_sdk
        await replay(channel, self.log, self._step_timeout_s, with_ids=with_ids)
        self.worker, self.process, self._channel = worker, process, channel

    def resume(self, worker: Worker, channel: Channel[Reply], told: WorkerState) -> None:
        """Go on from what the worker tells, as old as it says."""
        self.was_given_up = False
        self.worker = worker
        self._channel = channel
        if told.history is None:
            # Which actions led here, nobody knows, so the episode cannot be replayed.
            self.log = self.rebuild = None
        else:
            self.beginning = told.history.beginning
            self.log = None if self.log is None else list(told.history.log)
        told.last.step = told.step
        # No client could use it while there was no server: that time is nobody's idleness.
        idle_s = 0.0 if told.unattended_s is None else max(told.idle_s - told.unattended_s, 0.0)
        self._take_back(told.last, told.age_s, idle_s)
        self.last_active_at = time.time() - told.idle_s

    def restore(self, stored: StoredEpisode) -> None:
        """Go on from what was written down, without a worker: the next step rebuilds the episode in a new one."""
        self.beginning = stored.beginning.digest
        self.log = list(stored.history.log)
        self.know_answers(stored)
        self._take_back(stored.last, stored.beginning.born.age_s())

    def know_answers(self, stored: StoredEpisode) -> None:
        """Remember the answers that were written down, for requests that are repeated."""
        for line in stored.lines:
            if line.request_id is not None and line.reply is not None:
                self._answers.keep(line.request_id, line.digest or "", line.reply)

    async def fork(
        self, children: Sequence[Mapping[str, Any]], timeout_s: float
    ) -> tuple[Position, list[str]]:
        """Fork the session's process between two steps; return where it is then, and the children's sockets.

        ``children`` are ``{"session": id, "meta": ...}``, one for each.

        Raises:
            SessionAlreadyDone, SessionNotFound, SessionLost: the session is not being played.
            ForkUnsupported: the environment cannot be forked.
            WorkerError: the worker failed.
        """
        async with self._in_turn():
            await self._be_connected()
            self.require_active()
            reply = await self._ask({"cmd": "fork", "sessions": list(children)}, timeout_s)
            return self.position(), [str(child["socket"]) for child in decode_objects(reply.sessions)]

    async def note(self, meta: Mapping[str, Any], timeout_s: float) -> None:
        """Have the session's process keep what a later server is to know of the session.

        Raises:
            WorkerError: the worker failed.
        """
        async with self._in_turn():
            await self._be_connected()
            if not self.live:
                self._refuse_ended()
            await self._ask({"cmd": "note", "meta": meta}, timeout_s)

    async def _ask(self, request: dict[str, Any], timeout_s: float) -> Reply:
        """Ask the worker for something that is no step."""
        assert self._channel is not None
        try:
            reply = await self._channel.request(request, timeout_s)
        except ChannelClosed as error:
            if not self.live:
                self._refuse_ended()
            assert self.worker is not None
            raise await self.worker.explain(error, self.process) from error
        except asyncio.CancelledError:
            self.was_given_up = True
            raise
        if not reply.ok:
            raise worker_refusal(reply)
        return reply

    async def be_connected(self) -> None:
        """Learn what came of a request that was given up, where there was one.

        Raises:
            WorkerError: the worker cannot be asked.
        """
        if self.was_given_up:
            async with self._in_turn():
                await self._be_connected()

    async def _be_connected(self) -> None:
        if not self.was_given_up or not self.live or self.take_up_again is None:
            return
        try:
            await self.take_up_again()
        except WorkerError:
            if self.rebuild is None:
                raise
            # The next request finds the worker lost; what was given up is no part of the episode that is rebuilt.
            self.was_given_up = False

    async def begin_journal(self) -> None:
        """Write the episode down from its beginning, where it has a journal and has not ended meanwhile."""
        if self.live and self.journal is not None and self.log is not None:
            assert self.raw_reply is not None
            born = Moment.ago(self.age_s())
            kept = Beginning(asdict(self.record), self.init, self.beginning, self.raw_reply, born)
            await self.journal.begin(kept, self.log)

    def close(self, reason: str) -> None:
        """Mark the session closed; it cannot be stepped any more."""
        if self.live:
            self.state = SessionState.CLOSED
            self.reason = reason

    def leave(self) -> None:
        """Let go of the worker without ending anything; a later server goes on."""
        if self.live:
            self.state = SessionState.CLOSED
            self.reason = "the server stopped and left it to the next one"
            self._is_left = True
            if self._channel is not None:
                self._channel.close()

    def forget_play(self) -> None:
        """Keep what the API shows of a session that has ended, and nothing of what it took to play it.

        It may be remembered for long: as the answer to its create, should that be sent again. A last reply that is
        longer than 4 KiB is not kept for that; nobody can go on from it.
        """
        self.worker = self._channel = self.raw_reply = None
        self.log = self.journal = self.rebuild = self.take_up_again = None
        self.init = {}
        self.record = replace(self.record, params=_NO_PARAMS)
        self._answers = _NO_ANSWERS
        if self.last_reply is not None:
            self.last_reply = _for_remembering(self.last_reply)

    def lose(self, reason: str) -> None:
        """Mark the session lost; it cannot be stepped any more."""
        if self.live:
            self.state = SessionState.LOST
            self.reason = reason

    async def step(self, command: StepCommand) -> Reply:
        """Apply one action, once.

        A ``request_id`` that was answered before gets the same answer again, also while the first is
        still under way.

        Raises:
            SessionAlreadyDone, SessionNotFound, SessionLost: the session takes no step; none was applied.
            RequestConflict, StepConflict: likewise.
            EnvironmentFailed: the environment answered with an error; the session goes on.
            WorkerTimeout, WorkerCrashed, WorkerProtocolError: the worker is gone, and the session with it.
        """
        # Written out, since a context manager of our own would cost every step microseconds.
        self._in_flight += 1
        try:
            async with self._turn:
                return await self._step_in_turn(command)
        finally:
            self._in_flight -= 1
            self.touch()

    @asynccontextmanager
    async def _in_turn(self) -> AsyncIterator[None]:
        """Use the worker when everything before has been done; the session is busy from now on."""
        self._in_flight += 1
        try:
            async with self._turn:
                yield
        finally:
            self._in_flight -= 1
            self.touch()

    async def at_rest(self) -> None:
        """Return when no step is under way or waits for its turn."""
        while self.busy:
            async with self._turn:
                # Those who waited before us have had their turn; `busy` drops as they leave.
                await asyncio.sleep(0)

    def touch(self) -> None:
        """Note that a client has used the session now."""
        self._active_clock = time.monotonic()
        self.last_active_at = time.time()

    def describe(self) -> dict[str, Any]:
        """Return what the API shows of the session beside its last reply."""
        record = self.record
        return {
            "session_id": self.session_id,
            "env_id": self.env_id,
            "status": self.state.value,
            "created_at": timestamp(record.created_at),
            "last_active_at": timestamp(self.last_active_at),
            "step": self.step_count,
            "run": record.run,
            "rollout": record.rollout,
            "seed": record.seed,
            "recovered": record.recovered,
            "reason": self.reason,
        }

    async def _step_in_turn(self, command: StepCommand) -> Reply:
        if command.request_id is not None:
            known = self._answers.recall(command.request_id, command.digest)
            if isinstance(known, DockerGymError):
                # Otherwise it would remember every time it was raised.
                raise known.with_traceback(None)
            if known is not None and not known.ok:
                raise worker_refusal(known)
            if known is not None:
                # A copy: the first one may still be on its way to the client and to the observers.
                return msgspec.structs.replace(known, replayed=True)
        if self.was_given_up:
            await self._be_connected()
        if not self._worker_remembers(command):
            self.require_active(command.if_step)
        elif not self.live:
            self._refuse_ended()
        try:
            try:
                reply = await self._ask_worker(command)
            except WorkerError as error:
                reply = await self._ask_again(command, error)
        except WorkerTimeout as error:
            self._remember(command, error)
            raise
        if reply.ok or _kind_of(reply) is EnvironmentFailed:
            self._remember(command, reply)
            if self.journal is not None and self.log is not None and self.raw_reply is not None:
                await self.journal.save(self.log, self.raw_reply)
        if not reply.ok:
            raise worker_refusal(reply)
        return reply

    def answer_to(self, request_id: str) -> Reply | None:
        """Return what the worker replied to a request, as long as it is remembered."""
        answer = self._answers.look(request_id)
        return answer if isinstance(answer, Reply) else None

    async def _ask_again(self, command: StepCommand, error: WorkerError) -> Reply:
        """Rebuild the episode and apply the step there, where a lost worker can be made good.

        The log holds no step that was not answered, so this one is not in the episode that is rebuilt.
        """
        for _ in range(_REBUILDS_PER_STEP):
            if self.rebuild is None or self.connected:
                break
            if not self.live:
                self._refuse_ended()
            try:
                await self.rebuild()
                return await self._ask_worker(command)
            except WorkerError as again:
                error = again
        raise error

    async def _ask_worker(self, command: StepCommand) -> Reply:
        if self._channel is None:
            raise WorkerCrashed("the worker did not outlive the server that had started it", applied=False)
        message: dict[str, Any] = {"cmd": "step", "action": command.action}
        if self.worker is not None and self.worker.speaks_sdk and command.request_id is not None:
            message |= {"request_id": command.request_id, "digest": command.digest}
            if command.if_step is not None:
                message["if_step"] = command.if_step
        try:
            reply = await self._channel.request(message, self._step_timeout_s)
        except WorkerTimeout as error:
            raise WorkerTimeout(
                f"the worker did not answer the step within command_timeout_s ({self._step_timeout_s:g} s); "
                "it is killed and the session is lost"
            ) from error
        except ChannelClosed as error:
            if not self.live:
                self._refuse_ended(applied=None)
            assert self.worker is not None
            explained = await self.worker.explain(error, self.process)
            if self._worker_remembers(command):
                # It may have been applied before the server before this one ended.
                explained.applied = None
            raise explained from error
        except asyncio.CancelledError:
            self.was_given_up = True
            raise
        if not reply.ok:
            if reply.applied is not False and not reply.replayed:
                self._note(command, reply)
            return reply
        if checked(reply).replayed:
            return reply
        self._take(reply)
        self._note(command, reply)
        return reply

    def _note(self, command: StepCommand, reply: Reply) -> None:
        if self.log is not None:
            outcome = outcome_digest(reply)
            self.log.append(LoggedStep(command.action, outcome, command.request_id, command.digest))

    def _worker_remembers(self, command: StepCommand) -> bool:
        """Say whether the worker may have answered this request to a server before this one.

        It looks at the conditions of the step itself then. A session without a worker is one that was written down:
        what was answered is known from there.
        """
        if not self.adopted or command.request_id is None:
            return False
        return self.worker is not None and self.worker.can_share

    def _remember(self, command: StepCommand, answer: Answer) -> None:
        if command.request_id is not None:
            self._answers.keep(command.request_id, command.digest, answer)

    def _take(self, reply: Reply) -> None:
        if reply.step is None:
            reply.step = self.step_count + 1 if self.last_reply is not None else 0
        self.step_count = reply.step
        self.last_reply = self.raw_reply = reply
        if reply.done:
            self.state = SessionState.DONE

    def _stand_at(self, position: Position) -> None:
        # Each copy has its own: they go different ways from here.
        self.log = None if position.log is None else list(position.log)
        self._take(position.raw)
        self.last_reply = position.shown

    def _take_back(self, last: Reply, age_s: float, idle_s: float = 0.0) -> None:
        self.adopted = True
        self.state = SessionState.ACTIVE
        self._take(last)
        self._created_clock = time.monotonic() - age_s
        self._active_clock = time.monotonic() - idle_s

    def require_active(self, if_step: int | None = None) -> None:
        """Check that the session can be stepped; with ``if_step``, that so many steps have been applied.

        Raises:
            InvalidRequest, SessionAlreadyDone, SessionNotFound, SessionLost, StepConflict: it cannot.
        """
        if self.state is SessionState.STARTING:
            raise InvalidRequest("the session is still starting; wait for the reply to create")
        if not self.live:
            self._refuse_ended()
        if if_step is not None and if_step != self.step_count:
            raise StepConflict(
                f"if_step is {if_step}, but {self.step_count} steps have been applied",
                extra={"step": self.step_count},
            )
        if self.state is SessionState.DONE:
            raise SessionAlreadyDone(
                "the episode has ended; create a new session to play on", extra={"step": self.step_count}
            )

    def _refuse_ended(self, *, applied: bool | None = False) -> NoReturn:
        if self.state is SessionState.LOST:
            raise SessionLost(f"session {self.session_id} is lost: {self.reason}", applied=applied)
        if self._is_left:
            raise ServerShuttingDown(
                f"{self.reason}; send the request again, with its request_id", applied=applied,
                retry_after_s=_NEXT_SERVER_S,
            )  # fmt: skip
        detail = f"session {self.session_id} has ended: {self.reason}; create a new one"
        raise SessionNotFound(detail, applied=applied)


def _length(answer: Answer) -> int:
    return len(answer.observation or "") + memoryview(answer.info).nbytes if isinstance(answer, Reply) else 0


def _for_remembering(reply: Reply) -> Reply:
    """Return what is shown of a reply after its session's end: without the line it came in, and not too long."""
    if _length(reply) > _SHOWN_AFTER_END_BYTES:
        return msgspec.structs.replace(reply, observation="", info=EMPTY_OBJECT)
    return msgspec.structs.replace(reply, info=reply.info.copy())


def timestamp(seconds: float) -> str:
    """Return a moment as ISO 8601 in UTC."""
    return datetime.fromtimestamp(seconds, UTC).isoformat(timespec="milliseconds")
