"""Small games for the tests of the engine."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from dockergym_alfworld.starter import starter_root
from dockergym_alfworld.tasks import scan_tasks

ChangedGame = Callable[..., Path]


@pytest.fixture(scope="session")
def starters() -> list[Path]:
    """The games that ship with the package, the smallest first."""
    games = [task.path for task in scan_tasks(starter_root(), use_index=False)]
    return sorted(games, key=lambda path: path.stat().st_size)


@pytest.fixture(scope="session")
def small_game(starters: list[Path]) -> Path:
    """The game file that loads fastest."""
    return starters[0]


@pytest.fixture
def changed_game(small_game: Path, tmp_path: Path) -> ChangedGame:
    """Make a game file that differs from the small one: in a key's value, or in pieces of its text."""

    def change(key: str, old: str, new: str) -> Path:
        document: dict[str, Any] = json.loads(small_game.read_bytes())
        assert old in document[key]
        document[key] = document[key].replace(old, new)
        path = tmp_path / "game.tw-pddl"
        path.write_text(json.dumps(document))
        return path

    return change
