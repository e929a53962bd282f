"""What TextWorld can be asked to generate: four challenges, and how hard each can be.

A recipe here is what TextWorld's own ``tw-make`` takes: the name of a challenge and its settings. The ranges are
those of ``textworld.challenges`` 1.7.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

CHALLENGES = ("coin-collector", "treasure-hunter", "cooking", "simple")
MOST_ROOMS = 100
"""A game with more rooms cannot be compiled for the Z-machine."""

_SKILLS = ("cook", "cut", "open", "drop")
_REWARDS = ("dense", "balanced", "sparse")
_GOALS = ("detailed", "brief", "none")


@dataclass(frozen=True, slots=True)
class Recipe:
    """How a game is generated, except for its seed."""

    env_id: str
    """Its name on the wire, such as ``coin-collector/5``."""
    challenge: str
    """One of `CHALLENGES`."""
    settings: Mapping[str, Any]
    """The settings of the challenge, as ``tw-make`` names them."""
    takes_long: bool = False
    """Whether some seeds take minutes: such a game is made only where it is named."""


def every_recipe() -> Iterator[Recipe]:
    """Return every recipe, ordered by challenge, the easy ones first."""
    yield from _coin_collectors()
    yield from _treasure_hunters()
    yield from _cooking_games()
    yield from _simple_games()


def _coin_collectors() -> Iterator[Recipe]:
    for level in range(1, 301):
        quest_length = (level - 1) % 100 + 1
        if quest_length * ((level - 1) // 100 + 1) <= MOST_ROOMS:
            yield Recipe(f"coin-collector/{level}", "coin-collector", {"level": level})


def _treasure_hunters() -> Iterator[Recipe]:
    for level in range(1, 31):
        hard = level > 20  # the search for a quest with locks may go through very many
        yield Recipe(f"treasure-hunter/{level}", "treasure-hunter", {"level": level}, takes_long=hard)


def _cooking_games() -> Iterator[Recipe]:
    amounts = [(recipe, take) for recipe in range(1, 6) for take in range(recipe + 1)]
    for (recipe, take), go in itertools.product(amounts, (1, 6, 9, 12)):
        for wanted in itertools.product((False, True), repeat=len(_SKILLS)):
            skills = dict(zip(_SKILLS, wanted, strict=True))
            words = [f"recipe{recipe}", *([f"take{take}"] if take else []), *_chosen(skills), f"go{go}"]
            settings = {"recipe": recipe, "take": take, "go": go, **skills}
            yield Recipe(f"cooking/{'+'.join(words)}", "cooking", settings)


def _simple_games() -> Iterator[Recipe]:
    for rewards, goal, test in itertools.product(_REWARDS, _GOALS, (False, True)):
        settings = {"rewards": rewards, "goal": goal, "test": test}
        yield Recipe(f"simple/{rewards}+{goal}{'+test' if test else ''}", "simple", settings)


def _chosen(skills: Mapping[str, bool]) -> list[str]:
    return [name for name, wanted in skills.items() if wanted]
