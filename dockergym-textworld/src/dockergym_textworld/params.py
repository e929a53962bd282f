"""What a session of TextWorld can be asked for, and what it tells with every observation."""

from __future__ import annotations

from typing import Literal

from pydantic import BaseModel, ConfigDict, Field


class TextWorldParams(BaseModel):
    """The ``params`` of a create."""

    model_config = ConfigDict(extra="forbid", use_attribute_docstrings=True)

    challenge: Literal["coin-collector", "treasure-hunter", "cooking", "simple", "files"] | None = None
    """Where `env_id` names no task, play one of these: generated for a challenge, or from the data folder."""
    food_split: Literal["train", "valid", "test"] | None = None
    """Which food cooking games are about. Unset: all of it. Where `env_id` names no task, a cooking game is played."""
    recipe_seed: int = Field(0, ge=0, le=2**32 - 1, strict=True)
    """For cooking games in which something has to be taken: another recipe in the same world. Likewise."""
    max_steps: int = Field(200, ge=1, le=100_000, strict=True)
    """Commands, admissible or not, after which the episode is truncated."""
    policy_commands: bool = Field(False, strict=True)
    """Whether `info` tells how the game is won from here, and whether the last command brought that closer.
    Working it out makes steps slower."""


class TextWorldInfo(BaseModel):
    """The ``info`` that comes with every observation."""

    model_config = ConfigDict(use_attribute_docstrings=True)

    admissible_commands: list[str]
    """Every command that would change or tell something now, sorted; empty for games TextWorld did not make."""
    won: bool
    """Whether the game is won."""
    lost: bool
    """Whether the game is lost."""
    goal: str
    """The task, in words; empty for games TextWorld did not make."""
    description: str | None
    """What is to be seen in the room, without spending a step on it."""
    inventory: str | None
    """What is carried, likewise."""
    score: int | None
    """Points so far; `None` where the game tells none."""
    max_score: int | None
    """Points there are to be had; likewise."""
    moves: int | None
    """Commands that did something, as TextWorld counts them."""
    seed: int
    """What the game was generated from, or its dice are thrown with."""
    steps: int
    """Commands given so far."""
    policy_commands: list[str] | None = None
    """Commands that win the game from here; where they were asked for."""
    intermediate_reward: int | None = None
    """1 where the last command brought the end of the game closer, -1 where it went away from it, else 0; likewise."""
