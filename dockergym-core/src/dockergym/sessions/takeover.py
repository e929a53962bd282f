"""Serving on what a server before this one has left: sessions in workers that answer, and episodes written down."""

from __future__ import annotations

import dataclasses
import logging
from collections import defaultdict
from collections.abc import Iterable, Mapping

from dockergym.runtimes.base import Runtime
from dockergym.sessions.adoption import Findings, FoundSession, FoundWorker, find_sessions
from dockergym.sessions.journal import StoredEpisode
from dockergym.sessions.lifecycle import SessionLifecycle
from dockergym.sessions.pool import Seat
from dockergym.sessions.session import Session, SessionRecord, SessionState

logger = logging.getLogger(__name__)


class Takeover:
    """Takes the sessions of one environment back."""

    def __init__(self, environment: str, label: str, runtime: Runtime, lifecycle: SessionLifecycle) -> None:
        self._environment = environment
        self._label = label
        self._runtime = runtime
        self._lifecycle = lifecycle
        self._registry = lifecycle.registry

    async def run(self) -> None:
        """Take back all that can be, end what nobody can use, and remember what is lost.

        Raises:
            RuntimeFailure: the runtime does not answer.
        """
        stored = await self._lifecycle.journals.stored()
        findings = await find_sessions(
            self._runtime,
            self._lifecycle.settings,
            self._environment,
            self._label,
            history=self._lifecycle.deterministic,
        )
        fit = _fit(findings.workers, stored)
        for found in findings.workers:
            await self._take_worker(found, fit, stored)
        self._end_unfinished()
        self._end_unreachable()
        for session_id, episode in stored.items():
            if session_id not in self._registry:
                self._restore(session_id, episode)
        self._remember_lost(findings)
        if len(self._registry) or findings.lost:
            logger.info(
                "environment %r: %d sessions taken back, %d lost",
                self._environment, len(self._registry), len(findings.lost),
            )  # fmt: skip

    async def _take_worker(
        self, found: FoundWorker, fit: Mapping[str, FoundSession], stored: Mapping[str, StoredEpisode]
    ) -> None:
        seats = self._lifecycle.pool.take_over(found.worker, [one.process for one in found.sessions])
        for seat, one in zip(seats, found.sessions, strict=True):
            if fit.get(one.record.session_id) is one:
                await self._take_session(seat, found, one, stored.get(one.record.session_id))
            else:
                one.channel.close()
                self._lifecycle.release_seat(seat, intact=False)

    async def _take_session(
        self, seat: Seat, found: FoundWorker, one: FoundSession, episode: StoredEpisode | None
    ) -> None:
        session = self._lifecycle.made(one.record, one.state.meta.get("init", {}))
        session.process = one.process
        state = one.state
        if state.history is None and episode is not None and episode.step_count == state.step:
            state = dataclasses.replace(state, history=episode.history)
        if episode is not None:
            # The worker in which an episode was rebuilt knows nothing of the time before.
            state = dataclasses.replace(state, age_s=max(state.age_s, episode.beginning.born.age_s()))
        self._lifecycle.go_on(session, found.worker, one.channel, state)
        if episode is not None:
            session.know_answers(episode)
        self._lifecycle.seats[session.session_id] = seat
        self._registry.take_over(session)
        self._lifecycle.watch(session)
        await self._lifecycle.show_again(session)
        if not session.record.unfinished:
            await session.begin_journal()

    def _end_unfinished(self) -> None:
        """End what was begun for groups that no client was told of; of one that was finished, no member is ended."""
        groups: dict[str, list[Session]] = defaultdict(list)
        for session in self._registry:
            groups[session.record.group].append(session)
        for members in groups.values():
            unfinished = [one for one in members if one.record.unfinished]
            if len(unfinished) < len(members):
                for one in unfinished:
                    self._lifecycle.tasks.spawn(self._lifecycle.finish(one))
                continue
            for one in unfinished:
                self._lifecycle.end(one, "the server ended before all of its group had begun")

    def _end_unreachable(self) -> None:
        """End what was played over connections to the server before, whose clients cannot ask for it again."""
        for session in self._registry:
            if session.record.ends_with_server:
                self._lifecycle.end(session, "its connection ended with the server before")

    def _restore(self, session_id: str, episode: StoredEpisode) -> None:
        """Take back a session whose worker is gone, and that can be rebuilt."""
        record = SessionRecord.of(episode.beginning.record)
        if record.session_id != session_id or not self._lifecycle.deterministic:
            reason = "its worker is gone, and the environment is not declared deterministic any more"
            self._registry.remember_end(session_id, SessionState.LOST, reason)
            self._lifecycle.journals.of(session_id).discard()
            return
        session = self._lifecycle.made(record, episode.beginning.init)
        session.restore(episode)
        self._registry.take_over(session)
        self._lifecycle.tasks.spawn(self._written_again(session))

    async def _written_again(self, session: Session) -> None:
        await self._lifecycle.show_again(session)
        await session.begin_journal()

    def _remember_lost(self, findings: Findings) -> None:
        reasons = {lost.session_id: lost.reason for lost in findings.lost}
        for session_id, reason in {**reasons, **self._lifecycle.journals.unreadable}.items():
            if session_id not in self._registry:
                self._registry.remember_end(session_id, SessionState.LOST, reason)


def _fit(workers: Iterable[FoundWorker], stored: Mapping[str, StoredEpisode]) -> dict[str, FoundSession]:
    """Return for each session the process that holds its episode.

    Where an episode was being rebuilt when the server was killed, there may be two processes, of which one is dying,
    or one that is not yet where the episode was.
    """
    fit: dict[str, FoundSession] = {}
    for one in (session for worker in workers for session in worker.sessions):
        session_id = one.record.session_id
        other, episode = fit.get(session_id), stored.get(session_id)
        is_behind = episode is not None and one.state.step < episode.step_count
        if not is_behind and (other is None or one.state.step > other.state.step):
            fit[session_id] = one
    return fit
