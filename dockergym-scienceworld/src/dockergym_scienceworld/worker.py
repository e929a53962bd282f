"""The ScienceWorld worker: one task, played over the worker protocol.

Runs where the environment's own dependencies are (in its container, or locally), so it imports
``dockergym_worker``, the standard library and `dockergym_scienceworld.simulator`, and nothing of the server.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from dockergym_scienceworld.simulator import Simulator, Turn
from dockergym_worker import BaseWorker

DEFAULT_MAX_STEPS = 200
DEFAULT_MAX_MOVES = 100
WON_SCORE = 100


class ScienceWorldWorker(BaseWorker):
    """Plays ScienceWorld tasks.

    A reward is the change of the score, which goes from 0 to 100; a mistake that cannot be mended brings it to -100.
    An episode terminates when the task is done or cannot be done any more. It is truncated after ``max_steps``
    actions, or by the first move beyond ``max_moves``: a move is an action that takes time in the simulated world.
    What is random in a task follows from its variation, so the same actions give the same episode.
    """

    deterministic = True

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Take what `BaseWorker` takes. The simulator is started by `preload`, or by the first `init_env`."""
        super().__init__(*args, **kwargs)
        self._simulator: Simulator | None = None
        self._labels: dict[str, Any] = {}
        self._steps = 0
        self._max_steps = DEFAULT_MAX_STEPS

    def preload(self) -> None:
        """Start the simulator, and have it load a task once: the next one is loaded much faster."""
        self._simulator = Simulator()
        self._simulator.warm_up()

    def init_env(
        self, env_id: str | None, params: Mapping[str, Any]
    ) -> tuple[str, float, bool, bool, dict[str, Any]]:
        """Begin the task ``params["task_type"]`` in its variation ``params["variation"]``.

        Optional: ``simplifications`` (names with commas between), ``max_steps`` (default 200), ``max_moves`` (default
        100), ``admissible_commands`` (whether they are listed; default true), ``walkthrough`` (default false).

        Raises:
            ValueError: there is no such task, or it cannot be simplified like that.
        """
        if self._simulator is None:
            self._simulator = Simulator()
        walkthrough = bool(params.get("walkthrough", False))
        self._steps = 0
        self._max_steps = params.get("max_steps", DEFAULT_MAX_STEPS)
        self._labels = {
            "task_type": params["task_type"],
            "variation": params["variation"],
            "simplifications": params.get("simplifications", ""),
        }
        turn = self._simulator.start(
            **self._labels,
            max_moves=params.get("max_moves", DEFAULT_MAX_MOVES),
            lists_actions=params.get("admissible_commands", True),
            walkthrough=walkthrough,
        )
        result = self._result(turn)
        if walkthrough:
            result[4]["walkthrough"] = self._simulator.walkthrough()
        return result

    def step_env(self, action: str) -> tuple[str, float, bool, bool, dict[str, Any]]:
        """Take the action.

        Raises:
            RuntimeError: no task has been begun.
        """
        if self._simulator is None:
            raise RuntimeError("no task is being played; send 'init' first")
        turn = self._simulator.step(action)
        self._steps += 1
        return self._result(turn)

    def close_env(self) -> None:
        """End the simulator."""
        if self._simulator is not None:
            self._simulator.close()
            self._simulator = None

    def _result(self, turn: Turn) -> tuple[str, float, bool, bool, dict[str, Any]]:
        info = {
            "admissible_commands": turn.info["valid"],
            "won": turn.info["score"] == WON_SCORE,
            "goal": turn.info["taskDesc"],
            "look": turn.info["look"],
            "inventory": turn.info["inv"],
            "score": turn.info["score"],
            "moves": turn.info["moves"],
            **self._labels,
            "steps": self._steps,
        }
        truncated = turn.truncated or (self._steps >= self._max_steps and not turn.terminated)
        return turn.observation, turn.reward, turn.terminated, truncated, info


if __name__ == "__main__":
    ScienceWorldWorker().run()
