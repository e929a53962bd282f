"""The ALFWorld worker: one game, played over the worker protocol.

Runs where the environment's own dependencies are (in its container, or locally), so it imports
``dockergym_worker``, the standard library and this package's ``engine``, and nothing of the server.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from dockergym_alfworld.engine.game import Engine, Game, Turn, read_game_file
from dockergym_alfworld.engine.selection import select_engine
from dockergym_worker import BaseWorker, InvalidParams

TASK_TYPES = (
    "pick_and_place_simple",
    "look_at_obj_in_light",
    "pick_clean_then_place_in_recep",
    "pick_heat_then_place_in_recep",
    "pick_cool_then_place_in_recep",
    "pick_two_obj_and_place",
)
DEFAULT_MAX_STEPS = 200

_GOAL_MARK = "Your task is to: "


class AlfworldWorker(BaseWorker):
    """Plays ALFWorld games.

    An episode terminates when the task is done, with reward 1.0 (every other reward is 0.0), and is
    truncated after ``max_steps`` commands, admissible or not. Nothing in it is random: ``seed`` is
    accepted and changes nothing.
    """

    can_fork = True
    deterministic = True

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Take what `BaseWorker` takes. The engine is chosen by `preload`, or by the first `init_env`."""
        super().__init__(*args, **kwargs)
        self._engine: Engine | None = None
        self._episode: _Episode | None = None

    def preload(self) -> None:
        """Choose the engine, and import and read what every game needs."""
        self._engine = select_engine()
        self._engine.preload()

    def init_env(
        self, env_id: str | None, params: Mapping[str, Any]
    ) -> tuple[str, float, bool, bool, dict[str, Any]]:
        """Load the game file ``params["game_file"]`` and start it.

        Optional: ``max_steps`` (1 or more, default 200); ``task_type``, where neither the game file's path nor the
        file beside it tells; with ``walkthrough``, the first info also holds the commands that win, as the game file
        gives them.

        Raises:
            ValueError: `params` is wrong, or the game file is missing, refused or unsolvable.
            InvalidParams: it holds no walkthrough, although one is asked for.
        """
        game_file = _game_file(params)
        max_steps = _max_steps(params)
        walkthrough = {"walkthrough": _walkthrough(game_file)} if params.get("walkthrough") else {}
        self.close_env()
        if self._engine is None:
            self.preload()
        assert self._engine is not None
        game = self._engine.load(game_file)
        self._episode = _Episode(game, _labels(env_id, game_file, params), max_steps)
        observation, reward, terminated, truncated, info = self._episode.start()
        return observation, reward, terminated, truncated, {**info, **walkthrough}

    def step_env(self, action: str) -> tuple[str, float, bool, bool, dict[str, Any]]:
        """Do the command `action`.

        Raises:
            RuntimeError: no game is loaded, or its episode is over.
        """
        if self._episode is None:
            raise RuntimeError("no game is loaded; send 'init' with a game_file first")
        return self._episode.step(action)

    def close_env(self) -> None:
        """Drop the game."""
        if self._episode is not None:
            self._episode.game.close()
            self._episode = None


class _Episode:
    """The step counter and finished flag that a game does not have."""

    def __init__(self, game: Game, labels: dict[str, Any], max_steps: int) -> None:
        self.game = game
        self._info = labels
        self._max_steps = max_steps
        self._steps = 0
        self._finished = False

    def start(self) -> tuple[str, float, bool, bool, dict[str, Any]]:
        turn = self.game.reset()
        self._info["goal"] = _goal(turn.observation)
        return self._result(turn)

    def step(self, action: str) -> tuple[str, float, bool, bool, dict[str, Any]]:
        if self._finished:
            raise RuntimeError(f"the episode is over after {self._steps} steps; start another one")
        turn = self.game.step(action)
        self._steps += 1
        return self._result(turn)

    def _result(self, turn: Turn) -> tuple[str, float, bool, bool, dict[str, Any]]:
        truncated = self._steps >= self._max_steps and not turn.won
        self._finished = turn.won or truncated
        info = {
            "admissible_commands": turn.admissible_commands,
            "won": turn.won,
            **self._info,
            "steps": self._steps,
        }
        return turn.observation, 1.0 if turn.won else 0.0, turn.won, truncated, info


def _game_file(params: Mapping[str, Any]) -> Path:
    game_file = params.get("game_file")
    if not isinstance(game_file, str) or not game_file:
        raise ValueError("the parameter 'game_file' is missing: the path of a game.tw-pddl file")
    return Path(game_file)


def _max_steps(params: Mapping[str, Any]) -> int:
    max_steps = params.get("max_steps")
    if max_steps is None:
        return DEFAULT_MAX_STEPS
    if isinstance(max_steps, bool) or not isinstance(max_steps, int) or max_steps < 1:
        raise ValueError(f"the parameter 'max_steps' must be a whole number from 1 on, not {max_steps!r}")
    return max_steps


def _walkthrough(game_file: Path) -> list[str]:
    commands = read_game_file(game_file).get("walkthrough")
    if not isinstance(commands, list) or not commands:
        raise InvalidParams(f"the game file {game_file} holds no walkthrough; leave walkthrough out")
    return [str(command) for command in commands]


def _labels(env_id: str | None, game_file: Path, params: Mapping[str, Any]) -> dict[str, Any]:
    named = params.get("task_type")
    task_type = named if named in TASK_TYPES else _task_type(game_file)
    return {"goal": "", "task_type": task_type, "game_file": env_id or str(game_file)}


def _task_type(game_file: Path) -> str | None:
    """The task type by the dataset's directory names, or else by the trajectory beside the game."""
    directory = game_file.parent.parent.name
    for task_type in TASK_TYPES:
        if directory.startswith(task_type + "-"):
            return task_type
    try:
        trajectory = json.loads((game_file.parent / "traj_data.json").read_bytes())
    except (OSError, ValueError):
        return None
    named = trajectory.get("task_type") if isinstance(trajectory, dict) else None
    return named if named in TASK_TYPES else None


def _goal(intro: str) -> str:
    """The task sentence of the first observation, without the full stop the game puts after it."""
    return intro.rpartition(_GOAL_MARK)[2].strip().removesuffix(".") if _GOAL_MARK in intro else ""


if __name__ == "__main__":
    AlfworldWorker().run()
