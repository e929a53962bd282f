"""The rooms games take place in: furniture from alfworld's layouts of the 120 floor plans.

Imports alfworld, so only the process that makes a game may import this module.
"""

from __future__ import annotations

import importlib.resources
import io
import json
import random
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from dockergym_alfworld.generation.household import OBJECT_CLASSES, OPENABLE_CLASSES, RECEPTACLE_CLASSES
from dockergym_alfworld.generation.order import ROOM_KINDS

HELD_OUT_SCENES = frozenset({9, 10, 29, 215, 219, 226, 308, 315, 325, 404, 424, 425})
"""ALFRED's scenes that no training game may use."""

UNSEEN_SCENES = frozenset({10, 219, 308, 424})
"""The scenes of the split valid_unseen."""

_LARGEST_ROOM = 30
_COMFORTABLE_ROOM = 10
_METRES_A_STEP = 0.25

# How often a piece that the layouts do not place comes in one room.
_PIECES = {"StoveBurner": 4, "HandTowelHolder": 2}
_HEIGHTS = {"HandTowelHolder": 1.5, "TowelHolder": 1.2, "StoveBurner": 0.9, "Shelf": 1.0, "Sink": 0.8}

# Cabinets and drawers without a door of their own are always accessible.
_SHARE_WITH_DOOR = {"Cabinet": 0.75, "Drawer": 0.83}

_BASINS = {"SinkBasin": "Sink", "BathtubBasin": "Bathtub"}


class Location(NamedTuple):
    """Where the agent stands: quarter metres, quarter turns, degrees below the horizon."""

    x: int
    z: int
    rotation: int
    horizon: int

    @property
    def id(self) -> str:
        return f"loc|{self.x}|{self.z}|{self.rotation}|{self.horizon}"


class Point(NamedTuple):
    """A point in a room, in metres; y is the height."""

    x: float
    y: float
    z: float


@dataclass(frozen=True)
class Receptacle:
    """One piece of furniture."""

    id: str
    kind: str
    location: Location
    openable: bool


@dataclass(frozen=True)
class Room:
    """A furnished room, still without the things in it."""

    scene: int
    kind: str
    receptacles: tuple[Receptacle, ...]
    object_classes: frozenset[str]
    floor: tuple[tuple[int, int], ...]
    """The points the agent can reach, in quarter metres."""

    def of_class(self, receptacle_class: str) -> list[Receptacle]:
        return [receptacle for receptacle in self.receptacles if receptacle.kind == receptacle_class]

    @property
    def receptacle_classes(self) -> frozenset[str]:
        return frozenset(receptacle.kind for receptacle in self.receptacles)


def entity_id(name: str, point: Point, part: str = "") -> str:
    """The simulator's id of a thing of class `name` at `point`, such as ``Apple|-00.59|+00.83|-00.40``."""
    fields = [name, *(_coordinate(value) for value in point)]
    return "|".join([*fields, part] if part else fields)


def _coordinate(value: float) -> str:
    text = f"{value:+06.2f}"
    return "00.00" if float(text) == 0 else text


def id_point(identifier: str) -> Point:
    """The point in an id that `entity_id` could have made."""
    x, y, z = identifier.split("|")[1:4]
    return Point(float(x), float(y), float(z))


def draw_scenes(kind: str, split: str, rng: random.Random) -> Iterator[int]:
    """Every scene of this kind of room that the split may use, once; smaller rooms tend to come first."""
    allowed = [scene for scene in ROOM_KINDS[kind] if (scene in UNSEEN_SCENES) == (split == "valid_unseen")]
    if split != "valid_unseen":
        allowed = [scene for scene in allowed if scene not in HELD_OUT_SCENES]
    sizes = {scene: len(_poses(scene)) for scene in allowed}
    left = [scene for scene in allowed if sizes[scene] <= _LARGEST_ROOM]
    while left:
        scene = rng.choices(left, [1 / max(sizes[scene], _COMFORTABLE_ROOM) ** 2 for scene in left])[0]
        left.remove(scene)
        yield scene


