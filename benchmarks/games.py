"""ALFWorld games to measure with: made from a seed, once, and kept beside the other things benchmarks need again."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from dockergym_alfworld.catalog import starter_games
from dockergym_alfworld.tasks import TaskCatalog, scan_tasks

SEED = 20


def workshop() -> Path:
    """Return the folder for what benchmarks make once and use again."""
    folder = Path(tempfile.gettempdir()) / f"dockergym-bench-{os.getuid()}"
    folder.mkdir(mode=0o755, exist_ok=True)
    return folder


def games_folder(count: int) -> Path:
    """Return a data folder with so many games or more; where there is none they are made, seconds each.

    Raises:
        subprocess.CalledProcessError: they could not be made.
    """
    made = [Path(one).parent for one in workshop().glob("games-*/complete")]
    enough = [one for one in made if int(one.name.partition("-")[2]) >= count]
    folder = min(enough, default=workshop() / f"games-{count}")
    if not enough:
        shutil.rmtree(folder, ignore_errors=True)
        command = [sys.executable, "-m", "dockergym", "alfworld", "generate", "--count", str(count)]
        subprocess.run(
            [*command, "--seed", str(SEED), "--data", str(folder)],
            check=True, stdout=subprocess.DEVNULL, timeout=3600,
        )  # fmt: skip
        (folder / "complete").touch()
    return folder


def games_in(folder: Path) -> TaskCatalog:
    """Return the games of a folder."""
    return scan_tasks(folder)


@dataclass(frozen=True)
class Offer:
    """Games, and the variables with which a server offers exactly these."""

    games: TaskCatalog
    variables: Mapping[str, str]

    @property
    def env_ids(self) -> list[str]:
        """The names of the games."""
        return [game.env_id for game in self.games]


def offer(count: int) -> Offer:
    """Return so many games or a few more: those that ship with the package, where they are enough.

    Raises:
        subprocess.CalledProcessError: they could not be made.
    """
    shipped = starter_games()
    if count <= len(shipped):
        return Offer(shipped, {"DOCKERGYM_ALFWORLD_STARTER": "only"})
    folder = games_folder(count)
    return Offer(
        games_in(folder), {"DOCKERGYM_ALFWORLD_DATA": str(folder), "DOCKERGYM_ALFWORLD_STARTER": "never"}
    )
