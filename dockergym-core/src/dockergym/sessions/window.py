"""Gathering steps that arrive close together, so that they are handed on together."""

from __future__ import annotations

import asyncio


class DispatchWindow:
    """Lets steps through in groups: the first opens the window, all go when it ends."""

    def __init__(self, length_s: float) -> None:
        self._length_s = length_s
        self._open: asyncio.Future[None] | None = None

    async def wait(self) -> None:
        """Return when the window that is open now, or is opened by this call, ends."""
        if self._open is None or self._open.done():
            loop = asyncio.get_running_loop()
            self._open = loop.create_future()
            loop.call_later(self._length_s, self._let_through, self._open)
        await asyncio.shield(self._open)

    @staticmethod
    def _let_through(gathered: asyncio.Future[None]) -> None:
        if not gathered.done():
            gathered.set_result(None)
