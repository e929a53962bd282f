"""How long the server's event loop keeps a callback waiting, told apart from waiting for a processor."""

from __future__ import annotations

import asyncio
import threading
import time
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from fastapi import APIRouter

from dockergym.plugins.hookspecs import hookimpl

_BEAT_S = 0.002


class LoopWatch:
    """A cross-cutting plugin that measures the loop it runs on and tells at ``/envs/<name>/loop``."""

    def __init__(self) -> None:
        self.reset()
        self._task: asyncio.Task[None] | None = None

    def reset(self) -> None:
        """Forget what has been measured."""
        self.beats = 0
        self.late_s = 0.0
        self.blocked_s = 0.0

    @hookimpl
    async def dockergym_startup(self) -> None:
        """Begin to measure."""
        if self._task is None:
            self._task = asyncio.create_task(self._watch())

    @hookimpl
    async def dockergym_shutdown(self) -> None:
        """Stop measuring."""
        if self._task is not None:
            self._task.cancel()
            self._task = None

    @hookimpl
    def dockergym_register_routes(self) -> Iterable[Any]:
        """Show and reset what has been measured."""
        router = APIRouter()

        @router.get("/loop")
        async def show() -> dict[str, float]:
            shown = {"beats": self.beats, "late_ms": self.late_s * 1e3, "blocked_ms": self.blocked_s * 1e3}
            self.reset()
            return shown

        return [router]

    async def _watch(self) -> None:
        while True:
            began, queued = time.perf_counter(), run_queue_wait_s()
            await asyncio.sleep(_BEAT_S)
            late = time.perf_counter() - began - _BEAT_S
            # On a busy machine most of the lateness is the kernel running something else.
            blocked = late - (run_queue_wait_s() - queued)
            self.beats += 1
            self.late_s = max(self.late_s, late)
            self.blocked_s = max(self.blocked_s, blocked)


def run_queue_wait_s() -> float:
    """Return the seconds this thread has waited for a processor so far, as Linux counts them."""
    schedstat = Path(f"/proc/self/task/{threading.get_native_id()}/schedstat")
    return int(schedstat.read_text().split()[1]) / 1e9
