"""What an environment's image is built from: the files of its build context, and their digest."""

from __future__ import annotations

import hashlib
import importlib.util
import io
import tarfile
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import BinaryIO

from dockergym.errors import ConfigurationError
from dockergym.plugins.specs import ImageBuild
from dockergym.runtimes.base import LABEL_PREFIX

LABEL_SOURCE = LABEL_PREFIX + "image.source"
"""Label of an image: the digest of what it was built from."""
LABEL_VERSION = LABEL_PREFIX + "image.version"
"""Label of an image: the version of the environment it was built for."""

_LEFT_OUT = frozenset({"__pycache__", ".mypy_cache", ".ruff_cache", ".pytest_cache", ".git"})
_SOURCES = PurePosixPath("src")
_WHEELS = PurePosixPath("wheels")


@dataclass(frozen=True, slots=True)
class BuildContext:
    """The files that a build sees, by their names there."""

    files: Mapping[PurePosixPath, Path]
    dockerfile: str
    build_args: Mapping[str, str]

    @property
    def digest(self) -> str:
        """What the image is made of, in 16 hexadecimal digits; wheels only save time, and do not count."""
        digest = hashlib.sha256(repr(sorted(self.build_args.items())).encode())
        for name, path in sorted(self.files.items()):
            if not name.is_relative_to(_WHEELS):
                digest.update(f"{name}\0{path.stat().st_size}\0".encode())
                digest.update(path.read_bytes())
        return digest.hexdigest()[:16]

    def write(self, target: BinaryIO) -> None:
        """Write the context as the tar archive that the engine takes."""
        with tarfile.open(fileobj=target, mode="w") as archive:
            for name, path in sorted(self.files.items()):
                content = path.read_bytes()
                archive.addfile(_entry(str(name), path, len(content)), io.BytesIO(content))


def build_context(build: ImageBuild, wheels: Path | None = None) -> BuildContext:
    """Collect what an image is built from: the Dockerfile's folder, the packages' sources, and wheels.

    Raises:
        ConfigurationError: a file, a package or the folder of wheels is not there.
    """
    if not build.dockerfile.is_file():
        raise ConfigurationError(f"there is no Dockerfile at {build.dockerfile}; reinstall the package")
    files = dict(_files_below(build.dockerfile.parent, PurePosixPath()))
    for package in build.packages:
        files.update(_sources_of(package))
    if wheels is not None:
        files.update(_wheels_in(wheels))
    return BuildContext(files, build.dockerfile.name, dict(build.build_args))


def _files_below(folder: Path, name: PurePosixPath) -> Iterator[tuple[PurePosixPath, Path]]:
    for entry in sorted(folder.iterdir()):
        if entry.name in _LEFT_OUT or entry.suffix == ".pyc":
            continue
        if entry.is_dir():
            yield from _files_below(entry, name / entry.name)
        elif entry.is_file():
            yield name / entry.name, entry


def _sources_of(package: str) -> Iterable[tuple[PurePosixPath, Path]]:
    try:
        found = importlib.util.find_spec(package)
    except ModuleNotFoundError:
        found = None
    if found is None:
        raise ConfigurationError(f"the image needs the package {package!r}, which is not installed here")
    name = _SOURCES.joinpath(*package.split("."))
    if not found.submodule_search_locations:
        return [(name.with_suffix(".py"), Path(found.origin or ""))]
    return [pair for place in found.submodule_search_locations for pair in _files_below(Path(place), name)]


def _wheels_in(folder: Path) -> list[tuple[PurePosixPath, Path]]:
    wheels = sorted(folder.glob("*.whl")) if folder.is_dir() else []
    if not wheels:
        raise ConfigurationError(
            f"there are no wheels in {folder}; make some with `pip wheel`, or leave --wheels out"
        )
    return [(_WHEELS / wheel.name, wheel) for wheel in wheels]


def _entry(name: str, path: Path, size: int) -> tarfile.TarInfo:
    entry = tarfile.TarInfo(name)
    entry.size = size
    # The same for everyone who builds, whatever his umask and whoever he is.
    entry.mode = 0o755 if path.stat().st_mode & 0o100 else 0o644
    entry.mtime = int(path.stat().st_mtime)
    return entry
