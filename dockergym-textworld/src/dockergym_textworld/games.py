"""TextWorld's own engine: games are generated, compiled for the Z-machine, and played.

Runs in the worker, where TextWorld is.
"""

from __future__ import annotations

import math
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any, NamedTuple

import textworld
import textworld.challenges
import textworld.generator
from textworld.generator import QuestGenerationError
from textworld.generator.inform7 import CouldNotCompileGameError

_LONGEST_COMMAND_BYTES = 198
"""The interpreter cuts off what is longer, in the middle of a character where it comes to that."""
_DICE_SEEDS = 2**31 - 1
_SEEDS = 2**32
_SEEDS_TRIED = 20


class GameNotMade(ValueError):
    """No game comes of this challenge with these settings and this seed."""


class Turn(NamedTuple):
    """What a game shows at its beginning, or after a command."""

    observation: str
    reward: float
    """How much the score has changed."""
    over: bool
    info: dict[str, Any]


class Game:
    """One game that is being played; its files are needed while it begins, and not any more after that."""

    def __init__(self, story: Path, seed: int, *, policy_commands: bool) -> None:
        """Load a game for the Z-machine and begin it; ``seed`` is for its dice, where it throws any."""
        self.seed = seed
        """What it was made from."""
        self._is_described = story.with_suffix(".json").is_file()
        self._policy_commands = policy_commands and self._is_described
        self._env = textworld.start(str(story), self._wanted())
        # The interpreter takes 0 for "by the clock".
        self._env.seed(1 + seed % _DICE_SEEDS)
        self._score: int | None = None
        saved = Path(f"{story.stem}.qzl")
        self._saved = None if saved.exists() else saved
        self.opening = self._turn(self._env.reset(), over=False)
        """What it shows before any command."""

    def step(self, command: str) -> Turn:
        """Give a command."""
        state, _, over = self._env.step(_typed(command))
        return self._turn(state, over=bool(over))

    def close(self) -> None:
        """Let go of the game, and of what it was told to save: no episode may go on where another one was."""
        self._env.close()
        if self._saved is not None:
            self._saved.unlink(missing_ok=True)

    def _wanted(self) -> Any:
        """What TextWorld can tell of a game; of one that it did not make, only what the interpreter knows."""
        told = ["description", "inventory", "won", "lost", "score", "max_score", "moves"]
        if self._is_described:
            told += ["admissible_commands", "objective"]
        if self._policy_commands:
            told += ["policy_commands", "intermediate_reward"]
        return textworld.EnvInfos(**dict.fromkeys(told, True))

    def _turn(self, state: Mapping[str, Any], *, over: bool) -> Turn:
        before, self._score = self._score, state.get("score")
        reward = float((self._score or 0) - (before or 0))
        return Turn(str(state["feedback"]), reward, over, self._info(state))

    def _info(self, state: Mapping[str, Any]) -> dict[str, Any]:
        info = {
            "admissible_commands": state.get("admissible_commands") or [],
            "won": bool(state.get("won")),
            "lost": bool(state.get("lost")),
            "goal": state.get("objective") or "",
            "description": state.get("description"),
            "inventory": state.get("inventory"),
            "score": state.get("score"),
            "max_score": _finite(state.get("max_score")),
            "moves": state.get("moves"),
        }
        if self._policy_commands:
            info["policy_commands"] = list(state.get("policy_commands") or [])
            info["intermediate_reward"] = state.get("intermediate_reward")
        return info


def generated(challenge: str, settings: Mapping[str, Any], seed: int, *, policy_commands: bool) -> Game:
    """Make the game that ``tw-make`` makes of this challenge, settings and seed, and begin it.

    Where none comes of the seed, the next ones are tried: `Game.seed` tells which it was.

    Raises:
        GameNotMade: none comes of any of them.
    """
    reasons = []
    for candidate in range(seed, seed + _SEEDS_TRIED):
        try:
            return _generated(challenge, settings, candidate % _SEEDS, policy_commands)
        except (QuestGenerationError, CouldNotCompileGameError, AssertionError) as exc:
            reasons.append(str(exc))
    raise GameNotMade(
        f"no game comes of {challenge} with any of the seeds {seed} to {candidate}; with the last: {reasons[-1]}"
    )


def _generated(challenge: str, settings: Mapping[str, Any], seed: int, policy_commands: bool) -> Game:
    _, make, _ = textworld.challenges.CHALLENGES[challenge]
    options = textworld.GameOptions()
    options.seeds = seed
    with tempfile.TemporaryDirectory(prefix="game-") as folder:
        made = make(settings=dict(settings), options=options)
        return _compiled(made, options, Path(folder), seed, policy_commands)


def opened(path: Path, seed: int, *, policy_commands: bool) -> Game:
    """Begin a game file; a description (``.json``) is compiled first.

    Raises:
        ValueError: it cannot be read, or is no game that the interpreter knows.
    """
    try:
        if path.suffix != ".json":
            return Game(path, seed, policy_commands=policy_commands)
        with tempfile.TemporaryDirectory(prefix="game-") as folder:
            options = textworld.GameOptions()
            options.seeds = seed
            made = textworld.Game.load(str(path))
            return _compiled(made, options, Path(folder), seed, policy_commands)
    except (OSError, CouldNotCompileGameError) as exc:
        raise ValueError(f"cannot open the game file {path}: {exc}") from exc
    except (AttributeError, LookupError, TypeError, ValueError) as exc:
        # Whatever TextWorld stumbles over in a description.
        raise ValueError(
            f"cannot open the game file {path}: {type(exc).__name__}: {exc}; "
            "its .json must be what tw-make wrote with it"
        ) from exc


def _compiled(made: Any, options: Any, folder: Path, seed: int, policy_commands: bool) -> Game:
    options.path = str(folder / "game.z8")
    story = Path(textworld.generator.compile_game(made, options))
    return Game(story, seed, policy_commands=policy_commands)


def _typed(command: str) -> str:
    """Return a command as it can be typed in: in one line, and no longer than the interpreter reads."""
    line = "".join(character if character.isprintable() else " " for character in command)
    return line.encode()[:_LONGEST_COMMAND_BYTES].decode(errors="ignore")


def _finite(score: Any) -> int | None:
    return int(score) if score is not None and math.isfinite(score) else None
