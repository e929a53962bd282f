"""Which plugins are installed: entry points found, loaded, and reported where they cannot be."""

from __future__ import annotations

import inspect
import re
import traceback
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass

import importlib_metadata

from dockergym.errors import EnvironmentNotFound, PluginError, suggestion

ENVIRONMENT_GROUP = "dockergym.envs"
PLUGIN_GROUP = "dockergym.plugins"

NAME_PATTERN = re.compile(r"[a-z0-9][a-z0-9_-]*")


@dataclass(frozen=True, slots=True)
class LoadedPlugin:
    """A plugin ready for use, and where it comes from."""

    name: str
    plugin: object
    """The module or object that has the hooks."""
    distribution: str | None = None
    """Distribution that brought it; ``None`` for one that a program made itself."""
    version: str | None = None
    """Version of that distribution."""

    @property
    def owner(self) -> str:
        """The plugin in words, for messages: ``plugin 'alfworld' of dockergym-alfworld 0.1.0``."""
        return f"plugin {self.name!r}{_of(self.distribution, self.version)}"


@dataclass(frozen=True, slots=True)
class PluginFailure:
    """A plugin that is installed and cannot be used."""

    name: str
    group: str
    """Entry-point group: ``dockergym.envs`` or ``dockergym.plugins``."""
    error: str
    """What is wrong, in a line or two."""
    distribution: str | None = None
    version: str | None = None
    traceback: str = ""
    """Where it was raised; empty where nothing was raised."""

    @property
    def owner(self) -> str:
        """The plugin in words, as `LoadedPlugin.owner`."""
        return f"plugin {self.name!r}{_of(self.distribution, self.version)}"

    def __str__(self) -> str:
        return f"{self.owner}: {self.error}"


@dataclass(frozen=True, slots=True)
class Discovery:
    """All that is installed."""

    environments: tuple[LoadedPlugin, ...] = ()
    """In the order of their names; each name once."""
    plugins: tuple[LoadedPlugin, ...] = ()
    """The cross-cutting ones, likewise."""
    failures: tuple[PluginFailure, ...] = ()

    def environment(self, name: str) -> LoadedPlugin:
        """Return the environment of that name.

        Raises:
            EnvironmentNotFound: none is installed under it.
            PluginError: it is installed and could not be loaded.
        """
        for found in self.environments:
            if found.name == name:
                return found
        for failure in self.failures:
            if failure.group == ENVIRONMENT_GROUP and failure.name == name:
                raise PluginError(f"environment {name!r} cannot be loaded: {failure}")
        known = [found.name for found in self.environments]
        raise _unknown(name, known)


def check_installed(names: Iterable[str]) -> None:
    """Check that environments of these names are installed, without importing any.

    Raises:
        EnvironmentNotFound: one is not; the message says which are, or which was meant.
        PluginError: two distributions name the same environment.
    """
    known = installed_environments()
    for name in names:
        if name not in known:
            raise _unknown(name, known)


def discover(environments: Collection[str] | None = None) -> Discovery:
    """Load what is installed; nothing that one plugin does wrong keeps another from being loaded.

    With ``environments``, only environments of these names are loaded, and every cross-cutting plugin.

    Raises:
        PluginError: two distributions name the same environment, or the same cross-cutting plugin.
    """
    wanted = [entry for entry in _entry_points(ENVIRONMENT_GROUP) if _is_wanted(entry.name, environments)]
    found = [_load(entry) for entry in wanted]
    others = [_load(entry) for entry in _entry_points(PLUGIN_GROUP)]
    return Discovery(
        environments=tuple(_loaded(found)),
        plugins=tuple(_loaded(others)),
        failures=tuple(result for result in (*found, *others) if isinstance(result, PluginFailure)),
    )


def installed_environments() -> list[str]:
    """Return the names of the installed environments, without importing any of them.

    Raises:
        PluginError: two distributions name the same environment.
    """
    return [entry.name for entry in _entry_points(ENVIRONMENT_GROUP)]


def _unknown(name: str, known: Sequence[str]) -> EnvironmentNotFound:
    advice = suggestion(name, known) or f"; installed: {', '.join(known) or 'none'}"
    return EnvironmentNotFound(f"unknown environment {name!r}{advice}")


def _of(distribution: str | None, version: str | None) -> str:
    if distribution is None:
        return ""
    return f" of {distribution} {version}" if version else f" of {distribution}"


def _is_wanted(name: str, names: Collection[str] | None) -> bool:
    return names is None or name in names


def _loaded(results: Iterable[LoadedPlugin | PluginFailure]) -> Iterator[LoadedPlugin]:
    return (result for result in results if isinstance(result, LoadedPlugin))


def _entry_points(group: str) -> list[importlib_metadata.EntryPoint]:
    """Return a group's entry points by name; a distribution that is visible twice counts once."""
    by_name: dict[str, importlib_metadata.EntryPoint] = {}
    for entry in importlib_metadata.entry_points(group=group):
        first = by_name.setdefault(entry.name, entry)
        if first is not entry:
            raise PluginError(
                f"the name {entry.name!r} is taken twice in {group}: by {_distribution(first)} "
                f"({first.value}) and by {_distribution(entry)} ({entry.value}); uninstall one of them"
            )
    return [by_name[name] for name in sorted(by_name)]


def _distribution(entry: importlib_metadata.EntryPoint) -> str:
    return entry.dist.name if entry.dist else "an unknown distribution"


def _load(entry: importlib_metadata.EntryPoint) -> LoadedPlugin | PluginFailure:
    if not NAME_PATTERN.fullmatch(entry.name):
        return _failure(
            entry, "a name is lower-case letters, digits, '-' and '_', and begins with neither sign"
        )
    try:
        plugin = entry.load()
    except (Exception, SystemExit) as exc:
        return _failure(entry, f"{type(exc).__name__}: {exc}", traceback.format_exc())
    if inspect.isclass(plugin):
        return _failure(entry, f"{entry.value} is a class; name a module, or an instance of the class")
    return LoadedPlugin(
        name=entry.name,
        plugin=plugin,
        distribution=entry.dist.name if entry.dist else None,
        version=entry.dist.version if entry.dist else None,
    )


def _failure(entry: importlib_metadata.EntryPoint, error: str, trace: str = "") -> PluginFailure:
    return PluginFailure(
        name=entry.name,
        group=entry.group,
        error=error,
        distribution=entry.dist.name if entry.dist else None,
        version=entry.dist.version if entry.dist else None,
        traceback=trace,
    )
