"""``dockergym new``: the package of a new environment, from the template."""

from __future__ import annotations

import runpy
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated, Literal

import typer
from cookiecutter.exceptions import CookiecutterException
from cookiecutter.main import cookiecutter
from rich.markup import escape

from dockergym.cli.command import Command
from dockergym.cli.output import Verbose, console
from dockergym.errors import ConfigurationError
from dockergym.plugins.discovery import installed_environments

cli = typer.Typer(add_completion=False, rich_markup_mode=None)

TEMPLATE = Path(__file__).parents[1] / "templates" / "cookiecutter-env"
"""The template of an environment package."""


@cli.command(cls=Command, no_args_is_help=True)
def new(
    name: Annotated[
        str,
        typer.Argument(
            metavar="NAME", help="Name of the environment, such as word-chess; the rest follows from it."
        ),
    ],
    worker: Annotated[
        Literal["sdk", "custom"],
        typer.Option(
            help="What the worker is written with: Python and the worker SDK, the default, or any language "
            "that reads and writes JSON lines."
        ),
    ] = "sdk",
    data: Annotated[
        Literal["none", "volume"],
        typer.Option(help="Whether the tasks lie in a folder of the host, which workers see read-only."),
    ] = "none",
    into: Annotated[
        Path, typer.Option(metavar="FOLDER", file_okay=False, help="Folder to make it in; default: this one.")
    ] = Path(),
    verbose: Verbose = False,
) -> None:
    """Make the package of a new environment: plugin, worker, image, tests, README, all of it working as it is."""
    package = make_package(name, into, worker=worker, data=data)
    out = console()
    out.print(
        f"made [bold]{escape(str(package))}[/bold]: a number to guess, for your environment to take its place"
    )
    for line in (
        f"pip install --editable '{package}[dev]'",
        f"pytest {package}",
        f"dockergym build {name}",
        f"dockergym check {name}",
        f"dockergym serve {name}",
    ):
        out.print(f"  {escape(line)}", soft_wrap=True)


def make_package(name: str, into: Path, *, worker: str = "sdk", data: str = "none") -> Path:
    """Make the package of a new environment in a folder, and return the package's own.

    Raises:
        ConfigurationError: the name cannot be used, or there is a package of that name already.
    """
    if reason := reason_against(name):
        raise ConfigurationError(reason)
    package = into / f"dockergym-{name}"
    if package.exists():
        raise ConfigurationError(f"{package} is there already; remove it, or make another with --into FOLDER")
    wishes = {"name": name, "worker": worker, "data": data}
    try:
        into.mkdir(parents=True, exist_ok=True)
        with _temporary_folder() as folder:
            made = cookiecutter(
                str(TEMPLATE),
                no_input=True,
                extra_context=wishes,
                output_dir=str(into),
                config_file=str(_settings_of_nobody(folder)),
            )
    except (CookiecutterException, OSError) as error:
        raise ConfigurationError(f"{package} cannot be made: {error}") from error
    return Path(made)


def reason_against(name: str) -> str:
    """Return why an environment cannot have this name, and what to do; an empty string where it can."""
    # The template refuses it by itself where dockergym is not installed, so the rule is the template's.
    rule = runpy.run_path(str(TEMPLATE / "hooks" / "pre_gen_project.py"))["reason_against"]
    if reason := str(rule(name)):
        return reason
    if name in installed_environments():
        return f"an environment {name!r} is installed; uninstall it, or take another name"
    return ""


@contextmanager
def _temporary_folder() -> Iterator[Path]:
    """Make a folder for whatever is temporary: cookiecutter leaves the hooks it has run where others are kept."""
    before = tempfile.tempdir
    with tempfile.TemporaryDirectory(prefix="dockergym-new-") as folder:
        tempfile.tempdir = folder
        try:
            yield Path(folder)
        finally:
            tempfile.tempdir = before


def _settings_of_nobody(folder: Path) -> Path:
    """Return settings of cookiecutter's that are nobody's, and leave nothing in his home."""
    file = folder / "settings.yaml"
    lines = [f"{kind}_dir: '{folder / kind}'" for kind in ("cookiecutters", "replay")]
    file.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return file
