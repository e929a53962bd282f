"""``python -m dockergym_alfworld``: a server for ALFWorld alone."""

from __future__ import annotations

from typing import Annotated, Literal

import typer

from dockergym.cli.command import Command
from dockergym.cli.flags import takes_settings
from dockergym.cli.output import Verbose
from dockergym.cli.serve.alone import serve_alone
from dockergym.settings import ServerSettings
from dockergym_alfworld.settings import AlfworldSettings

PANEL = "ALFWorld"

# Rich's tables would leave this many flags too little room for their words.
cli = typer.Typer(add_completion=False, rich_markup_mode=None, pretty_exceptions_enable=False)


@cli.command(cls=Command)
@takes_settings(settings=ServerSettings)
def serve_alfworld(
    settings: ServerSettings,
    data_volume: Annotated[
        str | None,
        typer.Option(
            metavar="HOST:CONTAINER[:ro]",
            help="Folder that holds json_2.1.1, and where containers see it, such as ~/games:/data:ro "
            "(default: ALFWORLD_DATA, else ~/.cache/alfworld; variable: DOCKERGYM_ALFWORLD_DATA)",
            rich_help_panel=PANEL,
        ),
    ] = None,
    starter: Annotated[
        Literal["auto", "only", "add", "never"] | None,
        typer.Option(
            help="When the games that come with the package are served: where the data folder has none (auto), "
            "only they, in addition to the others, or never (default: auto; variable: DOCKERGYM_ALFWORLD_STARTER)",
            rich_help_panel=PANEL,
        ),
    ] = None,
    engine: Annotated[
        Literal["auto", "fast", "upstream"] | None,
        typer.Option(
            help="What plays the games: alfworld's own classes (upstream), a faster engine with the same output "
            "(fast), or the faster one where it fits what is installed (default: auto; variable: "
            "DOCKERGYM_ALFWORLD_ENGINE)",
            rich_help_panel=PANEL,
        ),
    ] = None,
    verbose: Verbose = False,
) -> None:
    """Serve ALFWorld over REST, until Ctrl-C or SIGTERM.

    The same as `dockergym serve alfworld`, with ALFWorld's own settings as flags beside the server's.
    """
    given = {"data": data_volume, "starter": starter, "engine": engine}
    serve_alone("alfworld", settings, AlfworldSettings, given, verbose=verbose)


if __name__ == "__main__":
    cli(prog_name="python -m dockergym_alfworld")
