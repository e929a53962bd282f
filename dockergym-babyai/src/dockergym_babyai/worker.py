"""The BabyAI worker: one level of minigrid, played in words over the worker protocol.

Runs where minigrid is (in its container, or locally), so it imports ``dockergym_worker``, minigrid and
nothing of the server.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import gymnasium
import minigrid  # noqa: F401 - registers the levels

from dockergym_babyai.actions import ACTIONS, HELP, NOTHING, action_named
from dockergym_babyai.description import describe
from dockergym_babyai.walkthrough import NoWalkthroughError, walkthrough
from dockergym_worker import BaseWorker, InvalidParams, TaskNotFound

PREFIX = "BabyAI-"
"""What the ids of BabyAI's levels begin with."""

Result = tuple[str, float, bool, bool, dict[str, Any]]


class BabyaiWorker(BaseWorker):
    """Plays BabyAI's levels.

    The layout and the mission follow from ``seed``; after that nothing is random. Rewards, ends and the
    view itself are minigrid's own.
    """

    can_fork = True
    deterministic = True

    def __init__(self) -> None:
        """Begin without an episode."""
        super().__init__()
        self._episode: _Episode | None = None

    def init_env(self, env_id: str | None, params: Mapping[str, Any]) -> Result:
        """Begin the level `env_id`, such as ``BabyAI-GoToRedBall-v0``.

        Optional: ``seed`` (0 or more), ``max_steps`` (1 or more), ``image`` (tell the view in numbers, too),
        ``walkthrough`` (tell how the mission is completed, in the first info).

        Raises:
            TaskNotFound: minigrid has no such level.
            InvalidParams: a param is of the wrong type, or there is no walkthrough although one is asked for.
        """
        self.close_env()
        seed = _whole_number(params, "seed", 0)
        level = _level(env_id or "", _whole_number(params, "max_steps", 1))
        self._episode = _Episode(level, bool(params.get("image")))
        observation, reward, terminated, truncated, info = self._episode.start(seed)
        if params.get("walkthrough"):
            info["walkthrough"] = _walkthrough(level)
        return observation, reward, terminated, truncated, info

    def step_env(self, action: str) -> Result:
        """Take an action; one that is unknown changes nothing, and is a step all the same.

        Raises:
            RuntimeError: no episode was begun.
        """
        if self._episode is None:
            raise RuntimeError("no level has been begun; send 'init' with its env_id first")
        return self._episode.step(action)

    def close_env(self) -> None:
        """Drop the level."""
        if self._episode is not None:
            self._episode.level.close()
            self._episode = None


class _Episode:
    """A level, and what is told of it beside minigrid's own observation."""

    def __init__(self, level: gymnasium.Env[Any, Any], image: bool) -> None:
        self.level = level
        self._image = image
        self._steps = 0

    def start(self, seed: int | None) -> Result:
        observation, _ = self.level.reset(seed=seed)
        return self._result(observation, 0.0, False, False, None)

    def step(self, action: str) -> Result:
        number = action_named(action)
        invalid = HELP if number is None else None
        observation, reward, terminated, truncated, _ = self.level.step(NOTHING if number is None else number)
        self._steps += 1
        return self._result(observation, float(reward), terminated, truncated, invalid)

    def _result(
        self, seen: Mapping[str, Any], reward: float, terminated: bool, truncated: bool, invalid: str | None
    ) -> Result:
        info = {
            "mission": seen["mission"],
            "admissible_commands": list(ACTIONS),
            "invalid_action": invalid,
            "direction": int(seen["direction"]),
            "won": terminated and reward > 0,
            "steps": self._steps,
            "max_steps": int(self.level.get_wrapper_attr("max_steps")),
        }
        if self._image:
            info["image"] = seen["image"].tolist()
        text = describe(seen)
        return f"{invalid}\n{text}" if invalid else text, reward, terminated, truncated, info


def _level(env_id: str, max_steps: int | None) -> gymnasium.Env[Any, Any]:
    """Make a level; minigrid chooses how many steps it allows where `max_steps` is none.

    The checks that gymnasium would add to every step are for authors of environments.
    """
    if not env_id.startswith(PREFIX) or env_id not in gymnasium.registry:
        raise TaskNotFound(f"minigrid has no BabyAI level {env_id[:200]!r}; GET environments lists them")
    limit = {} if max_steps is None else {"max_steps": max_steps}
    return gymnasium.make(env_id, disable_env_checker=True, **limit)


def _walkthrough(level: gymnasium.Env[Any, Any]) -> list[str]:
    try:
        return walkthrough(level)
    except NoWalkthroughError as error:
        raise InvalidParams(f"{error}; leave walkthrough out") from error


def _whole_number(params: Mapping[str, Any], name: str, least: int) -> int | None:
    value = params.get(name)
    if value is None:
        return None
    if isinstance(value, bool) or not isinstance(value, int) or value < least:
        raise InvalidParams(f"{name} must be a whole number from {least} on, not {value!r}")
    return value


if __name__ == "__main__":
    BabyaiWorker().run()
