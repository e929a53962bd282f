"""Which server a command of a client talks to."""

from __future__ import annotations

from typing import Annotated

import typer

from dockergym.cli.flags import GivenFlags
from dockergym.serverlock import running_server
from dockergym.settings import ServerSettings

EnvironmentName = Annotated[
    str, typer.Argument(metavar="NAME", help="Name of a served environment, or its whole address.")
]
ServerAddress = Annotated[
    str | None,
    typer.Option(
        "--url",
        metavar="URL",
        envvar="DOCKERGYM_URL",
        show_envvar=False,
        help="Address of the server (DOCKERGYM_URL); default: the one that runs on this machine. "
        "Its key is taken from DOCKERGYM_API_KEY.",
    ),
]


def environment_address(name: str, url: str | None) -> str:
    """Return the address of an environment: on the server named, or else on the one that runs here."""
    if "://" in name:
        return name
    return f"{(url or _server_here()).rstrip('/')}/envs/{name}"


def _server_here() -> str:
    settings = GivenFlags().settings(ServerSettings)
    running = running_server(settings.state_dir, settings.name)
    if running is not None and running.url:
        return running.url
    return f"http://127.0.0.1:{settings.port}"
