"""What is kept on disk about a local worker, so that a restarted server finds it again."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path

_NAME = "worker.json"


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkerRecord:
    """One worker: how it was started, and as which process. No variables: they may be secret."""

    worker_id: str
    server: str
    environment: str
    command: tuple[str, ...]
    labels: dict[str, str] = field(default_factory=dict)
    scratch: str
    """The worker's working directory and place for temporary files."""
    stop_timeout_s: float
    offers_socket: bool
    pid: int | None = None
    """``None`` until the process has been started."""
    identity: str = ""
    """Of the process; see `dockergym.runtimes.local.processes.Process`."""

    def started_as(self, pid: int, identity: str) -> WorkerRecord:
        """Return the record with its process."""
        return replace(self, pid=pid, identity=identity)

    def write(self, folder: Path) -> None:
        """Put the record into the worker's folder, all of it or nothing.

        Raises:
            OSError: the disk is full, or the folder is gone.
        """
        new = folder / f"{_NAME}.new"
        new.write_text(json.dumps(asdict(self)), encoding="utf-8")
        new.replace(folder / _NAME)

    @classmethod
    def read(cls, folder: Path) -> WorkerRecord | None:
        """Return the record in a worker's folder; ``None`` where there is none that can be read."""
        try:
            stored = json.loads((folder / _NAME).read_text(encoding="utf-8"))
            return cls(**{**stored, "command": tuple(stored["command"])})
        except (OSError, ValueError, TypeError, KeyError):
            return None
