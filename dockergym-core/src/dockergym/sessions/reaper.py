"""Ending the sessions that nobody uses any more, or that are too old."""

from __future__ import annotations

import asyncio
import logging

from dockergym.sessions.lifecycle import SessionLifecycle
from dockergym.sessions.session import Session, SessionState
from dockergym.settings import ServerSettings

logger = logging.getLogger(__name__)


class Reaper:
    """Looks after the sessions of one environment, and after its idle workers."""

    def __init__(self, lifecycle: SessionLifecycle) -> None:
        self._lifecycle = lifecycle
        self._looking: asyncio.Task[None] | None = None

    def start(self) -> None:
        """Look every ``reap_interval_s``, until `stop`."""
        self._looking = self._lifecycle.tasks.spawn(self._look_forever())

    def stop(self) -> None:
        """Look no more."""
        if self._looking is not None:
            self._looking.cancel()

    def look(self) -> None:
        """End the sessions that are idle too long or too old, once, and look after the idle workers."""
        for session in self._lifecycle.registry:
            reason = expiry_reason(session, self._lifecycle.settings)
            if reason is not None:
                logger.info("session %s ends: %s", session.session_id, reason)
                self._lifecycle.end(session, reason)
        self._lifecycle.pool.trim()

    async def _look_forever(self) -> None:
        while True:
            await asyncio.sleep(self._lifecycle.settings.reap_interval_s)
            try:
                self.look()
            except Exception:
                logger.exception("the reaper stumbled; it goes on")


def expiry_reason(session: Session, settings: ServerSettings) -> str | None:
    """Return why a session is to be ended now, or ``None`` while it may go on."""
    if session.age_s() > settings.session_lifetime_s:
        return f"it was older than session_lifetime_s ({settings.session_lifetime_s:g} s)"
    if session.state is not SessionState.STARTING and session.idle_s() > settings.idle_timeout_s:
        return f"no request came for idle_timeout_s ({settings.idle_timeout_s:g} s)"
    return None
