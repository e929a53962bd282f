"""Who may have a slot, and who waits for one: first come, first served."""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass

from dockergym.errors import NoSlotsAvailable, ServerShuttingDown

_NEXT_SERVER_S = 1.0


@dataclass(frozen=True, slots=True)
class _Waiter:
    count: int
    admitted: asyncio.Future[None]


class Admission:
    """The slots of one environment.

    Slots are taken all or none. Those that come free go to the head of the queue; nobody passes it, so one
    who waits for many slots gets them as well. ``retry_after_s`` guesses when a slot may come free.
    """

    def __init__(self, limit: int, retry_after_s: Callable[[], float], environment: str) -> None:
        self.limit = limit
        self.taken = 0
        self._retry_after_s = retry_after_s
        self._environment = environment
        self._queue: deque[_Waiter] = deque()
        self._closed = False

    @property
    def waiting(self) -> int:
        """Requests in the queue."""
        return len(self._queue)

    @property
    def is_closed(self) -> bool:
        """Whether nothing new is taken any more."""
        return self._closed

    async def take(self, count: int, wait_s: float = 0.0) -> None:
        """Take slots, after waiting for them for up to ``wait_s`` seconds.

        Cancelling it leaves the queue, and no slot is taken.

        Raises:
            NoSlotsAvailable: they did not come free in time, or are more than there are.
            ServerShuttingDown: the server takes nothing new.
        """
        self._refuse_hopeless(count)
        if not self._queue and self.taken + count <= self.limit:
            self.taken += count
            return
        if wait_s <= 0:
            raise self._full(count)
        await self._wait(count, wait_s)

    def take_over(self, count: int = 1) -> None:
        """Count sessions that run already, whether or not there is room for them."""
        self.taken += count

    def free(self, count: int = 1) -> None:
        """Give slots back; those who wait get them at once."""
        self.taken -= count
        self._serve()

    def close(self) -> None:
        """Take nothing new, and send away those who wait."""
        self._closed = True
        for waiter in self._queue:
            if not waiter.admitted.done():
                waiter.admitted.set_exception(self._shutting_down())
        self._queue.clear()

    async def _wait(self, count: int, wait_s: float) -> None:
        waiter = _Waiter(count, asyncio.get_running_loop().create_future())
        self._queue.append(waiter)
        try:
            async with asyncio.timeout(wait_s):
                await waiter.admitted
        except BaseException as error:
            self._leave(waiter)
            if isinstance(error, TimeoutError):
                raise self._full(count) from error
            raise

    def _leave(self, waiter: _Waiter) -> None:
        if waiter in self._queue:
            self._queue.remove(waiter)
            # It may have kept others behind it from slots that are free.
            self._serve()
        elif waiter.admitted.done() and not waiter.admitted.cancelled() and not waiter.admitted.exception():
            # Admitted in the same turn of the loop in which it gave up.
            self.free(waiter.count)

    def _serve(self) -> None:
        while self._queue and self.taken + self._queue[0].count <= self.limit:
            waiter = self._queue.popleft()
            if not waiter.admitted.done():
                self.taken += waiter.count
                waiter.admitted.set_result(None)

    def _refuse_hopeless(self, count: int) -> None:
        if self._closed:
            raise self._shutting_down()
        if count > self.limit:
            raise NoSlotsAvailable(
                f"{count} sessions were asked for, and {self._environment!r} runs {self.limit} at most; "
                "ask for fewer, or raise --max-sessions",
                retryable=False,
            )

    def _full(self, count: int) -> NoSlotsAvailable:
        free = max(self.limit - self.taken, 0)
        have = f"{free} of {self.limit}" if free else f"none of {self.limit}"
        return NoSlotsAvailable(
            f"{have} sessions of {self._environment!r} are free and {count} were asked for; "
            "end one, wait (`wait_s`), or raise --max-sessions",
            retry_after_s=self._retry_after_s(),
        )

    @staticmethod
    def _shutting_down() -> ServerShuttingDown:
        return ServerShuttingDown(
            "the server is stopping; create sessions on another one, or on the next one of its name",
            retry_after_s=_NEXT_SERVER_S,
        )
