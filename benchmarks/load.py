"""Closed-loop load: every client sends its next request when it has the reply to the last."""

from __future__ import annotations

import asyncio
import os
import time
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

Turn = Callable[[], Awaitable[object]]
"""One request and its reply."""


@dataclass
class Load:
    """What a load has met."""

    latencies_s: list[float] = field(default_factory=list)
    took_s: float = 0.0
    server_cpu_s: float = 0.0
    """Processor time that the server's own process used for it."""

    def __iadd__(self, other: Load) -> Load:
        self.latencies_s += other.latencies_s
        self.took_s += other.took_s
        self.server_cpu_s += other.server_cpu_s
        return self

    @property
    def count(self) -> int:
        """Requests answered."""
        return len(self.latencies_s)

    @property
    def per_second(self) -> float:
        """Requests answered a second."""
        return self.count / self.took_s

    @property
    def server_us(self) -> float:
        """Microseconds of the server's processor time for a request."""
        return self.server_cpu_s / self.count * 1e6

    def percentile_ms(self, percent: float) -> float:
        """Return the latency that so many percent of the requests did not exceed, in milliseconds."""
        ordered = sorted(self.latencies_s)
        return ordered[min(int(len(ordered) * percent / 100), len(ordered) - 1)] * 1e3


async def drive(turns: Sequence[Turn], seconds: float) -> Load:
    """Let every client take turns for so many seconds."""
    load = Load()
    began = time.perf_counter()
    await asyncio.gather(*(_client(turn, began + seconds, load.latencies_s) for turn in turns))
    load.took_s = time.perf_counter() - began
    return load


async def _client(turn: Turn, until: float, latencies_s: list[float]) -> None:
    sent = time.perf_counter()
    while sent < until:
        await turn()
        answered = time.perf_counter()
        latencies_s.append(answered - sent)
        sent = answered


def cpu_s(pid: int) -> float:
    """Return the processor seconds that a process has used so far."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
