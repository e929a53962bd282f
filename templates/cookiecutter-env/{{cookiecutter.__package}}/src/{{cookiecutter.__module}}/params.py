"""What a client may ask for, and what it is told with every observation."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict, Field


class Params(BaseModel):
    """The ``params`` of a create."""

    model_config = ConfigDict(extra="forbid", use_attribute_docstrings=True)

    max_steps: int | None = Field(None, ge=1, le=100_000, strict=True)
    """Steps after which the episode is cut off. Unset: the server's setting."""


class Info(BaseModel):
    """The ``info`` that comes with every observation."""

    model_config = ConfigDict(use_attribute_docstrings=True)

    admissible_commands: list[str]
    """Every command that makes sense now; what a random policy chooses from."""
    won: bool
    """Whether the number has been guessed."""
    steps: int
    """Guesses so far."""
