"""What the counting environment itself says of which actions it has applied, and in which process."""

from __future__ import annotations

import contextlib
import shutil
import tempfile
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

VARIABLE = "DOCKERGYM_TEST_LEDGER"
IN_CONTAINER = "/ledger"


@dataclass(frozen=True)
class Entry:
    """One action, at the moment it was applied."""

    worker: str
    """The process that played the episode; two for one episode where it was rebuilt."""
    namespace: str
    pid: int
    action: str


class Ledger:
    """A folder that workers write to and that outlives them."""

    def __init__(self) -> None:
        self.folder = Path(tempfile.mkdtemp(prefix="dgym-ledger-"))
        # Workers in containers are another user.
        self.folder.chmod(0o777)

    def entries(self, episode: str) -> list[Entry]:
        """Return the actions of an episode in the order in which they were applied."""
        try:
            lines = (self.folder / episode).read_text().split("\n")[:-1]
        except FileNotFoundError:
            return []
        found = []
        for line in lines:
            worker, namespace, pid, action = line.split(" ", 3)
            found.append(Entry(f"{worker} {namespace} {pid}", namespace, int(pid), action))
        return found

    def order(self, episode: str, what: str) -> None:
        """Make the next step of an episode go wrong."""
        new = self.folder / f".{episode}"
        new.write_text(what)
        new.rename(self.folder / f"{episode}.order")

    def is_ordered(self, episode: str) -> bool:
        """Say whether an order waits to be carried out."""
        return (self.folder / f"{episode}.order").exists()

    def withdraw(self, episode: str) -> bool:
        """Take an order back; say whether it had not been carried out."""
        with contextlib.suppress(FileNotFoundError):
            (self.folder / f"{episode}.order").unlink()
            return True
        return False

    def forget(self, episode: str) -> None:
        """Remove what was written about an episode."""
        self.withdraw(episode)
        (self.folder / episode).unlink(missing_ok=True)

    def remove(self) -> None:
        """Remove all of it."""
        shutil.rmtree(self.folder, ignore_errors=True)


def workers_of(entries: list[Entry]) -> list[str]:
    """Return the processes that played, the first one first."""
    return list(dict.fromkeys(entry.worker for entry in entries))


def doubled(entries: list[Entry]) -> list[str]:
    """Return the actions that one process has applied more than once."""
    counts = Counter((entry.worker, entry.action) for entry in entries)
    return [action for (_, action), count in counts.items() if count > 1]


def applied(entries: list[Entry], action: str) -> bool:
    """Say whether an action was applied in the process that held the episode last."""
    workers = workers_of(entries)
    return any(entry.action == action and entry.worker == workers[-1] for entry in entries)
