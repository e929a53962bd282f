"""The on-disk index of game files: what each trial was found to be, so that it is opened only once.

An index is one JSON file per data root. It is a cache: whatever is wrong with it (missing, corrupt,
another format, a directory that cannot be written), the games are simply opened again.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import logging
import os
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

logger = logging.getLogger(__name__)

_FORMAT = 1

Signature = tuple[int, int, int, int]


@dataclass(frozen=True, slots=True)
class Verdict:
    """What one trial directory was found to hold."""

    signature: Signature
    """Modification time (ns) and size of the game file, then of traj_data.json."""
    task_type: str
    """The ``task_type`` of traj_data.json; empty where it could not be read."""
    reason: str
    """Why the trial is not playable; empty for a playable one."""


def default_index_dir() -> Path:
    """The directory for indexes in the user's cache directory (``XDG_CACHE_HOME``, else ``~/.cache``)."""
    cache = os.environ.get("XDG_CACHE_HOME") or str(Path("~/.cache").expanduser())
    return Path(cache) / "dockergym" / "alfworld"


def index_path(index_dir: Path, root: str) -> Path:
    """The index file of the data root `root` (an absolute, resolved path)."""
    digest = hashlib.sha256(os.fsencode(root)).hexdigest()[:16]
    return index_dir / f"tasks-{digest}.json"


def load_index(path: Path, root: str) -> dict[str, Verdict]:
    """Read the index at `path`: verdicts by env id; empty when it is missing or cannot be used."""
    try:
        return _parse_index(json.loads(path.read_bytes()), root)
    except FileNotFoundError:
        return {}
    except (OSError, ValueError, TypeError, KeyError, RecursionError) as exc:
        logger.warning("ignoring the task index %s (%s); the games are opened again", path, exc)
        return {}


def _parse_index(document: dict[str, object], root: str) -> dict[str, Verdict]:
    if document["format"] != _FORMAT or document["root"] != root:
        raise ValueError("it was written for another format or root")
    trials = document["trials"]
    if not isinstance(trials, dict):
        raise TypeError("'trials' is not an object")
    return {env_id: _parse_verdict(row) for env_id, row in trials.items()}


def _parse_verdict(row: object) -> Verdict:
    if not isinstance(row, list) or len(row) != 6:
        raise TypeError(f"bad entry {row!r}")
    numbers, texts = row[:4], row[4:]
    if not all(type(n) is int for n in numbers) or not all(isinstance(t, str) for t in texts):
        raise TypeError(f"bad entry {row!r}")
    return Verdict((numbers[0], numbers[1], numbers[2], numbers[3]), texts[0], texts[1])


def save_index(path: Path, root: str, verdicts: Mapping[str, Verdict]) -> bool:
    """Replace the index at `path` atomically; False, with a warning logged, where it cannot be written."""
    rows = {env_id: [*v.signature, v.task_type, v.reason] for env_id, v in verdicts.items()}
    content = json.dumps({"format": _FORMAT, "root": root, "trials": rows}, separators=(",", ":"))
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        _replace_file(path, content)
    except OSError as exc:
        logger.warning(
            "could not write the task index %s (%s); the games will be opened again at the next start",
            path,
            exc,
        )
        return False
    return True


def _replace_file(path: Path, content: str) -> None:
    descriptor, temporary = tempfile.mkstemp(dir=path.parent, prefix=path.name, suffix=".tmp")
    try:
        with os.fdopen(descriptor, "w", encoding="utf-8") as stream:
            stream.write(content)
        Path(temporary).replace(path)
    except BaseException:
        with contextlib.suppress(OSError):
            Path(temporary).unlink()
        raise
