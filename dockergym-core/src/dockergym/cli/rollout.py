"""``dockergym rollout``: many episodes at once, by a policy."""

from __future__ import annotations

import asyncio
import contextlib
import json
import math
import statistics
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, Any, TextIO

import rich.box
import typer
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn
from rich.table import Table

from dockergym.cli.addresses import EnvironmentName, ServerAddress, environment_address
from dockergym.cli.command import Command
from dockergym.cli.episodes import Episode, Plan, play_episodes
from dockergym.cli.output import EXIT_FAILED, Verbose, console, error_console, warn
from dockergym.cli.policies import policy_named
from dockergym.errors import ConfigurationError

cli = typer.Typer(add_completion=False, rich_markup_mode=None)

_SHOWN_ERRORS = 5


@cli.command(cls=Command)
def rollout(
    name: EnvironmentName,
    episodes: Annotated[int, typer.Option(min=1, metavar="N", help="Episodes to play; default: 1.")] = 1,
    concurrency: Annotated[
        int, typer.Option(min=1, max=4096, metavar="N", help="Episodes to play at once; default: 8.")
    ] = 8,
    policy: Annotated[
        str,
        typer.Option(
            metavar="POLICY",
            help="'random', the default, takes any of the commands that the environment lists; 'module:function' "
            "is called with each result and returns the next action.",
        ),
    ] = "random",
    max_steps: Annotated[
        int, typer.Option(min=1, metavar="N", help="Steps after which an episode is left; default: 50.")
    ] = 50,
    seed: Annotated[
        int,
        typer.Option(
            min=0,
            metavar="N",
            help="Seed of the first episode, and each further one has the next number; default: 0.",
        ),
    ] = 0,
    env_id: Annotated[
        list[str] | None,
        typer.Option("--env-id", metavar="ID", help="Task to play; several are played in turn."),
    ] = None,
    param: Annotated[
        list[str] | None,
        typer.Option(
            "--param", metavar="KEY=VALUE", help="Parameter of the environment; the value may be JSON."
        ),
    ] = None,
    run: Annotated[str | None, typer.Option(metavar="NAME", help="Run that the sessions belong to.")] = None,
    out: Annotated[
        Path | None,
        typer.Option(dir_okay=False, metavar="FILE", help="Write a JSON line for each episode, as it ends."),
    ] = None,
    url: ServerAddress = None,
    timeout_s: Annotated[
        float,
        typer.Option(min=0.001, metavar="SECONDS", help="Longest wait for a reset or a step; default: 180."),
    ] = 180.0,
    verbose: Verbose = False,
) -> None:
    """Play episodes of an environment that is served, many at once, and show how they went.

    Leaves with code 1 where an episode failed.
    """
    plan = Plan(
        address=environment_address(name, url),
        policy=policy_named(policy),
        episodes=episodes,
        concurrency=concurrency,
        max_steps=max_steps,
        seed=seed,
        env_ids=tuple(env_id or ()),
        params=_params(param or ()),
        run=run,
        timeout_s=timeout_s,
    )
    with _opened(out) as file, _Board(plan.episodes) as board:

        def note(episode: Episode) -> None:
            _write(file, episode)
            board.on_episode(episode)

        asyncio.run(play_episodes(plan, board.on_step, note))
    board.show()
    if board.failed:
        raise typer.Exit(EXIT_FAILED)


class _Board:
    """The progress while it is played, and the table after it."""

    def __init__(self, episodes: int) -> None:
        self._bar = Progress(
            TextColumn("episodes"),
            BarColumn(),
            MofNCompleteColumn(),
            TextColumn("{task.fields[rate]}"),
            TimeElapsedColumn(),
            console=error_console(),
            disable=not error_console().is_terminal,
        )
        self._task = self._bar.add_task("", total=episodes, rate="")
        self._latencies: list[float] = []
        self._ended: list[Episode] = []
        self._begun = time.perf_counter()
        self._took = 0.0

    def __enter__(self) -> _Board:
        self._bar.start()
        return self

    def __exit__(self, *failure: object) -> None:
        self._took = time.perf_counter() - self._begun
        self._bar.stop()

    def on_step(self, seconds: float) -> None:
        """Count a step that took so long."""
        self._latencies.append(seconds)
        self._bar.update(self._task, rate=f"{self._rate(len(self._latencies)):,.0f} steps/s")

    def on_episode(self, episode: Episode) -> None:
        """Count an episode that has ended."""
        self._ended.append(episode)
        self._bar.advance(self._task)

    @property
    def failed(self) -> list[Episode]:
        """The episodes that ended in an error."""
        return sorted((one for one in self._ended if one.error), key=lambda one: one.episode)

    def show(self) -> None:
        """Print how the episodes went."""
        table = Table(box=rich.box.SIMPLE, show_header=False)
        for row in self._rows(self._ended):
            table.add_row(*row)
        console().print(table)
        failed = self.failed
        for one in failed[:_SHOWN_ERRORS]:
            warn(f"episode {one.episode}: {one.error}")
        if len(failed) > _SHOWN_ERRORS:
            warn(f"and {len(failed) - _SHOWN_ERRORS} more episodes failed")

    def _rows(self, ended: list[Episode]) -> Iterator[tuple[str, str]]:
        good = [one for one in ended if not one.error]
        yield "episodes", f"{len(ended)} ({len(ended) - len(good)} failed)"
        yield "ended by the environment", str(sum(one.done for one in good))
        judged = [one.won for one in good if one.won is not None]
        if judged:
            yield "won", f"{sum(judged)} of {len(judged)}"
        if good:
            yield "mean reward", f"{statistics.fmean(one.reward for one in good):.3f}"
            yield "mean steps", f"{statistics.fmean(one.steps for one in good):.1f}"
        yield "episodes/s", f"{len(ended) / self._took:,.1f}"
        yield "steps/s", f"{len(self._latencies) / self._took:,.0f}"
        if self._latencies:
            ranked = sorted(self._latencies)
            yield "step p50", f"{_rank(ranked, 0.50) * 1e3:.2f} ms"
            yield "step p99", f"{_rank(ranked, 0.99) * 1e3:.2f} ms"

    def _rate(self, count: int) -> float:
        return count / max(time.perf_counter() - self._begun, 1e-9)


def _rank(ranked: list[float], share: float) -> float:
    return ranked[max(math.ceil(share * len(ranked)) - 1, 0)]


@contextlib.contextmanager
def _opened(path: Path | None) -> Iterator[TextIO | None]:
    if path is None:
        yield None
        return
    try:
        file = path.open("w", encoding="utf-8", errors="backslashreplace")
    except OSError as error:
        raise ConfigurationError(f"{path} cannot be written: {error.strerror}") from error
    with file:
        yield file


def _write(file: TextIO | None, episode: Episode) -> None:
    if file is not None:
        file.write(json.dumps(episode.record(), ensure_ascii=False) + "\n")
        file.flush()
    # The turns of thousands of episodes are not kept in memory.
    episode.turns.clear()


def _params(given: list[str] | tuple[str, ...]) -> dict[str, Any]:
    params = {}
    for one in given:
        key, equals, value = one.partition("=")
        if not equals or not key:
            raise ConfigurationError(f"--param is KEY=VALUE, not {one!r}")
        try:
            params[key] = json.loads(value)
        except ValueError:
            params[key] = value
    return params
