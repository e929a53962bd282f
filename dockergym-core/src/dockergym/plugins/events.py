"""Events on their way to the plugins that observe: beside the request line, bounded, in order."""

from __future__ import annotations

import asyncio
import logging
import time
from collections import deque
from collections.abc import Iterable
from typing import TYPE_CHECKING

from dockergym.plugins.calls import Implementation, settled
from dockergym.plugins.specs import SessionEvent

if TYPE_CHECKING:
    from dockergym.plugins.environment import Environment

logger = logging.getLogger(__name__)

QUEUE_LENGTH = 10_000
"""Events that may wait for one plugin."""
SLICE_S = 0.002
"""Seconds of the event loop that deliveries take before they let requests pass."""
SLOW_S = 0.05
"""Seconds of the event loop, in one call, that are worth a warning."""


class EventDispatcher:
    """Delivers events to each observer from a queue of its own, so that a slow one only holds up itself.

    Every method belongs to the event loop's thread.
    """

    def __init__(self, observers: Iterable[Implementation], queue_length: int = QUEUE_LENGTH) -> None:
        self._queues = [_ObserverQueue(observer, queue_length) for observer in observers]

    @property
    def observes(self) -> bool:
        """Whether there is any observer."""
        return bool(self._queues)

    @property
    def dropped(self) -> dict[str, int]:
        """Events that were not delivered because a queue was full or closed, by observer."""
        return {queue.owner: queue.dropped for queue in self._queues if queue.dropped}

    def start(self, env: Environment) -> None:
        """Begin to deliver. Events emitted before are kept until then, as far as the queue goes."""
        for queue in self._queues:
            queue.start(env)

    def emit(self, event: SessionEvent) -> None:
        """Queue an event for every observer; takes no time, whatever the observers do."""
        for queue in self._queues:
            queue.put(event)

    async def close(self, timeout_s: float) -> None:
        """Deliver what is queued, for at most ``timeout_s`` seconds, and stop."""
        await asyncio.gather(*(queue.close(timeout_s) for queue in self._queues))


class _ObserverQueue:
    """One observer's queue and the task that empties it."""

    def __init__(self, observer: Implementation, length: int) -> None:
        self.owner = observer.owner
        self.dropped = 0
        self._observer = observer
        self._length = length
        self._events: deque[SessionEvent] = deque()
        self._filled = asyncio.Event()
        self._closing = False
        self._overflowing = False
        self._slow_reported = False
        self._task: asyncio.Task[None] | None = None

    def start(self, env: Environment) -> None:
        self._task = asyncio.get_running_loop().create_task(self._run(env), name=f"events of {self.owner}")

    def put(self, event: SessionEvent) -> None:
        if self._closing:
            self.dropped += 1
        elif len(self._events) >= self._length:
            self._drop()
        else:
            self._events.append(event)
            self._filled.set()

    async def close(self, timeout_s: float) -> None:
        self._closing = True
        self._filled.set()
        if self._task is None:
            return
        await asyncio.wait({self._task}, timeout=timeout_s)
        if not self._task.done():
            await self._abandon(self._task)

    async def _abandon(self, task: asyncio.Task[None]) -> None:
        """Break off in the middle of an event; it and those that wait are lost."""
        lost = len(self._events) + 1
        self.dropped += lost
        logger.warning("%s did not take its last %d events before the server ended", self.owner, lost)
        task.cancel()
        # An observer may ignore being cancelled; the server does not wait for it any longer then.
        await asyncio.wait({task}, timeout=1)

    def _drop(self) -> None:
        self.dropped += 1
        if not self._overflowing:
            self._overflowing = True
            logger.warning(
                "%s is too slow for its events: %d wait, and more are dropped until it catches up",
                self.owner,
                len(self._events),
            )

    async def _run(self, env: Environment) -> None:
        slice_end = time.perf_counter() + SLICE_S
        while not (self._closing and not self._events):
            if not self._events:
                self._filled.clear()
                self._report_recovery()
                await self._filled.wait()
                continue
            await self._deliver(env, self._events.popleft())
            if time.perf_counter() >= slice_end:
                await asyncio.sleep(0)
                slice_end = time.perf_counter() + SLICE_S

    async def _deliver(self, env: Environment, event: SessionEvent) -> None:
        started = time.perf_counter()
        try:
            answer = self._observer({"env": env, "event": event})
            self._report_slowness(time.perf_counter() - started)
            await settled(answer)
        except Exception:
            logger.exception("%s failed at the event %r of a session", self.owner, event.kind)

    def _report_slowness(self, took_s: float) -> None:
        if took_s > SLOW_S and not self._slow_reported:
            self._slow_reported = True
            logger.warning(
                "%s held up the server for %d ms in dockergym_session_event; make it async, or use a thread",
                self.owner,
                took_s * 1000,
            )

    def _report_recovery(self) -> None:
        if self._overflowing:
            self._overflowing = False
            logger.warning("%s has caught up; %d events were dropped so far", self.owner, self.dropped)
