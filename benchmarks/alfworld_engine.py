"""What ALFWorld itself costs, in process: our engine against alfworld's own classes, game by game in one run."""

from __future__ import annotations

import argparse
import json
import multiprocessing
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from games import games_folder, games_in
from report import Report, arguments, run

from dockergym_alfworld.engine.fast import FastEngine
from dockergym_alfworld.engine.game import Engine, Game
from dockergym_alfworld.engine.opening_store import OpeningFolder, OpeningStore
from dockergym_alfworld.engine.selection import select_engine
from dockergym_alfworld.engine.versions import CHECKED_VERSIONS

T = TypeVar("T")

_ROOMS = ((1, "kitchen"), (201, "living room"), (301, "bedroom"), (401, "bathroom"))
_IMPORTS = 5
_TARGETS = "reach: step ≥ 20 ×; load + reset ≥ 5 × the first time, ≤ 100 ms when the game is known"


@dataclass(frozen=True)
class Played:
    """What one engine took for one game, in milliseconds."""

    first: float
    """Load and reset of a game never seen before."""
    known: float
    """Load and reset of a game that another process has loaded before."""
    again: float
    """Reset after an episode."""
    steps: Sequence[float]

    @property
    def episode(self) -> float:
        """Load and reset of a known game, and its walkthrough."""
        return self.known + sum(self.steps)


@dataclass(frozen=True)
class Compared:
    """What both engines took for one game."""

    room: str
    theirs: Played
    ours: Played


FIGURES: dict[str, Callable[[Played], Sequence[float]]] = {
    "load + reset, first time": lambda played: [played.first],
    "load + reset, known": lambda played: [played.known],
    "reset again": lambda played: [played.again],
    "step": lambda played: played.steps,
    "episode": lambda played: [played.episode],
}


def play_theirs(path: Path) -> Played:
    """Play a game's walkthrough in alfworld's own classes, which remember nothing between two loads."""
    return _play(select_engine("upstream"), select_engine("upstream"), path)


def play_ours(path: Path) -> Played:
    """Play a game's walkthrough in our engine: with an empty folder of openings, then with that folder."""
    with tempfile.TemporaryDirectory() as folder:
        return _play(_engine(folder), _engine(folder), path)


def _engine(folder: str) -> FastEngine:
    engine = FastEngine(OpeningStore(OpeningFolder(Path(folder), 10**9), CHECKED_VERSIONS))
    engine.preload()
    return engine


def _play(fresh: Engine, knowing: Engine, path: Path) -> Played:
    game, first = _timed(lambda: _begun(fresh, path))
    game.close()
    game, known = _timed(lambda: _begun(knowing, path))
    steps = [_timed(lambda command=command: game.step(command)) for command in walkthrough(path)]
    if not steps[-1][0].won:
        raise RuntimeError(f"the walkthrough of {path} does not win")
    _, again = _timed(game.reset)
    game.close()
    return Played(first, known, again, [took for _, took in steps])


def _begun(engine: Engine, path: Path) -> Game:
    game = engine.load(path)
    game.reset()
    return game


def _timed(do: Callable[[], T]) -> tuple[T, float]:
    began = time.perf_counter()
    result = do()
    return result, (time.perf_counter() - began) * 1000


def walkthrough(path: Path) -> list[str]:
    """Return the commands that win a game, or nothing where its file does not tell."""
    return [str(command) for command in json.loads(path.read_bytes()).get("walkthrough") or ()]


def room(path: Path) -> str:
    """Return the kind of room a game plays in, by the number of its scene."""
    scene = int(path.parent.parent.name.rpartition("-")[2])
    return next(name for first, name in reversed(_ROOMS) if scene >= first)


def chosen_games(wanted: argparse.Namespace) -> list[Path]:
    """Return the games to measure with, evenly spread over those with a walkthrough."""
    folders = wanted.data or [games_folder(wanted.games)]
    paths = [task.path for folder in folders for task in games_in(folder) if walkthrough(task.path)]
    count = min(wanted.games, len(paths))
    return [paths[index * len(paths) // count] for index in range(count)]


@contextmanager
def process() -> Iterator[ProcessPoolExecutor]:
    """Give a process for one engine alone."""
    with ProcessPoolExecutor(1, multiprocessing.get_context("spawn")) as pool:
        yield pool


def import_ms(engine: str) -> float:
    """Return what a new process takes until this engine can load a game, beyond Python's own start."""
    code = (
        f"from dockergym_alfworld.engine.selection import select_engine; select_engine({engine!r}).preload()"
    )
    return _median_run(code) - _median_run("pass")


def _median_run(code: str) -> float:
    command = [sys.executable, "-c", code]
    return statistics.median(
        _timed(lambda: subprocess.run(command, check=True, timeout=120))[1] for _ in range(_IMPORTS)
    )


def compare(paths: Sequence[Path]) -> list[Compared]:
    """Play every game in both engines, one after the other, each in its own process."""
    with process() as theirs, process() as ours:
        theirs.submit(play_theirs, paths[0]).result()
        ours.submit(play_ours, paths[0]).result()
        return [
            Compared(
                room(path), theirs.submit(play_theirs, path).result(), ours.submit(play_ours, path).result()
            )
            for path in paths
        ]


async def measure(wanted: argparse.Namespace) -> Report:
    """Compare the engines and return the table."""
    paths = chosen_games(wanted)
    report = Report(
        "alfworld_engine",
        f"ALFWorld in process, {len(paths)} games: medians in ms",
        ["what", "games", "alfworld", "ours", "ratio"],
    )
    imports = import_ms("upstream"), import_ms("fast")
    report.add(what="import", alfworld=imports[0], ours=imports[1], ratio=imports[0] / imports[1])
    compared = compare(paths)
    for kind in ("any room", *(name for _, name in _ROOMS)):
        of_kind = [one for one in compared if kind in ("any room", one.room)]
        if of_kind:
            add_rows(report, kind, of_kind)
    rates = [1000 / statistics.mean(played) for played in _episodes(compared)]
    report.notes += [_TARGETS, f"episodes/s of one process: alfworld {rates[0]:.2f}, ours {rates[1]:.1f}"]
    return report


def add_rows(report: Report, kind: str, compared: Sequence[Compared]) -> None:
    """Add the figures of one kind of room."""
    for name, figure in FIGURES.items():
        theirs = statistics.median(value for one in compared for value in figure(one.theirs))
        ours = statistics.median(value for one in compared for value in figure(one.ours))
        what = f"{kind}: {name}"
        report.add(what=what, games=len(compared), alfworld=theirs, ours=ours, ratio=theirs / ours)


def _episodes(compared: Sequence[Compared]) -> tuple[list[float], list[float]]:
    return [one.theirs.episode for one in compared], [one.ours.episode for one in compared]


def main() -> int:
    """Run the benchmark."""
    parser = arguments(__doc__)
    parser.add_argument("--games", type=int, default=30, help="how many games (default: 30)")
    parser.add_argument(
        "--data", type=Path, action="append", help="a folder of games; made where none is given"
    )
    wanted = parser.parse_args()
    if wanted.quick:
        wanted.games = min(wanted.games, 6)
    return run(wanted, lambda: measure(wanted))


if __name__ == "__main__":
    sys.exit(main())
