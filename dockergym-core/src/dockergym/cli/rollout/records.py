"""The file that a rollout's episodes are written to."""

from __future__ import annotations

import contextlib
import json
from collections.abc import Iterator
from pathlib import Path
from typing import TextIO

from dockergym.cli.rollout.episodes import Episode
from dockergym.errors import ConfigurationError


class Records:
    """Where episodes are written down, a JSON line each; or nowhere."""

    def __init__(self, file: TextIO | None) -> None:
        self._file = file

    def write(self, episode: Episode) -> None:
        """Write an episode down, and let go of its turns: those of thousands are not kept in memory."""
        if self._file is not None:
            self._file.write(json.dumps(episode.record(), ensure_ascii=False) + "\n")
            self._file.flush()
        episode.turns.clear()


@contextlib.contextmanager
def records_in(path: Path | None) -> Iterator[Records]:
    """Open the file for as long as the block lasts; without a path, nothing is written.

    Raises:
        ConfigurationError: it cannot be written.
    """
    if path is None:
        yield Records(None)
        return
    try:
        file = path.open("w", encoding="utf-8", errors="backslashreplace")
    except OSError as error:
        raise ConfigurationError(f"{path} cannot be written: {error.strerror}") from error
    with file:
        yield Records(file)
