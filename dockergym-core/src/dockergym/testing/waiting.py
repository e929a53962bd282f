"""Waiting for a condition instead of sleeping and hoping."""

from __future__ import annotations

import asyncio
import inspect
from collections.abc import Awaitable, Callable

_FIRST_PAUSE_S = 0.002
_LONGEST_PAUSE_S = 0.1


async def eventually(
    condition: Callable[[], object] | Callable[[], Awaitable[object]], timeout_s: float = 10.0
) -> None:
    """Return as soon as a condition holds; it may be a coroutine function.

    Raises:
        TimeoutError: it did not hold within the deadline.
    """
    loop = asyncio.get_running_loop()
    deadline = loop.time() + timeout_s
    pause = _FIRST_PAUSE_S
    while not await _settled(condition()):
        if loop.time() >= deadline:
            raise TimeoutError(f"the condition did not hold within {timeout_s:g} s")
        await asyncio.sleep(pause)
        pause = min(pause * 1.5, _LONGEST_PAUSE_S)


async def _settled(held: object) -> object:
    return await held if inspect.isawaitable(held) else held
