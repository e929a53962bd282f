"""Openings of games kept for the next time: a few in memory, and more on disk where a folder for them is named.

The disk is shared by processes and outlives them. An entry is plain data, never code: a checksum tells a
damaged one from a whole one, but nothing tells who wrote it. Whoever can write to the folder can change
what games say and can crash workers; name a folder only workers of one's own can write to.
"""

from __future__ import annotations

import contextlib
import errno
import hashlib
import json
import logging
import os
import tempfile
from collections import OrderedDict
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from dockergym_alfworld.engine.opening import Opening

logger = logging.getLogger(__name__)

FOLDER_VARIABLE = "DOCKERGYM_CACHE_DIR"
"""Folder to keep openings in, between processes. Unset or not writable: memory only."""
LIMIT_VARIABLE = "DOCKERGYM_CACHE_MAX_MB"
"""What the openings in that folder may take, in MiB; 512 by default, enough for 8,000 games."""

_SUBFOLDER = "alfworld-openings-2"
"""Its number is that of the form of an entry: another form needs another folder, since versions share the cache."""
_SUFFIX = ".opening"
_UNFINISHED = ".part"
_DEFAULT_LIMIT_MB = 512
_LARGEST_ENTRY = 32 * 1024 * 1024
_IN_MEMORY = 16
_WRITES_BETWEEN_SWEEPS = 64
_KEPT_BY_SWEEP = 0.8
_KEPT_WHEN_FULL = 0.5
_FULL = (errno.ENOSPC, errno.EDQUOT)


class OpeningStore:
    """Finds openings by the content of the games they belong to."""

    def __init__(self, folder: OpeningFolder | None, versions: Mapping[str, str]) -> None:
        """Keep openings in `folder` too, if there is one. Other `versions` never see the same entry."""
        self._folder = folder
        self._versions = json.dumps(sorted(versions.items()))
        self._recent: OrderedDict[str, Opening] = OrderedDict()

    def opening(self, domain: str, problem: str, make: Callable[[], Opening]) -> Opening:
        """The opening of this problem; `make` is called where none is kept."""
        key = self._key(domain, problem)
        found = self._recent.get(key) or self._read(key)
        if found is None:
            found = make()
            if self._folder is not None:
                self._folder.write(key, found)
        self._remember(key, found)
        return found

    def _key(self, domain: str, problem: str) -> str:
        digest = hashlib.sha256()
        for part in (self._versions, domain, problem):
            content = part.encode("utf-8", "surrogatepass")
            digest.update(len(content).to_bytes(8, "big"))
            digest.update(content)
        return digest.hexdigest()

    def _read(self, key: str) -> Opening | None:
        return self._folder.read(key) if self._folder is not None else None

    def _remember(self, key: str, opening: Opening) -> None:
        self._recent[key] = opening
        self._recent.move_to_end(key)
        while len(self._recent) > _IN_MEMORY:
            self._recent.popitem(last=False)


