"""Work that is done only while the client that asked for it is there."""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine
from functools import partial
from typing import Any, NamedTuple, TypeAlias, TypeVar

from fastapi import Request

from dockergym.errors import InvalidRequest
from dockergym.sessions.creation import CreateCommand
from dockergym.sessions.manager import SessionManager
from dockergym.sessions.session import Session

T = TypeVar("T")

COMES_BACK_S = 5.0
"""Within which a client that has waited for long, ended its connection and paused, has sent its create again."""

_Key: TypeAlias = tuple[str, str]
_Work: TypeAlias = asyncio.Task[list[Session]]


async def while_connected(request: Request, work: Coroutine[Any, Any, T]) -> T:
    """Do the work; where the client goes away first, cancel it, so that nothing is made for nobody.

    Raises:
        InvalidRequest: the client went away; nobody is left to read it.
    """
    task = asyncio.ensure_future(work)
    try:
        if await _done_for(request, task):
            return task.result()
    finally:
        task.cancel()
    raise _gone()


class _Left(NamedTuple):
    """A create whose client has gone away."""

    work: _Work
    waits_until: float
    timer: asyncio.TimerHandle


class Creates:
    """The creates of one environment, each done while its client is there.

    A client that has waited long for an answer sends its create again, and first ends the connection on which it
    waited. So a create that can be sent again, because it has a ``request_id``, keeps its place in the queue for a
    while after its client has gone. One that is to wait until another moment than before is begun anew.
    """

    def __init__(self, manager: SessionManager) -> None:
        self._manager = manager
        self._left: dict[_Key, _Left] = {}

    async def create(self, request: Request, command: CreateCommand) -> list[Session]:
        """Begin the episodes that are asked for.

        Raises:
            InvalidRequest: the client went away; nobody is left to read it.
            DockerGymError: as `SessionManager.create`.
        """
        if command.request_id is None:
            return await while_connected(request, self._manager.create(command))
        key = (command.memory_key, command.digest)
        waits_until = asyncio.get_running_loop().time() + command.wait_s
        work = await self._taken_up(key, waits_until)
        if work is None:
            work = asyncio.ensure_future(self._manager.create(command))
        try:
            if await _done_for(request, work):
                return work.result()
        except asyncio.CancelledError:
            work.cancel()
            raise
        self._leave(key, work, waits_until)
        raise _gone()

    async def _taken_up(self, key: _Key, waits_until: float) -> _Work | None:
        """Return the work of a client that has come back for it, unless it would wait longer now, or less long."""
        left = self._left.pop(key, None)
        if left is None:
            return None
        left.timer.cancel()
        if abs(waits_until - left.waits_until) <= COMES_BACK_S:
            return left.work
        left.work.cancel()
        await asyncio.wait((left.work,))
        return None

    def _leave(self, key: _Key, work: _Work, waits_until: float) -> None:
        self._give_up(key)
        timer = asyncio.get_running_loop().call_later(COMES_BACK_S, self._give_up, key)
        self._left[key] = _Left(work, waits_until, timer)
        work.add_done_callback(partial(self._forget, key))

    def _give_up(self, key: _Key) -> None:
        left = self._left.pop(key, None)
        if left is not None:
            left.timer.cancel()
            left.work.cancel()

    def _forget(self, key: _Key, work: _Work) -> None:
        left = self._left.get(key)
        if left is not None and left.work is work:
            self._give_up(key)
        if not work.cancelled():
            # Nobody may be there to be told of it.
            work.exception()


def _gone() -> InvalidRequest:
    return InvalidRequest("the client went away before its sessions had begun")


async def _done_for(request: Request, work: asyncio.Future[Any]) -> bool:
    """Return when the work is done, or, with false, when the client has gone."""
    gone = asyncio.ensure_future(_disconnected(request))
    try:
        await asyncio.wait((work, gone), return_when=asyncio.FIRST_COMPLETED)
    finally:
        gone.cancel()
    return work.done()


async def _disconnected(request: Request) -> None:
    while (await request.receive())["type"] != "http.disconnect":
        pass
