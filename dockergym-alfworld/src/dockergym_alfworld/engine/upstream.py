"""alfworld's own classes, unchanged, as an engine: the reference the fast one is measured against."""

from __future__ import annotations

from pathlib import Path

from alfworld.agents.environment.alfred_tw_env import (
    AlfredDemangler,
    AlfredInfos,
)
from textworld import EnvInfos
from textworld.envs import PddlEnv

from dockergym_alfworld.engine.errors import UnsolvableGameError
from dockergym_alfworld.engine.game import Turn, read_game_file


class UpstreamGame:
    """A game in ``AlfredInfos(AlfredDemangler(PddlEnv))``."""

    def __init__(self, path: Path) -> None:
        """Load the game file at `path`."""
        document = read_game_file(path)
        infos = EnvInfos(won=True, admissible_commands=True, extras=["gamefile"])
        self._env = AlfredInfos(AlfredDemangler(PddlEnv(infos), shuffle=False))
        try:
            self._env.load(document)
        except KeyError as exc:
            if exc.args != ("val1",):
                raise
            raise UnsolvableGameError(f"the goal of {path} can never be reached") from exc

    def reset(self) -> Turn:
        """Start the game from its beginning."""
        state = self._env.reset()
        return Turn(state["feedback"], state["admissible_commands"], state["won"])

    def step(self, command: str) -> Turn:
        """Do `command`."""
        state, score, done = self._env.step(command)
        return Turn(state["feedback"], state["admissible_commands"], state["won"], score, done)

    def plan(self) -> list[str]:
        """Commands that win from here, found by the planner."""
        pddl = self._env.unwrapped
        return list(pddl._pddl_state.replan(pddl._entity_infos))

    def close(self) -> None:
        """Close the environment. Its copy of the planner stays mapped until the process ends."""
        self._env.close()


class UpstreamEngine:
    """Loads games with alfworld's own classes."""

    name = "upstream"

    def preload(self) -> None:
        """Nothing more: importing this module imported alfworld."""

    def load(self, path: Path) -> UpstreamGame:
        """Load the game file at `path`."""
        return UpstreamGame(path)
