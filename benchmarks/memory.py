"""What sessions of ALFWorld keep in memory: one, many of one game, many of different games; and a thousand at once."""

from __future__ import annotations

import argparse
import asyncio
import itertools
import random
import re
import time
from collections.abc import Iterable, Iterator
from contextlib import AsyncExitStack
from pathlib import Path
from typing import Any

import docker
import echo
import games
from report import Report, arguments, run
from served import Served, served
from wire import Wire

from dockergym.runtimes.base import LABEL_SERVER

_CLIENTS = 16
_FULL_GAMES, _FULL_EACH, _FULL_STEPS = 125, 8, 20
_CONTAINER = re.compile(r"[0-9a-f]{64}")


def pss_mib(pids: Iterable[int]) -> float:
    """Return the memory of processes, with what several share counted once between them."""
    total = 0
    for pid in pids:
        try:
            rollup = Path(f"/proc/{pid}/smaps_rollup").read_text()
        except (FileNotFoundError, ProcessLookupError):
            continue
        found = re.search(r"^Pss:\s+(\d+) kB", rollup, re.MULTILINE)
        total += int(found[1]) if found else 0
    return total / 1024


def worker_pids(server: Served, runtime: str) -> list[int]:
    """Return the processes of a server's workers."""
    if runtime == "docker":
        return list(_in_containers(server))
    parents = dict(_parents())
    return [pid for pid in parents if pid != server.pid and server.pid in _ancestors(pid, parents)]


def _in_containers(server: Served) -> Iterator[int]:
    engine = docker.from_env()
    label = {"label": f"{LABEL_SERVER}={server.name}"}
    ours = {container["Id"] for container in engine.api.containers(filters=label)}
    engine.close()
    for pid, group in _read("cgroup"):
        if ours.intersection(_CONTAINER.findall(group)):
            yield pid


def _parents() -> Iterator[tuple[int, int]]:
    for pid, line in _read("stat"):
        yield pid, int(line.rpartition(")")[2].split()[1])


def _ancestors(pid: int, parents: dict[int, int]) -> Iterator[int]:
    while pid := parents.get(pid, 0):
        yield pid


def _read(name: str) -> Iterator[tuple[int, str]]:
    for folder in Path("/proc").iterdir():
        if folder.name.isdigit():
            try:
                yield int(folder.name), (folder / name).read_text()
            except (FileNotFoundError, ProcessLookupError):
                continue


class Players:
    """Sessions on one server, more and more of them."""

    def __init__(self, server: Served, wires: list[Wire]) -> None:
        self._server = server
        self._wires = wires
        self.sessions: list[dict[str, Any]] = []
        self.failures: list[str] = []

    async def begin(self, env_ids: Iterable[str]) -> None:
        """Begin a session of each."""
        wanted = iter(list(env_ids))

        async def client(wire: Wire) -> None:
            for env_id in wanted:
                path = f"{self._server.base}/sessions"
                try:
                    self.sessions.append(await wire.call("POST", path, {"env_id": env_id}))
                except Exception as error:
                    self.failures.append(f"create {env_id}: {error}")

        await asyncio.gather(*map(client, self._wires))

    async def step(self, steps: int) -> None:
        """Let every session do admissible commands, chosen at random by a seed."""
        waiting = iter(self.sessions)

        async def client(wire: Wire) -> None:
            for session in waiting:
                try:
                    await self._walk(wire, session, steps)
                except Exception as error:
                    self.failures.append(f"step {session['session_id']}: {error}")

        await asyncio.gather(*map(client, self._wires))

    async def _walk(self, wire: Wire, session: dict[str, Any], steps: int) -> None:
        path = f"{self._server.base}/sessions/{session['session_id']}/step"
        choose = random.Random(session["session_id"]).choice
        shown = session
        for number in range(1, steps + 1):
            shown = await wire.call("POST", path, {"action": choose(shown["info"]["admissible_commands"])})
            if shown["step"] != number:
                raise RuntimeError(f"step {number} was counted as {shown['step']}")
            if shown["done"]:
                return

    async def alive(self) -> int:
        """Return how many sessions the server still has."""
        answer = await self._wires[0].call("GET", f"{self._server.base}/health")
        return int(answer["active_sessions"])


async def players(stack: AsyncExitStack, offered: games.Offer, **options: Any) -> tuple[Served, Players]:
    """Serve games for as long as the stack lasts."""
    patient = {"idle_timeout_s": 3600, "max_sessions": 2000, "init_timeout_s": 600}
    server = await stack.enter_async_context(
        served("alfworld", variables=offered.variables, **patient | options)
    )
    wires = [await stack.enter_async_context(server.wire()) for _ in range(_CLIENTS)]
    return server, Players(server, wires)


def layouts(seats: int) -> dict[str, dict[str, Any]]:
    """Return the ways to put sessions into workers."""
    return {
        "a worker each": {"sessions_per_container": 1},
        f"shared by {seats}": {"sessions_per_container": seats},
    }


