"""A wall clock of the server's own, which can be set while it runs."""

from __future__ import annotations

import shutil
import struct
import subprocess
from pathlib import Path

_SOURCE = Path(__file__).with_name("clock.c")


class Clock:
    """The real time and an offset, for every process that is started with `variables`."""

    def __init__(self, folder: Path, compiler: str) -> None:
        self._library = folder / "clock.so"
        self._offset = folder / "clock-offset"
        self.set(0)
        subprocess.run(
            [compiler, "-shared", "-fPIC", "-O1", "-o", str(self._library), str(_SOURCE)],
            check=True,
            timeout=60,
        )

    @property
    def variables(self) -> dict[str, str]:
        """Variables that put a process under it."""
        return {"LD_PRELOAD": str(self._library), "DOCKERGYM_TEST_CLOCK": str(self._offset)}

    def set(self, offset_s: int) -> None:
        """Be so many seconds off, from this moment on."""
        if not self._offset.exists():
            self._offset.write_bytes(bytes(struct.calcsize("l")))
        with self._offset.open("r+b") as file:
            file.write(struct.pack("l", offset_s))


def compiler() -> str | None:
    """Return a C compiler of this machine; ``None``: there is none, and clocks cannot be set."""
    return shutil.which("cc") or shutil.which("gcc")
