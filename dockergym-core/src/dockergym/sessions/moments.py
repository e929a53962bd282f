"""Moments that outlive a process and do not move when the clock is set."""

from __future__ import annotations

import time
from pathlib import Path

import msgspec

_BOOT_ID = Path("/proc/sys/kernel/random/boot_id")


class Moment(msgspec.Struct, frozen=True):
    """A moment since the machine was started, and by the clock on the wall for when it has been started anew."""

    boot: str
    since_boot_s: float
    wall_s: float

    @classmethod
    def ago(cls, seconds: float) -> Moment:
        """Return the moment that was so many seconds ago."""
        return cls(_boot(), time.monotonic() - seconds, time.time() - seconds)

    def age_s(self) -> float:
        """Return the seconds since; 0 where the clock says that it is yet to come."""
        same_boot = self.boot and self.boot == _boot()
        age = time.monotonic() - self.since_boot_s if same_boot else time.time() - self.wall_s
        return max(age, 0.0)


def _boot() -> str:
    """Return what is the same until the machine is started anew; "" where nothing says."""
    try:
        return _BOOT_ID.read_text(encoding="ascii").strip()
    except OSError:
        return ""
