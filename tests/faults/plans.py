"""What an episode is to be: task, parameters, and actions that follow from what was seen."""

from __future__ import annotations

import random
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Protocol

from dockergym.client import StepResult

_WORDS = ("look", "wait", "open the drawer", "é €", 'say "hi" \\ there', "北", "take", "x" * 300)
_STEPS_S = (0.0, 0.004, 0.02)


class Plan(Protocol):
    """One episode that can be played any number of times, always to the same transcript."""

    @property
    def name(self) -> str: ...

    @property
    def env_id(self) -> str | None: ...

    @property
    def params(self) -> Mapping[str, Any]: ...

    def action(self, episode: str, seen: StepResult[str]) -> str:
        """Return what to do next in an episode of that name."""
        ...

    def shown(self, action: str) -> str:
        """Return the part of an action that is the same in every episode of the plan."""
        ...


@dataclass(frozen=True)
class CountingPlan:
    """An episode of the counting environment."""

    name: str
    env_id: str
    words: tuple[str, ...]
    step_s: float

    @property
    def params(self) -> Mapping[str, Any]:
        """Parameters of the create."""
        return {"length": len(self.words), "step_s": self.step_s}

    def action(self, episode: str, seen: StepResult[str]) -> str:
        """Return the next action; its number makes it the only one of its kind."""
        return f"{episode} {seen.step} {self.words[seen.step]}"

    def shown(self, action: str) -> str:
        """Return the action without the name of the episode."""
        return action.partition(" ")[2]


@dataclass(frozen=True)
class GamePlan:
    """An episode of ALFWorld in which each action is picked from those that the game offers."""

    name: str
    env_id: str
    length: int
    seed: int
    params: Mapping[str, Any] = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "params", {"max_steps": self.length})

    def action(self, episode: str, seen: StepResult[str]) -> str:
        """Return one of the admissible commands: which one depends on the plan, the step and all of them."""
        offered = sorted(str(one) for one in seen.info["admissible_commands"])
        return random.Random(f"{self.seed} {seen.step} {offered}").choice(offered)

    def shown(self, action: str) -> str:
        """Return the action as it is."""
        return action


def counting_plans(count: int, seed: int, longest: int = 30) -> list[Plan]:
    """Return so many plans for the counting environment, always the same ones for a seed."""
    chance = random.Random(f"counting {seed}")
    return [
        CountingPlan(
            f"counting-{number}",
            f"task-{number % 5}",
            tuple(chance.choice(_WORDS) for _ in range(chance.randint(4, longest))),
            chance.choice(_STEPS_S),
        )
        for number in range(count)
    ]


def game_plans(env_ids: list[str], count: int, seed: int, length: int) -> list[Plan]:
    """Return so many plans over the games of these ids."""
    return [
        GamePlan(f"game-{number}", env_ids[number % len(env_ids)], length, seed * 1000 + number)
        for number in range(count)
    ]
