"""What every benchmark does with its figures: a table for people, a line of JSON for the record."""

from __future__ import annotations

import argparse
import asyncio
import json
import os
import platform
import subprocess
import time
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import uvloop
from rich.console import Console
from rich.table import Table

_QUIET = 0.2
"""Processors that others may keep busy before a table says so."""
_LISTEN_S = 1.0


@dataclass
class Report:
    """The figures of one benchmark."""

    name: str
    title: str
    columns: Sequence[str]
    """The first names the row, the others are figures."""
    rows: list[dict[str, Any]] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    failed: bool = False
    """Whether something went wrong that is no matter of speed."""
    busy_before: float = field(default_factory=lambda: processors_in_use(_LISTEN_S))
    """Processors that other programs kept busy when this one began."""

    def add(self, **row: Any) -> None:
        """Add a row: a figure for every column, by the column's name with ``_`` for blanks."""
        self.rows.append(row)

    def show(self) -> None:
        """Print the table."""
        table = Table(title=self.title, title_justify="left")
        for number, column in enumerate(self.columns):
            table.add_column(column, justify="left" if number == 0 else "right")
        for row in self.rows:
            table.add_row(*(shown(row.get(key(column))) for column in self.columns))
        console = Console(width=None if Console().is_terminal else 150)
        console.print(table)
        if self.busy_before > _QUIET:
            self.notes.append(f"other programs kept {self.busy_before:.1f} processors busy when it began")
        for note in self.notes:
            console.print(f"- {note}", highlight=False)
        console.print()

    def record(self, path: Path) -> None:
        """Append the figures and the machine they were taken on, as one line of JSON."""
        line = {
            "benchmark": self.name,
            "at": time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime()),
            "machine": machine() | {"busy_before": round(self.busy_before, 2)},
            "title": self.title,
            "columns": list(self.columns),
            "rows": self.rows,
            "notes": self.notes,
        }
        with path.open("a") as file:
            file.write(json.dumps(line) + "\n")


def key(column: str) -> str:
    """Return the name a column's figure has in a row."""
    return column.replace(" ", "_").replace("/", "_per_").replace("×", "x").replace("µ", "u")


def machine() -> dict[str, Any]:
    """Return what the figures depend on besides the program."""
    cpus = [line for line in Path("/proc/cpuinfo").read_text().splitlines() if line.startswith("model name")]
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
    return {
        "cpu": cpus[0].partition(":")[2].strip() if cpus else platform.machine(),
        "cores": len(os.sched_getaffinity(0)),
        "memory_gib": round(memory / 2**30, 1),
        "kernel": platform.release(),
        "python": platform.python_version(),
        "docker": _docker_version(),
    }


def processors_in_use(seconds: float) -> float:
    """Look on for so long, and return how many processors were in use on average.

    The load average would not do: it still counts the benchmark that ended just before.
    """
    before, began = _used_s(), time.perf_counter()
    time.sleep(seconds)
    return (_used_s() - before) / (time.perf_counter() - began)


def _used_s() -> float:
    """Return the processor time of all programs since the machine began (proc(5): user, nice, system, …)."""
    user, nice, system, _, _, interrupt, soft_interrupt, *_ = (
        int(field) for field in Path("/proc/stat").read_text().partition("\n")[0].split()[1:]
    )
    return (user + nice + system + interrupt + soft_interrupt) / os.sysconf("SC_CLK_TCK")


def _docker_version() -> str | None:
    command = ["docker", "version", "--format", "{{.Server.Version}}"]
    try:
        done = subprocess.run(command, capture_output=True, text=True, timeout=20, check=False)
    except OSError:
        return None
    return done.stdout.strip() or None


def shown(value: Any) -> str:
    """Return a figure as tables show it."""
    if value is None:
        return "–"
    if isinstance(value, float):
        return f"{value:,.0f}" if abs(value) >= 1000 else f"{value:.3g}"
    return f"{value:,}" if isinstance(value, int) and not isinstance(value, bool) else str(value)


def arguments(description: str | None) -> argparse.ArgumentParser:
    """Return a parser with the flags that every benchmark takes."""
    parser = argparse.ArgumentParser(description=description)
    parser.add_argument("--quick", action="store_true", help="modest sizes, for a look")
    parser.add_argument("--json", type=Path, metavar="FILE", help="append the figures to a file, a line each")
    return parser


def run(wanted: argparse.Namespace, measure: Callable[[], Awaitable[Report | Sequence[Report]]]) -> int:
    """Measure, show and record; return the exit code."""
    with asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
        measured = runner.run(_awaited(measure))
    reports = [measured] if isinstance(measured, Report) else measured
    for report in reports:
        report.show()
        if wanted.json is not None:
            report.record(wanted.json)
    return 1 if any(report.failed for report in reports) else 0


async def _awaited(measure: Callable[[], Awaitable[Report | Sequence[Report]]]) -> Report | Sequence[Report]:
    return await measure()
