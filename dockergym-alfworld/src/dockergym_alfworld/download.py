"""The public ALFWorld dataset: fetched from the releases it is published in, checked, and put in place.

A download that was interrupted, at whatever point, goes on when it is run again. The games appear in the data
root when all of it has arrived and proved to be what was published.
"""

from __future__ import annotations

import contextlib
import fcntl
import json
import os
import shutil
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import httpx

from dockergym_alfworld.resumable import (
    CorruptDownloadError,
    DownloadError,
    Patience,
    RemoteFile,
    fetch,
)
from dockergym_alfworld.tasks import (
    DATA_DIRECTORY,
    GAME_FILE,
    RECEIPT_FILE,
    SPLITS,
    TRAJECTORY_FILE,
    data_directory,
)
from dockergym_alfworld.unpacking import BadArchiveError, merge, require_no_dangling_link, unpack

__all__ = [
    "RELEASES",
    "CorruptDownloadError",
    "DownloadError",
    "DownloadProgress",
    "DownloadReport",
    "Patience",
    "RemoteFile",
    "download",
    "release_archives",
]

RELEASES = "https://github.com/alfworld/alfworld/releases/download"
"""Where the dataset is published."""

_WORKPLACE = ".dockergym-download"
_TIMEOUT = httpx.Timeout(30.0, connect=15.0)


@dataclass(frozen=True, slots=True)
class DownloadProgress:
    """How far a download is."""

    stage: str
    """``fetch`` or ``unpack``."""
    archive: str
    """The archive's file name."""
    done: int
    """Bytes fetched or unpacked of this archive."""
    total: int
    """Bytes there will be; 0 while that is not known."""


Progress = Callable[[DownloadProgress], None]


@dataclass(frozen=True, slots=True)
class DownloadReport:
    """What a download did."""

    root: Path
    """The ``json_2.1.1`` directory."""
    files: int
    """How many files the archives hold."""
    already_there: bool
    """Whether everything was there before, and nothing was fetched."""


def release_archives(base_url: str = RELEASES) -> tuple[RemoteFile, ...]:
    """The dataset's three archives, 137 MiB together, at the publisher or at a mirror of its releases."""
    base = base_url.rstrip("/")
    return (
        RemoteFile(
            f"{base}/0.2.2/json_2.1.1_json.zip",
            "json_2.1.1_json.zip",
            72_018_818,
            "25171f16e20ad7b048c47275c45b0babf3aa1cbab29cec97387922350a9844bc",
        ),
        RemoteFile(
            f"{base}/0.2.2/json_2.1.1_pddl.zip",
            "json_2.1.1_pddl.zip",
            34_881_784,
            "913942ebed06659ea0da2f8122512d98bc6add30d84961ca803132d8fbcad585",
        ),
        RemoteFile(
            f"{base}/0.4.2/json_2.1.3_tw-pddl.zip",
            "json_2.1.3_tw-pddl.zip",
            36_507_267,
            "5df77ea759f2211a4106082839ddbbb790f1ba4e7d097ed732cf453f72aa36cf",
        ),
    )


def download(
    data_root: Path | str,
    *,
    archives: Sequence[RemoteFile] | None = None,
    force: bool = False,
    keep_archives: bool = False,
    progress: Progress | None = None,
    client: httpx.Client | None = None,
    patience: Patience | None = None,
) -> DownloadReport:
    """Fetch the public games into ``data_root/json_2.1.1``, beside whatever games are there.

    `data_root` may also be the ``json_2.1.1`` folder itself, by whatever name where games are in it. Nothing is
    fetched when an earlier download of the same archives is in place; `force` fetches all the same. The archives lie
    in ``data_root/.dockergym-download`` and are deleted afterwards unless `keep_archives` says otherwise.
    `client` makes the requests, for those who need a proxy or certificates of their own.

    Raises:
        DownloadError: a server refused or kept failing, an archive is not what was published, or another
            download into this folder is going on. The message says what to do.
        OSError: the folder cannot be written, or the disk is too small.
    """
    wanted = tuple(archives) if archives is not None else release_archives()
    root = data_directory(data_root)
    # Before anything is written: what is there already may be on a disk that cannot be.
    workplace = _workplace(data_root, root)
    if not force and (files := _files_in_place(root, wanted)) is not None:
        _tidy_unpacked(workplace)
        return DownloadReport(root, files, already_there=True)
    _require_no_dangling_links(root)
    workplace.mkdir(parents=True, exist_ok=True)
    report = progress or _ignore
    with _only_one(workplace), _client(client) as requests:
        paths = [_fetch(requests, file, workplace, report, patience) for file in wanted]
        files = _install(paths, workplace, root, wanted, report)
        _tidy(workplace, keep_archives)
    return DownloadReport(root, files, already_there=False)


