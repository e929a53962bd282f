"""What an engine gives the worker: games, and one turn after another."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

from dockergym_alfworld.engine.errors import GameFileError

_TEXTS = ("pddl_domain", "grammar", "pddl_problem")


@dataclass(frozen=True, slots=True)
class Turn:
    """What a reset or a command brought about."""

    observation: str
    admissible_commands: Sequence[str]
    """Every command that would do something now, sorted. Shared between turns: copy before changing it."""
    won: bool
    """Whether the goal holds now. Not sticky: taking the object back undoes it."""
    score: int = 0
    """1 while the goal holds, after a command; 0 at the start, whatever holds."""
    done: bool = False
    """Whether a command has left the goal fulfilled."""


class Game(Protocol):
    """One loaded game. Not thread-safe: one thread at a time, in the whole process."""

    def reset(self) -> Turn:
        """Start the game from its beginning."""

    def step(self, command: str) -> Turn:
        """Do `command`. One that is not admissible changes nothing and says "Nothing happens."."""

    def plan(self) -> list[str]:
        """Commands that win from here, found by the planner: seconds to minutes. Empty if it finds none."""

    def close(self) -> None:
        """Give back what the game holds. Nothing may be called afterwards."""


class Engine(Protocol):
    """Loads games."""

    name: str
    """``fast`` or ``upstream``."""

    def preload(self) -> None:
        """Import and read what every game needs, so that loading one is cheap afterwards."""

    def load(self, path: Path) -> Game:
        """Load the game file at `path`.

        Raises:
            GameFileError: it is missing, not a game, refused, or unsolvable.
        """


def read_game_file(path: Path) -> Mapping[str, Any]:
    """The content of a ``game.tw-pddl`` file, checked for the three texts every game has.

    Raises:
        GameFileError: the file is missing, unreadable, or lacks one of them.
    """
    try:
        document = json.loads(path.read_bytes())
    except FileNotFoundError:
        raise GameFileError(f"no game file at {path}; is the data directory mounted?") from None
    except OSError as exc:
        raise GameFileError(f"cannot read the game file {path}: {exc.strerror}") from exc
    except (ValueError, RecursionError) as exc:
        raise GameFileError(f"{path} is not a game file: it is not valid JSON ({exc})") from exc
    return check_game(document, path)


def check_game(document: object, path: Path) -> Mapping[str, Any]:
    """`document`, if it holds the three texts every game has."""
    if not isinstance(document, dict):
        raise GameFileError(f"{path} is not a game file: it holds no JSON object")
    for name in _TEXTS:
        if not isinstance(document.get(name), str):
            raise GameFileError(f"{path} is not a game file: its {name!r} is not a text")
    return document
