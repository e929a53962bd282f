"""Many sessions at once: begun, stepped and ended together, with nothing left behind."""

from __future__ import annotations

import argparse
import asyncio
import time
from typing import Any

import docker
import echo
from report import Report, arguments, run
from served import Served, served

from dockergym.runtimes.base import LABEL_SERVER
from dockergym.testing.waiting import eventually

_GONE_S = 120


async def episode(server: Served, steps: int, errors: list[str]) -> None:
    """Begin a session, step it and leave it running."""
    async with server.wire() as wire:
        try:
            session = await wire.call("POST", f"{server.base}/sessions", {})
            path = f"{server.base}/sessions/{session['session_id']}/step"
            for number in range(1, steps + 1):
                reply = await wire.call("POST", path, {"action": "look"})
                if reply["step"] != number:
                    errors.append(f"step {number} was counted as {reply['step']}")
        except Exception as error:
            errors.append(f"{type(error).__name__}: {error}")


def containers_left(server_name: str) -> int:
    """Return how many containers of a server still exist."""
    engine = docker.from_env(timeout=60)
    listed = engine.api.containers(all=True, filters={"label": f"{LABEL_SERVER}={server_name}"})
    engine.close()
    return len(listed)


async def measure(wanted: argparse.Namespace) -> Report:
    """Play the burst."""
    report = Report(
        "burst",
        f"{wanted.sessions} sessions × {wanted.steps} steps of the echo environment at once, {wanted.runtime}",
        ["what", "seen"],
        notes=["reach: no error, nothing left, 64 sessions ended within a second"],
    )
    errors: list[str] = []
    async with served(max_sessions=wanted.sessions, **echo.options(wanted.runtime)) as server:
        await server.loop_stalls()
        began = time.perf_counter()
        await asyncio.gather(*(episode(server, wanted.steps, errors) for _ in range(wanted.sessions)))
        report.add(what="played in s", seen=time.perf_counter() - began)
        began = time.perf_counter()
        async with server.wire() as wire:
            ended: dict[str, Any] = await wire.call("DELETE", f"{server.base}/sessions")
        report.add(what="ended", seen=ended["count"])
        report.add(what="ended in s", seen=time.perf_counter() - began)
        if wanted.runtime == "docker":
            await eventually(lambda: containers_left(server.name) == 0, _GONE_S)
            report.add(what="containers gone in s", seen=time.perf_counter() - began)
        stalls = await server.loop_stalls()
    report.add(what="errors", seen=len(errors))
    report.add(what="loop blocked, longest ms", seen=stalls["blocked_ms"]["longest"])
    report.add(what="loop late, longest ms", seen=stalls["late_ms"]["longest"])
    report.notes += errors[:5]
    report.failed = bool(errors) or ended["count"] != wanted.sessions
    return report


def main() -> int:
    """Run from the command line; the exit code says whether anything failed or was left behind."""
    parser = arguments(__doc__)
    parser.add_argument("--runtime", choices=("docker", "local"), default=None)
    parser.add_argument("--sessions", type=int, default=64)
    parser.add_argument("--steps", type=int, default=20)
    wanted = parser.parse_args()
    wanted.runtime = wanted.runtime or ("docker" if echo.docker_answers() else "local")
    return run(wanted, lambda: measure(wanted))


if __name__ == "__main__":
    raise SystemExit(main())
