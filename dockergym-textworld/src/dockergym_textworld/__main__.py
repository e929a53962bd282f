"""``python -m dockergym_textworld``: a server for TextWorld alone."""

from __future__ import annotations

from typing import Annotated

import typer

from dockergym.cli.command import Command
from dockergym.cli.flags import takes_settings
from dockergym.cli.output import Verbose
from dockergym.cli.serve.alone import serve_alone
from dockergym.settings import ServerSettings
from dockergym_textworld.settings import TextWorldSettings

# Rich's tables would leave this many flags too little room for their words.
cli = typer.Typer(add_completion=False, rich_markup_mode=None, pretty_exceptions_enable=False)


@cli.command(cls=Command)
@takes_settings(settings=ServerSettings)
def serve_textworld(
    settings: ServerSettings,
    data_volume: Annotated[
        str | None,
        typer.Option(
            metavar="HOST:CONTAINER[:ro]",
            help="Folder of game files, and where containers see it, such as ~/games:/data:ro "
            "(default: none; variable: DOCKERGYM_TEXTWORLD_DATA)",
            rich_help_panel="TextWorld",
        ),
    ] = None,
    verbose: Verbose = False,
) -> None:
    """Serve TextWorld over REST, until Ctrl-C or SIGTERM.

    The same as `dockergym serve textworld`, with TextWorld's own settings as flags beside the server's.
    """
    serve_alone("textworld", settings, TextWorldSettings, {"data": data_volume}, verbose=verbose)


if __name__ == "__main__":
    cli(prog_name="python -m dockergym_textworld")
