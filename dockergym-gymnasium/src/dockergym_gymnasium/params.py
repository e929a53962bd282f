"""What a session can be asked for, and what it tells with every observation."""

from __future__ import annotations

from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field, JsonValue, field_validator

Family = Literal["classic_control", "toy_text"]

RESERVED = frozenset({"disable_env_checker", "id", "max_episode_steps", "render_mode", "vectorization_mode"})
"""Arguments of ``gymnasium.make`` that are not the environment's own."""


class GymnasiumParams(BaseModel):
    """The ``params`` of a create."""

    model_config = ConfigDict(extra="forbid", use_attribute_docstrings=True)

    family: Family | None = None
    """Play an environment of this family."""
    format: Literal["words", "json"] = "words"
    """How observations are written: in words, where there are words for the environment; or always as JSON."""
    max_steps: int | None = Field(None, ge=1, le=1_000_000, strict=True)
    """Actions after which the episode is truncated. Default: the environment's own limit; some have none."""
    kwargs: dict[str, JsonValue] = Field(default_factory=dict)
    """Arguments of the environment itself, such as `{"is_slippery": false}`."""
    options: dict[str, JsonValue] | None = None
    """What its `reset` is given as `options`."""

    @field_validator("kwargs")
    @classmethod
    def _only_the_environments_own(cls, kwargs: dict[str, JsonValue]) -> dict[str, JsonValue]:
        if taken := RESERVED.intersection(kwargs):
            raise ValueError(f"{', '.join(sorted(taken))}: not an argument of the environment itself")
        return kwargs


class GymnasiumInfo(BaseModel):
    """The ``info`` that comes with every observation; what the environment tells stands beside it."""

    model_config = ConfigDict(extra="allow", use_attribute_docstrings=True)

    observation: Any
    """The observation as JSON, whatever the format of the text."""
    action_space: str
    """What may be said, in words."""
    admissible_commands: list[str] | None = None
    """Every action, where there are few enough to list."""
    invalid_action: str | None
    """What is wrong with the last action, where it is none; it was a step all the same."""
    steps: int
    """Actions taken so far."""
