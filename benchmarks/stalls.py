"""How long the server's event loop keeps others waiting while sessions are begun, stepped and ended all at once."""

from __future__ import annotations

import argparse
import asyncio
from collections.abc import Awaitable, Callable
from contextlib import AsyncExitStack
from typing import Any

import echo
from load import drive
from report import Report, arguments, run
from served import Served, served
from wire import Wire


async def steppers(
    stack: AsyncExitStack, server: Served, sessions: int
) -> list[Callable[[], Awaitable[object]]]:
    """Begin sessions, and return what steps each."""
    wires = [await stack.enter_async_context(server.wire()) for _ in range(sessions)]
    begun = await asyncio.gather(*(wire.call("POST", f"{server.base}/sessions", {}) for wire in wires))
    turns = []
    for wire, session in zip(wires, begun, strict=True):
        path = f"{server.base}/sessions/{session['session_id']}/step"
        request = wire.prepare("POST", path, {"action": "look"})
        turns.append(lambda wire=wire, request=request: wire.exchange(request))
    return turns


def churner(server: Served, wire: Wire) -> Callable[[], Awaitable[object]]:
    """Return what begins a session, steps it once and ends it."""

    async def turn() -> None:
        session = await wire.call("POST", f"{server.base}/sessions", {})
        path = f"{server.base}/sessions/{session['session_id']}"
        await wire.call("POST", f"{path}/step", {"action": "look"})
        await wire.call("DELETE", path)

    return turn


async def under(wanted: argparse.Namespace, report: Report, load: str, **options: Any) -> None:
    """Measure one load on a server of its own."""
    async with AsyncExitStack() as stack:
        most = wanted.sessions + wanted.churners
        settings = echo.options(wanted.runtime) | {"max_sessions": most} | options
        server = await stack.enter_async_context(served(**settings))
        turns = []
        if "step" in load:
            turns += await steppers(stack, server, wanted.sessions)
        if "begin" in load:
            wires = [await stack.enter_async_context(server.wire()) for _ in range(wanted.churners)]
            turns += [churner(server, wire) for wire in wires]
        await drive(turns, 1.0)
        await server.loop_stalls()
        done = await drive(turns, wanted.seconds)
        seen = await server.loop_stalls()
        report.add(
            load=load,
            requests_per_s=done.per_second,
            late_p50_ms=seen["late_ms"]["p50"],
            late_p99_ms=seen["late_ms"]["p99"],
            late_longest_ms=seen["late_ms"]["longest"],
            blocked_p99_ms=seen["blocked_ms"]["p99"],
            blocked_longest_ms=seen["blocked_ms"]["longest"],
        )


async def measure(wanted: argparse.Namespace) -> Report:
    """Measure every load."""
    report = Report(
        "stalls",
        f"The server's event loop under load: {wanted.sessions} sessions, {wanted.churners} clients beginning and "
        f"ending more, {wanted.runtime}",
        [
            "load", "requests/s", "late p50 ms", "late p99 ms", "late longest ms", "blocked p99 ms",
            "blocked longest ms",
        ],
        notes=[
            "late: how long a callback waits past its time, behind others and for a processor",
            "blocked: the same without the time the kernel gave the processor to other programs",
        ],
    )  # fmt: skip
    await under(wanted, report, "step")
    await under(wanted, report, "begin and end, cold")
    await under(wanted, report, "step; begin and end, cold")
    await under(wanted, report, "step; begin and end, reused", shareable=True)
    return report


def main() -> int:
    """Run from the command line."""
    parser = arguments(__doc__)
    parser.add_argument("--runtime", choices=("docker", "local"), default=None)
    parser.add_argument("--sessions", type=int, default=None, help="sessions that are stepped")
    parser.add_argument("--churners", type=int, default=4, help="clients that begin and end sessions")
    parser.add_argument("--seconds", type=float, default=None, help="length of each load")
    wanted = parser.parse_args()
    wanted.sessions = wanted.sessions or (16 if wanted.quick else 64)
    wanted.seconds = wanted.seconds or (3.0 if wanted.quick else 8.0)
    wanted.runtime = wanted.runtime or ("docker" if echo.docker_answers() else "local")
    return run(wanted, lambda: measure(wanted))


if __name__ == "__main__":
    raise SystemExit(main())
