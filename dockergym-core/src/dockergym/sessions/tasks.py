"""Work that goes on beside the requests, owned by whoever started it."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Coroutine
from typing import Any, TypeVar

from dockergym.errors import DockerGymError

logger = logging.getLogger(__name__)

ResultT = TypeVar("ResultT")


class BackgroundTasks:
    """Tasks that are kept, whose failures are logged, and that end with their owner.

    Whoever waits for a task is told of our errors and the system's. Any other is a fault of the server, which may have
    nobody who waits for it.
    """

    def __init__(self, owner: str) -> None:
        self._owner = owner
        self._tasks: set[asyncio.Task[Any]] = set()

    def spawn(self, work: Coroutine[Any, Any, ResultT]) -> asyncio.Task[ResultT]:
        """Start a task; its exception, if nobody awaits it, is logged."""
        task = asyncio.get_running_loop().create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._finished)
        return task

    async def close(self, timeout_s: float) -> None:
        """Wait for every task, and cancel those that are not done in time."""
        pending = {task for task in self._tasks if task is not asyncio.current_task()}
        if pending:
            _, late = await asyncio.wait(pending, timeout=timeout_s)
            for task in late:
                task.cancel()
            await asyncio.gather(*late, return_exceptions=True)

    def _finished(self, task: asyncio.Task[Any]) -> None:
        self._tasks.discard(task)
        if not task.cancelled() and (error := task.exception()) is not None:
            level = logging.DEBUG if isinstance(error, (DockerGymError, OSError)) else logging.ERROR
            logger.log(level, "a task of the %s failed", self._owner, exc_info=error)
