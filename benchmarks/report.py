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

_QUIET = 0.5
"""Load average up to which figures are taken to be this benchmark's own."""


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
    load_before: float = field(default_factory=lambda: os.getloadavg()[0])

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
        if self.load_before > _QUIET:
            self.notes.append(
                f"other programs were running: the load average before it was {self.load_before:.1f}"
            )
        for note in self.notes:
            console.print(f"- {note}", highlight=False)
        console.print()

    def record(self, path: Path) -> None:
        """Append the figures and the machine they were taken on, as one line of JSON."""
        line = {
            "benchmark": self.name,
            "at": time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime()),
            "machine": machine() | {"load_before": round(self.load_before, 2)},
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
