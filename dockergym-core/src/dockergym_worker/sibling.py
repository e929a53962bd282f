"""Forking a process whose parent is the parent of the one that forks: ``clone`` with ``CLONE_PARENT``. Linux.

The C library and Python fork children only. What their ``fork`` does beside the system call is done here as well, but
for one thing: handlers that libraries registered with ``pthread_atfork`` are not called. They exist for locks
that another thread may hold, so a process with more than one thread is not forked in this way.
"""

from __future__ import annotations

import ctypes
import errno
import functools
import os
import platform
import signal
import sys
from typing import Any, Optional

_CLONE_PARENT = 0x00008000
_CLONE_CHILD_CLEARTID = 0x00200000
_CLONE_CHILD_SETTID = 0x01000000
_PR_GET_TID_ADDRESS = 40
_NUMBERS = {"x86_64": 56, "aarch64": 220}
"""Number of the system call ``clone`` in the kernel's headers."""
_REFUSALS = (errno.EINVAL, errno.ENOSYS, errno.EPERM)


class Unsupported(Exception):
    """This process, kernel or C library cannot do it; nothing was forked."""


def fork() -> int:
    """Fork this process; return the new one's id, and 0 in the new one, which has the same parent as this one.

    Raises:
        Unsupported: use ``os.fork`` instead.
        OSError: the machine refuses another process.
    """
    library = _library()
    if library is None or len(os.listdir("/proc/self/task")) != 1:
        raise Unsupported
    address = _thread_id_address(library)
    if address is None:
        raise Unsupported
    flags = _CLONE_PARENT | _CLONE_CHILD_SETTID | _CLONE_CHILD_CLEARTID | signal.SIGCHLD
    ctypes.pythonapi.PyOS_BeforeFork()
    # The address is the fourth argument on one machine and the fifth on the other; the kernel looks at that one only.
    pid = int(library.syscall(_NUMBERS[platform.machine()], flags, 0, 0, address, address))
    if pid == 0:
        ctypes.pythonapi.PyOS_AfterFork_Child()
        return 0
    number = ctypes.get_errno()
    ctypes.pythonapi.PyOS_AfterFork_Parent()
    if pid > 0:
        return pid
    if number in _REFUSALS:
        raise Unsupported
    raise OSError(number, os.strerror(number))


@functools.lru_cache(maxsize=None)
def _library() -> Optional[Any]:
    """Return the C library, or ``None`` where forking past it is not known to work."""
    known = platform.machine() in _NUMBERS and sys.maxsize > 2**32
    if not known or sys.implementation.name != "cpython" or not _has_glibc():
        return None
    # Not CDLL, which lets go of the interpreter's lock during the call.
    library = ctypes.PyDLL(None, use_errno=True)
    library.syscall.restype = ctypes.c_long
    library.syscall.argtypes = [ctypes.c_long] * 6
    for name in ("PyOS_BeforeFork", "PyOS_AfterFork_Parent", "PyOS_AfterFork_Child"):
        getattr(ctypes.pythonapi, name).restype = None
    return library


def _has_glibc() -> bool:
    # Others keep something else at the address that is asked for below.
    try:
        return (os.confstr("CS_GNU_LIBC_VERSION") or "").startswith("glibc")
    except (ValueError, OSError):
        return False


def _thread_id_address(library: Any) -> Optional[int]:
    """Return where the C library keeps the id of this thread, which the new process has to find changed."""
    address = ctypes.c_void_p()
    found = library.prctl(_PR_GET_TID_ADDRESS, ctypes.byref(address), 0, 0, 0) == 0
    return address.value if found else None
