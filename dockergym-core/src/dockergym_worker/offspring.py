"""Forks of a live process whose parent is the keeper, so that nobody has to be alive to collect them."""

from __future__ import annotations

import os
from typing import List, NamedTuple, Union

from dockergym_worker.process import kill_group, lead_group


class Born(NamedTuple):
    """In the new process: which of them it is, and the descriptor on which it waits for its release."""

    number: int
    go: int


class Parent(NamedTuple):
    """In the process that forked: the new processes' ids, and the descriptor on which it releases them."""

    pids: List[int]
    go: int

    def release(self) -> None:
        """Let the new processes begin."""
        os.write(self.go, b"." * len(self.pids))
        os.close(self.go)

    def abandon(self) -> None:
        """Let the new processes end."""
        os.close(self.go)


def fork(count: int) -> Union[Born, Parent]:
    """Fork ``count`` processes by way of one in the middle that ends at once. Returns 1 + ``count`` times.

    Raises:
        OSError: the machine refuses another process; none is left over.
    """
    pids_in, pids_out = os.pipe()
    go_in, go_out = os.pipe()
    try:
        middle = os.fork()
    except OSError:
        for descriptor in (pids_in, pids_out, go_in, go_out):
            os.close(descriptor)
        raise
    if middle == 0:
        index = _fork_from_the_middle(count, pids_out)
        for descriptor in (pids_in, pids_out, go_out):
            os.close(descriptor)
        return Born(index, go_in)
    os.close(pids_out)
    os.close(go_in)
    written = _read_all(pids_in)
    # Once the middle one has been collected, the kernel has given its children to the keeper.
    os.waitpid(middle, 0)
    pids = [int(word) for word in written.split()]
    if len(pids) < count:
        os.close(go_out)
        raise OSError(f"only {len(pids)} of {count} processes could be started")
    return Parent(pids, go_out)


def wait_for_release(born: Born) -> bool:
    """Return whether the process that forked this one released it; false where that ended instead."""
    released = os.read(born.go, 1) == b"."
    os.close(born.go)
    return released


def _fork_from_the_middle(count: int, pids_out: int) -> int:
    """Fork the new processes and end; return, in each of them, its index."""
    pids: List[int] = []
    try:
        for index in range(count):
            pid = os.fork()
            if pid == 0:
                return index
            lead_group(pid)
            pids.append(pid)
        os.write(pids_out, " ".join(map(str, pids)).encode())
    except BaseException:
        for started in pids:
            kill_group(started)
        os._exit(1)
    os._exit(0)


def _read_all(descriptor: int) -> bytes:
    parts: List[bytes] = []
    while True:
        part = os.read(descriptor, 65536)
        if not part:
            os.close(descriptor)
            return b"".join(parts)
        parts.append(part)