async def grow(wanted: argparse.Namespace, report: Report, layout: str, kind: str) -> None:
    """Measure one layout with more and more sessions, of one game or of as many as there are."""
    offered = games.offer(wanted.games)
    first: float | None = None
    options = layouts(wanted.seats)[layout]
    async with AsyncExitStack() as stack:
        server, crowd = await players(stack, offered, runtime=wanted.runtime, **options)
        order = itertools.repeat(offered.env_ids[0]) if kind == "one game" else iter(offered.env_ids)
        for size in wanted.sessions:
            if layout == "a worker each" and size > wanted.most_workers:
                break
            await crowd.begin(itertools.islice(order, size - len(crowd.sessions)))
            if len(crowd.sessions) < size:
                break
            await crowd.step(wanted.steps) if size == wanted.sessions[0] else None
            total = await asyncio.to_thread(lambda: pss_mib(worker_pids(server, wanted.runtime)))
            first = first or total
            report.add(
                layout=layout,
                games=kind,
                sessions=size,
                PSS_MiB=total,
                MiB_a_session=total / size,
                more_MiB_for_each=(total - first) / (size - 1) if size > 1 else None,
            )
        report.notes += crowd.failures[:5]
        report.failed |= bool(crowd.failures)


async def thousand(wanted: argparse.Namespace) -> Report:
    """Begin a thousand sessions, step all of them, and count those that are still there."""
    offered = games.offer(_FULL_GAMES)
    report = Report(
        "memory-full",
        f"{_FULL_GAMES} games × {_FULL_EACH} sessions, {_FULL_STEPS} steps each, {wanted.runtime}",
        [
            "sessions",
            "lost",
            "failures",
            "begun in s",
            "stepped in s",
            "PSS MiB",
            "MiB a session",
            "ended in s",
        ],
        notes=["reach: 1,000 live sessions on a machine of 24 GiB, none lost"],
    )
    async with AsyncExitStack() as stack:
        options = {"runtime": wanted.runtime, "sessions_per_container": 128, "templates": 16}
        server, crowd = await players(stack, offered, **options)
        began = time.perf_counter()
        await crowd.begin(env_id for env_id in offered.env_ids[:_FULL_GAMES] for _ in range(_FULL_EACH))
        begun = time.perf_counter()
        await crowd.step(_FULL_STEPS)
        stepped = time.perf_counter()
        alive = await crowd.alive()
        total = await asyncio.to_thread(lambda: pss_mib(worker_pids(server, wanted.runtime)))
        ending = time.perf_counter()
        async with server.wire() as wire:
            await wire.call("DELETE", f"{server.base}/sessions")
        report.add(
            sessions=alive,
            lost=len(crowd.sessions) - alive,
            failures=len(crowd.failures),
            begun_in_s=begun - began,
            stepped_in_s=stepped - begun,
            PSS_MiB=total,
            MiB_a_session=total / max(alive, 1),
            ended_in_s=time.perf_counter() - ending,
        )
    report.notes += crowd.failures[:5]
    report.failed = bool(crowd.failures) or alive < _FULL_GAMES * _FULL_EACH
    return report


async def measure(wanted: argparse.Namespace) -> Report:
    """Measure every layout and kind, or the thousand."""
    if wanted.full:
        return await thousand(wanted)
    report = Report(
        "memory",
        f"Memory of live ALFWorld sessions, {wanted.runtime}",
        ["layout", "games", "sessions", "PSS MiB", "MiB a session", "more MiB for each"],
        notes=[
            "all processes of the workers, templates included; what processes share is counted once between them",
            "reach: ≤ 10 MiB more for each session of a repeated game, ≤ 25 MiB for a new one",
        ],
    )
    for layout in layouts(wanted.seats):
        for kind in ("one game", "different games"):
            await grow(wanted, report, layout, kind)
    return report


def main() -> int:
    """Run from the command line."""
    parser = arguments(__doc__)
    parser.add_argument("--runtime", choices=("docker", "local"), default=None)
    parser.add_argument("--sessions", type=lambda text: [int(part) for part in text.split(",")], default=None)
    parser.add_argument("--games", type=int, default=None, help="different games to make")
    parser.add_argument("--seats", type=int, default=64, help="sessions that share a worker")
    parser.add_argument("--most-workers", type=int, default=64, help="workers of the layout without sharing")
    parser.add_argument(
        "--steps", type=int, default=5, help="steps of the first session before it is measured"
    )
    parser.add_argument("--full", action="store_true", help="a thousand live sessions instead")
    wanted = parser.parse_args()
    wanted.sessions = wanted.sessions or ([1, 12] if wanted.quick else [1, 64, 256])
    wanted.games = wanted.games or (12 if wanted.quick else _FULL_GAMES)
    wanted.runtime = wanted.runtime or ("docker" if echo.docker_answers() else "local")
    return run(wanted, lambda: measure(wanted))


if __name__ == "__main__":
    raise SystemExit(main())
