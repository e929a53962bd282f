"""What a step costs over HTTP, over a stream and in a batch; and what our Python client makes of it, against wrk."""

from __future__ import annotations

import argparse
import asyncio
import os
import re
import shutil
import tempfile
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import echo
from frames import StreamLoad
from load import Load, cpu_s, drive
from report import Report, arguments, run
from served import Served, served

from dockergym.client import AsyncEnvClient, EnvClient

HTTP = "HTTP, bare connections"
WRK = "HTTP, wrk"
STREAM = "stream, bare"
BATCH = "batch"
CLIENT = "AsyncEnvClient"
STREAMING = "AsyncEnvClient, stream"
BLOCKING = "EnvClient"
_TARGETS = (
    "reach (docker): stream p50 ≤ 0.3 ms at 1 session, ≥ 8,000 steps/s at 64 (aim: 12,000); batch of 64 ≥ 8,000 "
    "steps/s; our clients ≥ 0.7 × wrk"
)
_LUA = """
local paths, last = {}, 0
for path in io.lines(os.getenv("STEP_PATHS")) do paths[#paths + 1] = path end
wrk.method, wrk.body = "POST", '{"action": "look"}'
wrk.headers["Content-Type"] = "application/json"
request = function()
  last = last % #paths + 1
  return wrk.format(nil, paths[last])
end
"""


@dataclass
class Figures:
    """What a contender came to; latencies only where they were seen."""

    steps: int = 0
    took_s: float = 0.0
    p50_ms: float | None = None
    p99_ms: float | None = None
    server_cpu_s: float = 0.0
    client_cpu_s: float | None = 0.0

    @classmethod
    def of(cls, load: Load, *, steps_each: int = 1) -> Figures:
        """Return the figures of a load whose requests are so many steps each."""
        each = 1 / steps_each if steps_each > 1 else 1
        return cls(
            steps=load.count * steps_each,
            took_s=load.took_s,
            p50_ms=load.percentile_ms(50) if each == 1 else None,
            p99_ms=load.percentile_ms(99) if each == 1 else None,
        )


Drive = Callable[[float], Awaitable[Figures]]


@asynccontextmanager
async def sessions_of(server: Served, count: int) -> AsyncIterator[list[str]]:
    """Sessions that live as long as the block, by id."""
    async with server.wire() as wire:
        items = {"items": [{}] * count}
        made = (await wire.call("POST", f"{server.base}/batch/create", items))["items"]
        ids = [one["result"]["session_id"] for one in made]
        try:
            yield ids
        finally:
            await wire.call(
                "POST", f"{server.base}/batch/close", {"items": [{"session_id": one} for one in ids]}
            )


@asynccontextmanager
async def bare_http(server: Served, ids: Sequence[str]) -> AsyncIterator[Drive]:
    """A connection for each session."""
    async with AsyncExitStack() as stack:
        turns = []
        for session_id in ids:
            wire = await stack.enter_async_context(server.wire())
            request = wire.prepare("POST", f"{server.base}/sessions/{session_id}/step", {"action": "look"})
            turns.append(lambda wire=wire, request=request: wire.exchange(request))

        async def measure(seconds: float) -> Figures:
            return Figures.of(await drive(turns, seconds))

        yield measure


@asynccontextmanager
async def bare_stream(server: Served, ids: Sequence[str]) -> AsyncIterator[Drive]:
    """One stream for all sessions; each sends its next step on the reply to the last."""
    async with StreamLoad(server.host, server.port, f"{server.base}/stream") as stream:

        async def measure(seconds: float) -> Figures:
            return Figures.of(await stream.drive(ids, seconds))

        yield measure


@asynccontextmanager
async def batch(server: Served, ids: Sequence[str]) -> AsyncIterator[Drive]:
    """One request for all sessions; the next goes out on the answer to the last."""
    async with server.wire() as wire:
        items = [{"session_id": one, "action": "look"} for one in ids]
        request = wire.prepare("POST", f"{server.base}/batch/step", {"items": items})

        async def measure(seconds: float) -> Figures:
            load = await drive([lambda: wire.exchange(request)], seconds)
            return Figures.of(load, steps_each=len(ids))

        yield measure


