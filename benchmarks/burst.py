"""Sixty-four sessions at once: created, stepped and ended together, with nothing left behind.

Prints errors, containers left, and how long the server's event loop was ever blocked.
"""

from __future__ import annotations

import argparse
import asyncio
import shlex
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.table import Table
from served import Served, served

from dockergym.runtimes.base import LABEL_SERVER
from dockergym.testing import workers
from dockergym.testing.waiting import eventually

ECHO_IN_IMAGE = "python /workers/echo.py"


async def episode(server: Served, steps: int, errors: list[str], params: dict[str, Any]) -> None:
    """Create a session, step it and leave it running."""
    async with server.wire() as wire:
        try:
            session = await wire.call("POST", f"{server.base}/sessions", {"params": params})
            path = f"{server.base}/sessions/{session['session_id']}/step"
            for number in range(1, steps + 1):
                reply = await wire.call("POST", path, {"action": "look"})
                if reply["step"] != number:
                    errors.append(f"step {number} was counted as {reply['step']}")
        except Exception as error:
            errors.append(f"{type(error).__name__}: {error}")


def containers_left(server_name: str) -> list[str]:
    """Return the containers of a server that still exist."""
    listed = subprocess.run(
        ["docker", "ps", "-aq", "--filter", f"label={LABEL_SERVER}={server_name}"],
        capture_output=True, text=True, check=True, timeout=60,
    )  # fmt: skip
    return listed.stdout.split()


async def burst(
    sessions: int, steps: int, environment: str | None, options: dict[str, Any]
) -> dict[str, Any]:
    """Play the burst and return what was seen."""
    errors: list[str] = []
    seen: dict[str, Any] = {}
    name = f"burst-{time.time_ns()}"
    async with served(environment, name=name, max_sessions=sessions, **options) as server:
        await server.loop_stalls()
        began = time.perf_counter()
        await asyncio.gather(*(episode(server, steps, errors, {}) for _ in range(sessions)))
        seen["played in s"] = round(time.perf_counter() - began, 2)
        async with server.wire() as wire:
            began = time.perf_counter()
            ended = await wire.call("DELETE", f"{server.base}/sessions")
            seen["ended"], seen["ended in s"] = ended["count"], round(time.perf_counter() - began, 3)
        if options["runtime"] == "docker":
            await eventually(lambda: not containers_left(name), timeout_s=60)
            seen["gone in s"] = round(time.perf_counter() - began, 2)
        stalls = await server.loop_stalls()
    seen["errors"] = len(errors)
    seen["loop blocked, longest ms"] = round(stalls["blocked_ms"], 1)
    seen["loop late, longest ms"] = round(stalls["late_ms"], 1)
    if options["runtime"] == "docker":
        seen["containers left"] = len(containers_left(name))
    for error in errors[:5]:
        Console(stderr=True).print(f"[red]{error}[/red]")
    return seen


def main() -> int:
    """Run from the command line; the exit code says whether anything failed or was left behind."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runtime", choices=("docker", "local"), default="docker")
    parser.add_argument("--image", default="dockergym-echo:latest", help="image that holds the echo worker")
    parser.add_argument("--command", default=None, help="command of the echo worker")
    parser.add_argument("--environment", default=None, help="an installed environment instead of echo")
    parser.add_argument("--sessions", type=int, default=64)
    parser.add_argument("--steps", type=int, default=20)
    wanted = parser.parse_args()
    options: dict[str, Any] = {"runtime": wanted.runtime}
    if wanted.environment is None:
        local = [sys.executable, str(Path(workers.__file__).with_name("echo.py"))]
        in_image = shlex.split(wanted.command or ECHO_IN_IMAGE)
        options["worker_command"] = in_image if wanted.runtime == "docker" else local
        options["docker_image"] = wanted.image if wanted.runtime == "docker" else None
    seen = asyncio.run(burst(wanted.sessions, wanted.steps, wanted.environment, options))
    table = Table(title=f"{wanted.sessions} sessions × {wanted.steps} steps, {wanted.runtime}")
    table.add_column("what")
    table.add_column("seen", justify="right")
    for what, value in seen.items():
        table.add_row(what, str(value))
    Console().print(table)
    return 1 if seen["errors"] or seen.get("containers left") or seen["ended"] != wanted.sessions else 0


if __name__ == "__main__":
    raise SystemExit(main())
