"""One end of a pipe, which is closed once, whichever event loop watches it."""

from __future__ import annotations

import asyncio
import os


class PipeEnd:
    """What event loops take for a pipe: a file descriptor with an owner.

    asyncio closes the object it was given. uvloop closes the descriptor itself, and the object after it: were that a
    file, the number would be closed twice, and in between it may have become that of another thread's file.
    """

    def __init__(self, descriptor: int) -> None:
        self._descriptor = descriptor
        self._is_ours = True

    def fileno(self) -> int:
        """Return the descriptor; -1 once it is closed."""
        return self._descriptor

    def given_to(self, loop: asyncio.AbstractEventLoop) -> PipeEnd:
        """Return itself for ``connect_read_pipe`` or ``connect_write_pipe``, on which it is to be called."""
        self._is_ours = isinstance(loop, asyncio.BaseEventLoop)
        return self

    def close(self) -> None:
        """Close it, unless the loop does; again: nothing."""
        descriptor, self._descriptor = self._descriptor, -1
        if self._is_ours and descriptor >= 0:
            os.close(descriptor)
