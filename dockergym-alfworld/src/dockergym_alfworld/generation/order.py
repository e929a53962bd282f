"""What is asked for when a game is made: an order, derived from the seed and the game's number alone."""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import TypedDict

ROOM_KINDS: Mapping[str, range] = MappingProxyType(
    {
        "Kitchen": range(1, 31),
        "LivingRoom": range(201, 231),
        "Bedroom": range(301, 331),
        "Bathroom": range(401, 431),
    }
)
"""The floor plans of each kind of room."""

ROOMS_OF_TASK_TYPE: Mapping[str, Sequence[str]] = MappingProxyType(
    {
        "pick_and_place_simple": ("LivingRoom", "Kitchen", "Bathroom", "Bedroom"),
        "look_at_obj_in_light": ("Bedroom", "LivingRoom"),
        "pick_clean_then_place_in_recep": ("Bathroom", "Kitchen"),
        "pick_heat_then_place_in_recep": ("Kitchen",),
        "pick_cool_then_place_in_recep": ("Kitchen",),
        "pick_two_obj_and_place": ("Bedroom", "LivingRoom", "Bathroom", "Kitchen"),
    }
)
"""The kinds of room each task type is played in, in the order they are taken."""


# The one living room of valid_unseen has no desk lamp.
_ROOMS_BY_SPLIT: Mapping[tuple[str, str], Sequence[str]] = MappingProxyType(
    {("look_at_obj_in_light", "valid_unseen"): ("Bedroom",)}
)


def rooms_for(task_type: str, split: str) -> Sequence[str]:
    """The kinds of room a split's games of this type are played in."""
    return _ROOMS_BY_SPLIT.get((task_type, split), ROOMS_OF_TASK_TYPE[task_type])


@dataclass(frozen=True, slots=True)
class Order:
    """One game to make. The same order gives the same game, byte for byte."""

    seed: int
    number: int
    """Which game of the run, from 0."""
    attempt: int
    """Counts up when what an order gave turned out not to be playable."""
    task_type: str
    room_kind: str
    split: str

    def rng(self) -> random.Random:
        """A random generator of this order's own. Seeded by text, which does not depend on PYTHONHASHSEED."""
        return random.Random(f"{self.seed}/{self.split}/{self.number}/{self.attempt}/{self.task_type}")


class MadeGame(TypedDict):
    """What the maker answers to an order it could fill."""

    env_id: str
    sentence: str
    walkthrough: list[str]
    files: dict[str, str]
    """The text of each file of the trial, by name."""


def plan_orders(count: int, seed: int, task_types: Sequence[str], split: str) -> list[Order]:
    """`count` orders that take the task types in turn and, for each, its kinds of room in turn.

    A shorter plan with the same arguments is the beginning of a longer one.
    """
    orders = []
    for number in range(count):
        task_type = task_types[number % len(task_types)]
        kinds = rooms_for(task_type, split)
        kind = kinds[number // len(task_types) % len(kinds)]
        orders.append(Order(seed, number, 0, task_type, kind, split))
    return orders
