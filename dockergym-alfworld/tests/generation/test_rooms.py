"""Rooms and what is in them."""

from __future__ import annotations

import random

import pytest

pytest.importorskip("alfworld", reason="making games needs dockergym-alfworld[local]")

from dockergym_alfworld.generation.contents import Scene, arrange
from dockergym_alfworld.generation.goals import ImpossibleOrderError, choose_goal
from dockergym_alfworld.generation.household import FIXTURES, RECEPTACLE_CLASSES, holds
from dockergym_alfworld.generation.order import ROOM_KINDS, ROOMS_OF_TASK_TYPE, rooms_for
from dockergym_alfworld.generation.problem import problem_text
from dockergym_alfworld.generation.production import SPLITS
from dockergym_alfworld.generation.rooms import (
    HELD_OUT_SCENES,
    UNSEEN_SCENES,
    Point,
    draw_scenes,
    entity_id,
    furnish,
    id_point,
)
from dockergym_alfworld.tasks import TASK_TYPES

SCENES = [(kind, scene) for kind, scenes in ROOM_KINDS.items() for scene in scenes]


def scene_of(task_type: str, kind: str, seed: int) -> Scene:
    rng = random.Random(seed)
    for plan in draw_scenes(kind, "train", rng):
        room = furnish(plan, kind, rng)
        try:
            return arrange(room, choose_goal(task_type, room, rng), rng)
        except ImpossibleOrderError:
            continue
    pytest.fail(f"no {task_type} in any {kind}")


def offers(scene: int, kind: str, task_type: str) -> bool:
    rng = random.Random(scene)
    try:
        choose_goal(task_type, furnish(scene, kind, rng), rng)
    except ImpossibleOrderError:
        return False
    return True


def test_ids_are_written_as_the_simulator_writes_them() -> None:
    assert entity_id("Apple", Point(-0.59, 0.829, -0.4)) == "Apple|-00.59|+00.83|-00.40"
    assert entity_id("Sink", Point(-0.001, 12.5, 0), "SinkBasin") == "Sink|00.00|+12.50|00.00|SinkBasin"
    assert id_point("Sink|00.00|+12.50|-00.70|SinkBasin") == Point(0.0, 12.5, -0.7)


@pytest.mark.parametrize(("kind", "scene"), SCENES)
def test_every_floor_plan_can_be_furnished(kind: str, scene: int) -> None:
    room = furnish(scene, kind, random.Random(scene))
    ids = [receptacle.id for receptacle in room.receptacles]
    assert len(set(ids)) == len(ids) >= 4
    assert room.receptacle_classes <= RECEPTACLE_CLASSES
    needed = {"Kitchen": {"SinkBasin", "Microwave", "Fridge"}, "Bathroom": {"SinkBasin", "Toilet"}}
    assert needed.get(kind, set()) <= room.receptacle_classes
    assert all(receptacle.openable for receptacle in room.of_class("Fridge"))


def test_splits_keep_to_their_scenes() -> None:
    rng = random.Random(0)
    for kind, plans in ROOM_KINDS.items():
        assert set(draw_scenes(kind, "valid_unseen", rng)) == UNSEEN_SCENES & set(plans)
        seen = list(draw_scenes(kind, "train", rng))
        assert 20 <= len(seen) == len(set(seen))
        assert not set(seen) & HELD_OUT_SCENES


def test_small_rooms_come_more_often() -> None:
    first = [next(draw_scenes("Kitchen", "train", random.Random(seed))) for seed in range(300)]
    assert first.count(14) > 3 * first.count(22) > 0


@pytest.mark.parametrize("split", SPLITS)
def test_every_order_can_be_filled(split: str) -> None:
    for task_type in TASK_TYPES.values():
        for kind in rooms_for(task_type, split):
            rng = random.Random(1)
            possible = [scene for scene in draw_scenes(kind, split, rng) if offers(scene, kind, task_type)]
            assert len(possible) >= (1 if split == "valid_unseen" else 5)


@pytest.mark.parametrize(
    ("task_type", "kind"), [(name, kind) for name, kinds in ROOMS_OF_TASK_TYPE.items() for kind in kinds]
)
def test_nothing_is_where_it_cannot_be(task_type: str, kind: str) -> None:
    scene = scene_of(task_type, kind, 5)
    places = {receptacle.id: receptacle for receptacle in scene.room.receptacles}
    taken = {receptacle.location for receptacle in scene.room.receptacles}
    assert len({thing.id for thing in scene.things}) == len(scene.things) >= 10
    for thing in scene.things:
        if thing.receptacle:
            place = places[thing.receptacle]
            assert thing.location == place.location
            assert (
                thing.kind in FIXTURES
                or holds(place.kind, thing.kind)
                or thing.kind == "PaperTowelRoll"
                or (thing.kind == "TeddyBear")
            )
        else:
            assert thing.location not in taken
    assert scene.start not in taken | {thing.location for thing in scene.things}


def test_the_goal_is_possible_but_not_reached() -> None:
    for task_type, kinds in ROOMS_OF_TASK_TYPE.items():
        for seed in range(8):
            rng = random.Random(seed)
            scenes = draw_scenes(kinds[0], "train", rng)
            plan = next(scene for scene in scenes if offers(scene, kinds[0], task_type))
            room = furnish(plan, kinds[0], rng)
            goal = choose_goal(task_type, room, rng)
            scene = arrange(room, goal, rng)
            places = {receptacle.id: receptacle.kind for receptacle in room.receptacles}
            targets = [thing for thing in scene.things if thing.kind == goal.object_class]
            assert len(targets) >= goal.object_count
            assert all(thing.receptacle for thing in targets)
            assert not {places[thing.receptacle] for thing in targets} & goal.barred
            assert goal.parent_class == "" or holds(goal.parent_class, goal.object_class)


def test_a_problem_names_everything_it_speaks_of() -> None:
    rng = random.Random(2)
    room = furnish(402, "Bathroom", rng)
    goal = choose_goal("pick_clean_then_place_in_recep", room, rng)
    text = problem_text("trial_x", arrange(room, goal, rng), goal)
    objects, _, facts = text.partition("(:init")
    declared = {line.split(" - ")[0].strip() for line in objects.splitlines() if " - " in line}
    used = {
        word.strip("()") for line in facts.partition("(:goal")[0].splitlines() for word in line.split()[1:]
    }
    assert used <= declared
    assert text.count("(") == text.count(")")
    assert "|" not in text
    assert "+" not in text
