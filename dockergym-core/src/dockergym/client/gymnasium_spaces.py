"""Text as a Gymnasium space."""

from __future__ import annotations

import string
from typing import Any

from gymnasium.spaces import Text

OBSERVATION_LENGTH = 65_536
ACTION_LENGTH = 1024


class FreeText(Text):
    """Any text up to a length; samples are printable ASCII.

    Gymnasium's own `Text` lists every character it may hold, and nobody can list what an environment, or a model
    that plays it, may write.
    """

    def __init__(self, max_length: int, seed: Any = None) -> None:
        """Make a space of texts of 0 to ``max_length`` characters."""
        super().__init__(max_length, min_length=0, charset=string.printable, seed=seed)

    def contains(self, x: Any) -> bool:
        """Say whether ``x`` is text that is not too long."""
        return isinstance(x, str) and len(x) <= self.max_length

    def __eq__(self, other: object) -> bool:
        """Say whether another space holds the same texts."""
        return isinstance(other, FreeText) and other.max_length == self.max_length

    __hash__ = None  # type: ignore[assignment]

    def __repr__(self) -> str:
        return f"FreeText({self.max_length})"
