"""Taking back the sessions that a server before this one has left running.

What is adopted is decided by the workers alone: each tells which sessions it holds and how far they are.
"""

from __future__ import annotations

import asyncio
import logging
from dataclasses import dataclass, field
from typing import Any

import msgspec

from dockergym.errors import DockerGymError, RuntimeFailure
from dockergym.protocol.channel import Channel
from dockergym.protocol.messages import Reply
from dockergym.runtimes.base import LABEL_STATE, Runtime, WorkerHandle
from dockergym.sessions.launching import is_session_id, state_label
from dockergym.sessions.session import SessionRecord
from dockergym.sessions.worker import ListedSession, Worker, WorkerState
from dockergym.settings import ServerSettings

logger = logging.getLogger(__name__)

_CONCURRENCY = 16


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundSession:
    """A session that its worker still holds."""

    record: SessionRecord
    process: str
    """Name of its process in the worker."""
    state: WorkerState
    channel: Channel[Reply]


@dataclass(slots=True, kw_only=True)
class FoundWorker:
    """A worker that answers, and its sessions."""

    worker: Worker
    sessions: list[FoundSession] = field(default_factory=list)


@dataclass(frozen=True, slots=True, kw_only=True)
class LostSession:
    """A session whose worker is there no more, or cannot be spoken to any more."""

    session_id: str
    reason: str


@dataclass(slots=True, kw_only=True)
class Findings:
    """What a server before this one has left."""

    workers: list[FoundWorker] = field(default_factory=list)
    lost: list[LostSession] = field(default_factory=list)


async def find_sessions(
    runtime: Runtime, settings: ServerSettings, environment: str, session_label: str, *, history: bool = False
) -> Findings:
    """Return what is left of an environment's sessions; workers that hold none are ended.

    With ``history``, each session with the steps it was told, where its worker knows them.

    Raises:
        RuntimeFailure: the runtime does not answer.
    """
    findings = Findings()
    bound = asyncio.Semaphore(_CONCURRENCY)

    async def look(handle: WorkerHandle) -> None:
        async with bound:
            await _look_at(handle, settings, session_label, findings, history=history)

    await asyncio.gather(
        *(
            look(handle)
            for handle in await runtime.find(settings.name)
            if handle.environment == environment and handle.labels.get(LABEL_STATE) == state_label(settings)
        )
    )
    return findings


async def _look_at(
    handle: WorkerHandle, settings: ServerSettings, session_label: str, findings: Findings, *, history: bool
) -> None:
    try:
        worker = await Worker.reconnect(handle, settings)
        found = FoundWorker(worker=worker, sessions=await _sessions_of(worker, findings, history=history))
    except (DockerGymError, OSError) as error:
        session_id = handle.labels.get(session_label)
        if session_id:
            reason = f"its worker did not outlive the server: {error}"
            findings.lost.append(LostSession(session_id=session_id, reason=reason))
        await _end(handle)
        return
    if found.sessions:
        findings.workers.append(found)
    else:
        await _end(handle)


async def _sessions_of(worker: Worker, findings: Findings, *, history: bool) -> list[FoundSession]:
    # Side by side: each may be in the middle of a long step.
    looks = [_session_or_end(worker, one, findings, history=history) for one in await worker.sessions()]
    return [found for found in await asyncio.gather(*looks) if found is not None]


async def _session_or_end(
    worker: Worker, listed: ListedSession, findings: Findings, *, history: bool
) -> FoundSession | None:
    session = await _session_of(worker, listed, findings, history=history)
    if session is None:
        # A template, a session whose create the former server never answered, or one that does not answer.
        await _end_process(worker, listed.session)
    return session


async def _session_of(
    worker: Worker, listed: ListedSession, findings: Findings, *, history: bool
) -> FoundSession | None:
    record = _record_of(listed.meta)
    if record is None:
        return None
    try:
        state = await worker.session_state(listed.socket, history=history)
        if state is None or not isinstance(state.meta.get("init", {}), dict):
            return None
        channel = await worker.connect_session(listed.socket)
    except (DockerGymError, OSError) as error:
        logger.warning("session %s cannot be adopted: %s", record.session_id, error)
        reason = f"it did not answer the server that was to take it back: {error}"
        findings.lost.append(LostSession(session_id=record.session_id, reason=reason))
        return None
    return FoundSession(record=record, process=listed.session, state=state, channel=channel)


def _record_of(meta: dict[str, Any]) -> SessionRecord | None:
    # The worker tells it, and is trusted half: an id becomes part of a path.
    if not is_session_id(meta.get("session_id")):
        return None
    try:
        return msgspec.convert(meta, SessionRecord)
    except msgspec.ValidationError as error:
        logger.warning("what a worker keeps of session %s is damaged: %s", meta["session_id"], error)
        return None


async def _end_process(worker: Worker, process: str) -> None:
    try:
        await worker.end(process)
    except (DockerGymError, OSError) as error:
        logger.debug("the process %s was not ended: %s", process, error)


async def _end(handle: WorkerHandle) -> None:
    try:
        await handle.stop(0)
    except RuntimeFailure as error:
        logger.warning("worker %s could not be ended: %s", handle.worker_id, error)
