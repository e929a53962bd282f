"""The ``dockergym`` command line: its own commands, imported when used, and those that plugins add."""

from __future__ import annotations

from typing import Annotated, Any

import importlib_metadata
import typer
import typer.core
import typer.main

from dockergym.cli.command import DeferredCommand, load
from dockergym.cli.output import Verbose, errors_in_one_line, warn
from dockergym.errors import PluginError
from dockergym.plugins.discovery import installed_environments

COMMANDS = {
    "serve": "Serve environments over REST.",
    "new": "Make the package of a new environment.",
    "check": "Check an environment with its real workers, point by point.",
    "envs": "List the installed environments, and what is wrong with any.",
    "build": "Build the images that environments run in.",
    "doctor": "Find out what is missing on this machine, and how to get it.",
    "cleanup": "End the workers that a server which is gone has left behind.",
    "play": "Play an environment yourself, in the terminal.",
    "rollout": "Play many episodes at once, by a policy.",
    "sessions": "List the sessions of a server, show one, or end some.",
    "bench": "Measure how fast a server answers.",
}
"""Our commands and what they do; the module of each has its name."""


class CommandLine(typer.core.TyperGroup):
    """Our commands, then one for each installed environment, then whatever else plugins have added.

    No plugin is imported for ``--help``, nor for a command of ours.
    """

    def __init__(self, **attributes: Any) -> None:
        super().__init__(**attributes)
        for name, summary in COMMANDS.items():
            self.add_command(_own_command(name, summary))
        self._plugins_loaded = False
        self._deferred_names: set[str] = set()
        """Environments whose commands are listed and not loaded."""

    def invoke(self, ctx: Any) -> Any:
        """Run the command that was named."""
        with errors_in_one_line(ctx):
            return super().invoke(ctx)

    def list_commands(self, ctx: Any) -> list[str]:
        """Return the names of our commands and of the environments'."""
        for name in _environment_names():
            if name not in self.commands:
                self._deferred_names.add(name)
                self.add_command(self._deferred(name))
        return list(self.commands)

    def get_command(self, ctx: Any, cmd_name: str) -> Any:
        """Return the command of that name, or ``None``; plugins are loaded where it is not known yet."""
        if cmd_name not in self.commands:
            self._load_plugins()
        return self.commands.get(cmd_name)

    def _deferred(self, name: str) -> DeferredCommand:
        summary = f"Commands of the environment {name!r}."
        return DeferredCommand(name, summary, lambda: self._command_of(name))

    def _command_of(self, name: str) -> Any:
        self._load_plugins()
        if name in self._deferred_names:
            raise typer.BadParameter(f"the environment {name!r} adds no command of its own name")
        return self.commands[name]

    def _load_plugins(self) -> None:
        if self._plugins_loaded:
            return
        self._plugins_loaded = True
        for owner, name, command in load("dockergym.cli.plugin_commands").plugin_commands():
            if name in self.commands and name not in self._deferred_names:
                warn(f"{owner}: the command {name!r} is taken already and was not added")
                continue
            self._deferred_names.discard(name)
            self.add_command(command, name)


def _own_command(name: str, summary: str) -> DeferredCommand:
    return DeferredCommand(name, summary, lambda: typer.main.get_command(load(f"dockergym.cli.{name}").cli))


def _environment_names() -> list[str]:
    try:
        return installed_environments()
    except PluginError as error:
        warn(error.detail)
        return []


def _show_version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"dockergym {importlib_metadata.version('dockergym-core')}")
        raise typer.Exit


# Plain help: rich's takes twice as long to come up, and its tables cut the words of a command with many flags.
cli = typer.Typer(
    cls=CommandLine,
    name="dockergym",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)


@cli.callback()
def dockergym(
    verbose: Verbose = False,
    version: Annotated[
        bool, typer.Option("--version", is_eager=True, callback=_show_version, help="Show the version.")
    ] = False,
) -> None:
    """Serve gym-like text environments over REST, each worker in a container of its own."""
