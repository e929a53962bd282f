"""What OpenEnv's own client gets from our OpenEnv face, against what it gets from OpenEnv's own server."""

from __future__ import annotations

import argparse
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager

import echo
from load import Load, cpu_s
from openenv_side import VERSION, OpenEnvClients, clients_of, openenv_clients
from report import Report, arguments, run
from served import served

THEIRS = f"OpenEnv {VERSION}, in process"
_REACH = "reach (docker): at least 85 % of what the same client gets from OpenEnv's own server"


@asynccontextmanager
async def dockergym(runtime: str, sessions: int) -> AsyncIterator[OpenEnvClients]:
    """OpenEnv's clients of our server, whose environments are in workers."""
    async with AsyncExitStack() as stack:
        server = await stack.enter_async_context(served(max_sessions=sessions, **echo.options(runtime)))
        url = f"http://{server.host}:{server.port}{server.base}"
        yield await stack.enter_async_context(clients_of(url, server.pid))


async def measured(clients: OpenEnvClients, seconds: float) -> Load:
    """Let the clients step, and note what their server used."""
    before = cpu_s(clients.server_pid)
    load = await clients.drive(seconds)
    load.server_cpu_s = cpu_s(clients.server_pid) - before
    return load


async def compare(sessions: int, wanted: argparse.Namespace) -> dict[str, Load]:
    """Measure every server with so many sessions, in turns, so that all meet the same machine."""
    async with AsyncExitStack() as stack:
        contenders = {THEIRS: await stack.enter_async_context(openenv_clients())}
        for runtime in wanted.runtimes:
            face = await stack.enter_async_context(dockergym(runtime, sessions))
            contenders[f"DockerGym, {runtime}"] = face
        loads = {name: Load() for name in contenders}
        for clients in contenders.values():
            await clients.open(sessions)
            await measured(clients, 0.3)
        for _ in range(wanted.rounds):
            for name, clients in contenders.items():
                loads[name] += await measured(clients, wanted.seconds)
        return loads


async def measure(wanted: argparse.Namespace) -> Report:
    """Measure all sizes."""
    report = Report(
        "openenv",
        "OpenEnv's own client: steps of the echo environment",
        ["server", "sessions", "p50 ms", "p99 ms", "steps/s", "× OpenEnv", "server µs/step"],
        notes=[
            _REACH,
            "all measured in turns in one run; every client sends its next step on the reply to the last",
        ],
    )
    for sessions in wanted.sessions:
        loads = await compare(sessions, wanted)
        for name, load in loads.items():
            report.add(
                server=name,
                sessions=sessions,
                p50_ms=load.percentile_ms(50),
                p99_ms=load.percentile_ms(99),
                steps_per_s=load.per_second,
                x_OpenEnv=load.per_second / loads[THEIRS].per_second,
                server_us_per_step=load.server_us,
            )
    return report


def main() -> int:
    """Run from the command line."""
    parser = arguments(__doc__)
    parser.add_argument("--sessions", type=_numbers, help="sizes, such as 1,16,64")
    parser.add_argument("--runtimes", type=lambda text: text.split(","), default=None, help="docker,local")
    parser.add_argument("--seconds", type=float, default=1.0, help="length of one contender's turn")
    parser.add_argument("--rounds", type=int, default=None, help="turns of each contender")
    wanted = parser.parse_args()
    wanted.sessions = wanted.sessions or ([1, 16] if wanted.quick else [1, 16, 64])
    wanted.rounds = wanted.rounds or (2 if wanted.quick else 5)
    if wanted.runtimes is None:
        wanted.runtimes = ["docker", "local"] if echo.docker_answers() else ["local"]
    return run(wanted, lambda: measure(wanted))


def _numbers(text: str) -> list[int]:
    return [int(part) for part in text.split(",")]


if __name__ == "__main__":
    raise SystemExit(main())
