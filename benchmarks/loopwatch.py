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
        self._late_s: list[float] = []
        self._blocked_s: list[float] = []
        self._task: asyncio.Task[None] | None = None

    @hookimpl
    async def dockergym_startup(self) -> None:
        """Be ready; the first look at ``/loop`` begins the measuring."""
        self._late_s.clear()
        self._blocked_s.clear()

    @hookimpl
    async def dockergym_shutdown(self) -> None:
        """Stop measuring."""
        if self._task is not None:
            self._task.cancel()
            self._task = None

    @hookimpl
    def dockergym_register_routes(self) -> Iterable[Any]:
        """Show and forget what has been measured."""
        router = APIRouter()

        @router.get("/loop")
        async def show() -> dict[str, Any]:
            if self._task is None:
                self._task = asyncio.create_task(self._watch())
            shown = {
                "beats": len(self._late_s),
                "late_ms": _milliseconds(self._late_s),
                "blocked_ms": _milliseconds(self._blocked_s),
            }
            self._late_s.clear()
            self._blocked_s.clear()
            return shown

        return [router]

    async def _watch(self) -> None:
        while True:
            began, queued = time.perf_counter(), run_queue_wait_s()
            await asyncio.sleep(_BEAT_S)
            late = time.perf_counter() - began - _BEAT_S
            # On a busy machine most of the lateness is the kernel running something else.
            blocked = late - (run_queue_wait_s() - queued)
            self._late_s.append(max(late, 0.0))
            self._blocked_s.append(max(blocked, 0.0))


def _milliseconds(seconds: list[float]) -> dict[str, float]:
    ordered = sorted(seconds) or [0.0]
    return {
        "p50": ordered[len(ordered) // 2] * 1e3,
        "p99": ordered[int(len(ordered) * 0.99)] * 1e3,
        "longest": ordered[-1] * 1e3,
    }


def run_queue_wait_s() -> float:
    """Return the seconds this thread has waited for a processor so far, as Linux counts them."""
    schedstat = Path(f"/proc/self/task/{threading.get_native_id()}/schedstat")
    return int(schedstat.read_text().split()[1]) / 1e9


plugin = LoopWatch()