@asynccontextmanager
async def our_clients(server: Served, ids: Sequence[str], *, stream: bool) -> AsyncIterator[Drive]:
    """An `AsyncEnvClient` for each session."""
    url = f"http://{server.host}:{server.port}{server.base}"
    clients: list[AsyncEnvClient[str, str]] = [AsyncEnvClient(url, stream=stream) for _ in ids]
    turns = [lambda client=client: client.step("look") for client in clients]

    async def measure(seconds: float) -> Figures:
        # A client steps no session that others have stepped meanwhile.
        await asyncio.gather(*(client.attach(one) for client, one in zip(clients, ids, strict=True)))
        return Figures.of(await drive(turns, seconds))

    yield measure
    for client in clients:
        client.detach()
        await client.close()


@asynccontextmanager
async def blocking_client(server: Served, ids: Sequence[str]) -> AsyncIterator[Drive]:
    """One `EnvClient`."""
    url = f"http://{server.host}:{server.port}{server.base}"
    client: EnvClient[str, str] = EnvClient(url)

    def play(seconds: float) -> Load:
        load = Load()
        client.attach(ids[0])
        began = sent = time.perf_counter()
        while sent < began + seconds:
            client.step("look")
            answered = time.perf_counter()
            load.latencies_s.append(answered - sent)
            sent = answered
        load.took_s = sent - began
        return load

    async def measure(seconds: float) -> Figures:
        return Figures.of(await asyncio.to_thread(play, seconds))

    yield measure
    client.detach()
    client.close()


@asynccontextmanager
async def wrk(server: Served, ids: Sequence[str]) -> AsyncIterator[Drive]:
    """wrk, a connection for each session."""
    with tempfile.TemporaryDirectory() as folder:
        script, paths = Path(folder) / "step.lua", Path(folder) / "paths"
        script.write_text(_LUA)
        paths.write_text("\n".join(f"{server.base}/sessions/{one}/step" for one in ids) + "\n")

        async def measure(seconds: float) -> Figures:
            process = await asyncio.create_subprocess_exec(
                "wrk", "-t1", f"-c{len(ids)}", f"-d{max(round(seconds), 1)}s", "--latency", "-s", str(script),
                f"http://{server.host}:{server.port}",
                stdout=asyncio.subprocess.PIPE, env=os.environ | {"STEP_PATHS": str(paths)},
            )  # fmt: skip
            said = (await process.communicate())[0].decode()
            if process.returncode or "Non-2xx" in said:
                raise RuntimeError(f"wrk failed:\n{said}")
            return wrk_figures(said)

        yield measure


def wrk_figures(said: str) -> Figures:
    """Return what wrk reports."""
    found = re.search(r"(\d+) requests in ([\d.]+)(ms|s|m)", said)
    assert found is not None, said
    percentiles = dict(re.findall(r"^\s+(50|99)%\s+(\S+)$", said, re.MULTILINE))
    return Figures(
        steps=int(found[1]),
        took_s=seconds_of(found[2] + found[3]),
        p50_ms=seconds_of(percentiles["50"]) * 1e3,
        p99_ms=seconds_of(percentiles["99"]) * 1e3,
        client_cpu_s=None,
    )


def seconds_of(shown: str) -> float:
    """Return a time that wrk shows, such as 1.25ms, in seconds."""
    number, unit = re.fullmatch(r"([\d.]+)(us|ms|s|m)", shown).groups()  # type: ignore[union-attr]
    return float(number) * {"us": 1e-6, "ms": 1e-3, "s": 1.0, "m": 60.0}[unit]


async def measured(measure: Drive, server_pid: int, seconds: float) -> Figures:
    """Measure once, with the processor time that the server's process and this one used."""
    before, own = cpu_s(server_pid), time.process_time()
    figures = await measure(seconds)
    figures.server_cpu_s = cpu_s(server_pid) - before
    if figures.client_cpu_s is not None:
        figures.client_cpu_s = time.process_time() - own
    return figures


