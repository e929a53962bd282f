"""``dockergym check``: look at an environment point by point, with its real workers."""

from __future__ import annotations

import asyncio
import json
import logging
import signal
from collections.abc import Coroutine
from dataclasses import asdict
from typing import Annotated, Any

import typer
from rich.markup import escape

from dockergym.cli.command import Command
from dockergym.cli.output import EXIT_FAILED, Verbose, console, error_console
from dockergym.cli.params import GivenParams, parsed_params
from dockergym.errors import ConfigurationError
from dockergym.testing.environments import (
    POINTS,
    CheckOptions,
    Outcome,
    Report,
    Verdict,
    check_environment,
    name_of,
    subject_of,
)

cli = typer.Typer(add_completion=False, rich_markup_mode=None)

_STYLES = {Verdict.PASSED: "green", Verdict.FAILED: "bold red", Verdict.SKIPPED: "yellow"}
_INDENT = " " * 9
_LONG_S = 5.0
"""Seconds from which on it is told how long a point took."""


@cli.command(cls=Command, no_args_is_help=True)
def check(
    target: Annotated[
        str | None,
        typer.Argument(
            metavar="NAME|PATH|IMAGE",
            help="An installed environment, the folder of a package, a worker's file, or an image.",
        ),
    ] = None,
    runtime: Annotated[
        str, typer.Option(metavar="NAME", help="What starts workers: docker, local, or auto, the default.")
    ] = "auto",
    env_id: Annotated[
        str | None, typer.Option("--env-id", metavar="ID", help="Task to play; default: one by the seed.")
    ] = None,
    param: GivenParams = None,
    action: Annotated[
        list[str] | None,
        typer.Option(
            "--action",
            metavar="TEXT",
            help="Action to play, several in turn; default: any of the info's admissible_commands, else 'look'.",
        ),
    ] = None,
    seed: Annotated[int, typer.Option(metavar="N", help="Seed of the episodes; default: 7.")] = 7,
    episodes: Annotated[
        int, typer.Option(min=10, metavar="N", help="Episodes over which memory is watched; default: 200.")
    ] = 200,
    budget_s: Annotated[
        float,
        typer.Option(min=1, metavar="SECONDS", help="Longest time for these episodes; default: 60."),
    ] = 60.0,
    timeout_s: Annotated[
        float,
        typer.Option(
            min=0.1,
            metavar="SECONDS",
            help="Longest wait for a step, and twice as long for an init; default: 60.",
        ),
    ] = 60.0,
    max_image_mb: Annotated[
        int, typer.Option(min=1, metavar="MB", help="Largest image that passes; default: 2000.")
    ] = 2000,
    only: Annotated[
        list[str] | None, typer.Option("--only", metavar="POINT", help="Look at this point; may be repeated.")
    ] = None,
    skip: Annotated[
        list[str] | None,
        typer.Option("--skip", metavar="POINT", help="Leave this point out; may be repeated."),
    ] = None,
    worker_command: Annotated[
        list[str] | None,
        typer.Option(metavar="WORD...", help="Command of the worker in an image; default: the image's own."),
    ] = None,
    deterministic: Annotated[
        bool, typer.Option("--deterministic", help="An image or a file: its episodes repeat under a seed.")
    ] = False,
    shareable: Annotated[
        bool, typer.Option("--shareable", help="An image or a file: sessions may share a container.")
    ] = False,
    points: Annotated[bool, typer.Option("--points", help="List the points, and check nothing.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print the outcome as JSON.")] = False,
    verbose: Verbose = False,
) -> None:
    """Check an environment with its real workers, in containers where an engine answers, point by point.

    Leaves with code 1 where a point is not kept.
    """
    if points:
        _show_points()
        return
    if target is None:
        raise ConfigurationError("name what to check: an environment, a folder, a worker's file, or an image")
    if not verbose:
        # Workers are frozen and killed on purpose; what the server says about that would only frighten.
        logging.getLogger().addHandler(logging.NullHandler())
    options = CheckOptions(
        runtime=runtime,
        env_id=env_id,
        params=parsed_params(param),
        seed=seed,
        actions=tuple(action or ()),
        episodes=episodes,
        budget_s=budget_s,
        timeout_s=timeout_s,
        largest_image_mb=max_image_mb,
    )
    with subject_of(
        target, worker_command=worker_command or (), deterministic=deterministic, shareable=shareable
    ) as subject:
        report = _run(
            check_environment(
                subject,
                options,
                only=only or (),
                skip=skip or (),
                on_outcome=_no_word if as_json else _show,
            )
        )
    _show_all(report, as_json)
    if report.failed:
        raise typer.Exit(EXIT_FAILED)


def _run(checking: Coroutine[Any, Any, Report]) -> Report:
    """Check until it is done; a SIGTERM ends the workers as Ctrl-C does, and leaves none of them behind."""

    async def stoppable() -> Report:
        task = asyncio.current_task()
        assert task is not None
        asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, task.cancel)
        return await checking

    try:
        return asyncio.run(stoppable())
    except asyncio.CancelledError:
        raise typer.Exit(128 + signal.SIGTERM) from None


def _show_points() -> None:
    for point in POINTS:
        console().print(f"[bold]{name_of(point)}[/bold]: {escape(point.__doc__ or '')}", soft_wrap=True)


def _no_word(outcome: Outcome) -> None:
    return


def _show(outcome: Outcome) -> None:
    style = _STYLES[outcome.verdict]
    text = f": {escape(outcome.text)}" if outcome.text else ""
    took = f" [dim]({outcome.seconds:.0f} s)[/dim]" if outcome.seconds >= _LONG_S else ""
    console().print(
        f"[{style}]{outcome.verdict:7}[/{style}]  [bold]{outcome.point}[/bold]{text}{took}", soft_wrap=True
    )
    if outcome.advice:
        console().print(f"{_INDENT}{escape(outcome.advice)}", soft_wrap=True)


def _show_all(report: Report, as_json: bool) -> None:
    if as_json:
        typer.echo(json.dumps(_described(report)))
        return
    counts = {verdict: len(report.of(verdict)) for verdict in Verdict}
    summary = ", ".join(f"{count} {verdict}" for verdict, count in counts.items() if count)
    error_console().print(f"{report.name} on {escape(report.runtime)}: {summary}", soft_wrap=True)


def _described(report: Report) -> dict[str, Any]:
    return {
        "name": report.name,
        "runtime": report.runtime,
        "failed": [one.point for one in report.failed],
        "points": [asdict(one) for one in report.outcomes],
    }
