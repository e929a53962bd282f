"""What a rollout shows: a progress bar while it is played, and a table after it."""

from __future__ import annotations

import statistics
import time
from collections.abc import Iterator

import rich.box
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn
from rich.table import Table

from dockergym.cli.output import console, error_console, warn
from dockergym.cli.percentiles import percentile
from dockergym.cli.rollout.episodes import Episode

_SHOWN_ERRORS = 5


class Board:
    """Counts steps and episodes, and shows them."""

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

    def __enter__(self) -> Board:
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
        for row in self._rows():
            table.add_row(*row)
        console().print(table)
        failed = self.failed
        for one in failed[:_SHOWN_ERRORS]:
            warn(f"episode {one.episode}: {one.error}")
        if len(failed) > _SHOWN_ERRORS:
            warn(f"and {len(failed) - _SHOWN_ERRORS} more episodes failed")

    def _rows(self) -> Iterator[tuple[str, str]]:
        ended = self._ended
        good = [one for one in ended if not one.error]
        yield "episodes", f"{len(ended)} ({len(ended) - len(good)} failed)"
        yield from _outcomes(good)
        yield "episodes/s", f"{len(ended) / self._took:,.1f}"
        yield "steps/s", f"{len(self._latencies) / self._took:,.0f}"
        if self._latencies:
            ranked = sorted(self._latencies)
            yield "step p50", f"{percentile(ranked, 50) * 1e3:.2f} ms"
            yield "step p99", f"{percentile(ranked, 99) * 1e3:.2f} ms"

    def _rate(self, count: int) -> float:
        return count / max(time.perf_counter() - self._begun, 1e-9)


def _outcomes(good: list[Episode]) -> Iterator[tuple[str, str]]:
    yield "ended by the environment", str(sum(one.done for one in good))
    judged = [one.won for one in good if one.won is not None]
    if judged:
        yield "won", f"{sum(judged)} of {len(judged)}"
    if good:
        yield "mean reward", f"{statistics.fmean(one.reward for one in good):.3f}"
        yield "mean steps", f"{statistics.fmean(one.steps for one in good):.1f}"