async def compare(server: Served, sessions: int, wanted: argparse.Namespace) -> dict[str, list[Figures]]:
    """Measure every contender with so many sessions, in turns, so that all meet the same machine."""
    async with AsyncExitStack() as stack:
        ids = await stack.enter_async_context(sessions_of(server, sessions))
        contenders: dict[str, Drive] = {}

        async def add(name: str, contender: Any) -> None:
            contenders[name] = await stack.enter_async_context(contender)

        await add(HTTP, bare_http(server, ids))
        if shutil.which("wrk"):
            await add(WRK, wrk(server, ids))
        await add(STREAM, bare_stream(server, ids))
        if sessions > 1:
            await add(f"{BATCH} of {sessions}", batch(server, ids))
        else:
            await add(BLOCKING, blocking_client(server, ids))
        await add(CLIENT, our_clients(server, ids, stream=False))
        await add(STREAMING, our_clients(server, ids, stream=True))
        taken: dict[str, list[Figures]] = {name: [] for name in contenders}
        for measure in contenders.values():
            await measure(0.3)
        for _ in range(wanted.rounds):
            for name, measure in contenders.items():
                taken[name].append(await measured(measure, server.pid, wanted.seconds))
        return taken


def median(values: Sequence[float | None]) -> float | None:
    """Return the middle value; ``None`` where there is none."""
    known = sorted(value for value in values if value is not None)
    return known[len(known) // 2] if known else None


def row(name: str, sessions: int, taken: Sequence[Figures], wrk_per_s: float | None) -> dict[str, Any]:
    """Return a contender's row."""
    steps, took = sum(one.steps for one in taken), sum(one.took_s for one in taken)
    client = [one.client_cpu_s for one in taken if one.client_cpu_s is not None]
    return {
        "who": name,
        "sessions": sessions,
        "p50_ms": median([one.p50_ms for one in taken]),
        "p99_ms": median([one.p99_ms for one in taken]),
        "steps_per_s": steps / took,
        "x_wrk": steps / took / wrk_per_s if wrk_per_s else None,
        "server_us_per_step": sum(one.server_cpu_s for one in taken) / steps * 1e6,
        "client_us_per_step": sum(client) / steps * 1e6 if client else None,
    }


async def measure(wanted: argparse.Namespace) -> Report:
    """Measure all sizes."""
    report = Report(
        "stream",
        f"Ways to step the echo environment, {wanted.runtime}",
        ["who", "sessions", "p50 ms", "p99 ms", "steps/s", "× wrk", "server µs/step", "client µs/step"],
        notes=[_TARGETS, "all measured in turns in one run; a batch answers when its last step is done"],
    )
    most = max(wanted.sessions)
    async with served(max_sessions=most, **echo.options(wanted.runtime)) as server:
        for sessions in wanted.sessions:
            taken = await compare(server, sessions, wanted)
            yardstick = taken.get(WRK)
            per_s = (
                sum(one.steps for one in yardstick) / sum(one.took_s for one in yardstick)
                if yardstick
                else None
            )
            for name, figures in taken.items():
                report.add(**row(name, sessions, figures, per_s))
    if not shutil.which("wrk"):
        report.notes.append("wrk is not installed here (Debian, Ubuntu: apt-get install wrk)")
    return report


def main() -> int:
    """Run from the command line."""
    parser = arguments(__doc__)
    parser.add_argument(
        "--sessions", type=lambda text: [int(part) for part in text.split(",")], default=[1, 64]
    )
    parser.add_argument("--runtime", default=None, help="docker or local")
    parser.add_argument("--seconds", type=float, default=1.0, help="length of one contender's turn")
    parser.add_argument("--rounds", type=int, default=None, help="turns of each contender")
    wanted = parser.parse_args()
    wanted.rounds = wanted.rounds or (2 if wanted.quick else 5)
    wanted.runtime = wanted.runtime or ("docker" if echo.docker_answers() else "local")
    return run(wanted, lambda: measure(wanted))


if __name__ == "__main__":
    raise SystemExit(main())
