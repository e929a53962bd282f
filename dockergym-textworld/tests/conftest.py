"""Fixtures shared by the tests of dockergym-textworld: games that tw-make made, and TextWorld as it is served."""

from __future__ import annotations

import secrets
import subprocess
import sys
import sysconfig
from collections.abc import AsyncIterator, Callable
from pathlib import Path

import pytest

from dockergym.settings import ServerSettings
from dockergym.testing.serving import Served, serving

TwMake = Callable[..., Path]
"""Makes a game with TextWorld's own program, of the arguments given, and returns the story file."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Let Jericho warn, as it does for every game but the classics, and TextWorld, as it does for many rooms."""
    for item in items:
        if item.path.is_relative_to(Path(__file__).parent):
            for kind in ("jericho.jericho.UnsupportedGameWarning", "textworld.generator.GenerationWarning"):
                item.add_marker(pytest.mark.filterwarnings(f"ignore::{kind}"))


@pytest.fixture(scope="session")
def tw_make(tmp_path_factory: pytest.TempPathFactory) -> TwMake:
    """Make games with TextWorld's own program."""
    program = Path(sysconfig.get_path("scripts"), "tw-make")

    def make(*arguments: str) -> Path:
        story = tmp_path_factory.mktemp("tw-make") / "game.z8"
        command = [sys.executable, str(program), *arguments, "--output", str(story), "--silent"]
        done = subprocess.run(command, capture_output=True, text=True, timeout=400, check=False)
        assert done.returncode == 0, done.stderr
        return story

    return make


@pytest.fixture(scope="session")
def coin_story(tw_make: TwMake) -> Path:
    """A small game that several tests play; its description lies beside it."""
    return tw_make("tw-coin_collector", "--level", "2", "--seed", "11")


@pytest.fixture(params=["local", pytest.param("docker", marks=pytest.mark.docker)])
async def served(
    request: pytest.FixtureRequest, tmp_path: Path, coin_story: Path, monkeypatch: pytest.MonkeyPatch
) -> AsyncIterator[Served]:
    """TextWorld as a server offers it, with game files: by local workers, and from containers that sessions share."""
    if request.param == "docker":
        request.getfixturevalue("build_image")("textworld")
    data = tmp_path / "games"
    data.mkdir(mode=0o755)
    for suffix, name in ((".z8", "coin.z8"), (".json", "coin.json"), (".json", "described.json")):
        (data / name).write_bytes(coin_story.with_suffix(suffix).read_bytes())
    monkeypatch.setenv("DOCKERGYM_TEXTWORLD_DATA", str(data))
    settings = ServerSettings(
        runtime=request.param,
        name=f"textworld-{secrets.token_hex(4)}",
        state_dir=tmp_path / "state",
        sessions_per_container=8,
    )
    async with serving(settings, environments=["textworld"]) as server:
        yield server
