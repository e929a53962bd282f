"""Runs the benchmarks one after another: all of them, or those that are named.

Flags go to each, so only those that all know may be given: ``--quick``, ``--json FILE``.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

PROGRAMS = (
    "steps",
    "stream",
    "openenv",
    "creates",
    "burst",
    "stalls",
    "alfworld_engine",
    "alfworld_creates",
    "episodes",
    "memory",
)
"""In the order in which they are run."""


def main() -> int:
    """Run from the command line; the exit code says whether any of them failed."""
    flags_at = next((at for at, word in enumerate(sys.argv) if word.startswith("-")), len(sys.argv))
    names, flags = sys.argv[1:flags_at], sys.argv[flags_at:]
    folder = Path(__file__).parent
    there = [name for name in PROGRAMS if (folder / f"{name}.py").exists()]
    if unknown := [name for name in names if name not in there]:
        print(f"no such benchmark: {', '.join(unknown)}; there are: {', '.join(there)}", file=sys.stderr)
        return 2
    failed = []
    for name in names or there:
        print(f"\n[{name}] {' '.join(flags)}", flush=True)
        if subprocess.run([sys.executable, folder / f"{name}.py", *flags], check=False).returncode:
            failed.append(name)
    if failed:
        print(f"failed: {', '.join(failed)}", file=sys.stderr)
    return 1 if failed else 0


if __name__ == "__main__":
    raise SystemExit(main())
