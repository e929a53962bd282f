"""``dockergym sessions``: what runs on a server, and ending it."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Annotated, Any

import rich.box
import typer
from rich.markup import escape
from rich.table import Table

from dockergym.cli.addresses import EnvironmentName, ServerAddress, environment_address
from dockergym.cli.command import Command
from dockergym.cli.output import Verbose, console
from dockergym.cli.server_facts import end_session
from dockergym.client import AsyncEnvClient, EpisodeState
from dockergym.errors import ConfigurationError

cli = typer.Typer(add_completion=False, rich_markup_mode=None)

_TIMEOUT_S = 10.0
_COLUMNS = ("session_id", "env_id", "status", "step", "run", "rollout", "seed", "last_active_at")


@dataclass(frozen=True, slots=True)
class _Wishes:
    run: str | None
    show: str | None
    end_all: bool
    as_json: bool


@cli.command(cls=Command)
def sessions(
    name: EnvironmentName,
    run: Annotated[str | None, typer.Option(metavar="RUN", help="Only those of this run.")] = None,
    show: Annotated[
        str | None, typer.Option(metavar="ID", help="Show one session and what its environment said last.")
    ] = None,
    end: Annotated[
        list[str] | None, typer.Option(metavar="ID", help="End a session; may be repeated.")
    ] = None,
    end_all: Annotated[bool, typer.Option("--end-all", help="End them all, or those of the run.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON, for programs.")] = False,
    url: ServerAddress = None,
    verbose: Verbose = False,
) -> None:
    """List the live sessions of an environment that is served, show one, or end some."""
    if sum((show is not None, bool(end), end_all)) > 1:
        raise ConfigurationError("give one of --show, --end and --end-all")
    address = environment_address(name, url)
    if end:
        _end_each(address, end, as_json)
        return
    asyncio.run(_obey(address, _Wishes(run, show, end_all, as_json)))


async def _obey(address: str, wishes: _Wishes) -> None:
    client: AsyncEnvClient[str, str] = AsyncEnvClient(address, timeout_s=_TIMEOUT_S)
    async with client as env:
        if wishes.show is not None:
            await _show_one(env, wishes.show, wishes.as_json)
        elif wishes.end_all:
            _tell_ended(await env.end_sessions(run=wishes.run), wishes.as_json)
        else:
            _list(await env.sessions(run=wishes.run), wishes.as_json)


def _end_each(address: str, session_ids: Sequence[str], as_json: bool) -> None:
    """End one after the other until the server says no; tell of those that were ended."""
    ended: list[str] = []
    try:
        for session_id in session_ids:
            end_session(address, session_id)
            ended.append(session_id)
    finally:
        _tell_ended(ended, as_json)


async def _show_one(env: AsyncEnvClient[str, str], session_id: str, as_json: bool) -> None:
    last = await env.attach(session_id)
    try:
        shown: dict[str, Any] = asdict(await env.state()) | asdict(last)
    finally:
        # Whatever was answered: leaving the client would end a session that was only to be looked at.
        env.detach()
    del shown["episode_id"]
    if as_json:
        typer.echo(json.dumps(shown, indent=2))
        return
    table = Table(box=rich.box.SIMPLE, show_header=False)
    for key, value in shown.items():
        table.add_row(key, escape(value if isinstance(value, str) else json.dumps(value)))
    console().print(table)


def _list(found: Sequence[EpisodeState], as_json: bool) -> None:
    rows = [{column: getattr(one, column) for column in _COLUMNS} for one in found]
    if as_json:
        typer.echo(json.dumps(rows, indent=2))
        return
    if not rows:
        console().print("no session runs")
        return
    table = Table(*(column.replace("_", " ") for column in _COLUMNS), box=rich.box.SIMPLE)
    for row in rows:
        table.add_row(*("" if value is None else escape(str(value)) for value in row.values()))
    console().print(table)


def _tell_ended(ended: Sequence[str], as_json: bool) -> None:
    if as_json:
        typer.echo(json.dumps({"ended": list(ended)}))
    else:
        console().print(f"ended {len(ended)} sessions" if len(ended) != 1 else f"ended {ended[0]}")
