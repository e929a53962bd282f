"""One server of a name on a machine: a lock that lasts as long as the process that holds it."""

from __future__ import annotations

import contextlib
import fcntl
import json
import os
import time
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path

from dockergym.errors import ConfigurationError

LOCK_NAME = "server.lock"
_MODE = 0o600


@dataclass(frozen=True, slots=True)
class RunningServer:
    """A server that holds its lock now."""

    name: str
    pid: int | None = None
    """``None`` in the instant between its taking the lock and its saying who it is."""
    url: str = ""
    since: float = 0.0
    """Seconds since the epoch."""

    def describe(self) -> str:
        """Return the server in words: ``'dockergym' (process 4711, http://127.0.0.1:8000)``."""
        facts = [f"process {self.pid}" if self.pid else "", self.url]
        known = ", ".join(fact for fact in facts if fact)
        return f"{self.name!r} ({known})" if known else repr(self.name)


def server_folder(state_dir: Path, server: str) -> Path:
    """Return the folder for what a server of that name keeps on this machine."""
    return state_dir / server


@contextlib.contextmanager
def hold_server_lock(state_dir: Path, server: str, url: str) -> Iterator[None]:
    """Hold the name until the block ends; a process that dies lets go of it by that.

    Raises:
        ConfigurationError: a server of that name runs on this machine, or the folder cannot be used.
    """
    _prepare_folder(state_dir, server)
    path = server_folder(state_dir, server) / LOCK_NAME
    while (descriptor := _acquire(path)) is None:
        # Whoever only looks whether a server runs holds a shared lock for a moment; that is not a server.
        if other := running_server(state_dir, server):
            raise ConfigurationError(
                f"a server named {other.describe()} runs on this machine already, and two of one name would "
                f"take each other's workers; stop it, or name this one otherwise: --name {server}-2"
            )
    try:
        facts = RunningServer(server, os.getpid(), url, time.time())
        # On a disk that is full nobody can read who it is; it is the server all the same.
        with contextlib.suppress(OSError):
            os.write(descriptor, json.dumps(asdict(facts)).encode())
        yield
    finally:
        # Whoever opened the file before this and locks it now finds out that it is no longer the lock.
        path.unlink(missing_ok=True)
        with contextlib.suppress(OSError):
            path.parent.rmdir()
        os.close(descriptor)


def running_server(state_dir: Path, server: str) -> RunningServer | None:
    """Return the server of that name that runs on this machine, or ``None``."""
    path = server_folder(state_dir, server) / LOCK_NAME
    try:
        descriptor = os.open(path, os.O_RDWR | os.O_CLOEXEC)
    except (FileNotFoundError, NotADirectoryError):
        return None
    try:
        fcntl.flock(descriptor, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except BlockingIOError:
        return _facts(server, descriptor)
    else:
        return None
    finally:
        os.close(descriptor)


def holds_server_lock(state_dir: Path, server: str) -> bool:
    """Say whether this process is the server of that name, so that no other starts workers under it."""
    running = running_server(state_dir, server)
    return running is not None and running.pid == os.getpid()


def known_servers(state_dir: Path) -> list[str]:
    """Return the names under which servers have left or keep something in the folder."""
    try:
        return sorted(entry.name for entry in state_dir.iterdir() if entry.is_dir())
    except (FileNotFoundError, NotADirectoryError, PermissionError):
        return []


def _prepare_folder(state_dir: Path, server: str) -> None:
    try:
        state_dir.mkdir(mode=0o700, parents=True, exist_ok=True)
        owner = state_dir.stat().st_uid
        _make_folder(server_folder(state_dir, server))
    except OSError as error:
        raise ConfigurationError(
            f"the state folder {state_dir} cannot be used: {error.strerror}; "
            "name another with --state-dir or DOCKERGYM_STATE_DIR"
        ) from error
    if owner not in (os.getuid(), 0):
        raise ConfigurationError(
            f"the state folder {state_dir} belongs to another user (uid {owner}), who could take over "
            "what runs here; name one of your own with --state-dir or DOCKERGYM_STATE_DIR"
        )


def _acquire(path: Path) -> int | None:
    """Return a descriptor that holds the lock, or ``None`` where another process holds it."""
    while True:
        try:
            descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, _MODE)
        except FileNotFoundError:
            # The server that ran until now has just removed its empty folder.
            _make_folder(path.parent)
            continue
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            os.close(descriptor)
            return None
        if _is_still(path, descriptor):
            os.ftruncate(descriptor, 0)
            return descriptor
        os.close(descriptor)


def _make_folder(folder: Path) -> None:
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    except FileExistsError:
        # Another server made it and removed it again in between; only a link that leads nowhere stays.
        if folder.is_symlink():
            raise


def _is_still(path: Path, descriptor: int) -> bool:
    try:
        return os.path.samestat(os.fstat(descriptor), path.stat())
    except FileNotFoundError:
        return False


def _facts(server: str, descriptor: int) -> RunningServer:
    try:
        return RunningServer(**json.loads(os.pread(descriptor, 4096, 0)))
    except (ValueError, TypeError):
        return RunningServer(server)
