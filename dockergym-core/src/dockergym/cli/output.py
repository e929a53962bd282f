"""What every command shows in the same way: errors in one line, and the traceback for those who ask."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from typing import Annotated, Any

import rich.console
import rich.markup
import typer

from dockergym.errors import ConfigurationError, DockerGymError

EXIT_FAILED = 1
EXIT_MISTAKE = 2
"""What was asked for cannot be done as it was asked."""

_VERBOSE = "dockergym.verbose"


def console() -> rich.console.Console:
    """Return the console for what a command answers."""
    return rich.console.Console(highlight=False)


def error_console() -> rich.console.Console:
    """Return the console for what went wrong, and for progress."""
    return rich.console.Console(stderr=True, highlight=False)


def _remember(context: typer.Context, verbose: bool) -> bool:
    if verbose:
        context.meta[_VERBOSE] = True
    return verbose


Verbose = Annotated[
    bool,
    typer.Option("--verbose", "-v", callback=_remember, help="Say more: log lines, tracebacks."),
]


def report(error: DockerGymError, *, traceback: bool) -> None:
    """Print an error, with where it was raised if that is wanted."""
    out = error_console()
    out.print(f"[bold red]error:[/bold red] {rich.markup.escape(error.detail)}", soft_wrap=True)
    if traceback:
        out.print_exception()


def warn(message: str) -> None:
    """Print what is wrong and does not keep the command from going on."""
    error_console().print(f"[yellow]warning:[/yellow] {rich.markup.escape(message)}", soft_wrap=True)


def megabytes(size: int) -> str:
    """Return a size in bytes in words, as Docker says it."""
    return f"{size / 1e6:,.0f} MB"


def exit_code_of(error: DockerGymError) -> int:
    """Return 2 for what the caller can mend on the command line, else 1."""
    return EXIT_MISTAKE if isinstance(error, ConfigurationError | LookupError) else EXIT_FAILED


@contextlib.contextmanager
def errors_in_one_line(context: Any) -> Iterator[None]:
    """Show what is raised of our errors in one line, and leave with a code that says so."""
    try:
        yield
    except DockerGymError as error:
        report(error, traceback=context.meta.get(_VERBOSE, False))
        raise typer.Exit(exit_code_of(error)) from error
