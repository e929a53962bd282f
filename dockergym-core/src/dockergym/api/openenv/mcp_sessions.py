"""Sessions that an OpenEnv client makes over HTTP and then attaches a socket to."""

from __future__ import annotations

import secrets
import time
from collections.abc import Callable
from dataclasses import dataclass, field

from dockergym.api.openenv.player import Player


class McpSessionsExhausted(Exception):
    """There are as many of them as may be."""


@dataclass(slots=True)
class McpSession:
    """One of them. It holds a slot only while an episode is played in it."""

    session_id: str
    owner: str
    player: Player
    attached: bool = False
    closing: bool = False
    used_at: float = field(default_factory=time.monotonic)

    def touch(self) -> None:
        """Note that it is used."""
        self.used_at = time.monotonic()


class McpSessions:
    """Those of one environment; one that nobody uses for the idle timeout is forgotten."""

    def __init__(self, new_player: Callable[[str], Player], most: int, idle_timeout_s: float) -> None:
        self._new_player = new_player
        self._idle_timeout_s = idle_timeout_s
        self._sessions: dict[str, McpSession] = {}
        self.most = most

    def __len__(self) -> int:
        return len(self._sessions)

    async def create(self, owner: str) -> McpSession:
        """Make one.

        Raises:
            McpSessionsExhausted: there are too many.
        """
        await self._forget_idle()
        if len(self._sessions) >= self.most:
            raise McpSessionsExhausted
        session = McpSession(secrets.token_hex(16), owner, self._new_player(owner))
        self._sessions[session.session_id] = session
        return session

    def find(self, session_id: object, owner: str) -> McpSession | None:
        """Return a session of this owner."""
        session = self._sessions.get(session_id) if isinstance(session_id, str) else None
        if session is None or session.owner != owner or session.closing:
            return None
        session.touch()
        return session

    def attach(self, session: McpSession) -> None:
        """Note that a socket serves it now."""
        session.attached = True
        session.player.connect()

    async def detach(self, session: McpSession) -> None:
        """Note that the socket has gone; what was to be closed meanwhile is."""
        session.attached = False
        session.touch()
        session.player.disconnect()
        if session.closing:
            await self._end(session)

    async def close(self, session: McpSession) -> bool:
        """End a session, or say false where that has to wait until its socket has gone."""
        session.closing = True
        if session.attached:
            return False
        await self._end(session)
        return True

    async def _end(self, session: McpSession) -> None:
        self._sessions.pop(session.session_id, None)
        await session.player.close()

    async def _forget_idle(self) -> None:
        oldest = time.monotonic() - self._idle_timeout_s
        for session in [one for one in self._sessions.values() if not one.attached and one.used_at < oldest]:
            await self._end(session)
