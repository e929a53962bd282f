"""The commands that plugins add to the command line."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import typer
import typer.main

from dockergym.cli.output import warn
from dockergym.errors import PluginError
from dockergym.plugins.discovery import LoadedPlugin, discover
from dockergym.plugins.manager import ServerHooks


def plugin_commands() -> Iterator[tuple[str, str, Any]]:
    """Return the owner, the name and the command of all that plugins add; what they do wrong is shown."""
    try:
        found = discover()
    except PluginError as error:
        warn(error.detail)
        return
    for failure in found.failures:
        warn(str(failure))
    for plugin in (*found.environments, *found.plugins):
        for name, command in _commands_of(plugin).items():
            yield plugin.owner, name, command


def _commands_of(plugin: LoadedPlugin) -> dict[str, Any]:
    """Return what one plugin adds; a mistake of it costs its own commands only."""
    cli = typer.Typer()
    try:
        failures = ServerHooks([plugin]).add_commands(cli)
        commands = dict(typer.main.get_group(cli).commands)
    # typer raises whatever it likes about a function that it cannot make a command of.
    except Exception as error:
        warn(f"{plugin.owner}: its commands cannot be added: {type(error).__name__}: {error}")
        return {}
    for failure in failures:
        warn(failure.detail)
    return commands
