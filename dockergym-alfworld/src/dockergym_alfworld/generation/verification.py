"""Proof that a game can be won: the planner's walkthrough, replayed through alfworld's own classes.

Imports alfworld and textworld, so only the process that makes a game may import this module.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import textworld
from alfworld.agents.environment.alfred_tw_env import (
    AlfredDemangler,
    AlfredInfos,
)
from textworld.envs import PddlEnv

SHORTEST, LONGEST = 3, 40
"""Bounds on the number of commands of an acceptable walkthrough."""


class NotPlayableError(Exception):
    """The game cannot be won, is won already, or is not worth playing; the message says which."""


def find_walkthrough(game: Mapping[str, object]) -> list[str]:
    """The commands that win `game` (the contents of a game file), each of them tried.

    Raises:
        NotPlayableError: the planner found none, or the game did not follow it.
    """
    environment = _open_game(game)
    state = environment.reset()
    if state["won"]:
        raise NotPlayableError("the game is won before it begins")
    walkthrough = list(state["extra.walkthrough"] or [])
    if not SHORTEST <= len(walkthrough) <= LONGEST:
        raise NotPlayableError(f"the planner's walkthrough has {len(walkthrough)} commands")
    _replay(environment, state, walkthrough)
    return walkthrough


def _open_game(game: Mapping[str, object]) -> AlfredInfos:
    wanted = textworld.EnvInfos(won=True, admissible_commands=True, extras=["walkthrough"])
    environment = AlfredInfos(AlfredDemangler(PddlEnv(wanted), shuffle=False))
    try:
        environment.load(dict(game))
    except KeyError as exc:
        # How the translator says that no sequence of actions can ever reach the goal.
        raise NotPlayableError("the goal can never hold") from exc
    return environment


def _replay(environment: AlfredInfos, state: Mapping[str, object], walkthrough: Sequence[str]) -> None:
    for number, command in enumerate(walkthrough, start=1):
        admissible = state["admissible_commands"]
        if not isinstance(admissible, list) or command not in admissible:
            raise NotPlayableError(f"step {number} of the walkthrough, {command!r}, is not admissible")
        state, score, done = environment.step(command)
        won = (bool(state["won"]), bool(done), score) == (True, True, 1)
        if won != (number == len(walkthrough)):
            raise NotPlayableError(f"after step {number} of {len(walkthrough)}, won is {state['won']}")
