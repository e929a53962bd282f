"""Commands that hold something while they run, and let go of it when they are told to stop."""

from __future__ import annotations

import asyncio
import contextlib
import signal
from collections.abc import Coroutine
from typing import Any, TypeVar

import typer

T = TypeVar("T")


def run_until_stopped(work: Coroutine[Any, Any, T]) -> T:
    """Run to the end; a SIGTERM ends the work as Ctrl-C does, with all that it ends when it is cancelled."""

    async def stoppable() -> T:
        task = asyncio.current_task()
        assert task is not None
        # Neither on Windows, nor beside the main thread.
        with contextlib.suppress(NotImplementedError, RuntimeError):
            asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, task.cancel)
        return await work

    try:
        return asyncio.run(stoppable())
    except asyncio.CancelledError:
        raise typer.Exit(128 + signal.SIGTERM) from None
