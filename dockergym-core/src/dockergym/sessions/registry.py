"""The sessions of one environment: those that hold a slot, and how the last others ended."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager

from dockergym.errors import DockerGymError, SessionLost, SessionNotFound
from dockergym.sessions.admission import Admission
from dockergym.sessions.quotas import Quotas
from dockergym.sessions.session import Session, SessionState


class SessionRegistry:
    """Finds sessions by id, and keeps the books of the slots and quotas they hold."""

    def __init__(self, environment: str, admission: Admission, quotas: Quotas, *, remembered: int) -> None:
        self._environment = environment
        self._admission = admission
        self._quotas = quotas
        self._remembered = remembered
        self._live: dict[str, Session] = {}
        self._ended: OrderedDict[str, tuple[SessionState, str]] = OrderedDict()

    def __len__(self) -> int:
        return len(self._live)

    def __iter__(self) -> Iterator[Session]:
        """Go through the live sessions, oldest first; they may end meanwhile."""
        return iter(list(self._live.values()))

    def __contains__(self, session_id: object) -> bool:
        return session_id in self._live

    def get(self, session_id: str) -> Session:
        """Return a live session.

        Raises:
            SessionNotFound, SessionLost: there is no such session, or not any more.
        """
        session = self._live.get(session_id)
        if session is None:
            raise self._missing(session_id)
        return session

    def find(self, *, run: str | None = None, status: str | None = None) -> list[Session]:
        """Return the live sessions, oldest first; those of one run, or in one state, where asked."""
        return [
            session
            for session in self
            if (run is None or session.record.run == run) and (status is None or session.state == status)
        ]

    @asynccontextmanager
    async def admitted(self, count: int, owner: str, wait_s: float = 0.0) -> AsyncIterator[None]:
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

    def add(self, session: Session) -> None:
        """Take in a session for which a slot has been taken."""
        self._live[session.session_id] = session

    def take_over(self, session: Session) -> None:
        """Take in a session that was begun before this server, whether or not there is a slot for it."""
        self._admission.take_over()
        self._quotas.take_over(session.record.owner)
        self.add(session)

    def remove(self, session: Session) -> None:
        """Free the slot of a session that has ended, and remember how it did; again: nothing."""
        if self._live.pop(session.session_id, None) is None:
            return
        self._quotas.free(session.record.owner)
        self._admission.free()
        self.remember_end(session.session_id, session.state, session.reason or "")

    def remember_end(self, session_id: str, state: SessionState, reason: str) -> None:
        """Remember how a session ended, so that whoever asks for it is told; the oldest are forgotten."""
        self._ended[session_id] = (state, reason)
        while len(self._ended) > self._remembered:
            self._ended.popitem(last=False)

    def _missing(self, session_id: str) -> DockerGymError:
        known = self._ended.get(session_id)
        if known is None:
            return SessionNotFound(f"there is no session {session_id!r} in {self._environment!r}")
        state, reason = known
        if state is SessionState.LOST:
            return SessionLost(f"session {session_id} is lost: {reason}")
        return SessionNotFound(f"session {session_id} has ended: {reason}; create a new one")
