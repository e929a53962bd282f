"""The dataset's archives, unpacked: nothing outside its folder, nothing half written, every byte checked."""

from __future__ import annotations

import contextlib
import errno
import os
import shutil
import stat
import zipfile
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path, PurePosixPath

from dockergym_alfworld.tasks import DATA_DIRECTORY

_CHUNK = 1 << 20
_HALF_COPIED = ".dockergym-part"

Advance = Callable[[int, int], None]


class BadArchiveError(RuntimeError):
    """An archive is damaged, or would write where it has no business."""


def unpack(archive: Path, staging: Path, advance: Advance | None = None) -> int:
    """Unpack the ``json_2.1.1`` of `archive` below `staging` and return the number of files.

    Every member's CRC is checked. Whatever lies beside ``json_2.1.1`` in the archive is left in it. `advance`
    is called with the bytes written and the bytes there will be.

    Raises:
        BadArchiveError: the archive is no zip file, is damaged, or has a member that is not a plain file or
            whose name leads out of `staging`.
        OSError: the disk is too small; found out before anything is written.
    """
    try:
        with zipfile.ZipFile(archive) as opened:
            return _unpack_members(opened, staging, advance or _ignore)
    except BadArchiveError:
        raise
    except (zipfile.BadZipFile, zipfile.LargeZipFile, zlib.error, EOFError, RuntimeError) as exc:
        # A RuntimeError is a member with a password, or (a NotImplementedError) of a kind that is not known here.
        raise BadArchiveError(f"{archive} is damaged: {exc}") from exc


def _ignore(done: int, total: int) -> None:
    return


def _unpack_members(opened: zipfile.ZipFile, staging: Path, advance: Advance) -> int:
    members = list(_wanted_members(opened))
    total = sum(member.file_size for member, _ in members)
    staging.mkdir(parents=True, exist_ok=True)
    _require_space(staging, total)
    done = 0
    for member, path in members:
        target = staging / path
        target.parent.mkdir(parents=True, exist_ok=True)
        with opened.open(member) as source, target.open("wb") as stream:
            shutil.copyfileobj(source, stream, _CHUNK)
        done += member.file_size
        advance(done, total)
    return len(members)


def _wanted_members(opened: zipfile.ZipFile) -> Iterator[tuple[zipfile.ZipInfo, PurePosixPath]]:
    for member in opened.infolist():
        path = _safe_path(member)
        if not member.is_dir() and path.parts[0] == DATA_DIRECTORY:
            yield member, path


def _safe_path(member: zipfile.ZipInfo) -> PurePosixPath:
    path = PurePosixPath(member.filename)
    leads_out = path.is_absolute() or ".." in path.parts or not path.parts
    if leads_out or "\\" in member.filename or ":" in member.filename:
        raise BadArchiveError(f"the archive has a member with an unsafe name: {member.filename!r}")
    kind = stat.S_IFMT(member.external_attr >> 16)
    if kind not in (0, stat.S_IFREG, stat.S_IFDIR):
        raise BadArchiveError(f"the archive has a member that is not a plain file: {member.filename!r}")
    return path


def _require_space(folder: Path, wanted: int) -> None:
    free = shutil.disk_usage(folder).free
    if free < wanted:
        raise OSError(f"unpacking needs {wanted >> 20} MiB in {folder}, which has {free >> 20} MiB free")


def merge(staged: Path, target: Path) -> None:
    """Move the tree `staged` to `target`, replacing files that are there.

    What is new is moved a whole folder at a time; what is there and not in `staged` stays. Folders of the target
    may be links, and on other disks: what goes there is copied beside its place, and appears in it when it is whole.

    Raises:
        OSError: a folder of the target is a link to nowhere, or cannot be written.
    """
    if not os.path.lexists(target):
        target.parent.mkdir(parents=True, exist_ok=True)
        _move(staged, target)
    elif staged.is_dir():
        require_no_dangling_link(target)
        for entry in sorted(staged.iterdir()):
            merge(entry, target / entry.name)
    else:
        _move(staged, target)


def require_no_dangling_link(folder: Path) -> None:
    """Make sure that `folder` is no link to something that is not there.

    Raises:
        FileNotFoundError: it is; the message says what to do.
    """
    if folder.is_symlink() and not folder.exists():
        raise FileNotFoundError(
            f"{folder} is a link to {folder.readlink()}, which is not there; "
            "mount or make that folder, or remove the link"
        )


def _move(source: Path, target: Path) -> None:
    try:
        source.replace(target)
    except OSError as exc:
        if exc.errno != errno.EXDEV:
            raise
        _copy(source, target)


def _copy(source: Path, target: Path) -> None:
    beside = target.with_name(f".{target.name}{_HALF_COPIED}")
    _remove(beside)  # of a copy that was killed
    try:
        if source.is_dir():
            shutil.copytree(source, beside)
        else:
            shutil.copy2(source, beside)
        beside.replace(target)
    except BaseException:
        _remove(beside)
        raise


def _remove(path: Path) -> None:
    if path.is_dir():
        shutil.rmtree(path, ignore_errors=True)
    else:
        with contextlib.suppress(OSError):
            path.unlink()
