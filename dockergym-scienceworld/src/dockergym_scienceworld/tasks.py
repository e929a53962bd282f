"""What ScienceWorld can be asked to play: thirty types of task, each in numbered variations.

Names, numbers and topics are those of the ScienceWorld paper (Wang et al., 2022, table 1) and of the package's
own table; the counts of variations and the splits are what its simulator says. A test compares them.
"""

from __future__ import annotations

import difflib
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

SPLITS = ("train", "dev", "test")


class TaskError(ValueError):
    """A request names a task, a type of task or a split that does not exist."""


class UnknownTaskError(TaskError):
    """No task has this env_id."""


class NoMatchingTaskError(TaskError):
    """No task is of the wanted type and split."""


@dataclass(frozen=True, slots=True)
class TaskType:
    """One of the thirty types of task."""

    number: str
    """Its number in the paper, such as ``1-1``."""
    name: str
    topic: str
    variations: int
    """How many variations there are; they are numbered from 0."""

    @property
    def is_electrical(self) -> bool:
        """Whether it cannot be done without connecting things electrically."""
        return "power-component" in self.name or "conductivity" in self.name

    def split_of(self, variation: int) -> str:
        """Return the split a variation belongs to: half are for training, a quarter for each of the others."""
        quarter = self.variations // 4
        return "train" if variation < 2 * quarter else "dev" if variation < 3 * quarter else "test"

    def variations_of(self, split: str | None) -> range:
        """Return the variations of a split, or all of them."""
        quarter = self.variations // 4
        ends = {"train": (0, 2 * quarter), "dev": (2 * quarter, 3 * quarter)}
        return range(*ends.get(split or "", (3 * quarter if split else 0, self.variations)))


TASK_TYPES = (
    TaskType("1-1", "boil", "Matter", 30),
    TaskType("1-2", "melt", "Matter", 30),
    TaskType("1-3", "freeze", "Matter", 30),
    TaskType("1-4", "change-the-state-of-matter-of", "Matter", 30),
    TaskType("2-1", "use-thermometer", "Measurement", 540),
    TaskType("2-2", "measure-melting-point-known-substance", "Measurement", 436),
    TaskType("2-3", "measure-melting-point-unknown-substance", "Measurement", 300),
    TaskType("3-1", "power-component", "Electricity", 20),
    TaskType("3-2", "power-component-renewable-vs-nonrenewable-energy", "Electricity", 20),
    TaskType("3-3", "test-conductivity", "Electricity", 900),
    TaskType("3-4", "test-conductivity-of-unknown-substances", "Electricity", 600),
    TaskType("4-1", "find-living-thing", "Classification", 300),
    TaskType("4-2", "find-non-living-thing", "Classification", 300),
    TaskType("4-3", "find-plant", "Classification", 300),
    TaskType("4-4", "find-animal", "Classification", 300),
    TaskType("5-1", "grow-plant", "Biology", 126),
    TaskType("5-2", "grow-fruit", "Biology", 126),
    TaskType("6-1", "chemistry-mix", "Chemistry", 32),
    TaskType("6-2", "chemistry-mix-paint-secondary-color", "Chemistry", 36),
    TaskType("6-3", "chemistry-mix-paint-tertiary-color", "Chemistry", 36),
    TaskType("7-1", "lifespan-longest-lived", "Biology", 125),
    TaskType("7-2", "lifespan-shortest-lived", "Biology", 125),
    TaskType("7-3", "lifespan-longest-lived-then-shortest-lived", "Biology", 125),
    TaskType("8-1", "identify-life-stages-1", "Biology", 14),
    TaskType("8-2", "identify-life-stages-2", "Biology", 10),
    TaskType("9-1", "inclined-plane-determine-angle", "Forces", 168),
    TaskType("9-2", "inclined-plane-friction-named-surfaces", "Forces", 1386),
    TaskType("9-3", "inclined-plane-friction-unnamed-surfaces", "Forces", 162),
    TaskType("10-1", "mendelian-genetics-known-plant", "Biology", 120),
    TaskType("10-2", "mendelian-genetics-unknown-plant", "Biology", 480),
)

_BY_NAME = {name: one for one in TASK_TYPES for name in (one.name, one.number)}


@dataclass(frozen=True, slots=True)
class Variation:
    """One task: a variation of a type."""

    task_type: TaskType
    number: int

    @property
    def env_id(self) -> str:
        """Its name on the wire, such as ``boil/3``."""
        return f"{self.task_type.name}/{self.number}"

    @property
    def split(self) -> str:
        """``train``, ``dev`` or ``test``."""
        return self.task_type.split_of(self.number)


def every_task() -> Iterator[Variation]:
    """Return every task, ordered by type and variation."""
    for one in TASK_TYPES:
        yield from (Variation(one, number) for number in range(one.variations))


def type_named(name: str) -> TaskType:
    """Return a type by its name or its number in the paper.

    Raises:
        TaskError: there is none; the message names what was perhaps meant.
    """
    found = _BY_NAME.get(name)
    if found is None:
        raise TaskError(f"unknown task_type {name[:100]!r}{_did_you_mean(name, list(_BY_NAME))}")
    return found


def task_named(env_id: str) -> Variation:
    """Return the task with this env_id; the type may be given by its number, as in ``1-1/3``.

    Raises:
        UnknownTaskError: there is none.
    """
    name, _, number = env_id.rpartition("/")
    kind = _BY_NAME.get(name)
    if kind is None:
        known = [f"{one.name}/{number or 0}" for one in TASK_TYPES]
        raise UnknownTaskError(f"no task {env_id[:100]!r}{_did_you_mean(env_id, known)}")
    if not (number.isascii() and number.isdigit()) or str(int(number[:9])) != number:
        raise UnknownTaskError(f"no task {env_id[:100]!r}; an env_id is a type and a number, as in {name}/0")
    if int(number) >= kind.variations:
        raise UnknownTaskError(f"no task {env_id!r}: {kind.name} has variations 0 to {kind.variations - 1}")
    return Variation(kind, int(number))


def choose_task(
    seed: int | None, *, task_type: str | None, split: str | None, electrical: bool = True
) -> Variation:
    """Return a task at random: first its type, each as likely as the others, then its variation.

    Without ``electrical``, only types that can be done without electricity are chosen. The same ``seed`` chooses the
    same task.

    Raises:
        TaskError: there is no such type.
        NoMatchingTaskError: no task is left to choose from.
    """
    kinds: Sequence[TaskType] = [type_named(task_type)] if task_type is not None else TASK_TYPES
    kinds = [one for one in kinds if electrical or not one.is_electrical]
    if not kinds:
        raise NoMatchingTaskError(
            f"tasks of type {task_type!r} need electricity; leave noElectricalAction out"
        )
    dice = random.Random(seed)
    kind = dice.choice(kinds)
    return Variation(kind, dice.choice(kind.variations_of(split)))


def _did_you_mean(wrong: str, known: Sequence[str]) -> str:
    close = difflib.get_close_matches(wrong[:100], known, n=2)
    return f"; did you mean {' or '.join(map(repr, close))}?" if close else ""
