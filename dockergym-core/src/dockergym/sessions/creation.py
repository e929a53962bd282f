"""A create: what was asked for, and the waiting of all who asked for the same."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from typing import TYPE_CHECKING

from dockergym.plugins.specs import CreateRequest

if TYPE_CHECKING:
    from dockergym.sessions.session import Session


@dataclass(frozen=True, slots=True, kw_only=True)
class CreateCommand:
    """One create, as a client asked for it."""

    request: CreateRequest
    count: int = 1
    """Sessions of the same task and seed."""
    wait_s: float = 0.0
    """How long to wait for free slots."""
    recover: bool = False
    """Rebuild the episode by replay when its worker is lost."""
    owner: str = ""
    """Name of the API key that asked; "" where keys have no names."""
    request_id: str | None = None
    digest: str = ""
    """Digest of the body; compared when ``request_id`` comes again."""

    @property
    def memory_key(self) -> str:
        """What the answer is remembered under: two owners may use the same request id."""
        return create_memory_key(self.owner, self.request_id or "")


def create_memory_key(owner: str, request_id: str) -> str:
    """Return the key for an owner's request id; owners' names hold no slash."""
    return f"{owner}/{request_id}"


class Creation:
    """A create under way or done, which all who asked for it wait for together."""

    def __init__(self) -> None:
        self.queued = True
        """Whether it has no slots yet."""
        self.abandoned = False
        """Whether all who waited went away before it had slots."""
        self._task: asyncio.Task[list[Session]] | None = None
        self._listeners = 0

    @classmethod
    def done(cls, sessions: list[Session]) -> Creation:
        """Return a creation whose sessions are there already."""

        async def already() -> list[Session]:
            return sessions

        creation = cls()
        creation.queued = False
        creation.run(asyncio.get_running_loop().create_task(already()))
        return creation

    def run(self, task: asyncio.Task[list[Session]]) -> None:
        """Take the task that does the work."""
        self._task = task

    async def sessions(self) -> list[Session]:
        """Return the sessions when they have begun.

        Where all who wait are cancelled while no slot is taken, the work is cancelled as well.

        Raises:
            DockerGymError: they could not be begun.
        """
        assert self._task is not None
        self._listeners += 1
        try:
            return await asyncio.shield(self._task)
        finally:
            self._listeners -= 1
            if self.queued and self._listeners == 0:
                self.abandoned = True
                self._task.cancel()
