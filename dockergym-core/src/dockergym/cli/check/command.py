"""``dockergym check``: look at an environment point by point, with its real workers."""

from __future__ import annotations

import json
import logging
from dataclasses import asdict
from typing import Any

import typer
from rich.markup import escape

from dockergym.cli.check.options import (
    Actions,
    AsJson,
    Budget,
    CheckTarget,
    Deterministic,
    EnvId,
    Episodes,
    LargestImage,
    ListPoints,
    OnlyPoints,
    RuntimeName,
    Seed,
    Shareable,
    SkippedPoints,
    Timeout,
    WorkerCommand,
)
from dockergym.cli.command import Command, words_of
from dockergym.cli.output import EXIT_FAILED, Verbose, console, error_console
from dockergym.cli.params import GivenParams, parsed_params
from dockergym.cli.stopping import run_until_stopped
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
    target: CheckTarget = None,
    runtime: RuntimeName = "auto",
    env_id: EnvId = None,
    param: GivenParams = None,
    action: Actions = None,
    seed: Seed = 7,
    episodes: Episodes = 200,
    budget_s: Budget = 60.0,
    timeout_s: Timeout = 60.0,
    max_image_mb: LargestImage = 2000,
    only: OnlyPoints = None,
    skip: SkippedPoints = None,
    worker_command: WorkerCommand = None,
    deterministic: Deterministic = False,
    shareable: Shareable = False,
    points: ListPoints = False,
    as_json: AsJson = False,
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
        target,
        worker_command=words_of(worker_command or ()),
        deterministic=deterministic,
        shareable=shareable,
    ) as subject:
        report = run_until_stopped(
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
