"""Which engine plays."""

from __future__ import annotations

import logging
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from dockergym_alfworld.engine import versions
from dockergym_alfworld.engine.errors import EngineUnavailableError
from dockergym_alfworld.engine.selection import ENGINE_VARIABLE, select_engine
from dockergym_alfworld.engine.versions import CHECKED_VERSIONS


@pytest.fixture
def other_version(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(versions, "CHECKED_VERSIONS", {"alfworld": "0.3.5", "no-such-package": "1"})


def test_the_fast_engine_plays_with_the_versions_it_was_checked_with(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(ENGINE_VARIABLE, raising=False)
    assert select_engine().name == "fast"


@pytest.mark.usefixtures("other_version")
def test_other_versions_play_unpatched_and_say_so(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.WARNING):
        assert select_engine("auto").name == "upstream"
    assert "alfworld 0.4.2" in caplog.text
    assert "no-such-package (not installed)" in caplog.text


@pytest.mark.usefixtures("other_version")
def test_fast_is_refused_with_other_versions() -> None:
    with pytest.raises(EngineUnavailableError, match=r"alfworld 0\.4\.2"):
        select_engine("fast")


def test_the_environment_variable_chooses(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(ENGINE_VARIABLE, " Upstream ")
    assert select_engine().name == "upstream"


def test_an_unknown_engine_is_refused() -> None:
    with pytest.raises(EngineUnavailableError, match="auto, fast or upstream"):
        select_engine("turbo")


def test_the_fast_engine_needs_nothing_of_textworld_and_numpy() -> None:
    code = (
        "import sys; from dockergym_alfworld.engine.selection import select_engine; "
        "select_engine('fast').preload(); "
        "print(sorted({'textworld', 'alfworld', 'numpy', 'tatsu', 'networkx', 'dockergym'} & set(sys.modules)))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=60
    )
    assert done.stdout.strip() == "[]"


def test_what_is_installed_for_workers_is_what_the_engine_was_checked_against() -> None:
    package = Path(__file__).parents[2]
    extra = tomllib.loads((package / "pyproject.toml").read_text())["project"]["optional-dependencies"][
        "local"
    ]
    image = (package / "src/dockergym_alfworld/image/requirements.txt").read_text().splitlines()
    for requirements in (extra, image):
        pinned = dict(line.replace("-", "_").split("==") for line in requirements if "==" in line)
        assert pinned.items() >= CHECKED_VERSIONS.items()
