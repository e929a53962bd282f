"""The installed environments with what they say they are, and what keeps any of them from saying it."""

from __future__ import annotations

import asyncio
from collections.abc import Collection
from dataclasses import dataclass

from dockergym.errors import DockerGymError
from dockergym.plugins.discovery import (
    ENVIRONMENT_GROUP,
    Discovery,
    LoadedPlugin,
    PluginFailure,
    check_installed,
    discover,
)
from dockergym.plugins.manager import EnvironmentHooks
from dockergym.plugins.specs import EnvSpec
from dockergym.settings import ServerSettings


@dataclass(frozen=True, slots=True)
class InstalledEnvironment:
    """An environment that can be used, as far as its plugin says."""

    plugin: LoadedPlugin
    spec: EnvSpec
    hooks: EnvironmentHooks

    @property
    def name(self) -> str:
        """Its namespace."""
        return self.plugin.name

    @property
    def version(self) -> str:
        """The version that the spec states, else its distribution's, else an empty string."""
        return self.spec.version or self.plugin.version or ""


@dataclass(frozen=True, slots=True)
class Installed:
    """All that is installed."""

    environments: tuple[InstalledEnvironment, ...]
    failures: tuple[PluginFailure, ...]
    discovery: Discovery


def installed(settings: ServerSettings, names: Collection[str] | None = None) -> Installed:
    """Load the installed environments, or those of these names.

    Raises:
        EnvironmentNotFound: one that was named is not installed.
        PluginError: one that was named cannot be loaded, or two distributions give the same name.
    """
    check_installed(names or ())
    found = discover(names)
    for name in names or ():
        found.environment(name)
    environments, failures = asyncio.run(_specs(found, settings))
    if names and failures:
        raise failures[0][1]
    shown = tuple(_failure(plugin, error) for plugin, error in failures)
    return Installed(tuple(environments), (*found.failures, *shown), found)


async def _specs(
    found: Discovery, settings: ServerSettings
) -> tuple[list[InstalledEnvironment], list[tuple[LoadedPlugin, DockerGymError]]]:
    environments: list[InstalledEnvironment] = []
    failures: list[tuple[LoadedPlugin, DockerGymError]] = []
    for plugin in found.environments:
        try:
            hooks = EnvironmentHooks(plugin, found.plugins)
            environments.append(InstalledEnvironment(plugin, await hooks.env_spec(settings), hooks))
        except DockerGymError as error:
            failures.append((plugin, error))
    return environments, failures


def _failure(plugin: LoadedPlugin, error: DockerGymError) -> PluginFailure:
    return PluginFailure(
        name=plugin.name,
        group=ENVIRONMENT_GROUP,
        error=error.detail,
        distribution=plugin.distribution,
        version=plugin.version,
    )
