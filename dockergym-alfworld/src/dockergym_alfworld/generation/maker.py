"""The process that makes one game: an order as JSON on standard input, the game as JSON on standard output.

Its one argument is the seconds after which it ends itself, should nobody else do so. It is a process of its own
because the planner is a C library that can only be interrupted by ending it, and because a game in progress
leaves traces in alfworld's modules.
"""

from __future__ import annotations

import contextlib
import datetime
import json
import os
import random
import signal
import sys
from pathlib import Path

from alfworld.info import ALFRED_PDDL_PATH, ALFRED_TWL2_PATH

from dockergym_alfworld.generation.contents import Scene, arrange
from dockergym_alfworld.generation.goals import Goal, ImpossibleOrderError, choose_goal
from dockergym_alfworld.generation.order import MadeGame, Order
from dockergym_alfworld.generation.problem import problem_text
from dockergym_alfworld.generation.rooms import Room, draw_scenes, furnish
from dockergym_alfworld.generation.trajectory import trajectory_document
from dockergym_alfworld.generation.verification import NotPlayableError, find_walkthrough

_FIRST_DAY = datetime.datetime(2025, 1, 1)


def make_game(order: Order) -> MadeGame:
    """The game of `order`, proved to be winnable.

    Raises:
        ImpossibleOrderError: no room of this kind offers anything for the task type.
        NotPlayableError: the game turned out not to be winnable.
    """
    rng = order.rng()
    room, goal = _choose_room(order, rng)
    scene = arrange(room, goal, rng)
    trial = _trial_name(rng)
    game = _game_document(trial, scene, goal)
    walkthrough = find_walkthrough(game)
    trajectory = trajectory_document(trial, scene, goal, walkthrough, rng)
    return {
        "env_id": f"{order.split}/{_task_name(goal, scene)}/{trial}",
        "sentence": goal.sentence,
        "walkthrough": walkthrough,
        "files": {
            "traj_data.json": json.dumps(trajectory, indent=1, sort_keys=True),
            "initial_state.pddl": game["pddl_problem"],
            "game.tw-pddl": json.dumps({**game, "solvable": True, "walkthrough": walkthrough}),
        },
    }


def _choose_room(order: Order, rng: random.Random) -> tuple[Room, Goal]:
    for scene in draw_scenes(order.room_kind, order.split, rng):
        room = furnish(scene, order.room_kind, rng)
        with contextlib.suppress(ImpossibleOrderError):
            return room, choose_goal(order.task_type, room, rng)
    raise ImpossibleOrderError(
        f"no {order.room_kind} of the split {order.split} has what {order.task_type} needs"
    )


def _trial_name(rng: random.Random) -> str:
    moment = _FIRST_DAY + datetime.timedelta(microseconds=rng.randrange(365 * 24 * 3600 * 10**6))
    return f"trial_{moment:T%Y%m%d_%H%M%S_%f}"


def _task_name(goal: Goal, scene: Scene) -> str:
    destination = goal.parent_class or goal.toggle_class
    return f"{goal.task_type}-{goal.object_class}-None-{destination}-{scene.room.scene}"


def _game_document(trial: str, scene: Scene, goal: Goal) -> dict[str, str]:
    grammar = Path(ALFRED_TWL2_PATH).read_text(encoding="utf-8")
    return {
        "pddl_domain": Path(ALFRED_PDDL_PATH).read_text(encoding="utf-8"),
        "grammar": grammar.replace("UNKNOWN GOAL", goal.sentence),
        "pddl_problem": problem_text(trial, scene, goal),
    }


def main() -> None:
    """Serve one order."""
    # The alarm's default action ends the process, even inside the planner's C code.
    signal.setitimer(signal.ITIMER_REAL, float(sys.argv[1]))
    replies = os.fdopen(os.dup(1), "w", encoding="utf-8")
    # From here on, whatever the planner prints goes where errors go.
    os.dup2(2, 1)
    order = Order(**json.load(sys.stdin))
    reply: dict[str, MadeGame | str]
    try:
        reply = {"game": make_game(order)}
    except (ImpossibleOrderError, NotPlayableError) as exc:
        reply = {"rejected": str(exc)}
    with replies:
        json.dump(reply, replies)


if __name__ == "__main__":
    main()
