"""How sessions get into workers and out of them: begun, moved into a new one when theirs is lost, ended."""

from __future__ import annotations

import asyncio
import dataclasses
import logging
from collections.abc import Callable, Coroutine, Sequence
from functools import partial
from typing import Any

from dockergym.errors import (
    DockerGymError,
    EnvironmentFailed,
    InvalidParams,
    InvalidRequest,
    SessionNotFound,
    TaskNotFound,
    WorkerCrashed,
    WorkerError,
)
from dockergym.protocol.channel import Channel, ChannelClosed
from dockergym.protocol.messages import Reply
from dockergym.sessions.beginning import EpisodeBeginner
from dockergym.sessions.journal import Journals
from dockergym.sessions.pool import Seat, WorkerPool
from dockergym.sessions.presentation import Presentation
from dockergym.sessions.registry import SessionRegistry
from dockergym.sessions.session import Session, SessionRecord
from dockergym.sessions.tasks import BackgroundTasks
from dockergym.sessions.templates import template_key
from dockergym.sessions.worker import Worker, WorkerState
from dockergym.settings import ServerSettings

logger = logging.getLogger(__name__)


_REFUSALS = (EnvironmentFailed, InvalidParams, InvalidRequest, TaskNotFound)
"""How a worker that is well answers the init of an episode that it cannot begin."""


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class SessionLifecycle:
    """Begins, rebuilds and ends the sessions of one environment, and keeps their seats."""

    settings: ServerSettings
    registry: SessionRegistry
    pool: WorkerPool
    beginner: EpisodeBeginner
    presentation: Presentation
    journals: Journals
    tasks: BackgroundTasks
    deterministic: bool
    """Whether episodes can be replayed."""
    seats: dict[str, Seat] = dataclasses.field(default_factory=dict)
    """The seat of each session that has one, by session id."""

    def reserve(self, init: dict[str, Any]) -> Seat:
        """Take a seat for an episode that begins with this message."""
        return self.pool.reserve(self.template_of(init))

    def template_of(self, init: dict[str, Any]) -> str | None:
        """Return the key of the template that an episode begins from, where templates are kept."""
        return template_key(init) if self.pool.policy.templates else None

    def register(self, seat: Seat, record: Callable[[str], SessionRecord], init: dict[str, Any]) -> Session:
        """Make the session that takes a seat; a slot has been taken for it."""
        session = self.made(record(seat.session_id), init)
        self.seats[session.session_id] = seat
        self.registry.add(session)
        return session

    def made(self, record: SessionRecord, init: dict[str, Any]) -> Session:
        """Return a session that is in no worker yet."""
        session = Session(
            record, init, step_timeout_s=self.settings.command_timeout_s, log_actions=self.deterministic
        )
        session.take_up_again = partial(self._take_up_again, session)
        if record.recover:
            session.journal = self.journals.of(record.session_id, session.answer_to)
            session.rebuild = partial(self._rebuild, session)
        return session

    async def start(self, session: Session) -> None:
        """Begin the session's episode; where that fails, nothing of the session is left.

        Raises:
            EnvironmentFailed, WorkerError, RuntimeFailure: it could not be begun.
            PluginError: a plugin failed.
            SessionNotFound: the session was ended meanwhile.
        """
        seat = self.seats[session.session_id]
        try:
            worker, channel, reply = await self._begun(session, seat)
            session.begin(worker, channel, reply)
            self.watch(session)
            await self.presentation.show(session, reply, "created")
            if not session.record.unfinished:
                await session.begin_journal()
        except _REFUSALS as error:
            # The worker is as good as before.
            self.drop(session, str(error), intact=True)
            raise
        except BaseException as error:
            self.drop(session, str(error) or type(error).__name__)
            raise

    async def all_or_none(
        self, sessions: Sequence[Session], work: Callable[[Session], Coroutine[Any, Any, None]]
    ) -> None:
        """Do the work for all the sessions at once; where some of it fails, none of them is left."""
        tasks = [self.tasks.spawn(work(session)) for session in sessions]
        try:
            await asyncio.gather(*tasks)
        except BaseException as error:
            refused = isinstance(error, _REFUSALS)
            if not refused:
                for task in tasks:
                    task.cancel()
            # Those alike are refused as well; cut off in the middle, each would cost its worker.
            await asyncio.gather(*tasks, return_exceptions=True)
            for session in sessions:
                self.drop(session, str(error), intact=refused)
            raise

    async def finish(self, session: Session) -> None:
        """Have it known to a later server that all has been done that the session was made for.

        Raises:
            WorkerError: the worker failed.
        """
        if not session.record.unfinished:
            return
        session.record = dataclasses.replace(session.record, unfinished=False)
        if session.worker is not None and session.worker.can_share:
            await session.note(meta_of(session), self.settings.command_timeout_s)
        await session.begin_journal()

    def watch(self, session: Session) -> None:
        """Notice when the worker ends while nobody waits for it."""
        if session.channel is not None:
            session.channel.closed.add_done_callback(lambda _: self._stream_ended(session))

    def end(self, session: Session, reason: str) -> None:
        """End a session. Its slot is free at once; its worker goes in the background."""
        session.close(reason)
        self._forget(session)
        self.tasks.spawn(self._let_go(session))

    def drop(self, session: Session, reason: str, *, intact: bool = False) -> None:
        """Take back a session that nobody has been told of; ``intact`` says whether its worker has served it well."""
        if not session.live:
            return
        session.lose(reason)
        self._forget(session)
        if intact:
            self.tasks.spawn(self._end_and_release(session))
        else:
            self.release(session, intact=False)
        session.forget_play()

    async def _end_and_release(self, session: Session) -> None:
        seat = self.seats.pop(session.session_id, None)
        if seat is None:
            return
        worker, ended = seat.berth.worker, False
        if worker is not None and worker.can_share:
            ended = await self.beginner.end_process(worker, seat.session_id)
        self.release_seat(seat, intact=ended)

    def lose(self, session: Session, reason: str) -> None:
        """Give a session up whose worker is gone."""
        if not session.live:
            return
        logger.warning("session %s is lost: %s", session.session_id, reason)
        session.lose(reason)
        self._forget(session)
        self.release(session, intact=False)
        self.presentation.emit(session, "lost")
        session.forget_play()

    def leave(self, session: Session) -> None:
        """Leave a session to the next server: in its worker, or written down; again: nothing."""
        if not session.live:
            return
        is_there = session.connected or session.was_given_up
        stays = session.worker is not None and session.worker.can_share and is_there
        if not stays and session.journal is None:
            self.end(session, "the server stopped, and its worker could not be left to the next one")
            return
        session.leave()
        if not stays:
            self.release(session, intact=False)

    def release(self, session: Session, *, intact: bool) -> None:
        """Give the session's seat back; ``intact`` says whether its process has ended in good order."""
        seat = self.seats.pop(session.session_id, None)
        if seat is not None:
            self.release_seat(seat, intact=intact)

    def release_seat(self, seat: Seat, *, intact: bool) -> None:
        """Give a seat back; see `release`."""
        worker = seat.berth.worker
        if worker is not None and worker.can_share and not intact and seat.berth.taken > 1:
            # The others in the container go on, so this one's process is ended by itself.
            self.tasks.spawn(self.beginner.end_process(worker, seat.session_id))
        self.pool.give_back(seat, intact=intact)

    async def _rebuild(self, session: Session) -> None:
        """Put a session whose worker is lost into a new one, at the step at which it is."""
        logger.warning("session %s has lost its worker; its episode is rebuilt", session.session_id)
        self.release(session, intact=False)
        seat = self.reserve(session.init)
        self.seats[session.session_id] = seat
        session.record = dataclasses.replace(session.record, recovered=True)
        try:
            try:
                worker, channel, reply = await self._begun(session, seat)
            except _REFUSALS as error:
                raise WorkerCrashed(
                    f"its worker is lost, and the episode cannot be begun again: {error.detail}",
                    applied=False,
                ) from error
            try:
                await session.move(worker, seat.session_id, channel, reply)
            except ChannelClosed as error:
                raise await worker.explain(error, seat.session_id) from error
            self._require_still_live(session, seat, worker, channel)
        except BaseException:
            self.release(session, intact=False)
            raise
        self.watch(session)
        await session.begin_journal()

    async def _begun(self, session: Session, seat: Seat) -> tuple[Worker, Channel[Reply], Reply]:
        """Begin a session's episode in the worker of a seat.

        Raises:
            EnvironmentFailed, WorkerError, RuntimeFailure: it could not be begun.
            SessionNotFound: the session was ended meanwhile.
        """
        worker = await self.pool.worker(seat)
        _require_live(session)
        channel, reply = await self.beginner.begin(seat, worker, session.init, meta_of(session))
        self._require_still_live(session, seat, worker, channel)
        return worker, channel, reply

    def _require_still_live(
        self, session: Session, seat: Seat, worker: Worker, channel: Channel[Reply]
    ) -> None:
        """Check that a session was not ended while its process came up, of which whoever ended it knew nothing.

        Raises:
            SessionNotFound: it was; the process is ended as well.
        """
        if not session.live:
            channel.close()
            if worker.can_share:
                self.tasks.spawn(self.beginner.end_process(worker, seat.session_id))
        _require_live(session)

    async def _take_up_again(self, session: Session) -> None:
        """Connect to the worker of a session anew, and go on from where that says the episode is.

        Raises:
            WorkerError: it does not answer, or cannot be connected to again.
        """
        worker = session.worker
        assert worker is not None
        try:
            state, channel = await worker.reconnect_session(session.process, history=session.log is not None)
        except DockerGymError:
            raise
        except OSError as error:
            raise WorkerCrashed(f"the worker cannot be connected to again: {error}") from error
        if not session.live:
            channel.close()
        _require_live(session)
        # A worker in which an episode was rebuilt knows nothing of the time before.
        state = dataclasses.replace(state, age_s=max(state.age_s, session.age_s()))
        self.go_on(session, worker, channel, state)
        self.watch(session)
        await self.show_again(session)

    async def show_again(self, session: Session) -> None:
        """Show the last reply that a worker tells of as it was shown, or would have been."""
        try:
            await self.presentation.show_again(session)
        except DockerGymError as error:
            logger.warning(
                "session %s shows its last reply as its worker gave it: %s", session.session_id, error
            )

    def go_on(self, session: Session, worker: Worker, channel: Channel[Reply], state: WorkerState) -> None:
        """Go on with a session from where its worker says that the episode is."""
        session.resume(worker, channel, state)
        if session.journal is not None and session.log is None:
            logger.warning(
                "session %s cannot be rebuilt any more: its steps are not known", session.session_id
            )
            session.journal.discard()
            session.journal = None

    def _stream_ended(self, session: Session) -> None:
        if session.was_given_up and session.worker is not None and session.worker.can_share:
            # It is the server that has closed it; the next request connects anew.
            return
        if session.live and session.rebuild is None:
            self.tasks.spawn(self._lose_idle(session))

    async def _lose_idle(self, session: Session) -> None:
        """Free the slot of a session whose worker died, unless a step that waited for it has done so."""
        await session.at_rest()
        if session.worker is None or session.channel is None or session.channel.failure is None:
            return
        failure = session.channel.failure
        explained = (
            await session.worker.explain(failure, session.process)
            if isinstance(failure, WorkerError)
            else failure
        )
        self.lose(session, str(explained))

    def _forget(self, session: Session) -> None:
        self.registry.remove(session)
        if session.journal is not None:
            session.journal.discard()

    async def _let_go(self, session: Session) -> None:
        """Close the environment in good order, as far as the worker takes part, and free its seat."""
        intact = False
        if session.connected and not session.busy:
            intact = await self._close_episode(session)
        if session.channel is not None:
            session.channel.close()
        self.release(session, intact=intact)
        self.presentation.emit(session, "closed")
        session.forget_play()

    async def _close_episode(self, session: Session) -> bool:
        if session.worker is None or session.channel is None or not session.worker.can_share:
            return False
        try:
            await session.channel.request({"cmd": "close"}, self.settings.close_timeout_s)
            await session.worker.end(session.process)
        except (DockerGymError, OSError, TimeoutError) as error:
            logger.debug("session %s did not close in good order: %s", session.session_id, error)
            return False
        return True


def meta_of(session: Session) -> dict[str, Any]:
    """Return what a session's worker keeps of it for a later server."""
    return {**dataclasses.asdict(session.record), "init": session.init}


def _require_live(session: Session) -> None:
    if not session.live:
        raise SessionNotFound(f"session {session.session_id} was ended meanwhile")
