"""``dockergym play``: a person plays an environment in the terminal."""

from __future__ import annotations

import contextlib
import signal
from collections.abc import Iterator
from types import FrameType
from typing import Annotated, NoReturn

import typer
from rich.markup import escape

from dockergym.cli.addresses import EnvironmentName, ServerAddress
from dockergym.cli.command import Command
from dockergym.cli.flags import GivenFlags
from dockergym.cli.output import Verbose, console
from dockergym.cli.params import GivenParams, parsed_params
from dockergym.cli.play.game import HELP, Game, Wanted
from dockergym.cli.play.lines import lines_of_player
from dockergym.cli.play.screen import Screen
from dockergym.cli.play.server import Place, place_for
from dockergym.client import EnvClient
from dockergym.errors import ConfigurationError
from dockergym.settings import ServerSettings

cli = typer.Typer(add_completion=False, rich_markup_mode=None)


@cli.command(cls=Command)
def play(
    name: EnvironmentName,
    env_id: Annotated[str | None, typer.Option("--env-id", metavar="ID", help="Task to play.")] = None,
    seed: Annotated[
        int | None, typer.Option(min=0, metavar="N", help="Seed: the same one begins the same episode.")
    ] = None,
    param: GivenParams = None,
    resume: Annotated[
        str | None, typer.Option(metavar="ID", help="Session to go on with, in place of beginning one.")
    ] = None,
    server: Annotated[
        str | None,
        typer.Option(
            "--server",
            metavar="NAME",
            help="Name of the server of this machine to play on; where none of it runs, one is started under it.",
        ),
    ] = None,
    url: ServerAddress = None,
    verbose: Verbose = False,
) -> None:
    """Play an environment in the terminal: type an action, or the number of a listed command.

    Without --url it is played on the server that runs on this machine; where none runs that serves it, one is
    started for it and stopped afterwards.
    """
    if resume is not None and (env_id is not None or seed is not None or param):
        raise ConfigurationError(
            "--resume goes on with a session as it is: leave out --env-id, --seed and --param"
        )
    wanted = Wanted(env_id=env_id, seed=seed, params=parsed_params(param), session_id=resume)
    with _ended_in_order(), place_for(name, url, server) as place:
        _play(place, wanted)


def _play(place: Place, wanted: Wanted) -> None:
    settings = GivenFlags().settings(ServerSettings)
    lines = lines_of_player(list(HELP), settings.state_dir)
    with EnvClient(place.address, run="play") as env:
        game = Game(env, wanted, lines, Screen())
        game.play()
    if game.detached is not None:
        again = f"dockergym play {place.resume_with} --resume {game.detached}"
        console().print(f"the session goes on; resume it with: [bold]{escape(again)}[/bold]", soft_wrap=True)


@contextlib.contextmanager
def _ended_in_order() -> Iterator[None]:
    """Let a terminal that is closed, or a SIGTERM, end the session as leaving does."""
    handled = (signal.SIGTERM, signal.SIGHUP)
    before = {one: signal.signal(one, _leave) for one in handled}
    try:
        yield
    finally:
        for one, handler in before.items():
            signal.signal(one, handler)


def _leave(number: int, frame: FrameType | None) -> NoReturn:
    raise SystemExit(128 + number)
