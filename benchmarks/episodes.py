"""Whole ALFWorld episodes: through the REST API, against the same worker called in process on the same processors."""

from __future__ import annotations

import argparse
import asyncio
import functools
import gc
import itertools
import multiprocessing
import os
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from typing import Any

import echo
import games
from load import Load, drive
from report import Report, arguments, run
from served import Served, served
from wire import Wire

from dockergym_alfworld.task_index import default_index_dir
from dockergym_alfworld.walkthroughs import Walkthroughs
from dockergym_alfworld.worker import AlfworldWorker

_LONGEST_WARM_UP_S = 90

_worker: AlfworldWorker | None = None
"""The worker of a process that plays without a server."""
_templates: dict[Game, Template] = {}
"""Its templates, one a game."""

Player = Callable[[float], Awaitable[Load]]
"""Plays episodes for so many seconds; a latency is that of a whole episode."""


@dataclass(frozen=True)
class Game:
    """A game, and how it is won."""

    env_id: str
    path: str
    walkthrough: tuple[str, ...]


def chosen(count: int, longer: int = 0) -> list[Game]:
    """Return so many games, won after looking around for so many steps."""
    found = games.offer(count).games
    walkthroughs = Walkthroughs(found)
    before = tuple(itertools.islice(itertools.cycle(("look", "inventory")), longer))
    return [Game(one.env_id, str(one.path), before + tuple(walkthroughs.of(one.env_id))) for one in found][
        :count
    ]


def play_in_process(wanted: list[Game], seconds: float, offset: int, *, forks: bool) -> list[float]:
    """Play games in turn in this process, or each in a fork of a template, and return what each episode took."""
    global _worker
    if _worker is None:
        _worker = AlfworldWorker()
        _worker.preload()
        for game in wanted:
            _play_game(_worker, game)
        # What no collection visits stays in pages that forks share.
        gc.freeze()
    if forks and not _templates:
        _templates.update({game: Template(_worker, game) for game in wanted})
    took: list[float] = []
    began = now = time.perf_counter()
    for game in itertools.islice(itertools.cycle(wanted), offset, None):
        if now >= began + seconds and len(took) >= 1:
            return took
        if forks:
            _templates[game].play()
        else:
            _play_game(_worker, game)
        now, before = time.perf_counter(), now
        took.append(now - before)
    return took


def _play_game(worker: AlfworldWorker, game: Game) -> None:
    worker.init_env(game.env_id, {"game_file": game.path})
    _play_on(worker, game)


def _play_on(worker: AlfworldWorker, game: Game) -> None:
    won = False
    for command in game.walkthrough:
        _, _, won, *_ = worker.step_env(command)
    if not won:
        raise RuntimeError(f"{game.env_id} was not won by its own walkthrough")


class Template:
    """A process that has begun a game, and plays on in a fork of itself whenever it is told to.

    The least that isolated episodes can cost: a process for each, and no server, socket or message besides.
    """

    def __init__(self, worker: AlfworldWorker, game: Game) -> None:
        self._game = game
        (begin_in, self._begin), (self._played, played_out) = os.pipe(), os.pipe()
        if os.fork() == 0:
            # It ends with this process, whose end of the pipe is then closed.
            os.close(self._begin)
            try:
                self._serve(worker, begin_in, played_out)
            finally:
                os._exit(1)
        os.close(begin_in)
        os.close(played_out)

    def play(self) -> None:
        """Play an episode to its end."""
        os.write(self._begin, b".")
        if os.read(self._played, 1) != b"+":
            raise RuntimeError(f"the process that played {self._game.env_id} failed")

    def _serve(self, worker: AlfworldWorker, begin: int, played: int) -> None:
        worker.init_env(self._game.env_id, {"game_file": self._game.path})
        gc.freeze()
        while os.read(begin, 1):
            pid = os.fork()
            if pid == 0:
                try:
                    _play_on(worker, self._game)
                except BaseException:
                    os._exit(1)
                os._exit(0)
            os.write(played, b"-" if os.waitpid(pid, 0)[1] else b"+")


@asynccontextmanager
async def in_process(wanted: list[Game], processes: int, *, forks: bool = False) -> AsyncIterator[Player]:
    """Workers without a server, a process for each processor; with ``forks``, a further one for each episode."""
    os.environ["DOCKERGYM_CACHE_DIR"] = str(default_index_dir())
    os.environ["OPENBLAS_NUM_THREADS"] = "1"
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(processes, mp_context=context) as pool:
        loop = asyncio.get_running_loop()

        async def play(seconds: float) -> Load:
            began = time.perf_counter()
            parts = await asyncio.gather(
                *(
                    loop.run_in_executor(
                        pool,
                        functools.partial(
                            play_in_process, wanted, seconds, number * 5 % len(wanted), forks=forks
                        ),
                    )
                    for number in range(processes)
                )
            )
            return Load([took for part in parts for took in part], time.perf_counter() - began)

        yield play


