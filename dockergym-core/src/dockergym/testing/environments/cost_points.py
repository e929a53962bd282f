"""Points about what a worker costs: time to start, memory, and being ended when it hangs."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable

import httpx

from dockergym.errors import DockerGymError
from dockergym.runtimes.base import WorkerHandle
from dockergym.sessions.worker import Worker
from dockergym.testing.environments.bench import EnvironmentBench, asked
from dockergym.testing.environments.conversation import Conversation
from dockergym.testing.environments.points import NotApplicable, Problem, require
from dockergym.testing.environments.probes import Probe, probe_of
from dockergym.testing.environments.protocol_points import require_contact

_MIB = 1024 * 1024
_STEPS_OF_A_SHORT_EPISODE = 3
_GROWTH_AN_EPISODE = 128 * 1024
"""Bytes an episode may leave behind, on average over the second half of all."""
_GROWTH_IN_ALL = 16 * _MIB
"""Growth that is no growth: what an allocator keeps at hand."""
_FEWEST_EPISODES = 10
"""With fewer, growth that is no growth would hide a leak of megabytes an episode."""
_SLACK_S = 15.0
_DEADLINE_S = 30.0


async def start_up_is_quick(bench: EnvironmentBench) -> str:
    """A worker is ready for its first step within a minute; the time is told for each phase."""
    await require_contact(bench)
    message = {"cmd": "init", **(await bench.init_message())}
    marks: list[tuple[str, float]] = []
    began = time.monotonic()

    def mark(phase: str) -> None:
        nonlocal began
        now = time.monotonic()
        marks.append((phase, now - began))
        began = now

    try:
        async with bench.worker() as worker:
            mark("process" if not bench.runtime.runs_images else "container")
            if bench.speaks_sdk:
                await _wait_for_hello(worker, mark)
            await worker.begin("start-check", {}, message)
            mark("init")
    except DockerGymError as error:
        raise Problem(error.detail, "see the message") from error
    total = sum(seconds for _, seconds in marks)
    shown = ", ".join(f"{phase} {seconds:.2f} s" for phase, seconds in marks)
    require(
        total <= bench.options.longest_start_s,
        f"it takes {total:.1f} s: {shown}",
        "load what all tasks share in preload(), once for all sessions, and keep files ready in the image",
    )
    return shown


async def memory_stays_level(bench: EnvironmentBench) -> str:
    """Two hundred short episodes in one worker, or as many as there is time for, leave its memory where it was."""
    await require_contact(bench)
    probe = probe_of(bench.runtime)
    async with bench.conversation() as talk:
        levels = await _levels(bench, talk, probe)
    last = max(levels)
    if last < max(2, min(_FEWEST_EPISODES, bench.options.episodes)):
        raise NotApplicable(
            f"only {last} of {bench.options.episodes} episodes fit into {bench.options.budget_s:g} s, "
            "too few to tell; give more: --budget-s"
        )
    half = max(count for count in levels if count <= last / 2)
    before, after = levels[half], levels[last]
    shown = f"{before / _MIB:.0f} MiB after {half} episodes, {after / _MIB:.0f} MiB after {last}"
    require(
        after - before <= max(_GROWTH_IN_ALL, _GROWTH_AN_EPISODE * (last - half)),
        f"memory grows: {shown}",
        "let go of the old environment in init_env and close_env; delete its temporary files",
    )
    return shown


async def timeouts_are_honoured(bench: EnvironmentBench) -> str:
    """A worker that hangs is ended within its deadline, and nothing of it is left; ordinary steps are far from it."""
    await require_contact(bench)
    probe = probe_of(bench.runtime)
    slowest = await _slowest_step(bench)
    limit = bench.settings.command_timeout_s
    require(
        slowest < limit,
        f"a step took {slowest:.1f} s, and command_timeout_s is {limit:g} s",
        "make steps faster, or say in the README which --command-timeout-s to serve with",
    )
    timeout_s = max(1.0, 4 * slowest)
    async with bench.served(command_timeout_s=timeout_s, container_stop_timeout_s=1) as http:
        server = http.headers["x-dockergym-server"]
        created = await http.post("/sessions", json=bench.create_body())
        _require_status(created, 200)
        (handle,) = await bench.runtime.find(server)
        await probe.freeze(handle)
        began = time.monotonic()
        answer = await http.post(f"/sessions/{created.json()['session_id']}/step", json={"action": "look"})
        took = time.monotonic() - began
        _require_status(answer, 504)
        require(
            took < timeout_s + _SLACK_S,
            f"a frozen worker was ended after {took:.1f} s, with a deadline of {timeout_s:.1f} s",
            "run no process that leaves the worker's session",
        )
        await _nothing_left(bench, server, handle)
    return f"the slowest step took {slowest * 1000:.0f} ms; a frozen worker was ended after {took:.1f} s"


async def _wait_for_hello(worker: Worker, mark: Callable[[str], None]) -> None:
    await worker.greeted()
    mark("imports")
    await worker.ready()
    mark("preload")


async def _levels(bench: EnvironmentBench, talk: Conversation, probe: Probe) -> dict[int, int]:
    """Return the memory after some counts of episodes, up to as many as there is time for."""
    deadline = time.monotonic() + bench.options.budget_s
    last = bench.options.episodes
    looks = {max(last // share, 1) for share in (64, 32, 16, 8, 4, 2, 1)}
    # Wherever time runs out, there is one in the second quarter of what was played to compare with.
    looks |= {2**power for power in range(last.bit_length())}
    levels: dict[int, int] = {}
    for episode in range(1, last + 1):
        await _play_shortly(bench, talk, episode)
        is_over = time.monotonic() > deadline
        if episode in looks or is_over:
            levels[episode] = await probe.memory_bytes(talk.handle)
        if is_over:
            break
    return levels


async def _play_shortly(bench: EnvironmentBench, talk: Conversation, salt: int) -> None:
    player = bench.player(salt)
    answer = await bench.begin(talk)
    for _ in range(_STEPS_OF_A_SHORT_EPISODE):
        if answer.done or not answer.ok:
            return
        answer = await asked(talk, "step", action=player.action(answer.info()))


async def _slowest_step(bench: EnvironmentBench) -> float:
    slowest = 0.0
    async with bench.conversation() as talk:
        player = bench.player()
        answer = await bench.begin(talk)
        for _ in range(bench.options.steps):
            if answer.done or not answer.ok:
                break
            answer = await asked(talk, "step", action=player.action(answer.info()))
            slowest = max(slowest, answer.seconds)
    return slowest


async def _nothing_left(bench: EnvironmentBench, server: str, handle: WorkerHandle) -> None:
    deadline = time.monotonic() + _DEADLINE_S
    while any(one.worker_id == handle.worker_id for one in await bench.runtime.find(server)):
        require(
            time.monotonic() < deadline,
            f"the frozen worker {handle.reference} is still there after {_DEADLINE_S:g} s",
            "run no process that cannot be killed",
        )
        await asyncio.sleep(0.05)


def _require_status(answer: httpx.Response, status: int) -> None:
    require(
        answer.status_code == status,
        f"the server answered {answer.status_code} where {status} was expected: {answer.text[:300]}",
        "see the message",
    )
