"""Keys that are changed while the server runs."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from dockergym.api.keys import KeyRing, read_keys
from dockergym.errors import ConfigurationError
from dockergym.sessions.quotas import Quotas
from dockergym.settings import ServerSettings

logger = logging.getLogger(__name__)

LOOK_INTERVAL_S = 1.0

Mark = tuple[int, ...] | None
"""What changes with a file's contents; ``None``: there is no file."""


@asynccontextmanager
async def keys_kept_current(settings: ServerSettings, ring: KeyRing, quotas: Quotas) -> AsyncIterator[None]:
    """Follow the changes of ``api_keys_file`` for as long as the block lasts; without one, do nothing."""
    if settings.api_keys_file is None:
        yield
        return
    following = asyncio.create_task(KeyRotation(settings, settings.api_keys_file, ring, quotas).follow())
    try:
        yield
    finally:
        following.cancel()
        await asyncio.gather(following, return_exceptions=True)


class KeyRotation:
    """Reads the file of keys again when it has changed; one that is not as it should be changes nothing."""

    def __init__(self, settings: ServerSettings, path: Path, ring: KeyRing, quotas: Quotas) -> None:
        self._settings = settings
        self._path = path
        self._ring = ring
        self._quotas = quotas
        # The server has read it before; a change between the two is found by reading it once more.
        self._seen: Mark = ()

    async def follow(self) -> None:
        """Look at the file every second, until cancelled."""
        while True:
            try:
                await self.look()
            except Exception:
                logger.exception("looking at %s failed; it is looked at again", self._path)
            await asyncio.sleep(LOOK_INTERVAL_S)

    async def look(self) -> None:
        """Take the keys of the file, if it is another than at the last look."""
        mark = await asyncio.to_thread(_mark, self._path)
        if mark == self._seen:
            return
        self._seen = mark
        try:
            read = await asyncio.to_thread(read_keys, self._settings)
        except ConfigurationError as error:
            logger.error("the keys stay as they were: %s", error)
            return
        self._ring.become(read)
        self._quotas.set_limits(read.quotas)
        logger.info("%d keys were read from %s", len(read), self._path)


def _mark(path: Path) -> Mark:
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_ino, found.st_size, found.st_mtime_ns
