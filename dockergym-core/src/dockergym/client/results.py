"""What a client gives its caller."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Generic

from typing_extensions import TypeVar

ActT = TypeVar("ActT", default=str)
"""What `step` takes; text unless a subclass says otherwise."""
ObsT = TypeVar("ObsT", default=str)
"""What the environment shows; text unless a subclass says otherwise."""


@dataclass(frozen=True, slots=True)
class StepResult(Generic[ObsT]):
    """What the environment answered to a reset or a step."""

    observation: ObsT
    reward: float
    done: bool
    """``terminated or truncated``."""
    terminated: bool
    truncated: bool
    info: Mapping[str, Any]
    step: int
    """Steps applied so far; 0 after a reset."""


@dataclass(frozen=True, slots=True)
class EpisodeState:
    """Where an episode stands, as the server knows it."""

    session_id: str
    """By this the session is attached to again."""
    episode_id: str
    """The name given to `reset`, or else the session's id."""
    env_id: str | None
    """The task that is played."""
    status: str
    """``starting``, ``active`` or ``done``."""
    step: int
    """Steps applied so far."""
    run: str | None
    rollout: str | None
    seed: int | None
    created_at: str
    """ISO 8601, UTC."""
    last_active_at: str
    """ISO 8601, UTC."""
