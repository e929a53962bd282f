"""``dockergym envs``: what is installed, and what keeps any of it from being used."""

from __future__ import annotations

import contextlib
import json
from collections.abc import Iterable
from typing import Annotated, Any

import rich.box
import typer
from rich.markup import escape
from rich.table import Table

from dockergym.cli.command import Command
from dockergym.cli.flags import GivenFlags
from dockergym.cli.image_states import EnvironmentImage, ImageState, image_of
from dockergym.cli.installed import Installed, InstalledEnvironment, installed
from dockergym.cli.output import Verbose, console, megabytes
from dockergym.errors import DockerGymError, RuntimeUnavailable
from dockergym.plugins.discovery import PluginFailure
from dockergym.plugins.specs import Capabilities
from dockergym.runtimes.docker.images import LOOK_TIMEOUT_S, ImageStore, image_store
from dockergym.settings import ServerSettings

cli = typer.Typer(add_completion=False, rich_markup_mode=None)

_STATES = {
    ImageState.NONE: "[dim]none; local only[/dim]",
    ImageState.PRESENT: "[green]present[/green]",
    ImageState.STALE: "[yellow]stale[/yellow]",
    ImageState.MISSING: "[red]missing[/red]",
    ImageState.UNKNOWN: "[dim]no Docker[/dim]",
}


@cli.command(cls=Command)
def envs(
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON, for programs.")] = False,
    verbose: Verbose = False,
) -> None:
    """List the installed environments, and the plugins that cannot be used with the reason."""
    found = installed(GivenFlags().settings(ServerSettings))
    with contextlib.ExitStack() as stack:
        store = _engine_if_it_answers(stack)
        images = {one.name: _image_of(one, store) for one in found.environments}
    if as_json:
        typer.echo(json.dumps(_described(found, images), indent=2))
    else:
        _show(found, images, verbose)


def _engine_if_it_answers(stack: contextlib.ExitStack) -> ImageStore | None:
    try:
        return stack.enter_context(image_store(LOOK_TIMEOUT_S))
    except RuntimeUnavailable:
        return None


def _image_of(environment: InstalledEnvironment, store: ImageStore | None) -> EnvironmentImage:
    try:
        return image_of(environment, store)
    except DockerGymError:
        return EnvironmentImage(ImageState.UNKNOWN)


def _show(found: Installed, images: dict[str, EnvironmentImage], verbose: bool) -> None:
    out = console()
    if found.environments:
        out.print(_table(found.environments, images))
    else:
        out.print("no environment is installed; install one, such as: pip install dockergym-alfworld")
    unbuilt = [name for name, one in images.items() if one.state in (ImageState.MISSING, ImageState.STALE)]
    if unbuilt:
        out.print(f"build what is missing or stale with: [bold]dockergym build {' '.join(unbuilt)}[/bold]")
    for failure in found.failures:
        out.print(f"[red]cannot be used:[/red] {escape(str(failure))}", soft_wrap=True)
        if verbose and failure.traceback:
            out.print(escape(failure.traceback), style="dim")


def _table(environments: Iterable[InstalledEnvironment], images: dict[str, EnvironmentImage]) -> Table:
    table = Table("name", "version", "image", "declared", "distribution", box=rich.box.SIMPLE)
    for one in environments:
        state = images[one.name]
        size = f", {megabytes(state.image.size)}" if state.image else ""
        table.add_row(
            f"[bold]{one.name}[/bold]",
            escape(one.version),
            _STATES[state.state] + size,
            ", ".join(_declared(one.spec.capabilities)) or "[dim]nothing[/dim]",
            escape(_distribution(one)),
        )
    return table


def _declared(capabilities: Capabilities) -> Iterable[str]:
    words = {
        "deterministic": capabilities.deterministic,
        "fork": capabilities.fork,
        "share": capabilities.share_containers,
        "reuse": capabilities.reuse_containers,
        "walkthrough": capabilities.walkthrough,
        "seeded": capabilities.seeded,
    }
    return (word for word, holds in words.items() if holds)


def _distribution(environment: InstalledEnvironment) -> str:
    plugin = environment.plugin
    return f"{plugin.distribution or ''} {plugin.version or ''}".strip()


def _described(found: Installed, images: dict[str, EnvironmentImage]) -> dict[str, Any]:
    return {
        "environments": [_environment(one, images[one.name]) for one in found.environments],
        "failures": [_failure(one) for one in found.failures],
    }


def _environment(environment: InstalledEnvironment, image: EnvironmentImage) -> dict[str, Any]:
    can = environment.spec.capabilities
    return {
        "name": environment.name,
        "title": environment.spec.title,
        "version": environment.version,
        "distribution": environment.plugin.distribution,
        "distribution_version": environment.plugin.version,
        "image": {
            "name": environment.spec.image,
            "state": image.state.value,
            "digest": image.image.digest if image.image else None,
            "size": image.image.size if image.image else None,
        },
        "capabilities": {
            "deterministic": can.deterministic,
            "fork": can.fork,
            "share_containers": can.share_containers,
            "reuse_containers": can.reuse_containers,
            "walkthrough": can.walkthrough,
            "seeded": can.seeded,
        },
    }


def _failure(failure: PluginFailure) -> dict[str, Any]:
    return {
        "name": failure.name,
        "group": failure.group,
        "distribution": failure.distribution,
        "distribution_version": failure.version,
        "error": failure.error,
    }
