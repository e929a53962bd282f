"""What can be checked: an installed environment, the folder of a package, an image, a worker's file."""

from __future__ import annotations

import contextlib
import importlib
import json
import os
import sys
import tempfile
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from types import SimpleNamespace
from typing import Any
from urllib.parse import urlsplit
from urllib.request import url2pathname

import importlib_metadata

from dockergym.app import create_app
from dockergym.errors import ConfigurationError, suggestion
from dockergym.plugins.discovery import ENVIRONMENT_GROUP, LoadedPlugin, discover, installed_environments
from dockergym.plugins.hooks import Hooks, HooksPlugin
from dockergym.plugins.manager import EnvironmentHooks
from dockergym.runtimes.base import Runtime
from dockergym.settings import ServerConfig, ServerSettings

_OWN_NAME = "checked"
"""Name of an environment that no package gives one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Subject:
    """What is checked."""

    name: str
    """The environment's name."""
    plugin: LoadedPlugin | None = None
    """``None`` for an image or a worker that comes without a package."""
    described: Mapping[str, Any] = field(default_factory=dict)
    """Fields of `ServerConfig`, where there is no package."""
    readme: str | None = None
    """What the package says about itself; ``None`` where there is no package."""
    place: Path | None = None
    """The folder of a package that is not installed, or the worker's file."""

    @property
    def is_file(self) -> bool:
        """Whether it is a worker's file, which runs on this machine alone."""
        return self.place is not None and not self.is_package

    @property
    def is_package(self) -> bool:
        """Whether there is a package around the worker."""
        return self.plugin is not None

    def settings(self, **wanted: Any) -> ServerSettings:
        """Return the settings of a server for it."""
        return ServerSettings(**wanted) if self.is_package else ServerConfig(**self.described, **wanted)

    def hooks(self, settings: ServerSettings) -> EnvironmentHooks:
        """Return its hooks, as a server has them.

        Raises:
            PluginError: the plugin is misspelt.
        """
        if self.plugin is not None:
            return EnvironmentHooks(self.plugin)
        assert isinstance(settings, ServerConfig)
        stand_in = SimpleNamespace(state=SimpleNamespace(config=settings))
        return EnvironmentHooks(HooksPlugin(Hooks(), settings, lambda: stand_in).loaded())

    @property
    def likely_name(self) -> str:
        """The installed environment that was perhaps meant by the name of an image, as a question; else empty."""
        return suggestion(str(self.described.get("docker_image")), installed_environments())

    def require_runtime(self, runtime: Runtime, reason: str) -> None:
        """Check that this runtime can start its workers.

        Raises:
            ConfigurationError: it is an image, and they are processes of this machine; or a file, and they run in
                containers.
        """
        if self.is_file and runtime.runs_images:
            raise ConfigurationError(
                f"{self.place} is a file of this machine: leave --runtime out, or name an image"
            )
        image = self.described.get("docker_image")
        if image is not None and not runtime.runs_images:
            raise ConfigurationError(
                f"{image!r} is no installed environment and no path, and an image needs a Docker engine "
                f"(runtime {reason}){self.likely_name}"
            )

    def app(self, settings: ServerSettings) -> Any:
        """Return a server of nothing else: its ASGI application."""
        return create_app(settings, environments=[self.name] if self.is_package else None)


@contextlib.contextmanager
def subject_of(
    target: str,
    *,
    worker_command: Sequence[str] = (),
    deterministic: bool = False,
    shareable: bool = False,
) -> Iterator[Subject]:
    """Find what a name, a path or an image stands for; it can be used while the block runs.

    An installed environment's name goes before a path, and a path before an image. ``worker_command`` is for an
    image; it, ``deterministic`` and ``shareable`` say what a package would.

    Raises:
        ConfigurationError: it stands for nothing that can be checked.
    """
    described = {"deterministic": deterministic, "shareable": shareable}
    path = Path(target)
    if target in installed_environments() and not worker_command:
        yield installed_environment(target)
    elif path.is_dir():
        with package_folder(path) as subject:
            yield subject
    elif path.is_file():
        yield worker_file(path, **described)
    elif path.is_absolute() or target.startswith("."):
        raise ConfigurationError(f"there is nothing at {target}")
    else:
        yield image(target, worker_command, **described)


def installed_environment(name: str) -> Subject:
    """Return an installed environment.

    Raises:
        EnvironmentNotFound: there is none of that name.
        PluginError: it cannot be loaded.
    """
    plugin = discover([name]).environment(name)
    return Subject(name=name, plugin=plugin, readme=_readme_of(plugin))


