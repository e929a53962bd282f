"""The TextWorld worker: one game, played over the worker protocol.

Runs where the environment's own dependencies are (in its container, or locally), so it imports
``dockergym_worker``, the standard library and `dockergym_textworld.games`, and nothing of the server.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING, Any

from dockergym_worker import BaseWorker, InvalidParams

if TYPE_CHECKING:
    from dockergym_textworld.games import Game, Turn

DEFAULT_MAX_STEPS = 200


class TextWorldWorker(BaseWorker):
    """Plays TextWorld games.

    A reward is the change of the score. An episode terminates when the game is won or lost, and is truncated after
    ``max_steps`` commands, understood or not. The seed decides which game is generated; nothing else is random.
    """

    can_fork = True
    deterministic = True

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Take what `BaseWorker` takes. TextWorld is imported by `preload`, or by the first `init_env`."""
        super().__init__(*args, **kwargs)
        self._game: Game | None = None
        self._steps = 0
        self._max_steps = DEFAULT_MAX_STEPS

    def preload(self) -> None:
        """Import TextWorld."""
        _games()

    def init_env(
        self, env_id: str | None, params: Mapping[str, Any]
    ) -> tuple[str, float, bool, bool, dict[str, Any]]:
        """Begin the game file ``params["game_file"]``, or one made of ``challenge``, ``settings`` and ``seed``.

        Optional: ``max_steps`` (default 200), ``policy_commands`` (default false).

        Raises:
            InvalidParams: no game comes of this seed, nor of the next ones.
            ValueError: the game file cannot be opened.
        """
        self.close_env()
        self._steps = 0
        self._max_steps = params.get("max_steps", DEFAULT_MAX_STEPS)
        self._game = _loaded(params)
        return self._result(self._game.opening)

    def step_env(self, action: str) -> tuple[str, float, bool, bool, dict[str, Any]]:
        """Give the command `action`.

        Raises:
            RuntimeError: no game has been begun.
        """
        if self._game is None:
            raise RuntimeError("no game is being played; send 'init' first")
        turn = self._game.step(action)
        self._steps += 1
        return self._result(turn)

    def close_env(self) -> None:
        """Drop the game."""
        if self._game is not None:
            self._game.close()
            self._game = None

    def _result(self, turn: Turn) -> tuple[str, float, bool, bool, dict[str, Any]]:
        truncated = self._steps >= self._max_steps and not turn.over
        assert self._game is not None
        info = {**turn.info, "seed": self._game.seed, "steps": self._steps}
        return turn.observation, turn.reward, turn.over, truncated, info


def _loaded(params: Mapping[str, Any]) -> Game:
    games, seed = _games(), params.get("seed", 0)
    wishes = {"policy_commands": bool(params.get("policy_commands", False))}
    try:
        if "game_file" in params:
            game: Game = games.opened(Path(params["game_file"]), seed, **wishes)
        else:
            game = games.generated(params["challenge"], params["settings"], seed, **wishes)
    except games.GameNotMade as exc:
        raise InvalidParams(str(exc)) from exc
    return game


def _games() -> ModuleType:
    # Loading TextWorld takes most of a second, and belongs where it is loaded for all sessions.
    from dockergym_textworld import games

    return games


if __name__ == "__main__":
    TextWorldWorker().run()
