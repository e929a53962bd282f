"""The things in a room: which there are, how many, and where they are when the game begins.

Imports alfworld, so only the process that makes a game may import this module.
"""

from __future__ import annotations

import random
from dataclasses import dataclass

from dockergym_alfworld.generation.goals import Goal
from dockergym_alfworld.generation.household import FIXTURES, holds
from dockergym_alfworld.generation.placement import SHARES, choose_place
from dockergym_alfworld.generation.rooms import (
    Location,
    Point,
    Receptacle,
    Room,
    entity_id,
    free_location,
    id_point,
)

# A kitchen's layout names twice as many classes as other rooms' do; loading time grows with their number.
_SHARE_KEPT = {"Kitchen": 0.75}
_SHARE_KEPT_ELSEWHERE = 0.9

_FIXTURE_COUNTS = {"StoveKnob": (4, 4), "Chair": (1, 3), "Window": (1, 2)}


@dataclass(frozen=True, slots=True)
class Thing:
    """One object of the game, of any class that is not a piece of furniture to put things in."""

    id: str
    kind: str
    location: Location
    receptacle: str
    """The id of the receptacle it is in or on; empty where it stands free."""


@dataclass(frozen=True, slots=True)
class Scene:
    """A room with everything in it at the beginning of a game."""

    room: Room
    things: tuple[Thing, ...]
    start: Location
    """Where the agent stands, which is nowhere anything else is."""


def arrange(room: Room, goal: Goal, rng: random.Random) -> Scene:
    """Put things into `room` so that `goal` can be reached but is not reached yet."""
    things: dict[str, Thing] = {}
    wanted = {goal.object_class, goal.toggle_class} - {""}
    for name in sorted(room.object_classes):
        if name in wanted or rng.random() < _SHARE_KEPT.get(room.kind, _SHARE_KEPT_ELSEWHERE):
            for _ in range(_how_many(name, goal, rng)):
                thing = _place(name, room, goal, things, rng)
                things[thing.id] = thing
    taken = {receptacle.location for receptacle in room.receptacles}
    taken |= {thing.location for thing in things.values()}
    ordered = tuple(thing for _, thing in sorted(things.items()))
    return Scene(room, ordered, free_location(room.floor, taken, rng))


def _how_many(name: str, goal: Goal, rng: random.Random) -> int:
    if name in FIXTURES:
        return rng.randint(*_FIXTURE_COUNTS.get(name, (1, 1)))
    count = rng.choices([1, 2, 3], [50, 35, 15])[0]
    return max(count, goal.object_count) if name == goal.object_class else count


def _place(name: str, room: Room, goal: Goal, others: dict[str, Thing], rng: random.Random) -> Thing:
    barred = goal.barred if name == goal.object_class else frozenset()
    places = {place for place in room.receptacle_classes - barred if _may_stand_in(place, name)}
    if not places:
        return _stand_free(name, room, others, rng)
    receptacle = rng.choice(room.of_class(choose_place(name, places, rng)))
    identifier = _unused_id(name, receptacle, others, rng)
    return Thing(identifier, name, receptacle.location, receptacle.id)


def _may_stand_in(place: str, name: str) -> bool:
    # alfworld's tables say where a player may put things; what nobody moves, such as a lamp, has shares only.
    return holds(place, name) or place in SHARES.get(name, {})


def _stand_free(name: str, room: Room, others: dict[str, Thing], rng: random.Random) -> Thing:
    location = free_location(room.floor, {receptacle.location for receptacle in room.receptacles}, rng)
    centre = Point(location.x / 4, rng.randrange(0, 200) / 100, location.z / 4)
    return Thing(_spread_id(name, centre, 50, others, rng), name, location, "")


def _unused_id(name: str, receptacle: Receptacle, others: dict[str, Thing], rng: random.Random) -> str:
    x, y, z = id_point(receptacle.id)
    return _spread_id(name, Point(x, y + 0.05, z), 30, others, rng)


def _spread_id(
    name: str, centre: Point, centimetres: int, others: dict[str, Thing], rng: random.Random
) -> str:
    """An id no other thing has, within so many centimetres of `centre`."""
    while True:
        x = centre.x + rng.randint(-centimetres, centimetres) / 100
        z = centre.z + rng.randint(-centimetres, centimetres) / 100
        identifier = entity_id(name, Point(x, centre.y, z))
        if identifier not in others:
            return identifier