def furnish(scene: int, kind: str, rng: random.Random) -> Room:
    """The room of `scene`: the pieces its layout places, and those it only names, put somewhere reachable."""
    present = _classes(scene)
    floor = _floor(scene)
    receptacles = _placed_receptacles(scene, rng)
    missing = (present & RECEPTACLE_CLASSES) - {receptacle.kind for receptacle in receptacles}
    for name in sorted(missing):
        receptacles += _place_pieces(name, _PIECES.get(name, 1), floor, receptacles, rng)
    receptacles.sort(key=lambda receptacle: receptacle.id)
    return Room(scene, kind, tuple(receptacles), frozenset(present & OBJECT_CLASSES), floor)


def _placed_receptacles(scene: int, rng: random.Random) -> list[Receptacle]:
    placed = []
    for identifier, (x, z, rotation, horizon) in sorted(_poses(scene).items()):
        kind = _class_of(identifier)
        if kind in RECEPTACLE_CLASSES:
            location = Location(_steps(x), _steps(z), int(rotation) // 90 % 4, int(horizon))
            placed.append(Receptacle(identifier, kind, location, _has_door(kind, rng)))
    return placed


def _class_of(identifier: str) -> str:
    fields = identifier.split("|")
    return fields[4] if len(fields) > 4 else fields[0]


def _has_door(kind: str, rng: random.Random) -> bool:
    return kind in OPENABLE_CLASSES and rng.random() < _SHARE_WITH_DOOR.get(kind, 1.0)


def _place_pieces(
    name: str,
    count: int,
    floor: Iterable[tuple[int, int]],
    others: Collection[Receptacle],
    rng: random.Random,
) -> list[Receptacle]:
    """`count` pieces side by side, reached from one or two places that no other piece is reached from."""
    location = free_location(floor, {receptacle.location for receptacle in others}, rng)
    pieces: list[Receptacle] = []
    for number in range(count):
        at = location if number < (count + 1) // 2 else _looking_lower(location)
        point = _in_front_of(location, _HEIGHTS.get(name, 0.0), sideways=0.2 * number)
        identifier = entity_id(_BASINS.get(name, name), point, name if name in _BASINS else "")
        pieces.append(Receptacle(identifier, name, at, _has_door(name, rng)))
    return pieces


def free_location(
    floor: Iterable[tuple[int, int]], taken: Collection[Location], rng: random.Random
) -> Location:
    """A place to stand that is not among `taken`."""
    free = sorted(
        Location(x, z, rotation, 30)
        for x, z in floor
        for rotation in range(4)
        if Location(x, z, rotation, 30) not in taken
    )
    return rng.choice(free)


def _looking_lower(location: Location) -> Location:
    """The same place with the eyes lower, which is another location to the game."""
    return location._replace(horizon=location.horizon + 15)


def _in_front_of(location: Location, height: float, sideways: float) -> Point:
    forward = [(0.0, 1.0), (1.0, 0.0), (0.0, -1.0), (-1.0, 0.0)][location.rotation]
    x = location.x * _METRES_A_STEP + 0.5 * forward[0] + sideways * forward[1]
    z = location.z * _METRES_A_STEP + 0.5 * forward[1] - sideways * forward[0]
    return Point(round(x, 2), height, round(z, 2))


def _steps(metres: float) -> int:
    return round(metres / _METRES_A_STEP)


def _floor(scene: int) -> tuple[tuple[int, int], ...]:
    points = np.load(io.BytesIO(_layout(scene, "layout.npy")), allow_pickle=False)
    return tuple(sorted({(_steps(float(x)), _steps(float(z))) for x, z in points}))


def _poses(scene: int) -> dict[str, list[float]]:
    """By id, from where each piece of furniture is reached: x, z (metres), rotation, horizon (degrees)."""
    poses: dict[str, list[float]] = json.loads(_layout(scene, "openable.json"))
    return poses


def _classes(scene: int) -> set[str]:
    return set(json.loads(_layout(scene, "objects.json")))


def _layout(scene: int, name: str) -> bytes:
    folder = importlib.resources.files("alfworld") / "gen" / "layouts"
    return (folder / f"FloorPlan{scene}-{name}").read_bytes()
