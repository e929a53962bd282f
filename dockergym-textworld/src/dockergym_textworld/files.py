"""The game files of a folder: for the Z-machine, and TextWorld's own descriptions of games."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from dockergym.errors import ConfigurationError

PREFIX = "files/"
"""What the env_id of a game file begins with; its path in the folder follows."""

_STORY = re.compile(r"\.z[1-8]$")
_HEAD_BYTES = 64 * 1024
_TEXTWORLD_HEAD = re.compile(rb'\{\s*"version"\s*:\s*\d+\s*,\s*"world"\s*:')


@dataclass(frozen=True, slots=True)
class GameFile:
    """One game file that can be played."""

    env_id: str
    """Its name on the wire, such as ``files/zork1.z5``."""
    path: Path
    """Where it is on this machine."""

    @property
    def format(self) -> str:
        """``z8`` and the like, or ``json`` for a description that is compiled before it is played."""
        return self.path.suffix[1:]


def find_game_files(folder: Path) -> list[GameFile]:
    """Return the games below a folder, ordered by path. Links to folders are not followed.

    A description (``.json``) that lies beside its game belongs to it, and is no game of its own.

    Raises:
        ConfigurationError: there is no such folder, or no game in it.
    """
    if not folder.is_dir():
        raise ConfigurationError(f"the folder of game files {folder} is not there; name another one")
    found = [
        GameFile(PREFIX + path.relative_to(folder).as_posix(), path)
        for path in sorted(_files_below(folder))
        if _is_game(path)
    ]
    if not found:
        raise ConfigurationError(
            f"the folder {folder} holds no game file (.z1 to .z8, or a .json made by tw-make); name another one"
        )
    return found


def _files_below(folder: Path) -> Iterator[Path]:
    root = os.path.realpath(folder)
    for place, _, names in os.walk(folder):
        for name in names:
            path = Path(place, name)
            # A link that leads out of the folder leads nowhere in a container.
            if os.path.realpath(path).startswith(root + os.sep) and path.is_file():
                yield path


def _is_game(path: Path) -> bool:
    if _STORY.search(path.name):
        return True
    return path.suffix == ".json" and not path.with_suffix(".z8").exists() and _describes_game(path)


def _describes_game(path: Path) -> bool:
    """Whether a file begins as TextWorld's descriptions do; reading all of it would take long."""
    try:
        with path.open("rb") as file:
            return _TEXTWORLD_HEAD.match(file.read(_HEAD_BYTES)) is not None
    except OSError:
        return False
