"""Processes: who is whose parent, who dies with whom, and how one ended. Linux."""

from __future__ import annotations

import ctypes
import os
import signal
import sys
from typing import Callable, Iterator, NamedTuple, NoReturn, Optional

from dockergym_worker import standard_streams

_PR_SET_PDEATHSIG = 1
_PR_SET_CHILD_SUBREAPER = 36
_OOM_SCORE = "200"


class Ended(NamedTuple):
    """A process that ended."""

    pid: int
    exit_code: int
    """As a shell shows it: 128 + n for signal n."""


def become_subreaper() -> bool:
    """Become the parent of every descendant whose own parent ends; return whether the kernel agreed."""
    return _prctl(_PR_SET_CHILD_SUBREAPER, 1)


def die_with_parent(parent: int) -> None:
    """Have this process killed when its parent ends, and end at once where that has happened already."""
    _prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
    if os.getppid() != parent:
        os._exit(1)


def volunteer_for_out_of_memory() -> None:
    """Make the kernel choose this process before the ones that did not volunteer, when memory runs out."""
    try:
        with open("/proc/self/oom_score_adj", "w") as file:
            file.write(_OOM_SCORE)
    except OSError:
        # A container may forbid it; the kernel then chooses by size.
        return


def lead_group(pid: int = 0) -> None:
    """Put a process (0: this one) into a group of its own, so that what it starts can be killed with it."""
    try:
        os.setpgid(pid, pid)
    except OSError:
        # Parent and child both ask, so that neither has to wait; the second one may be too late.
        return


def kill_group(pid: int) -> None:
    """Kill a process and what it started; no error where nothing is left."""
    for kill in (os.killpg, os.kill):
        try:
            kill(pid, signal.SIGKILL)
        except ProcessLookupError:
            continue


def reap(before: Callable[[int], None]) -> Iterator[Ended]:
    """Collect every child that has ended; ``before(pid)`` is called while its id cannot have been reused."""
    while True:
        try:
            waiting = os.waitid(os.P_ALL, 0, os.WEXITED | os.WNOHANG | os.WNOWAIT)
        except ChildProcessError:
            return
        if waiting is None:
            return
        before(waiting.si_pid)
        pid, status = os.waitpid(waiting.si_pid, 0)
        yield Ended(pid, exit_code(status))


def wait(pid: int) -> int:
    """Wait for a child and return its exit code."""
    return exit_code(os.waitpid(pid, 0)[1])


def exit_code(status: int) -> int:
    """Return a wait status as a shell shows it."""
    return 128 + os.WTERMSIG(status) if os.WIFSIGNALED(status) else os.WEXITSTATUS(status)


def run_and_exit(work: Callable[[], None]) -> NoReturn:
    """Do the work of a forked process and end it without the exit handlers of the process it came from."""
    code = 1
    try:
        work()
        code = 0
    except SystemExit as error:
        code = _code_of(error.code)
    except BaseException as error:
        sys.__excepthook__(type(error), error, error.__traceback__)
    finally:
        standard_streams.flush()
        os._exit(code)


def kill_children() -> None:
    """Kill and collect every child, and those who become children by the death of one."""
    while True:
        try:
            with open("/proc/thread-self/children") as file:
                children = [int(word) for word in file.read().split()]
        except OSError:
            # A kernel without this list; init is what they are left to.
            return
        if not children:
            return
        for pid in children:
            kill_group(pid)
            wait(pid)


def do_aside(work: Callable[[], None]) -> None:
    """Do work that may take long in a process of its own, or here where none can be had."""
    try:
        pid = os.fork()
    except OSError:
        work()
        return
    if pid == 0:
        run_and_exit(work)


def resident_bytes() -> int:
    """Return the memory of this process that is in RAM, shared pages included."""
    with open("/proc/self/statm") as file:
        return int(file.read().split()[1]) * os.sysconf("SC_PAGE_SIZE")


def _code_of(code: object) -> int:
    if code is None:
        return 0
    if isinstance(code, int):
        return code & 0xFF
    print(code, file=sys.stderr)
    return 1


def _prctl(option: int, value: int) -> bool:
    prctl: Optional[Callable[..., int]] = getattr(ctypes.CDLL(None), "prctl", None)
    return prctl is not None and prctl(option, value, 0, 0, 0) == 0
