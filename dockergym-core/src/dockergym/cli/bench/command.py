"""``dockergym bench``: how fast a served environment answers, as a client sees it."""

from __future__ import annotations

import json
import uuid
from collections.abc import Sequence
from typing import Annotated, Any

import rich.box
import typer
from rich.table import Table

from dockergym.cli.addresses import EnvironmentName, ServerAddress, environment_address
from dockergym.cli.bench.load import Level, Target, measure
from dockergym.cli.command import Command
from dockergym.cli.output import EXIT_FAILED, Verbose, console, error_console, warn
from dockergym.cli.params import GivenParams, parsed_params
from dockergym.cli.server_facts import free_slots
from dockergym.cli.stopping import run_until_stopped
from dockergym.errors import ConfigurationError

cli = typer.Typer(add_completion=False, rich_markup_mode=None)

_LEVELS = (1, 8, 32)
_SATURATED = 0.9
_COLUMNS = {
    "sessions": "sessions",
    "steps/s": "steps_per_s",
    "step p50": "step_p50_ms",
    "p90": "step_p90_ms",
    "p99": "step_p99_ms",
    "max": "step_max_ms",
    "reset p50": "reset_p50_ms",
    "reset p99": "reset_p99_ms",
    "client cpu": "client_cpu",
}


@cli.command(cls=Command)
def bench(
    name: EnvironmentName,
    sessions: Annotated[
        list[int] | None,
        typer.Option(
            min=1, max=4096, metavar="N", help="Sessions at once; may be repeated. Default: 1, 8 and 32."
        ),
    ] = None,
    seconds: Annotated[
        float, typer.Option(min=0.1, metavar="SECONDS", help="How long each is measured; default: 5.")
    ] = 5.0,
    action: Annotated[
        str | None,
        typer.Option(
            metavar="TEXT",
            help="Action of every step; default: any of the commands that the environment lists, or 'look'.",
        ),
    ] = None,
    env_id: Annotated[str | None, typer.Option("--env-id", metavar="ID", help="Task to play.")] = None,
    param: GivenParams = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON, for programs.")] = False,
    url: ServerAddress = None,
    timeout_s: Annotated[
        float, typer.Option(min=0.001, metavar="SECONDS", help="Longest wait for an answer; default: 60.")
    ] = 60.0,
    verbose: Verbose = False,
) -> None:
    """Measure how fast a served environment answers, at several numbers of sessions at once.

    Times are those of DockerGym's own client, one process, and hold the environment's own time. Leaves with
    code 1 where a request failed.
    """
    target = Target(
        address=environment_address(name, url),
        action=action,
        env_id=env_id,
        params=parsed_params(param),
        run=f"bench-{uuid.uuid4().hex[:8]}",
        timeout_s=timeout_s,
    )
    numbers = _chosen(sessions, free_slots(target.address))
    levels = run_until_stopped(_measured(target, numbers, seconds))
    _show(levels, as_json)
    if any(level.errors for level in levels):
        raise typer.Exit(EXIT_FAILED)


async def _measured(target: Target, numbers: Sequence[int], seconds: float) -> list[Level]:
    levels = []
    for number in numbers:
        with error_console().status(f"{number} sessions for {seconds:g} s"):
            levels.append(await measure(target, number, seconds))
    return levels


def _chosen(wanted: Sequence[int] | None, free: int) -> list[int]:
    """Return the numbers of sessions to measure: what was asked for, or those usual ones that there is room for."""
    numbers = list(wanted or (number for number in _LEVELS if number <= max(free, 1)))
    if max(numbers) > free:
        raise ConfigurationError(
            f"the server has room for {free} more sessions of this environment; end some, serve with a higher "
            "--max-sessions, or ask for fewer with --sessions"
        )
    return numbers


def _show(levels: Sequence[Level], as_json: bool) -> None:
    rows = [level.figures() for level in levels]
    if as_json:
        typer.echo(json.dumps(rows, indent=2))
    else:
        console().print(_table(rows))
    for row in rows:
        if row["errors"]:
            counted = ", ".join(f"{count} x {code}" for code, count in row["errors"].items())
            warn(f"{row['sessions']} sessions: {counted}")
        if row["client_cpu"] > _SATURATED:
            warn(
                f"{row['sessions']} sessions: this client was busy {row['client_cpu']:.0%} of the time; the server "
                "may do more"
            )


def _table(rows: Sequence[dict[str, Any]]) -> Table:
    table = Table(box=rich.box.SIMPLE, caption="times in milliseconds")
    for heading in _COLUMNS:
        table.add_column(heading, justify="right")
    for row in rows:
        table.add_row(*(_cell(row[key]) for key in _COLUMNS.values()))
    return table


def _cell(value: float | None) -> str:
    if value is None:
        return "-"
    return f"{value:,}" if isinstance(value, int) else f"{value:,.2f}"
