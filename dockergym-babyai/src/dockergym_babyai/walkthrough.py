"""How an episode is won: by the bot that minigrid brings."""

from __future__ import annotations

import copy
from typing import Any

import gymnasium
from minigrid.utils.baby_ai_bot import BabyAIBot

from dockergym_babyai.actions import ACTIONS

_NAMES = {number: name for name, number in ACTIONS.items()}


class NoWalkthroughError(Exception):
    """The bot does not complete the mission; it cannot look into boxes, for one."""


def walkthrough(level: gymnasium.Env[Any, Any]) -> list[str]:
    """Return the actions with which the bot completes the mission of a level that has just begun.

    The level itself is left as it is; a copy is played.

    Raises:
        NoWalkthroughError: it does not complete it.
    """
    played = copy.deepcopy(level)
    bot = BabyAIBot(played.unwrapped)
    actions: list[int] = []
    reward, over = 0.0, False
    while not over:
        actions.append(_next(bot))
        _, gained, terminated, truncated, _ = played.step(actions[-1])
        reward, over = float(gained), terminated or truncated
    if reward <= 0:
        raise NoWalkthroughError("minigrid's bot does not complete this mission")
    return [_NAMES[action] for action in actions]


def _next(bot: Any) -> int:
    try:
        return int(bot.replan())
    except Exception as error:
        # Whatever stops the bot: it asserts what it believes of the level.
        raise NoWalkthroughError(
            f"minigrid's bot finds no way to complete this mission: {error!r}"
        ) from error
