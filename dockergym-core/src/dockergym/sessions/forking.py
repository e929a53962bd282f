"""Copies of a running episode: forks of its process, or episodes replayed up to where it is."""

from __future__ import annotations

import asyncio
import contextlib
import dataclasses
import time
from collections.abc import Callable, Sequence
from functools import partial

from dockergym.errors import DockerGymError, ForkUnsupported, WorkerStartFailed
from dockergym.protocol.channel import Channel, ChannelClosed
from dockergym.protocol.messages import Reply
from dockergym.sessions.creation import Creation
from dockergym.sessions.launching import new_short_id
from dockergym.sessions.lifecycle import SessionLifecycle, meta_of
from dockergym.sessions.pool import Seat
from dockergym.sessions.session import Position, Session, SessionRecord
from dockergym.sessions.worker import Worker


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class ForkCommand:
    """One fork, as a client asked for it."""

    session_id: str
    count: int
    owner: str = ""
    """Name of the API key that the new sessions count for."""
    request_id: str | None = None
    digest: str = ""
    """Digest of the body; compared when ``request_id`` comes again."""


class SessionForker:
    """Forks the sessions of one environment."""

    def __init__(self, environment: str, lifecycle: SessionLifecycle) -> None:
        self._environment = environment
        self._lifecycle = lifecycle

    async def fork(self, command: ForkCommand, creation: Creation) -> list[Session]:
        """Return new sessions in the state of another; all of them, or none.

        Raises:
            ForkUnsupported: the environment allows no fork.
            ReplayDiverged: a replayed action gave another observation.
            NoSlotsAvailable, QuotaExceeded: there are not enough free slots.
            SessionAlreadyDone, SessionNotFound, SessionLost: the session is not being played.
            WorkerError: the worker failed.
        """
        registry = self._lifecycle.registry
        parent = registry.get(command.session_id)
        await parent.be_connected()
        parent.require_active()
        async with registry.admitted(command.count, command.owner):
            creation.queued = False
            parent.require_active()
            seats = self._seats_beside(parent, command.count)
            if seats is None and parent.log is None:
                raise ForkUnsupported(
                    f"sessions of {self._environment!r} cannot be forked here: they share no container with room "
                    "(see --sessions-per-container), and no log of their actions is kept, since the environment "
                    "is not declared deterministic"
                )
        if seats is not None:
            return await self._fork_beside(parent, command, seats)
        return await self._fork_by_replay(parent, command)

    def _seats_beside(self, parent: Session, count: int) -> list[Seat] | None:
        """Return seats in the parent's own worker, or ``None`` where there can be none."""
        if parent.worker is None or not parent.worker.can_fork or not parent.connected:
            return None
        return self._lifecycle.pool.reserve_beside(self._lifecycle.seats[parent.session_id], count)

    async def _fork_beside(
        self, parent: Session, command: ForkCommand, seats: Sequence[Seat]
    ) -> list[Session]:
        lifecycle, group, worker = self._lifecycle, new_short_id(), parent.worker
        assert worker is not None
        children = [
            lifecycle.register(seat, _branch_record(parent, command, group, index), parent.init)
            for index, seat in enumerate(seats)
        ]
        wanted = [{"session": one.session_id, "meta": meta_of(one)} for one in children]
        # Who waits for it may go away, and the processes are there all the same.
        forking = lifecycle.tasks.spawn(parent.fork(wanted, lifecycle.settings.command_timeout_s))
        try:
            position, sockets = await asyncio.shield(forking)
            for child, socket in zip(children, sockets, strict=True):
                child.branch(position, worker, await _connected(worker, socket))
                lifecycle.watch(child)
            await asyncio.gather(*(child.begin_journal() for child in children))
        except BaseException as error:
            for child in children:
                lifecycle.drop(child, str(error))
            if not forking.done():
                lifecycle.tasks.spawn(self._end_forks(worker, [one.session_id for one in children], forking))
            raise
        self._announce(children)
        return children

    async def _end_forks(
        self, worker: Worker, processes: Sequence[str], forking: asyncio.Task[tuple[Position, list[str]]]
    ) -> None:
        """End the processes of a fork that nobody waits for any more, when they are there."""
        with contextlib.suppress(DockerGymError, OSError):
            await forking
        for process in processes:
            await self._lifecycle.beginner.end_process(worker, process)

    async def _fork_by_replay(self, parent: Session, command: ForkCommand) -> list[Session]:
        lifecycle, group, position = self._lifecycle, new_short_id(), parent.position()
        children = [
            lifecycle.register(
                lifecycle.reserve(parent.init),
                # Until it has caught up it is no copy, whatever its worker tells a later server.
                _branch_record(parent, command, group, index, unfinished=True),
                parent.init,
            )
            for index in range(command.count)
        ]
        await lifecycle.all_or_none(children, partial(self._copy, position))
        await lifecycle.all_or_none(children, lifecycle.finish)
        return children

    async def _copy(self, position: Position, child: Session) -> None:
        await self._lifecycle.start(child)
        try:
            await child.catch_up(position)
        except ChannelClosed as error:
            assert child.worker is not None
            raise await child.worker.explain(error, child.process) from error

    def _announce(self, children: Sequence[Session]) -> None:
        for child in children:
            self._lifecycle.presentation.emit(child, "created", child.last_reply)


async def _connected(worker: Worker, socket: str) -> Channel[Reply]:
    try:
        return await worker.connect_session(socket)
    except OSError as error:
        raise WorkerStartFailed(f"the fork's process cannot be reached: {error}") from error


def _branch_record(
    parent: Session, command: ForkCommand, group: str, index: int, *, unfinished: bool = False
) -> Callable[[str], SessionRecord]:
    return lambda session_id: dataclasses.replace(
        parent.record,
        session_id=session_id,
        created_at=time.time(),
        request_id=command.request_id,
        digest=command.digest,
        owner=command.owner,
        group_size=command.count,
        group_index=index,
        group=group,
        unfinished=unfinished,
        recovered=False,
        ends_with_server=False,
    )
