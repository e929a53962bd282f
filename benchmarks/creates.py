"""What beginning a session costs: cold, warm, in a used container, from a template, as a fork; against plain Docker."""

from __future__ import annotations

import argparse
import asyncio
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AsyncExitStack, asynccontextmanager
from typing import Any

import docker
import echo
from load import Load, drive
from plain import plain_process, plain_start
from report import Report, arguments, run
from served import Served, served
from wire import Wire

from dockergym.runtimes.base import LABEL_SERVER
from dockergym.testing.waiting import eventually

_GONE_S = 60
_SHARE = {"shareable": True, "deterministic": True, "sessions_per_container": 64, "max_sessions": 64}
_CLIENTS = 8

Sample = Callable[[], Awaitable[float]]
"""Begins one session, says how many seconds that took, and cleans up after it."""


class Creator:
    """Begins sessions on one server, and waits until what it ended is gone."""

    def __init__(self, server: Served, wire: Wire, runtime: str) -> None:
        self._server = server
        self._wire = wire
        self._docker = docker.from_env() if runtime == "docker" else None

    async def cold(self) -> float:
        """Begin a session in a container of its own that does not exist yet."""
        took, session = await self._timed("POST", "/sessions", {})
        await self._end(session["session_id"])
        await self.workers(0)
        return took

    async def warm(self, ready: int) -> float:
        """Begin a session in a container that waits for it; there are ``ready`` of them before and after."""
        took, session = await self._timed("POST", "/sessions", {})
        await self._end(session["session_id"])
        await self.workers(ready)
        # Started is not loaded: a worker imports for some ten milliseconds before it is ready.
        await asyncio.sleep(0.5)
        return took

    async def at_hand(self) -> float:
        """Begin a session where a container and, where there are any, a template are at hand."""
        took, session = await self._timed("POST", "/sessions", {"env_id": "the same"})
        await self._end(session["session_id"])
        return took

    def forks(self, count: int) -> Callable[[], Awaitable[float]]:
        """Return what forks a running session, and says how long one fork of ``count`` took."""

        async def fork() -> float:
            _, parent = await self._timed("POST", "/sessions", {"env_id": "the same"})
            path = f"/sessions/{parent['session_id']}"
            await self._timed("POST", f"{path}/step", {"action": "look"})
            took, forked = await self._timed("POST", f"{path}/fork", {"count": count})
            for session in (parent, *forked["sessions"]):
                await self._end(session["session_id"])
            return took / count

        return fork

    async def workers(self, wanted: int) -> None:
        """Wait until so many containers of the server run, and no other of it exists."""
        if self._docker is None:
            await asyncio.sleep(0.2)
            return
        await eventually(lambda: self._count() == (wanted, wanted), _GONE_S)

    def _count(self) -> tuple[int, int]:
        assert self._docker is not None
        labels = {"label": f"{LABEL_SERVER}={self._server.name}"}
        listed = self._docker.api.containers(all=True, filters=labels)
        return len(listed), sum(one["State"] == "running" for one in listed)

    async def _timed(self, method: str, path: str, body: Any = None) -> tuple[float, Any]:
        began = time.perf_counter()
        answer = await self._wire.call(method, self._server.base + path, body)
        return time.perf_counter() - began, answer

    async def _end(self, session_id: str) -> None:
        await self._wire.call("DELETE", f"{self._server.base}/sessions/{session_id}")


@asynccontextmanager
async def creator(runtime: str, **options: Any) -> AsyncIterator[Creator]:
    """Serve the echo environment with these options, and give what begins sessions there."""
    async with served(**echo.options(runtime) | options) as server, server.wire() as wire:
        yield Creator(server, wire, runtime)


