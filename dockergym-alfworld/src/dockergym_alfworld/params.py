"""What a session of ALFWorld can be asked for, and what it tells with every observation."""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, WithJsonSchema

from dockergym_alfworld.tasks import TASK_TYPES, task_type_name


def _task_type_name(value: Any) -> Any:
    if isinstance(value, int | str) and not isinstance(value, bool):
        return task_type_name(value)
    return value


TaskTypeName = Annotated[
    str,
    BeforeValidator(_task_type_name),
    WithJsonSchema(
        {"anyOf": [{"enum": list(TASK_TYPES)}, {"enum": list(TASK_TYPES.values())}], "examples": [1]}
    ),
]


class AlfworldParams(BaseModel):
    """The ``params`` of a create."""

    model_config = ConfigDict(extra="forbid", use_attribute_docstrings=True)

    task_type: TaskTypeName | None = None
    """Play a task of this type: 1 to 6, or its name."""
    split: str | None = Field(None, max_length=200)
    """Play a task of this split: `train`, `valid_seen` or `valid_unseen`."""
    max_steps: int = Field(200, ge=1, le=100_000, strict=True)
    """Commands, admissible or not, after which the episode is truncated."""
    walkthrough: bool = Field(False, strict=True)
    """Tell the commands that do the task, in the `info` of the first observation."""


class AlfworldInfo(BaseModel):
    """The ``info`` that comes with every observation."""

    model_config = ConfigDict(use_attribute_docstrings=True)

    admissible_commands: list[str]
    """Every command that would change something or tell something now, sorted."""
    won: bool
    """Whether the task is done."""
    goal: str
    """The task, such as `put a clean mug in cabinet`."""
    task_type: str | None
    """Name of the task's type."""
    game_file: str
    """The game that is played: its `env_id`."""
    steps: int
    """Commands given so far."""
    walkthrough: list[str] | None = None
    """Commands that do the task; only in the first `info`, and only where `params` ask for it."""
