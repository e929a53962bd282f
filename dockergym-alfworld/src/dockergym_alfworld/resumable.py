"""One file over HTTP, resumed where it broke off: by this run or by one before it.

What has arrived lies in ``<name>.part``; ``<name>.part.json`` says which version of the file it is part of.
"""

from __future__ import annotations

import hashlib
import json
import logging
import re
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path

import httpx

logger = logging.getLogger(__name__)

_LONGEST_PAUSE_S = 30.0
_RETRYABLE = frozenset({408, 425, 429, 500, 502, 503, 504})

Advance = Callable[[int, int], None]


class DownloadError(RuntimeError):
    """A download failed; what has arrived is kept, and running it again goes on from there."""


class CorruptDownloadError(DownloadError):
    """What arrived is not the expected file; it was deleted, and running it again starts anew."""


@dataclass(frozen=True, slots=True)
class RemoteFile:
    """A file to fetch, and what is known of it beforehand."""

    url: str
    name: str
    size: int | None = None
    """Bytes; None where it is not known beforehand."""
    sha256: str | None = None
    """Lower-case hexadecimal; None where it is not known beforehand."""


@dataclass(frozen=True, slots=True)
class _Version:
    """Which version of a file the part on disk belongs to."""

    url: str
    validator: str
    """The strong ETag, else the Last-Modified date: what If-Range takes. Never empty."""
    total: int | None


@dataclass(frozen=True, slots=True)
class Patience:
    """How long to go on trying."""

    attempts: int = 6
    """Failures in a row, none of which brought a single byte, after which to give up."""
    pause_s: float = 1.0
    """Seconds before the first retry; doubled after each failure in a row, 30 at most."""

    def pause(self, failures: int, asked_s: float = 0.0) -> None:
        """Wait before the next try, as long as the server asked for within bounds."""
        wait = self.pause_s * 2 ** (failures - 1)
        time.sleep(min(max(wait, asked_s), _LONGEST_PAUSE_S))


class _TryAgain(Exception):
    """The attempt broke off; the next one may get further."""

    def __init__(self, reason: str, asked_s: float = 0.0) -> None:
        super().__init__(reason)
        self.asked_s = asked_s


def fetch(
    client: httpx.Client,
    file: RemoteFile,
    folder: Path,
    advance: Advance | None = None,
    patience: Patience | None = None,
) -> Path:
    """Fetch `file` into `folder` and return its path. What is there already and is right is not fetched.

    A part left by an interrupted run is gone on with where the server says that it is still the same file.
    `advance` is called with the bytes there are and the bytes expected (0 when unknown).

    Raises:
        DownloadError: the server refused, or went on failing.
        CorruptDownloadError: size or SHA-256 are not those expected.
    """
    target = folder / file.name
    if target.is_file():
        if _problem(target, file) is None:
            return target
        target.unlink()
    part = folder / f"{file.name}.part"
    _fetch_part(client, file, part, advance or _ignore, patience or Patience())
    problem = _problem(part, file)
    if problem is not None:
        _discard(part)
        raise CorruptDownloadError(f"{file.url}: {problem}; it was deleted, run the download again")
    part.replace(target)
    _sidecar(part).unlink(missing_ok=True)
    return target


def _ignore(done: int, total: int) -> None:
    return


def _problem(path: Path, file: RemoteFile) -> str | None:
    size = path.stat().st_size
    if file.size is not None and size != file.size:
        return f"{size} bytes arrived where {file.size} were expected"
    if file.sha256 is not None:
        with path.open("rb") as stream:
            digest = hashlib.file_digest(stream, "sha256").hexdigest()
        if digest != file.sha256:
            return f"its SHA-256 is {digest} where {file.sha256} was expected"
    return None


def _fetch_part(
    client: httpx.Client, file: RemoteFile, part: Path, advance: Advance, patience: Patience
) -> None:
    failures = 0
    while True:
        before = _size(part)
        try:
            _attempt(client, file, part, advance)
        except (httpx.InvalidURL, httpx.UnsupportedProtocol, httpx.TooManyRedirects) as exc:
            raise DownloadError(f"{file.url}: {_reason(exc)}; check the address") from exc
        except (_TryAgain, httpx.TransportError) as exc:
            failures = 1 if _size(part) > before else failures + 1
            if failures >= patience.attempts:
                raise DownloadError(
                    f"{file.url}: gave up after {failures} failures in a row ({_reason(exc)}); "
                    f"{_size(part)} bytes are kept, run the download again to go on"
                ) from exc
            logger.warning("%s: %s; trying again", file.url, _reason(exc))
            patience.pause(failures, exc.asked_s if isinstance(exc, _TryAgain) else 0.0)
        else:
            return


