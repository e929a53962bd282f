"""The environments that Gymnasium itself brings and that need nothing else, and how one is picked."""

from __future__ import annotations

import re
from collections.abc import Mapping
from types import MappingProxyType

from dockergym.errors import InvalidParams, TaskNotFound
from dockergym.plugins.defaults import choose_task
from dockergym.plugins.specs import CreateRequest, Task, TaskList

LISTED: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "toy_text": (
            "Blackjack-v1",
            "CliffWalking-v1",
            "CliffWalkingSlippery-v1",
            "FrozenLake-v1",
            "FrozenLake8x8-v1",
            "Taxi-v4",
        ),
        "classic_control": (
            "Acrobot-v1",
            "CartPole-v1",
            "MountainCar-v0",
            "MountainCarContinuous-v0",
            "Pendulum-v1",
        ),
    }
)
"""The newest versions of the environments of these families, by Gymnasium's names of both."""

_ID = re.compile(r"([\w-]+/)?[\w.-]+")


def listed_tasks() -> TaskList:
    """Return a task for each listed environment; its attribute is ``family``."""
    return TaskList(Task(env_id, {"family": family}) for family, ids in LISTED.items() for env_id in ids)


def choose_environment(tasks: TaskList, request: CreateRequest, family: str | None) -> str:
    """Return the id that was asked for, listed or not, or that of a random listed environment.

    The same seed picks the same one of a family. Whether an id that is not listed is registered, only
    the worker knows.

    Raises:
        TaskNotFound: it cannot be the id of an environment.
        InvalidParams: the environment that was asked for is of another family.
    """
    if request.env_id is None:
        chosen = choose_task("gymnasium", _of_family(tasks, family), request)
        assert chosen is not None
        return chosen
    if not _ID.fullmatch(request.env_id):
        raise TaskNotFound(
            f"{request.env_id[:200]!r} is not the id of an environment; ids look like CartPole-v1 or name/Maze-v0. "
            "Modules are imported where DOCKERGYM_GYMNASIUM_MODULES names them"
        )
    task = tasks.get(request.env_id)
    if family is not None and (task is None or task.attributes["family"] != family):
        raise InvalidParams(
            f"{request.env_id} is not of family {family}; leave family out where env_id is given"
        )
    return request.env_id


def _of_family(tasks: TaskList, family: str | None) -> TaskList:
    return tasks if family is None else TaskList(tasks.select({"family": family}))
