"""``python -m dockergym_scienceworld``: a server for ScienceWorld alone."""

from __future__ import annotations

from typing import Annotated

import typer

from dockergym.cli.command import Command
from dockergym.cli.flags import takes_settings
from dockergym.cli.output import Verbose
from dockergym.cli.serve.alone import serve_alone
from dockergym.settings import ServerSettings
from dockergym_scienceworld.settings import ScienceWorldSettings

# Rich's tables would leave this many flags too little room for their words.
cli = typer.Typer(add_completion=False, rich_markup_mode=None, pretty_exceptions_enable=False)


@cli.command(cls=Command)
@takes_settings(settings=ServerSettings)
def serve_scienceworld(
    settings: ServerSettings,
    heap_mb: Annotated[
        int | None,
        typer.Option(
            help="Memory of a simulator's Java heap in MiB (default: 384; variable: "
            "DOCKERGYM_SCIENCEWORLD_HEAP_MB)",
            rich_help_panel="ScienceWorld",
        ),
    ] = None,
    verbose: Verbose = False,
) -> None:
    """Serve ScienceWorld over REST, until Ctrl-C or SIGTERM.

    The same as `dockergym serve scienceworld`, with ScienceWorld's own settings as flags beside the server's.
    """
    serve_alone("scienceworld", settings, ScienceWorldSettings, {"heap_mb": heap_mb}, verbose=verbose)


if __name__ == "__main__":
    cli(prog_name="python -m dockergym_scienceworld")
