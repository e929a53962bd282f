"""Which process, worker and container of this machine an episode is in."""

from __future__ import annotations

import os
import re
from dataclasses import dataclass
from pathlib import Path

_CONTAINER = re.compile(r"[0-9a-f]{64}")


@dataclass(frozen=True)
class Place:
    """Where an episode is played, in this machine's process numbers."""

    session: int
    keeper: int
    """The first process of the worker, which all its sessions are forked from."""
    container: str | None


def place_of(namespace: str, pid: int, program: re.Pattern[str]) -> Place | None:
    """Return where a process is that knows itself as ``pid`` in its own namespace; ``None``: it is gone.

    ``program`` is found in the command line of every process of the worker.
    """
    for process in _processes():
        if _namespace(process) == namespace and _own_numbers(process)[-1:] == [pid]:
            return _place(process, program)
    return None


def place_of_worker(pid: int) -> Place:
    """Return the place of a worker of which only the first process is known."""
    return Place(max(_children(pid), default=pid), pid, _container(Path(f"/proc/{pid}")))


def first_child(pid: int) -> int:
    """Return the oldest process that a process has started; itself where there is none."""
    return min(_children(pid), default=pid)


def processes_told_of(folder: Path) -> list[int]:
    """Return the processes that were told of a place in a folder: local workers and their sessions."""
    needle = os.fsencode(folder) + b"/"
    return [int(process.name) for process in _processes() if needle in _read(process / "environ")]


def _processes() -> list[Path]:
    return list(Path("/proc").glob("[0-9]*"))


def _place(process: Path, program: re.Pattern[str]) -> Place | None:
    keeper = process
    while True:
        parent = Path("/proc") / _fact(keeper, "PPid")
        if not _runs(parent, program):
            break
        keeper = parent
    return Place(int(process.name), int(keeper.name), _container(process))


def _runs(process: Path, program: re.Pattern[str]) -> bool:
    first, *words = _read(process / "cmdline").decode(errors="replace").split("\0")
    return "init" not in Path(first).name and any(program.search(word) for word in words)


def _children(pid: int) -> list[int]:
    return [int(one.name) for one in _processes() if _fact(one, "PPid") == str(pid)]


def _container(process: Path) -> str | None:
    found = _CONTAINER.search(_read(process / "cgroup").decode(errors="replace"))
    return found[0] if found else None


def _namespace(process: Path) -> str:
    try:
        return str((process / "ns" / "pid").readlink())
    except OSError:
        return ""


def _own_numbers(process: Path) -> list[int]:
    return [int(number) for number in _fact(process, "NSpid").split()]


def _fact(process: Path, name: str) -> str:
    for line in _read(process / "status").decode(errors="replace").splitlines():
        key, _, value = line.partition(":")
        if key == name:
            return value.strip()
    return ""


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError:
        return b""
