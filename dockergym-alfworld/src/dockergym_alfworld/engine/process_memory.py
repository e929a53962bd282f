"""Memory of the process: kept quiet while a game loads, handed back afterwards."""

from __future__ import annotations

import ctypes
import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def collector_paused() -> Iterator[None]:
    """Do without the cyclic garbage collector: a loading game makes much and throws little away."""
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()


def hand_back() -> None:
    """Give what is free to the system, and keep the collector off what is not.

    What is left now stays for the whole episode; a collector that looked at it would only unshare the
    pages that forked processes have in common.
    """
    gc.collect()
    gc.freeze()
    trim = getattr(ctypes.CDLL(None), "malloc_trim", None)
    if trim is not None:
        trim(0)
