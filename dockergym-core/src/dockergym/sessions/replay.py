"""Rebuilding an episode by applying its actions again, each observation checked."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

import msgspec

from dockergym.errors import ReplayDiverged
from dockergym.protocol.channel import Channel
from dockergym.protocol.messages import Reply

FAILED = "failed"
"""What an action came to that the environment answered with an error."""


class LoggedStep(NamedTuple):
    """An action that was applied, and what it came to."""

    action: str
    outcome: str
    """See `outcome_digest`."""
    request_id: str | None = None
    digest: str | None = ""


ActionLog = Sequence[LoggedStep]
"""Steps in the order in which they were applied."""


class History(NamedTuple):
    """What a worker remembers of an episode: all it takes to play it again in another."""

    beginning: str
    """What the init came to; see `outcome_digest`."""
    log: ActionLog

    @classmethod
    def read(cls, told: Mapping[str, Any]) -> History | None:
        """Return what a worker's answer to ``log`` tells; ``None`` where it is another answer, or too long to tell."""
        beginning, steps = told.get("beginning"), told.get("steps")
        if told.get("status") != "ok" or not isinstance(beginning, str) or not isinstance(steps, list):
            return None
        try:
            return cls(beginning, msgspec.convert(steps, list[LoggedStep]))
        except msgspec.ValidationError:
            return None


def without_ids(log: ActionLog) -> list[LoggedStep]:
    """Return a log for a copy of the episode: what was asked of the first one was not asked of it."""
    return [step._replace(request_id=None, digest="") for step in log]


def outcome_digest(reply: Reply) -> str:
    """Return what two replies that show the same have in common; the worker SDK makes the same of its results."""
    if not reply.ok:
        return FAILED
    shown = f"{reply.reward!r} {reply.done} {reply.observation}".encode("utf-8", "surrogatepass")
    return hashlib.blake2b(shown, digest_size=16).hexdigest()


async def replay(channel: Channel[Reply], log: ActionLog, timeout_s: float, *, with_ids: bool) -> None:
    """Apply the actions of a log to an episode that has just begun.

    ``with_ids`` sends the request ids as well, so that the worker remembers its answers to them: the episode
    takes the place of the first one, and is no copy beside it.

    Raises:
        ReplayDiverged: an action gave another observation, reward or end than the first time.
        WorkerError: the worker failed on the way.
    """
    for number, step in enumerate(log, start=1):
        message: dict[str, Any] = {"cmd": "step", "action": step.action}
        if with_ids and step.request_id is not None:
            message |= {"request_id": step.request_id, "digest": step.digest}
        if outcome_digest(await channel.request(message, timeout_s)) != step.outcome:
            raise diverged(number, f"step {number} ({step.action!r})")


def diverged(number: int, what: str) -> ReplayDiverged:
    """Return the error for an episode that went another way when it was replayed."""
    return ReplayDiverged(
        f"{what} gave something else when it was replayed: "
        "the environment is not as deterministic as it is declared",
        extra={"step": number},
    )
