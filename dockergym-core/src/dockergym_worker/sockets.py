"""Unix sockets by path, also where the path is longer than the 108 bytes an address holds."""

from __future__ import annotations

import contextlib
import os
import socket
from typing import Iterator

_MAX_PATH_BYTES = 100
_BACKLOG = 1024
"""Where it is full, a client that does not block is told to try again, and few expect that of a Unix socket."""


def listen(folder: str, name: str) -> socket.socket:
    """Return a non-blocking socket that listens at ``folder/name``.

    Whoever reaches the folder may connect: it is the folder that is guarded, since the server and a
    worker in a container are seldom the same user.

    Raises:
        OSError: the folder cannot be written, or something is there already.
    """
    listener = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
    try:
        with _short_path(folder, name) as path:
            listener.bind(path)
            os.chmod(path, 0o666)
        listener.listen(_BACKLOG)
        listener.setblocking(False)
    except BaseException:
        listener.close()
        raise
    return listener


def connect(folder: str, name: str, timeout_s: float) -> socket.socket:
    """Return a socket connected to the one that listens at ``folder/name``.

    Raises:
        OSError: nobody listens there, or not within ``timeout_s`` seconds.
    """
    connection = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
    try:
        connection.settimeout(timeout_s)
        with _short_path(folder, name) as path:
            connection.connect(path)
    except BaseException:
        connection.close()
        raise
    return connection


def listen_in_place_of_the_dead(folder: str, name: str) -> socket.socket:
    """Like :func:`listen`, but take the place of a socket file that nobody listens at any more.

    Raises:
        OSError: as there.
    """
    path = os.path.join(folder, name)
    if os.path.exists(path):
        try:
            connect(folder, name, timeout_s=1.0).close()
        except ConnectionRefusedError:
            os.unlink(path)
    return listen(folder, name)


def remove(folder: str, name: str) -> None:
    """Remove the socket file ``folder/name``; no error where there is none, or no folder any more."""
    with contextlib.suppress(OSError):
        os.unlink(os.path.join(folder, name))


@contextlib.contextmanager
def _short_path(folder: str, name: str) -> Iterator[str]:
    path = os.path.join(folder, name)
    if len(os.fsencode(path)) <= _MAX_PATH_BYTES:
        yield path
        return
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        yield f"/proc/self/fd/{descriptor}/{name}"
    finally:
        os.close(descriptor)
