"""A dozen generated games that come with the package, so that everything works before any download.

They cover the six task types and the four kinds of room, and are small, so that they load fast. They were
made by `generate` as `STARTER_RUNS` says; `make_starter_games` makes them again, byte for byte.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType

from dockergym_alfworld.generation import GeneratedGame, generate

STARTER_SEED = 3
"""The seed of the starter games."""

STARTER_RUNS: Mapping[str, tuple[int, ...]] = MappingProxyType(
    {"train": (1, 2, 3, 4, 5, 6), "valid_seen": (1, 3, 5), "valid_unseen": (2, 4, 6)}
)
"""The task types of each split's starter games, one game each."""


def starter_root() -> Path:
    """The data root of the starter games: the folder that holds their ``json_2.1.1``."""
    return Path(__file__).resolve().parent


def make_starter_games(out_root: Path | str) -> list[GeneratedGame]:
    """Make the starter games anew below `out_root`, which takes about a minute.

    Raises:
        GenerationError: as `generate` says.
    """
    return [
        game
        for split, task_types in STARTER_RUNS.items()
        for game in generate(out_root, len(task_types), STARTER_SEED, task_types, split)
    ]
