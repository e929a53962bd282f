"""Working directories, one a session."""

from __future__ import annotations

import contextlib
import os
import shutil
import stat
import sys
import time
from typing import List, Optional

from dockergym_worker.process import do_aside

_GONE = ".gone-"


class Folders:
    """The working directories of sessions: ``$TMPDIR/dockergym-<uid>/<session>``."""

    def __init__(self) -> None:
        self._base = os.path.join(os.environ.get("TMPDIR") or "/tmp", f"dockergym-{os.getuid()}")

    def make(self, session: str, original: Optional[str] = None) -> str:
        """Make a folder for a session, empty or with what ``original`` holds (files, folders, links); return its path.

        Raises:
            OSError: it cannot be made.
        """
        os.makedirs(self._base, mode=0o700, exist_ok=True)
        owner = os.lstat(self._base)
        if owner.st_uid != os.getuid() or not stat.S_ISDIR(owner.st_mode):
            raise PermissionError(f"{self._base} belongs to someone else; remove it or set TMPDIR")
        path = self.path(session)
        self.remove(session)
        os.mkdir(path, 0o700)
        if original is not None and os.path.isdir(original) and os.listdir(original):
            shutil.copytree(original, path, symlinks=True, ignore=_special_files, dirs_exist_ok=True)
        return path

    def path(self, session: str) -> str:
        """Return where a session's folder is."""
        return os.path.join(self._base, session)

    def remove(self, session: str) -> None:
        """Remove a session's folder; no error where there is none."""
        path = self.path(session)
        try:
            os.rmdir(path)
        except FileNotFoundError:
            return
        except OSError:
            shutil.rmtree(path, ignore_errors=True)

    def remove_aside(self, session: str) -> None:
        """Remove a session's folder without waiting for what it holds to be deleted."""
        path = self.path(session)
        try:
            os.rmdir(path)
        except FileNotFoundError:
            return
        except OSError:
            gone = os.path.join(self._base, f"{_GONE}{session}-{time.monotonic_ns()}")
            with contextlib.suppress(OSError):
                os.rename(path, gone)
            do_aside(lambda: shutil.rmtree(gone, ignore_errors=True))

    def close(self) -> None:
        """Remove what is still being removed aside, and the folder that held all, unless others have sessions there."""
        for name in os.listdir(self._base) if os.path.isdir(self._base) else []:
            if name.startswith(_GONE):
                shutil.rmtree(os.path.join(self._base, name), ignore_errors=True)
        with contextlib.suppress(OSError):
            os.rmdir(self._base)


def enter(folder: str) -> None:
    """Make ``folder`` this process's working directory and the place of its temporary files."""
    os.chdir(folder)
    _use_for_temporary_files(folder)


def place_within(folder: str) -> Optional[str]:
    """Return where in ``folder`` this process is, relative to it; ``None`` where it is elsewhere."""
    try:
        place = os.path.relpath(os.getcwd(), os.path.realpath(folder))
    except FileNotFoundError:
        return None
    return None if place.startswith(os.pardir) else place


def move(old: str, new: str, within: Optional[str]) -> None:
    """Go to ``within`` in ``new``, unless it is ``None``, and use ``new`` for temporary files where ``old`` was."""
    if within is not None:
        os.chdir(os.path.join(new, within))
    if os.environ.get("TMPDIR") == old:
        _use_for_temporary_files(new)


def _use_for_temporary_files(folder: str) -> None:
    os.environ["TMPDIR"] = folder
    tempfile = sys.modules.get("tempfile")
    if tempfile is not None:
        # It looks at TMPDIR once.
        tempfile.tempdir = None  # type: ignore[attr-defined]


def _special_files(folder: str, names: List[str]) -> List[str]:
    def is_special(name: str) -> bool:
        mode = os.lstat(os.path.join(folder, name)).st_mode
        return not (stat.S_ISREG(mode) or stat.S_ISDIR(mode) or stat.S_ISLNK(mode))

    return [name for name in names if is_special(name)]
