"""The tasks of an environment by their split, as OpenEnv numbers them."""

from __future__ import annotations

import functools
from collections.abc import Sequence

from dockergym.plugins.environment import Environment
from dockergym.plugins.specs import Task

EVERY_TASK = "all"
"""The one split of an environment whose tasks name none."""


class TaskSplits:
    """The tasks of an environment, found by split and place; they are looked through once."""

    def __init__(self, environment: Environment) -> None:
        self._environment = environment

    @functools.cached_property
    def named(self) -> dict[str, list[Task]]:
        """The tasks of every split that tasks name, in their order."""
        found: dict[str, list[Task]] = {}
        for task in self._environment.tasks:
            split = task.attributes.get("split")
            if isinstance(split, str):
                found.setdefault(split, []).append(task)
        return found

    @property
    def names(self) -> list[str]:
        """The splits: those that tasks name, else one of all tasks; none where no tasks are listed."""
        return list(self.named) or ([EVERY_TASK] if self._environment.tasks else [])

    def tasks(self, split: str | None) -> Sequence[Task]:
        """Return the tasks of a split, or all of them; none where there is no such split."""
        if split is None or (split == EVERY_TASK and not self.named):
            return self._environment.tasks
        return self.named.get(split, [])
