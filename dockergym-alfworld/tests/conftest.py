"""Fixtures shared by the tests of dockergym-alfworld."""

from __future__ import annotations

import os
from pathlib import Path

import pytest


@pytest.fixture(scope="session")
def shared_alfworld_data() -> Path:
    """The folder with genuine and generated games: ``genuine-0.2``, ``genuine-0.4``, ``generated``."""
    named = os.environ.get("DOCKERGYM_TEST_DATA")
    checkout = Path(__file__).resolve().parents[2]
    folder = Path(named) if named else checkout.parent / "shared" / "data" / "alfworld"
    if not (folder / "genuine-0.4" / "json_2.1.1").is_dir():
        pytest.skip(
            f"no ALFWorld test games in {folder}; set DOCKERGYM_TEST_DATA to the folder that has them"
        )
    return folder


@pytest.fixture(autouse=True)
def _cache_of_its_own(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep task indexes and downloads of tests out of the user's cache."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path_factory.mktemp("cache")))
