"""Forks of a live process whose parent is the keeper, so that nobody has to be alive to collect them."""

from __future__ import annotations

import os
from typing import List, NamedTuple, Union

from dockergym_worker import sibling
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
    """Fork ``count`` processes that have the same parent as this one. Returns 1 + ``count`` times.

    Raises:
        OSError: the machine refuses another process; none is left over.
    """
    go_in, go_out = os.pipe()
    try:
        made = _fork_siblings(count)
    except BaseException:
        os.close(go_in)
        os.close(go_out)
        raise
    if isinstance(made, int):
        os.close(go_out)
        return Born(made, go_in)
    os.close(go_in)
    return Parent(made, go_out)


def wait_for_release(born: Born) -> bool:
    """Return whether the process that forked this one released it; false where that ended instead."""
    released = os.read(born.go, 1) == b"."
    os.close(born.go)
    return released


def _fork_siblings(count: int) -> Union[int, List[int]]:
    """Return the ids of the new processes, and in each of them its index."""
    pids: List[int] = []
    try:
        for index in range(count):
            pid = sibling.fork()
            if pid == 0:
                return index
            pids.append(pid)
    except sibling.Unsupported:
        if not pids:
            return _fork_by_one_between(count)
        _kill(pids)
        raise OSError("the process has begun a thread while it was being forked") from None
    except BaseException:
        _kill(pids)
        raise
    return pids


def _fork_by_one_between(count: int) -> Union[int, List[int]]:
    """As `_fork_siblings`, by way of a process that ends at once, so that its children are left to the keeper."""
    pids_in, pids_out = os.pipe()
    try:
        between = os.fork()
    except OSError:
        os.close(pids_in)
        os.close(pids_out)
        raise
    if between == 0:
        index = _fork_and_end(count, pids_out)
        os.close(pids_in)
        os.close(pids_out)
        return index
    os.close(pids_out)
    written = _read_all(pids_in)
    # Once it has been collected, the kernel has given its children to the keeper.
    os.waitpid(between, 0)
    pids = [int(word) for word in written.split()]
    if len(pids) < count:
        raise OSError(f"only {len(pids)} of {count} processes could be started")
    return pids


def _fork_and_end(count: int, pids_out: int) -> int:
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
        _kill(pids)
        os._exit(1)
    os._exit(0)


def _kill(pids: List[int]) -> None:
    for pid in pids:
        kill_group(pid)


def _read_all(descriptor: int) -> bytes:
    parts: List[bytes] = []
    while True:
        part = os.read(descriptor, 65536)
        if not part:
            os.close(descriptor)
            return b"".join(parts)
        parts.append(part)
