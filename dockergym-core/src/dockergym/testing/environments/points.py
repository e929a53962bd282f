"""What a check of an environment says: points kept, points not kept and what to do, points not looked at."""

from __future__ import annotations

import enum
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from dockergym.testing.environments.bench import EnvironmentBench


class Verdict(enum.StrEnum):
    """How a point came out."""

    PASSED = "passed"
    FAILED = "failed"
    SKIPPED = "skipped"


class Problem(AssertionError):
    """A point is not kept."""

    def __init__(self, what: str, advice: str) -> None:
        super().__init__(f"{what} ({advice})")
        self.what = what
        """What was seen."""
        self.advice = advice
        """What to do about it."""


class NotApplicable(Exception):
    """A point that cannot be looked at here; the message says why."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """One point, and how it came out."""

    point: str
    verdict: Verdict
    text: str = ""
    """What was measured, what is wrong, or why it was not looked at."""
    advice: str = ""
    """What to do, where it failed."""
    seconds: float = 0.0
    """How long it took to find out."""

    def __str__(self) -> str:
        advice = f"; {self.advice}" if self.advice else ""
        return f"{self.point}: {self.text}{advice}"


Point: TypeAlias = "Callable[[EnvironmentBench], Awaitable[str]]"
"""A check: its name is the point's, its docstring says what the point demands, and it returns what it measured.

It raises `Problem` or `NotApplicable`.
"""


def require(condition: object, what: str, advice: str) -> None:
    """Check one thing.

    Raises:
        Problem: the condition does not hold.
    """
    if not condition:
        raise Problem(what, advice)


def name_of(point: Point) -> str:
    """Return the name of a point, such as ``stdout_is_clean``."""
    return str(getattr(point, "__name__", point))
