"""A client plays on while its server is killed with SIGKILL and started again; only time is lost."""

from __future__ import annotations

import asyncio
import logging
import random
import threading
from collections.abc import Awaitable, Callable
from typing import Any

import pytest

from dockergym.client import AsyncEnvClient, EnvClient, StepResult

pytestmark = pytest.mark.faults

STEPS = 60
KILL_AT = (5, 20, 40)
AtStep = Callable[[int, int], Awaitable[None]]
ROLL = "roll"


def outcome(result: StepResult) -> tuple[Any, ...]:
    return result.observation, result.reward, result.done, result.step, result.info["rolls"]


def play(env: EnvClient, seed: int, at_step: Callable[[int], None]) -> list[tuple[Any, ...]]:
    env.reset(seed=seed)
    transcript = []
    for number in range(STEPS):
        at_step(number)
        transcript.append(outcome(env.step(ROLL)))
    return transcript


def test_the_transcript_is_that_of_an_undisturbed_run(
    start_server: Callable[..., Any], caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG, "dockergym.client")
    server = start_server("dice")
    with EnvClient(server.url) as env:
        undisturbed = play(env, 7, lambda number: None)
    restarts: list[threading.Thread] = []

    def disturb(number: int) -> None:
        if number in KILL_AT:
            for one in restarts:
                one.join()
            # Sometimes the server dies before the step is sent, and sometimes under it.
            restarts.append(killed_in_background(server, random.random() * 0.003))

    with EnvClient(server.url) as env:
        disturbed = play(env, 7, disturb)
        session_id = env.session_id
        assert [one.session_id for one in env.sessions()] == [session_id]
    for one in restarts:
        one.join()
    assert caplog.text.count("trying again") >= len(restarts) == len(KILL_AT)
    assert disturbed == undisturbed
    server.stop()


async def test_many_clients_play_on(start_server: Callable[..., Any]) -> None:
    server = start_server("dice", "--shareable", "--sessions-per-container", "16")

    async def episode(seed: int, begun: asyncio.Barrier, at_step: AtStep) -> list[tuple[Any, ...]]:
        async with AsyncEnvClient(server.url) as env:
            await env.reset(seed=seed)
            await begun.wait()
            transcript = []
            for number in range(STEPS):
                await at_step(seed, number)
                transcript.append(outcome(await env.step(ROLL)))
            return transcript

    async def run(at_step: AtStep) -> list[list[tuple[Any, ...]]]:
        begun = asyncio.Barrier(12)
        return await asyncio.gather(*(episode(seed, begun, at_step) for seed in range(12)))

    restarts: list[asyncio.Task[None]] = []

    async def disturb(seed: int, number: int) -> None:
        if (seed, number) == (0, 15):
            # The others have steps under way.
            server.kill()
            restarts.append(asyncio.create_task(asyncio.to_thread(server.start)))

    undisturbed = await run(leave_alone)
    assert await run(disturb) == undisturbed
    for one in restarts:
        await one
    assert len(restarts) == 1
    server.stop()


def test_a_reset_goes_on_with_the_next_server(start_server: Callable[..., Any]) -> None:
    server = start_server("dice")
    server.kill()
    starting = threading.Thread(target=server.start)
    starting.start()
    with EnvClient(server.url) as env:
        assert env.reset(seed=1).step == 0
        starting.join()
        assert len(env.sessions()) == 1
    server.stop()


async def leave_alone(seed: int, number: int) -> None:
    """Do nothing to the server."""


def kill_and_start(server: Any, delay_s: float) -> None:
    threading.Event().wait(delay_s)
    server.kill()
    server.start()


def killed_in_background(server: Any, delay_s: float) -> threading.Thread:
    thread = threading.Thread(target=kill_and_start, args=(server, delay_s))
    thread.start()
    return thread
