"""How much of its container's memory is in use, as the control group counts it."""

from __future__ import annotations

from typing import Dict, List, NamedTuple, Optional, Sequence

_UNLIMITED = 1 << 60
"""cgroup v1 writes a number near 2**63 where there is no limit."""


class Group(NamedTuple):
    """The files of a control group, and the count among its statistics of what the kernel can drop at once."""

    used: str
    limit: str
    statistics: str
    droppable: str


GROUPS = (
    Group(
        "/sys/fs/cgroup/memory.current",
        "/sys/fs/cgroup/memory.max",
        "/sys/fs/cgroup/memory.stat",
        "inactive_file",
    ),
    Group(
        "/sys/fs/cgroup/memory/memory.usage_in_bytes",
        "/sys/fs/cgroup/memory/memory.limit_in_bytes",
        "/sys/fs/cgroup/memory/memory.stat",
        "total_inactive_file",
    ),
)
"""Where a container sees its own: cgroup v2 and v1."""


class ContainerMemory(NamedTuple):
    """Memory of all processes and of the files that are kept in memory, in bytes."""

    used: int
    limit: int


def container_memory(groups: Sequence[Group] = GROUPS) -> Optional[ContainerMemory]:
    """Return what the first readable group counts; ``None`` where none has a limit."""
    for group in groups:
        try:
            limit = int(_read(group.limit))
            used = int(_read(group.used)) - _counts(group.statistics).get(group.droppable, 0)
        except (OSError, ValueError):
            continue
        if limit < _UNLIMITED:
            return ContainerMemory(max(used, 0), limit)
    return None


def _read(path: str) -> str:
    with open(path) as file:
        return file.read().strip()


def _counts(path: str) -> Dict[str, int]:
    words: List[List[str]] = [line.split() for line in _read(path).splitlines()]
    return {name: int(count) for name, count in words}
