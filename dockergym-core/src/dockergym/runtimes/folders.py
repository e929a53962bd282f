"""Where things are kept on this machine, for this user alone.

Workers have ``<state_dir>/<server>/workers/<worker_id>/``; episodes that are written down are in
``<state_dir>/<server>/episodes/<environment>/``.
"""

from __future__ import annotations

import contextlib
import logging
import os
import shutil
import stat
from collections.abc import Iterable
from pathlib import Path

from dockergym.serverlock import holds_server_lock

logger = logging.getLogger(__name__)

SOCKETS = "s"
"""Name of the sub-folder that a worker sees as its socket folder."""
_MAKER = "runtime"
_UNFINISHED = "."


def workers_folder(state_dir: Path, server: str) -> Path:
    """Return the folder that holds the folders of a server's workers."""
    return state_dir.absolute() / server / "workers"


def episodes_folder(state_dir: Path, server: str) -> Path:
    """Return the folder for the episodes of a server that are written down."""
    return state_dir.absolute() / server / "episodes"


def make_private_folder(folder: Path, state_dir: Path) -> None:
    """Make a folder below the state folder, with those between.

    Raises:
        PermissionError: others can write to one of them.
        OSError: it cannot be made.
    """
    top = state_dir.absolute()
    top.parent.mkdir(parents=True, exist_ok=True)
    for one in (*reversed([parent for parent in folder.parents if parent.is_relative_to(top)]), folder):
        one.mkdir(mode=0o700, exist_ok=True)
        _refuse_shared(one)


def folders_of(state_dir: Path, server: str, runtime: str) -> list[Path]:
    """Return the folders of a server's workers that a runtime has made."""
    try:
        folders = sorted(workers_folder(state_dir, server).iterdir())
    except (FileNotFoundError, NotADirectoryError):
        return []
    return [folder for folder in folders if _maker(folder) == runtime and not _is_unfinished(folder)]


def unfinished_folders(state_dir: Path, server: str) -> list[Path]:
    """Return the folders that are being made now, or were when their server was killed; see `id_of`."""
    with contextlib.suppress(FileNotFoundError, NotADirectoryError):
        return [folder for folder in workers_folder(state_dir, server).iterdir() if _is_unfinished(folder)]
    return []


def id_of(folder: Path) -> str:
    """Return the id of the worker that a folder was made for, also before it is whole."""
    return folder.name.removeprefix(_UNFINISHED)


def remove_abandoned_folders(state_dir: Path, server: str, folders: Iterable[Path]) -> None:
    """Remove folders for which there is no worker, since their server was killed before it had started it.

    A process that does not hold the server's name removes none: it cannot tell them from those in which another is
    about to start a worker, nor from those of workers on an engine that it does not ask.
    """
    if not holds_server_lock(state_dir, server):
        return
    for folder in folders:
        try:
            remove_folder(folder)
        except OSError as error:
            logger.warning("the abandoned folder %s could not be removed: %s", folder, error)


def make_worker_folder(state_dir: Path, server: str, worker_id: str, runtime: str) -> Path:
    """Make the folder of a new worker of a runtime, with its socket folder, and return it.

    Raises:
        PermissionError: others can write to the state folder, and so reach into the worker's.
        OSError: it cannot be made, or is there.
    """
    workers = workers_folder(state_dir, server)
    make_private_folder(workers, state_dir)
    new = workers / f"{_UNFINISHED}{worker_id}"
    new.mkdir(mode=0o700)
    try:
        (new / SOCKETS).mkdir(mode=0o700)
        (new / _MAKER).write_text(runtime, encoding="utf-8")
        # All of it or nothing: nobody ever sees a folder of which he cannot tell whose it is.
        return new.rename(workers / worker_id)
    except BaseException:
        # As `remove_folder`, but without a descriptor, of which there may be none left.
        (new / _MAKER).unlink(missing_ok=True)
        with contextlib.suppress(FileNotFoundError):
            (new / SOCKETS).rmdir()
        new.rmdir()
        raise


def remove_folder(folder: Path) -> None:
    """Remove a folder with all that is in it; no error where there is none.

    Raises:
        OSError: something in it cannot be removed.
    """
    with contextlib.suppress(FileNotFoundError):
        shutil.rmtree(folder)
        return
    # Something in it went away at the same moment, or all of it was gone before.
    if folder.exists():
        shutil.rmtree(folder)


def _is_unfinished(folder: Path) -> bool:
    return folder.name.startswith(_UNFINISHED)


def _maker(folder: Path) -> str | None:
    try:
        return (folder / _MAKER).read_text(encoding="utf-8")
    except OSError:
        return None


def _refuse_shared(folder: Path) -> None:
    found = folder.stat()
    owners = {found.st_uid, folder.lstat().st_uid}
    others_write = found.st_mode & (stat.S_IWGRP | stat.S_IWOTH) and not found.st_mode & stat.S_ISVTX
    if not owners <= {os.getuid(), 0} or others_write:
        raise PermissionError(
            f"others than this user can write to {folder}: name another folder with DOCKERGYM_STATE_DIR"
        )
