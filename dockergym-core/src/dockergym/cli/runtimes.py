"""The runtimes that commands can look at: the core's and those of plugins."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from dockergym.plugins.discovery import LoadedPlugin, discover
from dockergym.plugins.manager import ServerHooks
from dockergym.plugins.specs import RuntimeSpec
from dockergym.runtimes import builtin

BUILTIN = LoadedPlugin(name="runtimes", plugin=builtin, distribution="dockergym-core")


def known_runtimes(plugins: Iterable[LoadedPlugin] | None = None) -> Mapping[str, RuntimeSpec]:
    """Return the runtimes by name; ``None``: with those of every installed cross-cutting plugin.

    Raises:
        PluginError: a name is taken twice, or a plugin is misspelt.
    """
    others = discover(()).plugins if plugins is None else plugins
    return ServerHooks((BUILTIN, *others)).runtimes()
