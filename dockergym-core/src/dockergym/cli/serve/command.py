"""``dockergym serve``: installed environments, or one described by hand, over REST."""

from __future__ import annotations

import os
from typing import Annotated

import typer

from dockergym.cli.command import Command
from dockergym.cli.flags import Flag, GivenFlags, flags_of, takes_flags
from dockergym.cli.output import Verbose
from dockergym.errors import ConfigurationError
from dockergym.plugins.discovery import check_installed, installed_environments
from dockergym.settings import ServerConfig, ServerSettings

cli = typer.Typer(add_completion=False, rich_markup_mode=None)


@cli.command(cls=Command)
@takes_flags(ServerConfig)
def serve(
    flags: GivenFlags,
    names: Annotated[
        list[str] | None, typer.Argument(metavar="NAME", help="Installed environments to serve.")
    ] = None,
    all_environments: Annotated[
        bool, typer.Option("--all", help="Serve every installed environment.")
    ] = False,
    verbose: Verbose = False,
) -> None:
    """Serve environments over REST, until Ctrl-C (ends the sessions) or SIGTERM (leaves them to the next server).

    Name installed environments, or take --all; or describe one by hand with --docker-image and
    --worker-command, or with --openenv-image. Flags go before variables, and variables before defaults.
    """
    settings, environments = _what_to_serve(flags, list(dict.fromkeys(names or ())), all_environments)
    # FastAPI takes most of a second to import, which `--help` and a mistake in the flags need not wait for.
    from dockergym.cli.serve.serving import serve as serve_until_stopped

    serve_until_stopped(settings, environments=environments, verbose=verbose)


def _what_to_serve(
    flags: GivenFlags, names: list[str], all_environments: bool
) -> tuple[ServerSettings, list[str] | None]:
    """Return the settings, and the names of the environments; ``None`` where they are not named."""
    by_hand = [flag for flag in flags_of(ServerConfig) if flag.field not in ServerSettings.model_fields]
    given = [flag.names[0] for flag in by_hand if flag.field in flags]
    if names and all_environments:
        raise ConfigurationError("name environments, or pass --all, not both")
    if names or all_environments:
        if given:
            raise ConfigurationError(
                f"{', '.join(given)}: only for an environment described by hand, not for installed ones"
            )
        check_installed(names)
        return flags.settings(ServerSettings), names or None
    if given or _described_by_variables(by_hand):
        return flags.settings(ServerConfig), None
    raise ConfigurationError(
        f"say what to serve: --all, the names of installed environments ({_installed()}), --openenv-image, or "
        "--docker-image and --worker-command"
    )


def _described_by_variables(flags: list[Flag]) -> bool:
    needed = ("docker_image", "openenv_image", "worker_command")
    return any(os.environ.get(flag.variable) for flag in flags if flag.field in needed)


def _installed() -> str:
    return ", ".join(installed_environments()) or "none is installed"
