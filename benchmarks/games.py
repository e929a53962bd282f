"""ALFWorld games to measure with: made from a seed, once, and kept beside the other things benchmarks need again."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from dockergym_alfworld.tasks import TaskCatalog, scan_tasks

SEED = 20


def workshop() -> Path:
    """Return the folder for what benchmarks make once and use again."""
    folder = Path(tempfile.gettempdir()) / f"dockergym-bench-{os.getuid()}"
    folder.mkdir(mode=0o755, exist_ok=True)
    return folder


def games_folder(count: int) -> Path:
    """Return a data folder with so many games; they are made where they are not there yet, a second or so each.

    Raises:
        subprocess.CalledProcessError: they could not be made.
    """
    folder = workshop() / f"games-{count}"
    if not (folder / "complete").exists():
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


def serving(folder: Path) -> dict[str, str]:
    """Return the variables with which a server offers exactly these games."""
    return {"DOCKERGYM_ALFWORLD_DATA": str(folder), "DOCKERGYM_ALFWORLD_STARTER": "never"}
