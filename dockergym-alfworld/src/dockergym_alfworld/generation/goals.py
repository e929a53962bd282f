"""The goal of a game: what is to be done with which class of object, and where.

Imports alfworld, so only the process that makes a game may import this module.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass

from alfworld.gen import goal_library

from dockergym_alfworld.generation.household import ABILITIES, PICKUPABLE_CLASSES, holds
from dockergym_alfworld.generation.placement import SHARES
from dockergym_alfworld.generation.rooms import Room

LOOK = "look_at_obj_in_light"
TWO = "pick_two_obj_and_place"

LAMP = "DeskLamp"
"""The lamp of "look" games. A floor lamp stands in no receptacle, and so cannot be used in a text game."""

_NEEDS = {
    "pick_clean_then_place_in_recep": ("cleanable", "SinkBasin"),
    "pick_heat_then_place_in_recep": ("heatable", "Microwave"),
    "pick_cool_then_place_in_recep": ("coolable", "Fridge"),
}


class ImpossibleOrderError(Exception):
    """The room offers nothing that a game of the wanted type could be about."""


@dataclass(frozen=True, slots=True)
class Goal:
    """What wins a game."""

    task_type: str
    object_class: str
    parent_class: str
    """Class of the receptacle the object must end in; empty for "look" games."""
    toggle_class: str
    """Class of the lamp; empty for all others."""
    sentence: str
    """The task as the player reads it."""
    barred: frozenset[str]
    """Receptacle classes where no object of `object_class` may be at the start: it would be too easy."""

    @property
    def pddl(self) -> str:
        """The goal in PDDL, with the parenthesis that closes the problem."""
        template: str = goal_library.gdict[self.task_type]["pddl"]
        filled = template.format(obj=self.object_class, recep=self.parent_class, toggle=self.toggle_class)
        return filled.replace("#", "-")

    @property
    def object_count(self) -> int:
        """How many objects of `object_class` the goal speaks of."""
        return 2 if self.task_type == TWO else 1


def choose_goal(task_type: str, room: Room, rng: random.Random) -> Goal:
    """A goal of this type that can be reached in `room`.

    Raises:
        ImpossibleOrderError: there is none.
    """
    candidates = sorted(set(_candidates(task_type, room)))
    if not candidates:
        raise ImpossibleOrderError(f"no {task_type} game in scene {room.scene}")
    objects = sorted({object_class for object_class, _ in candidates})
    object_class = rng.choice(objects)
    parent_class = rng.choice([parent for name, parent in candidates if name == object_class])
    toggle_class = LAMP if task_type == LOOK else ""
    template: str = rng.choice(goal_library.gdict[task_type]["templates"])
    sentence = template.format(
        obj=object_class.lower(), recep=parent_class.lower(), toggle=toggle_class.lower()
    )
    barred = _barred(task_type, parent_class)
    return Goal(task_type, object_class, parent_class, toggle_class, sentence, barred)


def _candidates(task_type: str, room: Room) -> Iterator[tuple[str, str]]:
    """Pairs of an object class and the receptacle class it must end in."""
    ability, station = _NEEDS.get(task_type, ("", ""))
    present = room.receptacle_classes
    if (station and station not in present) or (task_type == LOOK and not _has_lamp(room)):
        return
    for object_class in room.object_classes & PICKUPABLE_CLASSES:
        if ability and object_class not in ABILITIES[ability]:
            continue
        for parent in [""] if task_type == LOOK else present:
            fits = not parent or (parent != station and holds(parent, object_class))
            barred = _barred(task_type, parent)
            if fits and any(holds(place, object_class) for place in present - barred):
                yield object_class, parent


def _has_lamp(room: Room) -> bool:
    return LAMP in room.object_classes and not room.receptacle_classes.isdisjoint(SHARES[LAMP])


def _barred(task_type: str, parent_class: str) -> frozenset[str]:
    if task_type in _NEEDS:
        return frozenset({_NEEDS[task_type][1]})
    return frozenset({parent_class} - {""})
