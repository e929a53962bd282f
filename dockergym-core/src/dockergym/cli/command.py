"""The kinds of command that ours are: errors in one line, words up to the next flag, imported when used."""

from __future__ import annotations

import importlib
import shlex
from collections.abc import Callable, Collection, Iterator, Sequence
from typing import Any

import typer.core

from dockergym.cli.output import errors_in_one_line
from dockergym.errors import ConfigurationError

WORD_LISTS = frozenset({"worker_command"})
"""Settings whose flag takes every word up to the next flag."""


class Command(typer.core.TyperCommand):
    """A command that shows our errors in one line, and whose word lists may be written without quotes."""

    def invoke(self, ctx: Any) -> Any:
        """Run the command."""
        with errors_in_one_line(ctx):
            return super().invoke(ctx)

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Read the arguments, several words after a word list's flag among them."""
        parameters = self.get_params(ctx)
        flags = {flag for one in parameters for flag in (*one.opts, *one.secondary_opts) if flag[:2] == "--"}
        lists = {flag for one in parameters if one.name in WORD_LISTS for flag in one.opts}
        return super().parse_args(ctx, list(words_joined(args, lists, flags)))

    def format_options(self, ctx: Any, formatter: Any) -> None:
        """Write the options under the headings of their panels; only the help without rich comes here."""
        sections: dict[str, list[tuple[str, str]]] = {}
        for one in self.get_params(ctx):
            if record := one.get_help_record(ctx):
                plain = "Arguments" if one.param_type_name == "argument" else "Options"
                sections.setdefault(getattr(one, "rich_help_panel", None) or plain, []).append(record)
        for heading, records in sections.items():
            with formatter.section(heading):
                formatter.write_dl(records)


class DeferredCommand(typer.core.TyperCommand):
    """A command of which the name and the summary are known before it is made."""

    def __init__(self, name: str, summary: str, load: Callable[[], Any]) -> None:
        super().__init__(name=name, help=summary)
        self._load = load

    def make_context(self, info_name: str | None, args: list[str], parent: Any = None, **extra: Any) -> Any:
        """Return the context of the command proper; it, and not this one, is invoked then."""
        return self._load().make_context(info_name, args, parent=parent, **extra)


def load(module: str) -> Any:
    """Return a module that is imported only when it is needed: the command line must come up at once."""
    return importlib.import_module(module)


def words_of(typed: Sequence[str]) -> list[str]:
    """Return the words of a word list: those that were typed, or those in the one text in quotes.

    Raises:
        ConfigurationError: a quote in it is not closed.
    """
    if len(typed) != 1:
        return list(typed)
    try:
        return shlex.split(typed[0])
    except ValueError as error:
        raise ConfigurationError(f"{typed[0]!r} is not a command: {error}") from error


def words_joined(args: Sequence[str], lists: Collection[str], flags: Collection[str]) -> Iterator[str]:
    """Return the arguments with ``--list one two --next`` written as ``--list=one --list=two --next``.

    A list ends at the next of the flags, or at ``--``. Other dashes (``python -u``) belong to it.
    """
    current: str | None = None
    for arg in args:
        if arg == "--" and current is not None:
            current = None
        elif arg in lists:
            current = arg
        elif arg.partition("=")[0] in flags:
            current = None
            yield arg
        elif current is not None:
            yield f"{current}={arg}"
        else:
            yield arg
