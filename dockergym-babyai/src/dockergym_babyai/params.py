"""What a session of BabyAI can be asked for, and what it tells with every observation."""

from __future__ import annotations

from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

Family = Literal["goto", "open", "other", "pickup", "putnext", "synth", "unlock"]


class BabyaiParams(BaseModel):
    """The ``params`` of a create."""

    model_config = ConfigDict(extra="forbid", use_attribute_docstrings=True)

    family: Family | None = None
    """Play a level of this family."""
    max_steps: int | None = Field(None, ge=1, le=100_000, strict=True)
    """Actions after which the episode is truncated. Default: as many as the level allows for its mission."""
    image: bool = Field(False, strict=True)
    """Tell the view in numbers, too, as minigrid encodes it: `info.image`."""
    walkthrough: bool = Field(False, strict=True)
    """Tell in the first `info` the actions that complete the mission, as minigrid's bot finds them."""


class BabyaiInfo(BaseModel):
    """The ``info`` that comes with every observation."""

    model_config = ConfigDict(use_attribute_docstrings=True)

    mission: str
    """What is to be done, such as `go to the red ball`."""
    admissible_commands: list[str]
    """The actions; they are the same at every step."""
    invalid_action: str | None
    """What is wrong with the last action, where it is none of them; it was a step all the same."""
    direction: int
    """Where the agent looks: 0 east, 1 south, 2 west, 3 north."""
    won: bool
    """Whether the mission is done."""
    steps: int
    """Actions taken so far."""
    max_steps: int
    """Actions after which the episode is truncated; the reward depends on it."""
    image: list[list[list[int]]] | None = None
    """The view by columns, from left to right, each from far to near: kind, colour and state of each cell, in
    minigrid's numbers. Only where `params.image` asks for it."""
    walkthrough: list[str] | None = None
    """Actions that complete the mission. Only in the first `info`, and where `params.walkthrough` asks for it."""