@asynccontextmanager
async def through_rest(wanted: list[Game], clients: int, **options: Any) -> AsyncIterator[Player]:
    """Clients of our server, each of which begins an episode, plays it and ends it, again and again."""
    variables = games.offer(len(wanted)).variables
    async with AsyncExitStack() as stack:
        server = await stack.enter_async_context(served("alfworld", variables=variables, **options))
        wires = [await stack.enter_async_context(server.wire()) for _ in range(clients)]
        order = itertools.cycle(wanted)
        yield lambda seconds: drive([_episode(server, wire, order) for wire in wires], seconds)


def _episode(server: Served, wire: Wire, order: Iterator[Game]) -> Callable[[], Awaitable[object]]:
    async def play() -> None:
        game = next(order)
        session = await wire.call("POST", f"{server.base}/sessions", {"env_id": game.env_id})
        path = f"{server.base}/sessions/{session['session_id']}"
        reply: dict[str, Any] = {}
        for command in game.walkthrough:
            reply = await wire.call("POST", f"{path}/step", {"action": command})
        if not reply["info"]["won"]:
            raise RuntimeError(f"{game.env_id} was not won by its own walkthrough")
        await wire.call("DELETE", path)

    return play


async def warm_up(player: Player, episodes: int) -> None:
    """Play until every worker is likely to have met every game, or for too long."""
    until = time.perf_counter() + _LONGEST_WARM_UP_S
    while episodes > 0 and time.perf_counter() < until:
        episodes -= (await player(2.0)).count


def ways(wanted: argparse.Namespace, played: list[Game]) -> dict[str, Any]:
    """Return every way to play."""
    found: dict[str, Any] = {
        PLAIN: in_process(played, wanted.processes),
        "…, a fork of a template each": in_process(played, wanted.processes, forks=True),
    }
    for runtime in wanted.runtimes:
        own = {"runtime": runtime, "warm": wanted.clients}
        shared = {"runtime": runtime, "sessions_per_container": 64, "templates": len(played)}
        found[f"REST, {runtime}, a worker each"] = through_rest(played, wanted.clients, **own)
        found[f"REST, {runtime}, shared, templates"] = through_rest(played, wanted.clients, **shared)
    return found


PLAIN = "worker in process"


async def measure(wanted: argparse.Namespace) -> list[Report]:
    """Measure episodes as short as they can be, and longer ones."""
    return [await measure_length(wanted, 0, "episodes"), await measure_length(wanted, 24, "episodes-long")]


async def measure_length(wanted: argparse.Namespace, longer: int, name: str) -> Report:
    """Measure every way, in turns, after each has played every game."""
    played = chosen(wanted.games, longer)
    steps = sum(len(game.walkthrough) for game in played) / len(played)
    report = Report(
        name,
        f"Whole ALFWorld episodes: {len(played)} games, {steps:.1f} steps each on average",
        ["how", "episodes", "episodes/s", "p50 ms", "× in process"],
        notes=[
            f"in process: {wanted.processes} processes; REST: {wanted.clients} clients on the same processors",
            "translations are cached for both; reach: ≥ 0.75 × in process",
        ],
    )
    loads: dict[str, Load] = {}
    async with AsyncExitStack() as stack:
        players = {name: await stack.enter_async_context(way) for name, way in ways(wanted, played).items()}
        for player in players.values():
            await warm_up(player, 3 * wanted.clients * wanted.games)
        for _ in range(wanted.rounds):
            for name, player in players.items():
                loads.setdefault(name, Load()).__iadd__(await player(wanted.seconds))
    for name, load in loads.items():
        report.add(
            how=name,
            episodes=load.count,
            episodes_per_s=load.per_second,
            p50_ms=load.percentile_ms(50),
            x_in_process=load.per_second / loads[PLAIN].per_second,
        )
    return report


def main() -> int:
    """Run from the command line."""
    parser = arguments(__doc__)
    parser.add_argument("--games", type=int, default=None)
    parser.add_argument("--clients", type=int, default=4)
    parser.add_argument("--processes", type=int, default=len(os.sched_getaffinity(0)))
    parser.add_argument("--seconds", type=float, default=5.0, help="length of one way's turn")
    parser.add_argument("--rounds", type=int, default=None, help="turns of each way")
    parser.add_argument("--runtimes", type=lambda text: text.split(","), default=None, help="docker,local")
    wanted = parser.parse_args()
    wanted.games = wanted.games or (4 if wanted.quick else 12)
    wanted.rounds = wanted.rounds or (1 if wanted.quick else 3)
    if wanted.runtimes is None:
        wanted.runtimes = ["docker", "local"] if echo.docker_answers() else ["local"]
    return run(wanted, lambda: measure(wanted))


if __name__ == "__main__":
    raise SystemExit(main())