async def one_at_a_time(wanted: argparse.Namespace) -> dict[str, list[float]]:
    """Begin sessions in every way, in turns, so that all meet the same machine."""
    seconds: dict[str, list[float]] = {}
    async with AsyncExitStack() as stack:
        cold = await stack.enter_async_context(creator(wanted.runtime))
        warm = await stack.enter_async_context(creator(wanted.runtime, warm=2))
        used = await stack.enter_async_context(creator(wanted.runtime, shareable=True))
        shared = await stack.enter_async_context(creator(wanted.runtime, **_SHARE))
        await warm.workers(2)
        await used.at_hand()
        await shared.at_hand()
        ways: dict[str, Sample] = {
            **plain_ways(wanted.runtime),
            "cold": cold.cold,
            "warm": lambda: warm.warm(2),
            "reused container": used.at_hand,
            "from a template": shared.at_hand,
            "fork, alone": shared.forks(1),
            "fork, one of 16": shared.forks(16),
        }
        for _ in range(wanted.samples):
            for way, sample in ways.items():
                seconds.setdefault(way, []).append(await sample())
    return seconds


def plain_ways(runtime: str) -> dict[str, Sample]:
    """Return what a user would do without us."""
    if runtime == "docker":
        return {
            "docker create + start": lambda: asyncio.to_thread(plain_start, echo.IMAGE, echo.IN_IMAGE, False),
            "… + first reply": lambda: asyncio.to_thread(plain_start, echo.IMAGE, echo.IN_IMAGE, True),
        }
    return {"process + first reply": lambda: asyncio.to_thread(plain_process, echo.ON_THIS_MACHINE)}


async def together(wanted: argparse.Namespace) -> dict[str, Load]:
    """Begin and end sessions with many clients at once."""
    ways = {"reused containers": {"shareable": True, "warm": _CLIENTS}, "templates": _SHARE}
    loads = {}
    for way, options in ways.items():
        async with AsyncExitStack() as stack:
            server = await stack.enter_async_context(served(**echo.options(wanted.runtime) | options))
            wires = [await stack.enter_async_context(server.wire()) for _ in range(_CLIENTS)]
            turns = [_create_and_end(server, wire) for wire in wires]
            await drive(turns, 3.0)
            loads[way] = await drive(turns, wanted.seconds)
    return loads


def _create_and_end(server: Served, wire: Wire) -> Callable[[], Awaitable[object]]:
    async def turn() -> None:
        session = await wire.call("POST", f"{server.base}/sessions", {"env_id": "the same"})
        await wire.call("DELETE", f"{server.base}/sessions/{session['session_id']}")

    return turn


async def measure(wanted: argparse.Namespace) -> list[Report]:
    """Measure both."""
    alone = Report(
        "creates",
        f"Beginning a session of the echo environment, one at a time, {wanted.runtime}",
        ["how", "samples", "p50 ms", "p95 ms", "× plain"],
        notes=[
            "reach: warm ≤ 10 ms p50; cold within 10 % of plain docker create + start",
            "cold and warm answer with the first observation, so `… + first reply` is what does the same",
        ],
    )
    for how, seconds in (await one_at_a_time(wanted)).items():
        load = Load(seconds)
        plain = alone.rows[0]["p50_ms"] if alone.rows else None
        p50 = load.percentile_ms(50)
        alone.add(
            how=how,
            samples=len(seconds),
            p50_ms=p50,
            p95_ms=load.percentile_ms(95),
            x_plain=p50 / plain if plain else 1.0,
        )
    many = Report(
        "creates-together",
        f"Beginning and ending sessions, {_CLIENTS} clients, {wanted.runtime}",
        ["how", "a second", "create + end p50 ms", "p99 ms"],
        notes=["reach: reused ≥ 100 a second"],
    )
    for how, load in (await together(wanted)).items():
        many.add(
            **{"how": how, "a_second": load.per_second, "create_+_end_p50_ms": load.percentile_ms(50)},
            p99_ms=load.percentile_ms(99),
        )
    return [alone, many]


def main() -> int:
    """Run from the command line."""
    parser = arguments(__doc__)
    parser.add_argument("--runtime", choices=("docker", "local"), default=None)
    parser.add_argument("--samples", type=int, default=None, help="sessions of each way")
    parser.add_argument("--seconds", type=float, default=5.0, help="length of the load with many clients")
    wanted = parser.parse_args()
    wanted.samples = wanted.samples or (8 if wanted.quick else 30)
    wanted.runtime = wanted.runtime or ("docker" if echo.docker_answers() else "local")
    return run(wanted, lambda: measure(wanted))


if __name__ == "__main__":
    raise SystemExit(main())