def _workplace(data_root: Path | str, root: Path) -> Path:
    """Where archives are kept until they are unpacked: in the folder that was named, or beside a ``json_2.1.1``."""
    named = Path(os.path.realpath(Path(data_root).expanduser()))
    return (named.parent if named.name == DATA_DIRECTORY else named) / _WORKPLACE


def _require_no_dangling_links(root: Path) -> None:
    """Say before anything is fetched what would keep it from being put in place."""
    for folder in (root, *(root / split for split in SPLITS)):
        require_no_dangling_link(folder)


def _ignore(progress: DownloadProgress) -> None:
    return


@contextlib.contextmanager
def _only_one(workplace: Path) -> Iterator[None]:
    """Hold the folder's lock, which the system frees even when this process is killed."""
    with (workplace / "lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise DownloadError(
                f"another download into {workplace.parent} is going on; wait for it to end"
            ) from None
        yield


def _client(client: httpx.Client | None) -> contextlib.AbstractContextManager[httpx.Client]:
    return contextlib.nullcontext(client) if client is not None else httpx.Client(timeout=_TIMEOUT)


def _fetch(
    client: httpx.Client, file: RemoteFile, folder: Path, report: Progress, patience: Patience | None
) -> Path:
    advance = partial(_report, report, "fetch", file.name)
    return fetch(client, file, folder, advance, patience)


def _report(report: Progress, stage: str, archive: str, done: int, total: int) -> None:
    report(DownloadProgress(stage, archive, done, total))


def _install(
    paths: Sequence[Path], workplace: Path, root: Path, archives: Sequence[RemoteFile], report: Progress
) -> int:
    staging = workplace / "unpacked"
    shutil.rmtree(staging, ignore_errors=True)
    files = sum(_unpack(path, staging, report) for path in paths)
    staged = staging / DATA_DIRECTORY
    staged.mkdir(exist_ok=True)
    games = sorted(_games(staged))
    merge(staged, root)
    _write_receipt(root, archives, files, games)
    return files


def _unpack(path: Path, staging: Path, report: Progress) -> int:
    try:
        return unpack(path, staging, partial(_report, report, "unpack", path.name))
    except BadArchiveError as exc:
        path.unlink(missing_ok=True)
        raise CorruptDownloadError(f"{exc}; it was deleted, run the download again") from exc


def _games(root: Path) -> Iterator[str]:
    """The trials that have both files of a game, relative to `root`."""
    for folder, _, names in os.walk(root):
        if GAME_FILE in names and TRAJECTORY_FILE in names:
            yield Path(folder).relative_to(root).as_posix()


def _identity(archives: Sequence[RemoteFile]) -> list[list[object]]:
    return [[file.name, file.size, file.sha256] for file in archives]


def _write_receipt(root: Path, archives: Sequence[RemoteFile], files: int, games: Sequence[str]) -> None:
    """Note what was installed: written last, and at once, so it is there only when all the rest is."""
    receipt = root / RECEIPT_FILE
    draft = receipt.with_suffix(".new")
    content = {"archives": _identity(archives), "files": files, "games": games}
    draft.write_text(json.dumps(content), encoding="utf-8")
    draft.replace(receipt)


def _files_in_place(root: Path, archives: Sequence[RemoteFile]) -> int | None:
    """How many files an earlier download put here; None where it was of other archives, or games are gone."""
    try:
        receipt = json.loads((root / RECEIPT_FILE).read_bytes())
        same = receipt["archives"] == _identity(archives)
        files, games = int(receipt["files"]), receipt["games"]
        # Receipts of earlier versions hold how many games there were.
        whole = (
            _all_there(root, games) if isinstance(games, list) else sum(1 for _ in _games(root)) >= int(games)
        )
    except (OSError, ValueError, KeyError, TypeError):
        return None
    return files if same and whole else None


def _all_there(root: Path, games: Sequence[str]) -> bool:
    return all((root / game / name).is_file() for game in games for name in (GAME_FILE, TRAJECTORY_FILE))


def _tidy_unpacked(workplace: Path) -> None:
    """Remove what a download that was killed at its end has left, where that can be. Archives may have been kept."""
    if (workplace / "unpacked").exists():
        with contextlib.suppress(OSError, DownloadError), _only_one(workplace):
            shutil.rmtree(workplace / "unpacked", ignore_errors=True)


def _tidy(workplace: Path, keep_archives: bool) -> None:
    shutil.rmtree(workplace / "unpacked", ignore_errors=True)
    if not keep_archives:
        shutil.rmtree(workplace, ignore_errors=True)
