"""Beginning ALFWorld sessions through the REST API, one at a time: a game's first session, and from its template."""

from __future__ import annotations

import argparse
import time
from contextlib import AsyncExitStack
from typing import Any

import echo
import games
from load import Load
from report import Report, arguments, run
from served import Served, served
from wire import Wire

_BEFORE = "a game's first session"
_AFTER = "from its template"


async def begin_and_end(server: Served, wire: Wire, env_id: str) -> float:
    """Begin a session and end it; return how long the beginning took, in seconds."""
    began = time.perf_counter()
    session = await wire.call("POST", f"{server.base}/sessions", {"env_id": env_id})
    took = time.perf_counter() - began
    await wire.call("DELETE", f"{server.base}/sessions/{session['session_id']}")
    return took


async def measure(wanted: argparse.Namespace) -> Report:
    """Measure a server whose worker has room for a template of each game."""
    offer = games.offer(wanted.games)
    options: dict[str, Any] = {"sessions_per_container": 8, "templates": wanted.games, "warm": 1}
    report = Report(
        "alfworld-creates",
        f"Beginning an ALFWorld session, one at a time, {wanted.games} games, {wanted.runtime}",
        ["how", "samples", "p50 ms", "p95 ms"],
        notes=[
            "reach: load + reset ≤ 15 ms from a template; here with HTTP, a process of its own and its end"
        ],
    )
    async with AsyncExitStack() as stack:
        server = await stack.enter_async_context(
            served("alfworld", variables=offer.variables, runtime=wanted.runtime, **options)
        )
        wire = await stack.enter_async_context(server.wire())
        played = [game.env_id for game in offer.games][: wanted.games]
        # The first session waits for the container.
        await begin_and_end(server, wire, played[0])
        seconds = {_BEFORE: [await begin_and_end(server, wire, env_id) for env_id in played[1:]], _AFTER: []}
        for _ in range(wanted.rounds):
            seconds[_AFTER] += [await begin_and_end(server, wire, env_id) for env_id in played]
    for how, taken in seconds.items():
        load = Load(taken)
        report.add(how=how, samples=len(taken), p50_ms=load.percentile_ms(50), p95_ms=load.percentile_ms(95))
    return report


def main() -> int:
    """Run from the command line."""
    parser = arguments(__doc__)
    parser.add_argument("--runtime", choices=("docker", "local"), default=None)
    parser.add_argument("--games", type=int, default=12)
    parser.add_argument("--rounds", type=int, default=None, help="sessions of each game from its template")
    wanted = parser.parse_args()
    wanted.rounds = wanted.rounds or (1 if wanted.quick else 5)
    wanted.runtime = wanted.runtime or ("docker" if echo.docker_answers() else "local")
    return run(wanted, lambda: measure(wanted))


if __name__ == "__main__":
    raise SystemExit(main())
