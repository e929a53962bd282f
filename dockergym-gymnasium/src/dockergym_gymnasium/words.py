"""Gymnasium's toy text and classic control in words: the goal, names for the actions, what is observed.

Every number of an observation is in its words, with all its digits.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any


@dataclass(frozen=True, slots=True)
class Words:
    """How one kind of environment is talked about."""

    goal: str
    """What is to be done, in a sentence or two."""
    describe: Callable[[Any, Any], str]
    """Takes the bare environment and an observation as JSON, and returns the observation in words."""
    actions: tuple[str, ...] = ()
    """Names of the actions 0, 1, 2 and so on; none where actions are numbers on a scale."""


def words_for(environment: Any) -> Words | None:
    """Return the words for a bare environment (``env.unwrapped``), or ``None`` where there are none for it."""
    for kind in type(environment).__mro__:
        found = _WORDS.get((kind.__module__.rpartition(".")[0], kind.__name__))
        if found is not None:
            return found
    return None


def _measures(*names: str) -> Callable[[Any, Any], str]:
    """Return a description of an observation whose numbers have these names."""

    def describe(environment: Any, observation: Any) -> str:
        numbers = zip(names, observation, strict=True)
        return "\n".join([f"{name}: {number}" for name, number in numbers])

    return describe


def _blackjack(environment: Any, observation: Any) -> str:
    total, dealer, ace = observation
    aces = "with an ace that counts 11" if ace else "without an ace that counts 11"
    shown = "an ace" if dealer == 1 else str(dealer)
    return f"Your cards add up to {total}, {aces}. The dealer shows {shown}."


def _frozen_lake(environment: Any, observation: Any) -> str:
    tiles = _lines(environment.desc)
    row, column = divmod(observation, len(tiles[0]))
    names = {"S": "at the start", "F": "on ice", "H": "in a hole", "G": "at the goal"}
    here = f"You are in row {row}, column {column}, {names[tiles[row][column]]}."
    return f"{here}\n{_map(tiles, row, column)}"


def _cliff_walking(environment: Any, observation: Any) -> str:
    rows, columns = environment.shape
    row, column = divmod(observation, columns)
    tiles = ["." * columns] * (rows - 1) + [f"S{'C' * (columns - 2)}G"]
    return f"You are in row {row}, column {column}.\n{_map(tiles, row, column)}"


def _lines(signs: Any) -> list[str]:
    """Return the lines of a map that Gymnasium keeps as an array of single bytes."""
    return [line.tobytes().decode() for line in signs]


def _map(lines: list[str], row: int, column: int) -> str:
    """Draw a map, with an @ where the agent is."""
    line = lines[row]
    return "\n".join([*lines[:row], f"{line[:column]}@{line[column + 1 :]}", *lines[row + 1 :]])


_STANDS = ("red", "green", "yellow", "blue")


def _taxi(environment: Any, observation: Any) -> str:
    row, column, passenger, destination = environment.decode(observation)
    if passenger < len(_STANDS):
        place = environment.locs[passenger]
        waiting = (
            f"The passenger waits at the {_STANDS[passenger]} stand (row {place[0]}, column {place[1]})."
        )
    else:
        waiting = "The passenger is in the taxi."
    goal = environment.locs[destination]
    return (
        f"The taxi is in row {row}, column {column}. {waiting} "
        f"The destination is the {_STANDS[destination]} stand (row {goal[0]}, column {goal[1]}).\n"
        # A frame stands around the squares, and a wall or a passage between every two of them.
        f"{_map(_lines(environment.desc), row + 1, 2 * column + 1)}"
    )


_TOY_TEXT, _CLASSIC_CONTROL = "gymnasium.envs.toy_text", "gymnasium.envs.classic_control"

_WORDS: Mapping[tuple[str, str], Words] = MappingProxyType(
    {
        (_TOY_TEXT, "BlackjackEnv"): Words(
            goal=(
                "Blackjack: take cards to come closer to 21 than the dealer, and not above it. Face cards count 10, "
                "an ace 1 or 11. The dealer takes cards up to 17 once you stick."
            ),
            actions=("stick", "hit"),
            describe=_blackjack,
        ),
        (_TOY_TEXT, "FrozenLakeEnv"): Words(
            goal=(
                "Frozen lake: walk from S over the ice (F) to G, and into no hole (H). On slippery ice a step may "
                "go to either side instead. @ is you; row 0 is at the top, column 0 at the left."
            ),
            actions=("left", "down", "right", "up"),
            describe=_frozen_lake,
        ),
        (_TOY_TEXT, "CliffWalkingEnv"): Words(
            goal=(
                "Cliff walking: walk from S to G in as few steps as you can. Each step costs 1; one into the cliff (C) "
                "costs 100 and takes you back to S. @ is you; row 0 is at the top, column 0 at the left."
            ),
            actions=("up", "right", "down", "left"),
            describe=_cliff_walking,
        ),
        (_TOY_TEXT, "TaxiEnv"): Words(
            goal=(
                "Taxi: drive to the passenger, pick them up, and drop them off at their destination. A step costs 1, "
                "a pick-up or drop-off in the wrong place 10; a passenger who has arrived gives 20. @ is the taxi, "
                "R, G, Y and B are the stands, a taxi passes : and not |; row 0 is at the top, column 0 at the left."
            ),
            actions=("south", "north", "east", "west", "pick up", "drop off"),
            describe=_taxi,
        ),
        (_CLASSIC_CONTROL, "CartPoleEnv"): Words(
            goal=(
                "Cart pole: push the cart so that the pole on it stays upright. The episode ends where the pole leans "
                "more than 0.2095 rad or the cart is more than 2.4 from the middle."
            ),
            actions=("push left", "push right"),
            describe=_measures(
                "cart position",
                "cart velocity",
                "pole angle (rad, 0 is upright)",
                "pole tip velocity (rad/s)",
            ),
        ),
        (_CLASSIC_CONTROL, "MountainCarEnv"): Words(
            goal=(
                "Mountain car: bring the car to position 0.5, up the hill on the right. The engine is too weak to "
                "drive straight up: swing back and forth. The valley's floor is near position -0.5."
            ),
            actions=("push left", "coast", "push right"),
            describe=_measures("position", "velocity"),
        ),
        (_CLASSIC_CONTROL, "Continuous_MountainCarEnv"): Words(
            goal=(
                "Mountain car: bring the car to position 0.45, up the hill on the right, and use little force. The "
                "engine is too weak to drive straight up: swing back and forth. Negative force pushes left."
            ),
            describe=_measures("position", "velocity"),
        ),
        (_CLASSIC_CONTROL, "PendulumEnv"): Words(
            goal=(
                "Pendulum: swing it up and keep it upright, with little torque. Upright is x = 1, y = 0; hanging down "
                "is x = -1. Positive torque turns it counter-clockwise."
            ),
            describe=_measures(
                "x (cosine of the angle)", "y (sine of the angle)", "angular velocity (rad/s)"
            ),
        ),
        (_CLASSIC_CONTROL, "AcrobotEnv"): Words(
            goal=(
                "Acrobot: two links hang from a fixed point; swing the free end up, so that it is one link's length "
                "above that point. Only the joint between the links is driven."
            ),
            actions=("torque -1", "torque 0", "torque +1"),
            describe=_measures(
                "cosine of the first angle (0 rad hangs down)",
                "sine of the first angle",
                "cosine of the second angle (relative to the first link)",
                "sine of the second angle",
                "angular velocity of the first link (rad/s)",
                "angular velocity of the second link (rad/s)",
            ),
        ),
    }
)
