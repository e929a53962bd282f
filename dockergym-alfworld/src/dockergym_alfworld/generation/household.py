"""What alfworld's tables say about classes of furniture and objects: what holds what, what can be done.

Imports alfworld, so only the process that makes a game may import this module.
"""

from __future__ import annotations

from alfworld.gen import constants

RECEPTACLE_CLASSES: frozenset[str] = frozenset(constants.RECEPTACLES) - set(constants.MOVABLE_RECEPTACLES)
"""Classes of furniture that things are put in or on."""

OBJECT_CLASSES: frozenset[str] = frozenset(constants.OBJECTS_SET) - RECEPTACLE_CLASSES
"""Every other class, from apples to windows."""

OPENABLE_CLASSES: frozenset[str] = frozenset(constants.OPENABLE_CLASS_LIST) & RECEPTACLE_CLASSES

CONTAINER_OBJECTS: frozenset[str] = frozenset(constants.MOVABLE_RECEPTACLES)

FIXTURES: frozenset[str] = frozenset(
    [
        "Bathtub",
        "Blinds",
        "Chair",
        "Curtains",
        "DeskLamp",
        "FloorLamp",
        "Footstool",
        "HousePlant",
        "LaundryHamperLid",
        "LightSwitch",
        "Mirror",
        "Painting",
        "Poster",
        "ShowerDoor",
        "ShowerGlass",
        "Sink",
        "StoveKnob",
        "Television",
        "Window",
    ]
)
"""Object classes that cannot be picked up."""

PICKUPABLE_CLASSES: frozenset[str] = OBJECT_CLASSES - FIXTURES


def _acted_on(action: str) -> frozenset[str]:
    return frozenset(constants.VAL_ACTION_OBJECTS[action]) & OBJECT_CLASSES


ABILITIES: dict[str, frozenset[str]] = {
    "cleanable": _acted_on("Cleanable"),
    "heatable": _acted_on("Heatable"),
    "coolable": _acted_on("Coolable"),
    "toggleable": _acted_on("Toggleable"),
    "sliceable": _acted_on("Sliceable"),
}
"""Object classes by the PDDL predicate that says what can be done to them."""


def holds(receptacle_class: str, object_class: str) -> bool:
    """Whether things of `object_class` may be put in or on furniture of `receptacle_class`."""
    return object_class in constants.VAL_RECEPTACLE_OBJECTS.get(receptacle_class, ())
