"""Whether the kernel has killed a process because memory ran out, as the container's control group counts it."""

from __future__ import annotations

from typing import Sequence

COUNTERS = ("/sys/fs/cgroup/memory.events", "/sys/fs/cgroup/memory/memory.oom_control")
"""Where a container sees its own count: cgroup v2 and v1."""


class OutOfMemoryWatch:
    """Compares the count with what it was before."""

    def __init__(self, counters: Sequence[str] = COUNTERS) -> None:
        self._counters = counters
        self._seen = self._kills()

    def has_struck(self) -> bool:
        """Say whether the kernel has killed for memory since this was last asked."""
        seen, self._seen = self._seen, self._kills()
        return self._seen > seen

    def _kills(self) -> int:
        for counter in self._counters:
            try:
                with open(counter) as lines:
                    counts = dict(line.split() for line in lines)
                return int(counts["oom_kill"])
            except (OSError, ValueError, KeyError):
                continue
        return 0
