"""``dockergym build``: make the images that environments run in."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

import typer
from rich.markup import escape

from dockergym.cli.command import Command
from dockergym.cli.flags import GivenFlags
from dockergym.cli.installed import InstalledEnvironment, installed
from dockergym.cli.output import Verbose, console, error_console, megabytes, warn
from dockergym.errors import ConfigurationError
from dockergym.images import LABEL_SOURCE, LABEL_VERSION, build_context
from dockergym.runtimes.docker.images import BuildStep, ImageStore, image_store
from dockergym.settings import ServerSettings

cli = typer.Typer(add_completion=False, rich_markup_mode=None)

_SHOWN_CHARACTERS = 100


@dataclass(frozen=True, slots=True)
class _Wishes:
    wheels: Path | None
    base: str | None
    no_cache: bool
    verbose: bool


@cli.command(cls=Command, no_args_is_help=True)
def build(
    names: Annotated[list[str] | None, typer.Argument(metavar="NAME", help="Environments.")] = None,
    all_environments: Annotated[
        bool, typer.Option("--all", help="Every environment that has an image.")
    ] = False,
    wheels: Annotated[
        Path | None,
        typer.Option(
            metavar="FOLDER",
            help="Folder of wheels that the build may install from, made on Linux (`pip wheel`): "
            "then nothing has to be compiled.",
        ),
    ] = None,
    base: Annotated[
        str | None,
        typer.Option(metavar="IMAGE", help="Image to build upon, in place of the Dockerfile's own."),
    ] = None,
    no_cache: Annotated[bool, typer.Option("--no-cache", help="Do every step again.")] = False,
    verbose: Verbose = False,
) -> None:
    """Build the images of environments from their installed packages, on this machine's Docker engine."""
    wishes = _Wishes(wheels, base, no_cache, verbose)
    chosen = _chosen(names or [], all_environments)
    with image_store() as store:
        for environment in chosen:
            _build(store, environment, wishes)


def _chosen(names: Sequence[str], all_environments: bool) -> list[InstalledEnvironment]:
    if bool(names) == all_environments:
        raise ConfigurationError("name the environments to build, or pass --all")
    found = installed(GivenFlags().settings(ServerSettings), names or None)
    if all_environments:
        for failure in found.failures:
            warn(str(failure))
        return [one for one in found.environments if one.spec.build is not None]
    return list(found.environments)


def _build(store: ImageStore, environment: InstalledEnvironment, wishes: _Wishes) -> None:
    spec = environment.spec
    if spec.image is None:
        raise ConfigurationError(
            f"environment {environment.name!r} runs without an image; there is nothing to build"
        )
    if spec.build is None:
        raise ConfigurationError(
            f"environment {environment.name!r} does not say how its image is built; "
            f"get it with: docker pull {spec.image}"
        )
    context = build_context(spec.build, wishes.wheels)
    progress = error_console()
    progress.print(f"building [bold]{escape(spec.image)}[/bold] from {len(context.files)} files")
    begun = time.monotonic()
    with progress.status("sending the build context") as status:

        def clock() -> str:
            return f"{time.monotonic() - begun:6.1f} s"

        def show_step(step: BuildStep) -> None:
            progress.print(f"[dim]{clock()}[/dim]  {escape(_shortened(str(step)))}", soft_wrap=True)
            status.update(escape(_shortened(step.instruction)))

        def show_output(line: str) -> None:
            if wishes.verbose:
                progress.print(f"          [dim]{escape(line)}[/dim]", soft_wrap=True)
            status.update(escape(_shortened(line)))

        image = store.build(
            context,
            spec.image,
            labels={LABEL_SOURCE: context.digest, LABEL_VERSION: environment.version},
            base=wishes.base,
            no_cache=wishes.no_cache,
            on_step=show_step,
            on_output=show_output,
        )
    took = time.monotonic() - begun
    console().print(f"built [bold]{escape(image.name)}[/bold]: {megabytes(image.size)} in {took:.1f} s")


def _shortened(text: str) -> str:
    return text if len(text) <= _SHOWN_CHARACTERS else text[: _SHOWN_CHARACTERS - 1] + "…"
