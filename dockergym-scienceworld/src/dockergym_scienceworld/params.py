"""What a session of ScienceWorld can be asked for, and what it tells with every observation."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, WithJsonSchema

from dockergym_scienceworld.tasks import TASK_TYPES, type_named

SIMPLIFICATIONS = (
    "easy",
    "teleportAction",
    "openDoors",
    "openContainers",
    "selfWateringFlowerPots",
    "noElectricalAction",
)
NO_ELECTRICITY = "noElectricalAction"

Simplification = Literal[
    "easy",
    "teleportAction",
    "openDoors",
    "openContainers",
    "selfWateringFlowerPots",
    "noElectricalAction",
]


def _split_words(value: Any) -> Any:
    if not isinstance(value, str):
        return value
    return [word.strip() for word in value.split(",") if word.strip()]


def _alone_if_easy(names: list[Simplification]) -> list[Simplification]:
    if "easy" in names and len(names) > 1:
        raise ValueError("'easy' is a set of simplifications by itself; leave the others out, or name each")
    return names


def _type_name(value: str) -> str:
    return type_named(value).name


TaskTypeName = Annotated[
    str,
    AfterValidator(_type_name),
    WithJsonSchema(
        {"type": "string", "enum": [name for one in TASK_TYPES for name in (one.name, one.number)]}
    ),
]
Simplifications = Annotated[
    list[Simplification], AfterValidator(_alone_if_easy), BeforeValidator(_split_words)
]


class ScienceWorldParams(BaseModel):
    """The ``params`` of a create."""

    model_config = ConfigDict(extra="forbid", use_attribute_docstrings=True)

    task_type: TaskTypeName | None = None
    """Play a task of this type: its name, or its number in the paper."""
    split: Literal["train", "dev", "test"] | None = None
    """Play a task of this split."""
    simplifications: Simplifications = Field(default_factory=list)
    """What is made easier: names, as a list or with commas between them; `easy` is a choice of them."""
    max_steps: int = Field(200, ge=1, le=100_000, strict=True)
    """Actions of any kind after which the episode is truncated."""
    max_moves: int = Field(100, ge=1, le=100_000, strict=True)
    """ScienceWorld's own limit: the first move beyond it truncates the episode. Looking around and what is not
    understood are no moves."""
    admissible_commands: bool = Field(True, strict=True)
    """Whether every action that is possible is listed; leaving it out saves most of the time of a step."""
    walkthrough: bool = Field(False, strict=True)
    """Whether actions that do the task are told at the beginning; working them out takes a while."""


class ScienceWorldInfo(BaseModel):
    """The ``info`` that comes with every observation."""

    model_config = ConfigDict(use_attribute_docstrings=True)

    admissible_commands: list[str]
    """Every action that is possible now, sorted; empty where `params` leave it out."""
    won: bool
    """Whether the task is done, with a score of 100."""
    goal: str
    """The task, in words."""
    look: str
    """What is to be seen, without spending a step on it."""
    inventory: str
    """What is carried, likewise."""
    score: int
    """How much of the task is done: 0 to 100, or -100 where it cannot be done any more."""
    moves: int
    """Actions that took time in the simulated world, the first look around included."""
    task_type: str
    """Name of the task's type."""
    variation: int
    """Number of the task among those of its type."""
    simplifications: str
    """What is made easier, with commas between."""
    steps: int
    """Actions taken so far."""
    walkthrough: list[str] | None = None
    """Actions that do the task; at the beginning, and where they were asked for."""
