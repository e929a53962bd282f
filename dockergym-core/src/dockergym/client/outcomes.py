"""Many episodes at once, a bar while they are played, and a table of how they went.

The example clients of environment packages are made with it: they say how one episode is played, and the rest is here.
"""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Awaitable, Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from statistics import mean
from typing import Literal, TypeAlias, TypeVar

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TimeElapsedColumn
from rich.table import Table

from dockergym.errors import DockerGymError

J = TypeVar("J")

Figure: TypeAlias = Literal["episodes", "won", "mean score", "mean steps", "mean seconds"]


@dataclass(frozen=True, kw_only=True)
class Outcome:
    """How one episode went."""

    kind: str = ""
    """The kind of its task; the table has a row for each."""
    won: bool = False
    score: float = 0.0
    steps: int = 0
    seconds: float = 0.0
    error: str | None = None
    """The code of what ended it early; ``None`` where it was played to its end."""
    detail: str = ""
    """What that error says."""


async def play_all(
    jobs: Collection[J], play: Callable[[J], Awaitable[Outcome]], concurrent: int
) -> list[Outcome]:
    """Play every job, ``concurrent`` of them at a time, behind a progress bar; return how they went as they ended.

    ``play`` plays the episode of one job. A `dockergym.errors.DockerGymError` that it raises is an outcome too, and the
    others go on; anything else ends them all.
    """
    outcomes: list[Outcome] = []
    waiting = iter(jobs)
    columns = ("playing", BarColumn(), MofNCompleteColumn(), TimeElapsedColumn(), "{task.fields[won]}")
    with Progress(*columns, console=Console(stderr=True)) as progress:
        bar = progress.add_task("", total=len(jobs), won="")

        async def player() -> None:
            for job in waiting:
                outcomes.append(await _played(play(job)))
                won = sum(outcome.won for outcome in outcomes)
                progress.update(bar, advance=1, won=f"{won} won" if won else "")

        async with asyncio.TaskGroup() as players:
            for _ in range(concurrent):
                players.create_task(player())
    return outcomes


async def _played(episode: Awaitable[Outcome]) -> Outcome:
    try:
        return await episode
    except DockerGymError as error:
        return Outcome(error=error.code, detail=error.detail)


def show(
    outcomes: Sequence[Outcome], seconds: float, *, kind: str = "task type", figures: Sequence[Figure] = ()
) -> None:
    """Print how the episodes went by kind, which ``kind`` is the word for, and how often each error happened.

    ``figures`` are shown beside the episodes, their mean steps and their mean seconds.
    """
    headings: tuple[Figure, ...] = ("episodes", *figures, "mean steps", "mean seconds")
    table = Table(kind, title=f"{len(outcomes)} episodes in {seconds:.1f} s")
    for heading in headings:
        table.add_column(heading, justify="right")

    def add_row(name: str, group: Sequence[Outcome]) -> None:
        table.add_row(name, *(_FIGURES[heading](group) for heading in headings))

    played = [outcome for outcome in outcomes if outcome.error is None]
    for one_kind in sorted({outcome.kind for outcome in played}):
        add_row(one_kind, [one for one in played if one.kind == one_kind])
    if played:
        table.add_section()
        add_row("all", played)
    console = Console()
    console.print(table)
    _show_errors(outcomes, console)


def _show_errors(outcomes: Sequence[Outcome], console: Console) -> None:
    for code, count in Counter(outcome.error for outcome in outcomes if outcome.error).most_common():
        detail = next(outcome.detail for outcome in outcomes if outcome.error == code)
        console.print(f"{count} x {code}, such as: {detail}", markup=False, highlight=False, style="red")


_FIGURES: Mapping[Figure, Callable[[Sequence[Outcome]], str]] = {
    "episodes": lambda group: str(len(group)),
    "won": lambda group: str(sum(one.won for one in group)),
    "mean score": lambda group: f"{mean(one.score for one in group):.1f}",
    "mean steps": lambda group: f"{mean(one.steps for one in group):.1f}",
    "mean seconds": lambda group: f"{mean(one.seconds for one in group):.2f}",
}
