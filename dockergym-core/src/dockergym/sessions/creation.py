"""A create: what was asked for, what its worker is told, and the waiting of all who asked for the same."""

from __future__ import annotations

import asyncio
import json
import secrets
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from dockergym.errors import InvalidParams
from dockergym.plugins.specs import Capabilities, CreateRequest, SessionInit
from dockergym.sessions.session import Session, SessionRecord

_PROTOCOL_KEYS = frozenset({"cmd", "id"})
"""What would make another command of a client's params."""
_MOST_KEPT_BYTES = 48 * 1024
"""What a worker keeps of a session for a later server is at most 64 KiB: this, and the tags and ids of its record."""


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
    ends_with_server: bool = False
    """Whether its sessions are played over a connection, which does not outlive the server."""
    owner: str = ""
    """Name of the API key that asked; "" where keys have no names."""
    request_id: str | None = None
    digest: str = ""
    """Digest of the body; compared when ``request_id`` comes again."""

    @property
    def memory_key(self) -> str:
        """What the answer is remembered under: two owners may use the same request id."""
        return create_memory_key(self.owner, self.request_id or "")

    def seeded(self, capabilities: Capabilities) -> CreateRequest:
        """Return the request, with a seed where its episodes could not be begun alike again without one."""
        request = self.request
        named = request.seed is not None or "seed" in request.params
        alike = not capabilities.seeded and (self.count == 1 or capabilities.deterministic)
        return request if named or alike else replace(request, seed=secrets.randbelow(2**31))

    def record(
        self, request: CreateRequest, init: Mapping[str, Any], group: str, index: int
    ) -> Callable[[str], SessionRecord]:
        """Return what makes the record of one of the sessions, once its id is known."""
        return lambda session_id: SessionRecord(
            session_id=session_id,
            env_id=init["env_id"] or None,
            params=request.params,
            seed=request.seed,
            run=request.run,
            rollout=request.rollout,
            request_id=self.request_id,
            digest=self.digest,
            owner=self.owner,
            group_size=self.count,
            group_index=index,
            group=group,
            unfinished=self.count > 1,
            recover=self.recover,
            ends_with_server=self.ends_with_server,
        )


def create_memory_key(owner: str, request_id: str) -> str:
    """Return the key for an owner's request id; owners' names hold no slash."""
    return f"{owner}/{request_id}"


def init_message(request: CreateRequest, init: SessionInit) -> dict[str, Any]:
    """Return the message that begins the episode.

    Raises:
        InvalidParams: a parameter has the name of what the worker protocol uses itself, or they are too long.
    """
    taken = _PROTOCOL_KEYS & init.params.keys()
    if taken:
        raise InvalidParams(
            f"params may not be named {', '.join(sorted(taken))}: the worker protocol uses it"
        )
    # Every worker may count on an `env_id`; where no task is named it is empty.
    message = {"cmd": "init", **init.params, "env_id": init.env_id or ""}
    if request.seed is not None:
        message.setdefault("seed", request.seed)
    kept = sum(len(json.dumps(part, default=str)) for part in (request.params, message))
    if kept > _MOST_KEPT_BYTES:
        raise InvalidParams(
            f"the params are too long: as sent and as the environment takes them, they are {kept} bytes of JSON, and "
            f"a session keeps {_MOST_KEPT_BYTES} at most"
        )
    return message


class Creation:
    """A create under way or done, which all who asked for it wait for together."""

    def __init__(self) -> None:
        self.queued = True
        """Whether it has no slots yet."""
        self.abandoned = False
        """Whether all who waited went away before it had slots."""
        self._work: asyncio.Task[list[Session]] | None = None
        self._made: list[Session] | None = None
        self._listeners = 0

    @classmethod
    def done(cls, sessions: list[Session]) -> Creation:
        """Return a creation whose sessions are there already."""
        creation = cls()
        creation.queued = False
        creation._made = sessions
        return creation

    def run(self, task: asyncio.Task[list[Session]]) -> None:
        """Take the task that does the work."""
        self._work = task
        task.add_done_callback(self._let_go)

    def _let_go(self, task: asyncio.Task[list[Session]]) -> None:
        """Keep what a task has made and not the task, which holds the context of the request that began it."""
        if not task.cancelled() and task.exception() is None:
            self._made, self._work = task.result(), None

    async def sessions(self) -> list[Session]:
        """Return the sessions when they have begun.

        Where all who wait are cancelled while no slot is taken, the work is cancelled as well.

        Raises:
            DockerGymError: they could not be begun.
        """
        if self._work is None:
            assert self._made is not None
            return self._made
        work = self._work
        self._listeners += 1
        try:
            return await asyncio.shield(work)
        finally:
            self._listeners -= 1
            if self.queued and self._listeners == 0:
                self.abandoned = True
                work.cancel()
