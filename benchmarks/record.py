"""Puts recorded figures into the documentation: ``python benchmarks/record.py results.jsonl``.

The last line of each benchmark counts. Tables go between the markers of ``docs/explanation/performance.md``, plots
beside it.
"""

from __future__ import annotations

import json
import re
import sys
from pathlib import Path
from typing import Any

from plots import Series, bars, lines
from report import key, shown

ROOT = Path(__file__).resolve().parents[1]
PAGE = ROOT / "docs" / "explanation" / "performance.md"
PLOTS = PAGE.with_suffix("")

Record = dict[str, Any]


def last_records(path: Path) -> dict[str, Record]:
    """Return the last record of each benchmark."""
    records = (json.loads(line) for line in path.read_text().splitlines() if line.strip())
    return {record["benchmark"]: record for record in records}


def markdown(record: Record) -> str:
    """Return a record as a table, with where and when it was taken."""
    columns = record["columns"]
    head = [f"| {' | '.join(columns)} |", f"| --- {'| ---: ' * (len(columns) - 1)}|"]
    body = [f"| {' | '.join(shown(row.get(key(column))) for column in columns)} |" for row in record["rows"]]
    notes = [f"- {note}" for note in record["notes"]]
    return "\n".join([f"*{record['title']}* ({record['at'][:10]})", "", *head, *body, "", *notes])


def machine(record: Record) -> str:
    """Return the machine of a record, as a list."""
    about = record["machine"]
    return "\n".join(
        [
            f"- processor: {about['cpu']}, {about['cores']} cores",
            f"- memory: {about['memory_gib']} GiB",
            f"- Linux {about['kernel']}, Python {about['python']}, Docker {about['docker'] or 'not there'}",
        ]
    )


def filled(page: str, parts: dict[str, str]) -> str:
    """Return the page with every part between its markers.

    Raises:
        KeyError: the page has no place for a part.
    """
    for name, text in parts.items():
        place = re.compile(rf"(<!-- {re.escape(name)} -->\n).*?(<!-- end -->)", re.DOTALL)
        if not place.search(page):
            raise KeyError(f"{PAGE.name} has no place for {name!r}: <!-- {name} --> … <!-- end -->")
        page = place.sub(lambda found, text=text: f"{found[1]}\n{text}\n\n{found[2]}", page)
    return page


def plot_steps(record: Record) -> None:
    """Draw latency and throughput by the number of sessions."""
    for column, name, title in (
        ("p50 ms", "latency", "Median latency of a step, ms"),
        ("steps/s", "throughput", "Steps a second"),
    ):
        series: dict[str, Series] = {}
        for row in record["rows"]:
            if "pipe" not in row["who"]:
                series.setdefault(row["who"], []).append((row["sessions"], row[key(column)]))
        (PLOTS / f"{name}.svg").write_text(lines(title, "sessions", series))


def plot_bars(record: Record, label: str, column: str, name: str, title: str) -> None:
    """Draw one figure of every row."""
    figures = [(str(row[label]), float(row[key(column)])) for row in record["rows"]]
    (PLOTS / f"{name}.svg").write_text(bars(title, figures))


def main() -> int:
    """Run from the command line."""
    records = last_records(Path(sys.argv[1]))
    PLOTS.mkdir(exist_ok=True)
    parts = {name: markdown(record) for name, record in records.items()}
    parts["machine"] = machine(next(iter(records.values())))
    PAGE.write_text(filled(PAGE.read_text(), parts))
    if "steps" in records:
        plot_steps(records["steps"])
    if "creates" in records:
        plot_bars(records["creates"], "how", "p50 ms", "creates", "Beginning a session, median ms")
    if "episodes" in records:
        plot_bars(records["episodes"], "how", "episodes/s", "episodes", "Whole ALFWorld episodes a second")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