@contextlib.contextmanager
def package_folder(folder: Path) -> Iterator[Subject]:
    """Use the package in a folder as if it were installed from there, while the block runs.

    Raises:
        ConfigurationError: there is no package of one environment.
        PluginError: it cannot be loaded.
    """
    project = _project_in(folder)
    name = _environment_of(project, folder)
    with _visible(project, folder):
        plugin = discover([name]).environment(name)
        yield Subject(name=name, plugin=plugin, readme=_readme_in(folder, project), place=folder)


def image(name: str, worker_command: Sequence[str] = (), **described: Any) -> Subject:
    """Return an image that comes without a package; no command: its own."""
    facts = {"docker_image": name, "worker_command": list(worker_command), "env_name": _OWN_NAME, **described}
    return Subject(name=_OWN_NAME, described=facts)


def worker_file(path: Path, **described: Any) -> Subject:
    """Return a worker that is one file: a Python program, or anything that can be executed.

    Raises:
        ConfigurationError: it cannot be executed.
    """
    place = str(path.absolute())
    if path.suffix != ".py" and not os.access(path, os.X_OK):
        raise ConfigurationError(f"{path} is no Python program and cannot be executed: chmod +x {path}")
    command = [sys.executable, place] if path.suffix == ".py" else [place]
    facts = {"worker_command": command, "env_name": _OWN_NAME, **described}
    return Subject(name=_OWN_NAME, described=facts, place=path)


def _project_in(folder: Path) -> Mapping[str, Any]:
    file = folder / "pyproject.toml"
    if not file.is_file():
        raise ConfigurationError(f"{folder} has no pyproject.toml, so it is no package")
    try:
        project = tomllib.loads(file.read_text(encoding="utf-8"))["project"]
    except (KeyError, ValueError) as error:
        raise ConfigurationError(f"{file} cannot be read as a project: {error}") from error
    return dict(project)


def _environment_of(project: Mapping[str, Any], folder: Path) -> str:
    names = list(project.get("entry-points", {}).get(ENVIRONMENT_GROUP, {}))
    if len(names) != 1:
        found = ", ".join(names) or "none"
        raise ConfigurationError(
            f"{folder / 'pyproject.toml'} must name one entry point in {ENVIRONMENT_GROUP!r}; it names {found}"
        )
    return str(names[0])


@contextlib.contextmanager
def _visible(project: Mapping[str, Any], folder: Path) -> Iterator[None]:
    """Show this interpreter, and those it starts, a package as if it were installed."""
    sources = folder / "src" if (folder / "src").is_dir() else folder
    with tempfile.TemporaryDirectory(prefix="dockergym-check-") as site:
        _write_metadata(Path(site), project)
        added = [site, str(sources.absolute())]
        before = os.environ.get("PYTHONPATH")
        sys.path[:0] = added
        os.environ["PYTHONPATH"] = os.pathsep.join([*added, *([before] if before else [])])
        importlib.invalidate_caches()
        try:
            yield
        finally:
            for entry in added:
                sys.path.remove(entry)
            if before is None:
                del os.environ["PYTHONPATH"]
            else:
                os.environ["PYTHONPATH"] = before


def _write_metadata(site: Path, project: Mapping[str, Any]) -> None:
    name, version = str(project["name"]), str(project.get("version", "0"))
    facts = site / f"{name.replace('-', '_')}-{version}.dist-info"
    facts.mkdir()
    (facts / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {name}\nVersion: {version}\n")
    lines = [
        line
        for group, entries in project.get("entry-points", {}).items()
        for line in (f"[{group}]", *(f"{key} = {value}" for key, value in entries.items()))
    ]
    (facts / "entry_points.txt").write_text("\n".join(lines) + "\n")


def _readme_of(plugin: LoadedPlugin) -> str:
    if plugin.distribution is None:
        return ""
    distribution = importlib_metadata.distribution(plugin.distribution)
    # What is installed to be edited shows the README of the day it was installed.
    origin = json.loads(distribution.read_text("direct_url.json") or "{}")
    if origin.get("dir_info", {}).get("editable"):
        folder = Path(url2pathname(urlsplit(origin["url"]).path))
        return _readme_in(folder, _project_in(folder))
    return str(distribution.metadata.get("Description") or "")


def _readme_in(folder: Path, project: Mapping[str, Any]) -> str:
    file = folder / str(project.get("readme", "README.md"))
    return file.read_text(encoding="utf-8") if file.is_file() else ""
