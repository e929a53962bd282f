"""A small disk of our own that can be filled to the last byte."""

from __future__ import annotations

import contextlib
import os
import subprocess
from collections.abc import Iterator
from pathlib import Path

_CHUNK = bytes(64 * 1024)


class SmallDisk:
    """A file system in memory, mounted on a folder. Needs root."""

    def __init__(self, folder: Path, size_mb: int) -> None:
        self.folder = folder
        command = ["mount", "-t", "tmpfs", "-o", f"size={size_mb}m,mode=700", "faults", str(folder)]
        subprocess.run(command, check=True, capture_output=True, timeout=30)

    @contextlib.contextmanager
    def full(self) -> Iterator[None]:
        """Leave no room while the block lasts."""
        filler = self.folder / "filler"
        try:
            with filler.open("wb", buffering=0) as file:
                _fill(file.fileno())
            yield
        finally:
            filler.unlink(missing_ok=True)

    def unmount(self) -> None:
        """Take it away, with all that is on it."""
        subprocess.run(["umount", "--lazy", str(self.folder)], check=True, capture_output=True, timeout=30)


def may_mount() -> bool:
    """Say whether this process may mount file systems."""
    return os.geteuid() == 0


def _fill(descriptor: int) -> None:
    size = len(_CHUNK)
    while size:
        try:
            os.write(descriptor, _CHUNK[:size])
        except OSError:
            size //= 2