def _reason(exc: Exception) -> str:
    return str(exc) or type(exc).__name__


def _attempt(client: httpx.Client, file: RemoteFile, part: Path, advance: Advance) -> None:
    """One request, resuming where that is possible. Returns when the part is complete."""
    version = _load_version(part, file.url)
    offset = _size(part) if version is not None else 0
    if version is not None and version.total is not None and offset == version.total:
        return
    # Compressed on the way, the bytes of a range would not be bytes of the file.
    headers = {"Accept-Encoding": "identity"}
    if version is not None and offset:
        headers |= {"Range": f"bytes={offset}-", "If-Range": version.validator}
    with client.stream("GET", file.url, headers=headers, follow_redirects=True) as response:
        offset = _accepted_offset(response, file, part, version, offset)
        total = _total(response, offset) or file.size
        if file.size is not None and total != file.size:
            _discard(part)
            raise CorruptDownloadError(f"{file.url}: the server has {total} bytes, not {file.size}")
        _receive(response, part, offset, total, advance)


def _accepted_offset(
    response: httpx.Response, file: RemoteFile, part: Path, version: _Version | None, offset: int
) -> int:
    """From which byte on the response continues the part; 0 begins a new one."""
    if response.status_code == 200:
        _save_version(part, response, file.url)
        return 0
    if response.status_code == 206 and version is not None:
        if _continues(response, version, offset):
            return offset
        _discard(part)
        raise _TryAgain("the server sent a range that does not continue what is here")
    if response.status_code == 416:
        _discard(part)
        raise _TryAgain("what is here is not a part of the file any more")
    if response.status_code in _RETRYABLE:
        raise _TryAgain(f"the server answered {response.status_code}", _retry_after(response))
    raise DownloadError(
        f"{file.url}: the server answered {response.status_code} {response.reason_phrase}; "
        "check the address, or whether a proxy stands between"
    )


def _continues(response: httpx.Response, version: _Version, offset: int) -> bool:
    """Not every server heeds If-Range, so the answer is checked as well."""
    match = re.fullmatch(r"bytes (\d+)-(\d+)/(\d+|\*)", response.headers.get("Content-Range", ""))
    if match is None or int(match[1]) != offset:
        return False
    if match[3] != "*" and version.total is not None and int(match[3]) != version.total:
        return False
    validator = _validator(response)
    return validator is None or validator == version.validator


def _receive(response: httpx.Response, part: Path, offset: int, total: int | None, advance: Advance) -> None:
    done = offset
    advance(done, total or 0)
    with part.open("r+b" if offset else "wb") as stream:
        stream.seek(offset)
        stream.truncate()
        for chunk in response.iter_raw():
            stream.write(chunk)
            done += len(chunk)
            advance(done, total or 0)
            if total is not None and done > total:
                raise DownloadError(f"the server sent more than the {total} bytes it announced")
    if total is not None and done < total:
        raise _TryAgain(f"the connection ended after {done} of {total} bytes")


def _total(response: httpx.Response, offset: int) -> int | None:
    length = response.headers.get("Content-Length", "")
    return offset + int(length) if length.isdigit() else None


def _validator(response: httpx.Response) -> str | None:
    etag: str = response.headers.get("ETag", "")
    if etag and not etag.startswith("W/"):
        return etag
    modified: str = response.headers.get("Last-Modified", "")
    return modified or None


def _retry_after(response: httpx.Response) -> float:
    value = response.headers.get("Retry-After", "")
    return float(value) if value.isdigit() else 0.0


def _size(part: Path) -> int:
    return part.stat().st_size if part.is_file() else 0


def _sidecar(part: Path) -> Path:
    return part.with_name(f"{part.name}.json")


def _discard(part: Path) -> None:
    part.unlink(missing_ok=True)
    _sidecar(part).unlink(missing_ok=True)


def _save_version(part: Path, response: httpx.Response, url: str) -> None:
    """Note what is about to arrive. Without a validator nothing can be resumed, so nothing is noted."""
    _discard(part)
    validator = _validator(response)
    if validator is not None:
        version = _Version(url, validator, _total(response, 0))
        _sidecar(part).write_text(json.dumps(asdict(version)), encoding="utf-8")


def _load_version(part: Path, url: str) -> _Version | None:
    try:
        version = _Version(**json.loads(_sidecar(part).read_bytes()))
    except (OSError, ValueError, TypeError):
        return None
    sound = isinstance(version.validator, str) and isinstance(version.total, int | None)
    return version if part.is_file() and sound and version.url == url else None
