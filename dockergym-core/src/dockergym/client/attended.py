"""Servers that live as long as this process: each ends with its standard input, the other end of which is held here."""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import weakref

_END = b"\n"
_LAST_TIMEOUT_S = 10.0

_attended: weakref.WeakSet[subprocess.Popen[bytes]] = weakref.WeakSet()


def attend(server: subprocess.Popen[bytes]) -> None:
    """Keep the server's standard input to this process, so that the server ends with it."""
    _attended.add(server)


def dismiss(server: subprocess.Popen[bytes], timeout_s: float) -> None:
    """End the server, and return when it has ended: in order within ``timeout_s``, or else at once."""
    assert server.stdin is not None
    with contextlib.suppress(OSError, ValueError):
        # A process that was forked without Python's knowledge keeps the input open, whatever is closed here.
        server.stdin.write(_END)
        server.stdin.flush()
    with contextlib.suppress(OSError):
        server.stdin.close()
    try:
        server.wait(timeout_s)
    except subprocess.TimeoutExpired:
        _cut_short(server)


def _cut_short(server: subprocess.Popen[bytes]) -> None:
    # It gives up what is in flight, and still ends its workers.
    server.send_signal(signal.SIGINT)
    try:
        server.wait(_LAST_TIMEOUT_S)
    except subprocess.TimeoutExpired:
        server.kill()
        server.wait()


def _let_go() -> None:
    for server in _attended:
        if server.stdin is not None:
            with contextlib.suppress(OSError):
                server.stdin.close()
    _attended.clear()


# Otherwise the servers would live as long as the last process that was forked from this one.
os.register_at_fork(after_in_child=_let_go)
