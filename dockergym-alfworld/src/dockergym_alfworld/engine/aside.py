"""Work done in a process of its own, so that the memory it takes goes with that process."""

from __future__ import annotations

import os
import signal
import sys
import threading
from collections.abc import Callable

from dockergym_alfworld.engine.errors import GameFileError


def aside(work: Callable[[], bytes]) -> bytes | None:
    """What `work` returns in a fork of this process.

    None where it raised there, or where there can be no such process: because the system refuses one, has
    none, or because threads run here, whose locks a fork would never see released.

    Raises:
        GameFileError: a signal ended that process, as it would end this one that did the same.
    """
    if not hasattr(os, "fork") or threading.active_count() > 1:
        return None
    reading, writing = os.pipe()
    try:
        pid = os.fork()
    except OSError:
        os.close(reading)
        os.close(writing)
        return None
    if pid == 0:
        os.close(reading)
        _be_the_fork(work, writing)
    os.close(writing)
    with os.fdopen(reading, "rb") as stream:
        result = stream.read()
    _, status = os.waitpid(pid, 0)
    if os.WIFSIGNALED(status):
        raise GameFileError(f"the process that worked it out died of {_signal_name(os.WTERMSIG(status))}")
    return result if status == 0 else None


def _signal_name(number: int) -> str:
    try:
        return signal.Signals(number).name
    except ValueError:
        return f"signal {number}"


def _be_the_fork(work: Callable[[], bytes], writing: int) -> None:
    """Do the work, write the result and end. Nothing of what this process inherited is tidied up."""
    status = 1
    try:
        with os.fdopen(writing, "wb") as stream:
            stream.write(work())
        status = 0
    except BrokenPipeError:
        pass
    except BaseException as exc:
        print(f"work aside failed: {type(exc).__name__}: {exc}", file=sys.__stderr__, flush=True)
    finally:
        os._exit(status)
