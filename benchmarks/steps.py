"""What a step costs, for one client and for many, against a bare pipe to the same worker and against OpenEnv."""

from __future__ import annotations

import argparse
import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass

import bare
import echo
from load import Load, cpu_s, drive
from openenv_side import VERSION, openenv_clients
from report import Report, arguments, run
from served import served


@dataclass(frozen=True)
class Contender:
    """One way to take steps."""

    step_for: Callable[[float], Awaitable[Load]]
    """Takes steps in all its sessions for so many seconds."""
    server_pid: int | None = None

    async def measure(self, seconds: float) -> Load:
        """Take steps for so many seconds, and note what the server used."""
        before = cpu_s(self.server_pid) if self.server_pid else 0.0
        load = await self.step_for(seconds)
        load.server_cpu_s = cpu_s(self.server_pid) - before if self.server_pid else 0.0
        return load


PIPE = "bare pipe, blocking"
SOCKET = "bare socket"
OPENENV = f"OpenEnv {VERSION}"
_TARGETS = "reach (docker): p50 ≤ 0.6 ms at 1 session; ≥ 4,000 steps/s and p99 ≤ 4 × p50 at 64 sessions"


@asynccontextmanager
async def dockergym(runtime: str, sessions: int) -> AsyncIterator[Contender]:
    """Sessions of our server, stepped over HTTP, a connection each."""
    async with AsyncExitStack() as stack:
        server = await stack.enter_async_context(served(max_sessions=sessions, **echo.options(runtime)))
        wires = [await stack.enter_async_context(server.wire()) for _ in range(sessions)]
        created = await asyncio.gather(*(wire.call("POST", f"{server.base}/sessions", {}) for wire in wires))
        turns = []
        for wire, session in zip(wires, created, strict=True):
            path = f"{server.base}/sessions/{session['session_id']}/step"
            request = wire.prepare("POST", path, {"action": "look"})
            turns.append(lambda wire=wire, request=request: wire.exchange(request))
        yield Contender(lambda seconds: drive(turns, seconds), server.pid)


@asynccontextmanager
async def openenv(sessions: int) -> AsyncIterator[Contender]:
    """Sessions of OpenEnv's client with OpenEnv's server, which holds the environments in its own process."""
    async with openenv_clients() as clients:
        await clients.open(sessions)
        yield Contender(clients.drive, clients.server_pid)


@asynccontextmanager
async def bare_socket(sessions: int) -> AsyncIterator[Contender]:
    """The workers' own sockets, without a server."""
    async with bare.bare_sockets(sessions) as sockets:
        turns = [socket.step for socket in sockets]
        yield Contender(lambda seconds: drive(turns, seconds))


@asynccontextmanager
async def bare_pipe() -> AsyncIterator[Contender]:
    """One worker's standard streams, blocking."""
    yield Contender(lambda seconds: asyncio.to_thread(bare.drive_pipe, seconds))


async def compare(sessions: int, wanted: argparse.Namespace) -> dict[str, Load]:
    """Measure every contender with so many sessions, in turns, so that all meet the same machine."""
    async with AsyncExitStack() as stack:
        contenders: dict[str, Contender] = {}
        if sessions == 1:
            contenders[PIPE] = await stack.enter_async_context(bare_pipe())
        contenders[SOCKET] = await stack.enter_async_context(bare_socket(sessions))
        for runtime in wanted.runtimes:
            contenders[f"DockerGym, {runtime}"] = await stack.enter_async_context(
                dockergym(runtime, sessions)
            )
        if not wanted.no_openenv:
            contenders[OPENENV] = await stack.enter_async_context(openenv(sessions))
        loads = {name: Load() for name in contenders}
        for contender in contenders.values():
            await contender.measure(0.3)
        for _ in range(wanted.rounds):
            for name, contender in contenders.items():
                loads[name] += await contender.measure(wanted.seconds)
        return loads


async def measure(wanted: argparse.Namespace) -> Report:
    """Measure all sizes."""
    report = Report(
        "steps",
        "HTTP steps of the echo environment: latency and throughput",
        ["who", "sessions", "p50 ms", "p99 ms", "p99 × p50", "steps/s", "× OpenEnv", "server µs/step"],
        notes=[
            _TARGETS,
            "all measured in turns in one run; every client sends its next step on the reply to the last",
        ],
    )
    for sessions in wanted.sessions:
        loads = await compare(sessions, wanted)
        for name, load in loads.items():
            rival = loads.get(OPENENV)
            report.add(
                who=name,
                sessions=sessions,
                p50_ms=load.percentile_ms(50),
                p99_ms=load.percentile_ms(99),
                p99_x_p50=load.percentile_ms(99) / load.percentile_ms(50),
                steps_per_s=load.per_second,
                x_OpenEnv=load.per_second / rival.per_second if rival else None,
                server_us_per_step=load.server_us or None,
            )
    return report


def main() -> int:
    """Run from the command line."""
    parser = arguments(__doc__)
    parser.add_argument("--sessions", type=_numbers, help="sizes, such as 1,16,64,256")
    parser.add_argument("--runtimes", type=lambda text: text.split(","), default=None, help="docker,local")
    parser.add_argument("--seconds", type=float, default=1.0, help="length of one contender's turn")
    parser.add_argument("--rounds", type=int, default=None, help="turns of each contender")
    parser.add_argument("--no-openenv", action="store_true", help="leave OpenEnv out")
    wanted = parser.parse_args()
    wanted.sessions = wanted.sessions or ([1, 16, 64] if wanted.quick else [1, 16, 64, 256])
    wanted.rounds = wanted.rounds or (2 if wanted.quick else 5)
    if wanted.runtimes is None:
        wanted.runtimes = ["docker", "local"] if echo.docker_answers() else ["local"]
    return run(wanted, lambda: measure(wanted))


def _numbers(text: str) -> list[int]:
    return [int(part) for part in text.split(",")]


if __name__ == "__main__":
    raise SystemExit(main())
