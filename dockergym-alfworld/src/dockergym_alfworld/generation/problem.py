"""The PDDL problem of a game, written as the dataset writes it.

Imports alfworld, so only the process that makes a game may import this module.
"""

from __future__ import annotations

from collections.abc import Iterator

from dockergym_alfworld.generation.contents import Scene
from dockergym_alfworld.generation.goals import Goal
from dockergym_alfworld.generation.household import (
    ABILITIES,
    CONTAINER_OBJECTS,
    OBJECT_CLASSES,
    PICKUPABLE_CLASSES,
    RECEPTACLE_CLASSES,
    holds,
)

_INDENT = " " * 8
_MANGLING = str.maketrans({"-": "_minus_", "|": "_bar_", "+": "_plus_", ".": "_dot_", ",": "_comma_"})


def problem_text(trial: str, scene: Scene, goal: Goal) -> str:
    """The whole problem, named after the trial."""
    return "".join(
        [
            f"\n(define (problem plan_{trial})\n(:domain alfred)\n(:objects\n",
            _lines(_declarations(scene)),
            f"{_INDENT})\n\n(:init\n",
            _lines(f"({fact})" for fact in _facts(scene)),
            f"{_INDENT})\n",
            goal.pddl,
        ]
    )


def _lines(texts: Iterator[str]) -> str:
    return "".join(f"{_INDENT}{text}\n" for text in texts)


def _declarations(scene: Scene) -> Iterator[str]:
    yield "agent1 - agent"
    yield from (f"{name} - object" for name in sorted(OBJECT_CLASSES))
    yield from (f"{name}Type - otype" for name in sorted(OBJECT_CLASSES))
    yield from (f"{name}Type - rtype" for name in sorted(RECEPTACLE_CLASSES))
    yield from (f"{_mangled(thing.id)} - object" for thing in scene.things)
    yield from (f"{_mangled(receptacle.id)} - receptacle" for receptacle in scene.room.receptacles)
    locations = {scene.start, *(receptacle.location for receptacle in scene.room.receptacles)}
    locations |= {thing.location for thing in scene.things}
    yield from (f"{_mangled(location.id)} - location" for location in sorted(locations))


def _facts(scene: Scene) -> Iterator[str]:
    yield f"atLocation agent1 {_mangled(scene.start.id)}"
    yield from _class_facts(scene)
    yield from _ability_facts(scene)
    yield from _place_facts(scene)


def _class_facts(scene: Scene) -> Iterator[str]:
    for receptacle in scene.room.receptacles:
        yield f"receptacleType {_mangled(receptacle.id)} {receptacle.kind}Type"
    for thing in scene.things:
        yield f"objectType {_mangled(thing.id)} {thing.kind}Type"
    for place in sorted(scene.room.receptacle_classes):
        for name in sorted({thing.kind for thing in scene.things}):
            if holds(place, name):
                yield f"canContain {place}Type {name}Type"


def _ability_facts(scene: Scene) -> Iterator[str]:
    for predicate, names in {
        "pickupable": PICKUPABLE_CLASSES,
        "isReceptacleObject": CONTAINER_OBJECTS,
    }.items():
        yield from _facts_of(predicate, names, scene)
    for receptacle in scene.room.receptacles:
        if receptacle.openable:
            yield f"openable {_mangled(receptacle.id)}"
    for predicate, names in ABILITIES.items():
        yield from _facts_of(predicate, names, scene)


def _facts_of(predicate: str, names: frozenset[str], scene: Scene) -> Iterator[str]:
    for thing in scene.things:
        if thing.kind in names:
            yield f"{predicate} {_mangled(thing.id)}"


def _place_facts(scene: Scene) -> Iterator[str]:
    for thing in scene.things:
        if thing.receptacle:
            yield f"inReceptacle {_mangled(thing.id)} {_mangled(thing.receptacle)}"
    for receptacle in scene.room.receptacles:
        yield f"receptacleAtLocation {_mangled(receptacle.id)} {_mangled(receptacle.location.id)}"
    for thing in scene.things:
        yield f"objectAtLocation {_mangled(thing.id)} {_mangled(thing.location.id)}"


def _mangled(identifier: str) -> str:
    return identifier.translate(_MANGLING)
