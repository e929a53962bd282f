"""The traj_data.json of a game: what was asked for and how it can be done, in ALFRED's form."""

from __future__ import annotations

import random
from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from dockergym_alfworld.generation.contents import Scene
    from dockergym_alfworld.generation.goals import Goal

_ACTIONS = {
    "go": "GotoLocation",
    "take": "PickupObject",
    "move": "PutObject",
    "open": "OpenObject",
    "close": "CloseObject",
    "clean": "CleanObject",
    "heat": "HeatObject",
    "cool": "CoolObject",
    "use": "ToggleObject",
}


def trajectory_document(
    trial: str, scene: Scene, goal: Goal, walkthrough: Sequence[str], rng: random.Random
) -> dict[str, object]:
    """The document, ready for JSON. What only the visual environment reads is left empty."""
    steps = [_plan_step(index, command) for index, command in enumerate(walkthrough)]
    end = {"action": "NoOp", "args": []}, {"action": "End"}
    steps.append({"discrete_action": end[0], "high_idx": len(steps), "planner_action": end[1]})
    return {
        "images": [],
        "pddl_params": {
            "mrecep_target": "",
            "object_sliced": False,
            "object_target": goal.object_class,
            "parent_target": goal.parent_class,
            "toggle_target": goal.toggle_class,
        },
        "plan": {"high_pddl": steps, "low_actions": []},
        "scene": _scene_entry(scene, rng),
        "task_id": trial,
        "task_type": goal.task_type,
        "turk_annotations": {"anns": [_annotation(goal, walkthrough)]},
    }


def _plan_step(index: int, command: str) -> dict[str, object]:
    verb, *words = command.split()
    action = _ACTIONS[verb]
    names = [word for word in words if word not in ("to", "from", "with") and not word.isdigit()]
    return {
        "discrete_action": {"action": action, "args": names},
        "high_idx": index,
        "planner_action": {"action": action},
    }


def _scene_entry(scene: Scene, rng: random.Random) -> dict[str, object]:
    start = scene.start
    return {
        "dirty_and_empty": False,
        "floor_plan": f"FloorPlan{scene.room.scene}",
        "init_action": {
            "action": "TeleportFull",
            "horizon": start.horizon,
            "rotateOnTeleport": True,
            "rotation": start.rotation * 90,
            "x": start.x / 4,
            "y": 0.9,
            "z": start.z / 4,
        },
        "object_poses": [],
        "object_toggles": [],
        "random_seed": rng.getrandbits(31),
        "scene_num": scene.room.scene,
    }


def _annotation(goal: Goal, walkthrough: Sequence[str]) -> dict[str, object]:
    sentence = goal.sentence[0].upper() + goal.sentence[1:] + "."
    return {
        "assignment_id": "generated",
        "high_descs": list(walkthrough),
        "task_desc": sentence,
        "votes": [1, 1, 1],
    }
