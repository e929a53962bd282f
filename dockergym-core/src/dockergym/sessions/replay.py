"""Rebuilding an episode by applying its actions again, each observation checked."""

from __future__ import annotations

from collections.abc import Sequence

from dockergym.errors import ReplayDiverged
from dockergym.sessions.session import Session, StepCommand, observation_digest

ActionLog = Sequence[tuple[str, str]]
"""Actions in the order in which they were applied, each with the digest of its observation."""


async def replay(session: Session, log: ActionLog) -> None:
    """Apply the actions of a log to a session that has just begun.

    Raises:
        ReplayDiverged: an action gave another observation, reward or end than the first time.
        WorkerError: the worker failed on the way.
    """
    for number, (action, digest) in enumerate(log, start=1):
        reply = await session.step(StepCommand(action=action))
        if observation_digest(reply) != digest:
            raise ReplayDiverged(
                f"step {number} ({action!r}) gave something else when it was replayed: "
                "the environment is not as deterministic as it is declared",
                extra={"step": number},
            )