class OpeningFolder:
    """Openings on disk, a file each, the least recently used removed first where they take too much."""

    def __init__(self, path: Path, limit_bytes: int) -> None:
        """Keep entries in `path`, which exists and is writable."""
        self._path = path
        self._limit = limit_bytes
        self._writes = 0

    @classmethod
    def from_environment(cls) -> OpeningFolder | None:
        """The folder the environment names, made where it is missing; None where none is, or it is of no use."""
        named = os.environ.get(FOLDER_VARIABLE)
        if not named:
            return None
        path = Path(named) / _SUBFOLDER
        try:
            path.mkdir(mode=0o700, parents=True, exist_ok=True)
        except OSError as exc:
            logger.warning("openings are kept in memory only: %s %s: %s", FOLDER_VARIABLE, named, exc)
            return None
        if not os.access(path, os.W_OK | os.X_OK):
            logger.warning("openings are kept in memory only: %s is not writable", path)
            return None
        return cls(path, limit_mb() * 1024 * 1024)

    def read(self, key: str) -> Opening | None:
        """The entry of this key; None where there is none, or a damaged one."""
        path = self._entry(key)
        try:
            with path.open("rb") as stream:
                content = stream.read(_LARGEST_ENTRY + 1)
            opening = decode_entry(key, content)
        except FileNotFoundError:
            return None
        except (OSError, ValueError) as exc:
            logger.warning("ignoring the kept opening %s: %s", path, exc)
            return None
        with contextlib.suppress(OSError):
            os.utime(path)
        return opening

    def write(self, key: str, opening: Opening) -> None:
        """Keep an entry. What goes wrong is only logged: the game can be played without."""
        path, content = self._entry(key), encode_entry(key, opening)
        try:
            try:
                self._write(path, content)
            except OSError as exc:
                if exc.errno not in _FULL:
                    raise
                # The disk is smaller than the limit, or others fill it.
                self._remove_oldest(self._entries(), _KEPT_WHEN_FULL)
                self._write(path, content)
        except OSError as exc:
            logger.warning("cannot keep an opening in %s: %s", self._path, exc)

    def _entry(self, key: str) -> Path:
        return self._path / f"{key}{_SUFFIX}"

    def _write(self, path: Path, content: bytes) -> None:
        if self._writes % _WRITES_BETWEEN_SWEEPS == 0:
            self._sweep()
        self._writes += 1
        descriptor, temporary = tempfile.mkstemp(dir=self._path, prefix=".", suffix=_UNFINISHED)
        try:
            with os.fdopen(descriptor, "wb") as stream:
                stream.write(content)
            Path(temporary).replace(path)
        except BaseException:
            with contextlib.suppress(OSError):
                Path(temporary).unlink()
            raise

    def _sweep(self) -> None:
        """Remove the least recently used entries where all together are too large."""
        entries = self._entries()
        total = sum(size for _, size, _ in entries)
        if total > self._limit:
            self._remove_oldest(entries, self._limit * _KEPT_BY_SWEEP / total)

    def _entries(self) -> list[tuple[int, int, str]]:
        """When each entry was last used, its size and its path."""
        entries = []
        for entry in os.scandir(self._path):
            if not entry.name.endswith((_SUFFIX, _UNFINISHED)):
                continue
            with contextlib.suppress(FileNotFoundError):
                status = entry.stat(follow_symlinks=False)
                entries.append((status.st_mtime_ns, status.st_size, entry.path))
        return entries

    def _remove_oldest(self, entries: Sequence[tuple[int, int, str]], kept: float) -> None:
        """Remove the least recently used until no more than this share of all bytes is left."""
        left = sum(size for _, size, _ in entries)
        most = left * kept
        for _, size, path in sorted(entries):
            if left <= most:
                return
            with contextlib.suppress(FileNotFoundError):
                Path(path).unlink()
            left -= size


def encode_entry(key: str, opening: Opening) -> bytes:
    """The content of an entry's file: its checksum, its key and the opening."""
    body = key.encode() + b"\n" + opening.to_bytes()
    return hashlib.sha256(body).hexdigest().encode() + b"\n" + body


def decode_entry(key: str, content: bytes) -> Opening:
    """The opening in an entry's file.

    Raises:
        ValueError: it is damaged, too large, or the entry of another key.
    """
    if len(content) > _LARGEST_ENTRY:
        raise ValueError("it is too large")
    checksum, _, body = content.partition(b"\n")
    if hashlib.sha256(body).hexdigest().encode() != checksum:
        raise ValueError("its checksum is wrong")
    named, _, rest = body.partition(b"\n")
    if named != key.encode():
        raise ValueError("it belongs to another game")
    return Opening.from_bytes(rest)


def limit_mb() -> int:
    """What the environment says that the openings in the folder may take, in MiB."""
    named = os.environ.get(LIMIT_VARIABLE, "")
    if not named:
        return _DEFAULT_LIMIT_MB
    if not named.isascii() or not named.isdigit():
        logger.warning("%s is %r, not a number of MiB: using %d", LIMIT_VARIABLE, named, _DEFAULT_LIMIT_MB)
        return _DEFAULT_LIMIT_MB
    return int(named)
