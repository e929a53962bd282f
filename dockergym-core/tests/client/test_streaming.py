"""Clients over a shared stream: the same results and errors, also when the connection breaks or there is none."""

from __future__ import annotations

import asyncio
import random
from collections.abc import Awaitable, Callable
from typing import Any

import pytest

from dockergym.client import AsyncEnvClient, RetryPolicy, ServerTimeout, StepResult
from dockergym.client.calls import Answer, Call
from dockergym.client.plain_http import AsyncPlainWire
from dockergym.client.streaming import stream_wire
from dockergym.errors import (
    InvalidRequest,
    NoSlotsAvailable,
    RequestTooLarge,
    SessionAlreadyDone,
    SessionNotFound,
    TaskNotFound,
    Unauthorized,
)
from dockergym.testing.waiting import eventually

QUICK = RetryPolicy(first_pause_s=0.01, longest_pause_s=0.1)
StartServer = Callable[..., Any]
MakeNetwork = Callable[[str], Any]


def streaming(url: str, **options: Any) -> AsyncEnvClient[str, str]:
    return AsyncEnvClient(url, stream=True, **{"timeout_s": 60.0, "retry": QUICK, **options})


@pytest.fixture(scope="module")
def dice_url(start_server: StartServer) -> str:
    """Address of an environment whose rolls depend on the seed and on every roll before."""
    flags = ("--shareable", "--sessions-per-container", "16", "--deterministic")
    url: str = start_server("dice", *flags).url
    return url


async def rolls(
    env: AsyncEnvClient[str, str], seed: int, count: int, between: Callable[[], Awaitable[None]]
) -> Any:
    await env.reset(seed=seed)
    told = []
    for _ in range(count):
        await between()
        result = await env.step("roll")
        told.append((result.observation, result.step))
    return told


async def nothing() -> None:
    """Disturb nobody."""


async def test_an_episode_from_reset_to_done(echo_url: str) -> None:
    async with streaming(echo_url, run="streamed") as env:
        result = await env.reset(seed=3, episode_id="first", params={"length": 2})
        assert result.step == 0
        assert await env.step("look") == StepResult(
            observation="echo: look",
            reward=1.0,
            done=False,
            terminated=False,
            truncated=False,
            info={"admissible_commands": ["look", "wait"], "won": False},
            step=1,
        )
        state = await env.state()
        assert (state.step, state.seed, state.run, state.episode_id) == (1, 3, "streamed", "first")
        assert (await env.step("wait")).done
        with pytest.raises(SessionAlreadyDone):
            await env.step("more")
        assert [one.session_id for one in await env.sessions(run="streamed")] == [env.session_id]
    async with streaming(echo_url) as env:
        assert await env.sessions(run="streamed") == []


async def test_many_clients_share_a_connection_that_ends_with_the_last(
    dice_url: str, network: MakeNetwork
) -> None:
    way = network(dice_url)
    url = await way.open()
    clients = [streaming(url) for _ in range(32)]
    told = await asyncio.gather(*(rolls(env, seed, 5, nothing) for seed, env in enumerate(clients)))
    assert len({roll for one in told for roll, _ in one}) == 32 * 5
    assert way.opened == 1
    await asyncio.gather(*(env.close() for env in clients[1:]))
    assert (await clients[0].step("roll")).step == 6
    await clients[0].close()
    await eventually(lambda: way.open_connections == 0)


@pytest.mark.parametrize("when", ["before it is sent", "while it connects"])
async def test_a_call_that_outlives_its_client_leaves_no_connection(
    dice_url: str, network: MakeNetwork, when: str
) -> None:
    way = network(dice_url)
    url = await way.open()
    wire = stream_wire(url, {}, AsyncPlainWire(url, {}))
    call = Call(method="GET", path="/sessions/none", operation="get", session_id="none")
    if when == "while it connects":
        asking = asyncio.create_task(wire.send(call))
        await asyncio.sleep(0)
        await wire.close()
    else:
        await wire.send(call)
        await wire.close()
        asking = asyncio.create_task(wire.send(call))
    heard = await asking
    assert isinstance(heard, Answer)
    assert heard.status == 404
    await eventually(lambda: way.open_connections == 0)


async def test_connections_that_break_cost_time_and_nothing_else(dice_url: str, network: MakeNetwork) -> None:
    chance = random.Random(11)

    async def play(url: str, between: Callable[[], Awaitable[None]]) -> Any:
        clients = [streaming(url) for _ in range(12)]
        try:
            return await asyncio.gather(*(rolls(env, seed, 30, between) for seed, env in enumerate(clients)))
        finally:
            await asyncio.gather(*(env.close() for env in clients))

    undisturbed = await play(dice_url, nothing)
    way = network(dice_url)
    url = await way.open()

    async def cut_sometimes() -> None:
        if chance.random() < 0.05:
            way.cut()

    assert await play(url, cut_sometimes) == undisturbed
    assert way.opened > 5
    async with streaming(dice_url) as env:
        assert await env.sessions() == []


@pytest.mark.faults
@pytest.mark.parametrize("end", ["kill", "stop"])
async def test_a_server_that_is_ended_and_started_again_costs_time_and_nothing_else(
    start_server: StartServer, end: str
) -> None:
    flags = ("--shareable", "--sessions-per-container", "16", "--on-exit", "leave")
    server = start_server("dice", *flags)
    restarts: list[asyncio.Task[None]] = []

    async def run(disturb: bool) -> list[Any]:
        clients = [streaming(server.url) for _ in range(12)]
        steps = 0

        def restart() -> None:
            getattr(server, end)()
            server.start()

        async def restart_in_the_middle() -> None:
            nonlocal steps
            steps += 1
            if disturb and steps == 150:
                restarts.append(asyncio.create_task(asyncio.to_thread(restart)))

        try:
            return await asyncio.gather(
                *(rolls(env, seed, 30, restart_in_the_middle) for seed, env in enumerate(clients))
            )
        finally:
            await asyncio.gather(*(env.close() for env in clients))

    undisturbed = await run(disturb=False)
    assert await run(disturb=True) == undisturbed
    await asyncio.gather(*restarts)
    assert len(restarts) == 1
    server.stop()


async def test_a_connection_that_has_frozen_is_given_up(dice_url: str, network: MakeNetwork) -> None:
    way = network(dice_url)
    url = await way.open()
    impatient = RetryPolicy(first_pause_s=0.01, attempt_timeout_s=1.5)
    async with streaming(url, retry=impatient) as env, streaming(dice_url) as untouched:
        await env.reset(seed=5)
        await untouched.reset(seed=5)
        way.freeze()
        assert (await env.step("roll")).observation == (await untouched.step("roll")).observation
        assert way.streams >= 2


async def test_a_session_that_has_ended_before_its_answer_came_is_begun_anew(
    start_server: StartServer, network: MakeNetwork
) -> None:
    server = start_server("slow")
    way = network(server.url)
    url = await way.open()
    async with streaming(url) as env, AsyncEnvClient(server.url) as other:
        beginning = asyncio.ensure_future(env.reset(params={"init_s": 0.5}))
        while not await other.sessions():
            assert not beginning.done()
        way.freeze()
        while not await other.sessions(status="active"):
            assert not beginning.done()
        (ended,) = await other.end_sessions(run=None)
        way.cut()
        await beginning
        assert env.session_id != ended
        assert (await env.step("look")).step == 1
    server.stop()


async def test_a_slow_answer_is_no_reason_to_give_a_connection_up(
    start_server: StartServer, network: MakeNetwork
) -> None:
    server = start_server("slow", "--shareable", "--sessions-per-container", "4")
    way = network(server.url)
    url = await way.open()
    async with streaming(url) as slow, streaming(url) as quick:
        await asyncio.gather(slow.reset(), quick.reset())
        late = asyncio.ensure_future(slow.step("sleep 3", timeout_s=2))
        while not late.done():
            await quick.step("sleep 0.02")
        with pytest.raises(ServerTimeout) as timed_out:
            await late
        assert timed_out.value.applied is None
        assert (await slow.step("sleep 3")).step == 1
        assert way.opened == 1
    server.stop()


async def test_where_there_is_no_stream_requests_go_by_themselves(
    echo_url: str, network: MakeNetwork
) -> None:
    way = network(echo_url)
    way.refuses_streams = True
    url = await way.open()
    async with streaming(url) as env, streaming(url) as other:
        await asyncio.gather(env.reset(), other.reset())
        assert (await env.step("look")).observation == "echo: look"
        assert (await other.step("look")).step == 1
    await eventually(lambda: way.open_connections == 0)


async def test_what_keeps_a_stream_from_opening_is_the_servers_error(start_server: StartServer) -> None:
    server = start_server("echo", "--api-key", "the-key-of-the-server")
    async with streaming(server.url) as env:
        with pytest.raises(Unauthorized):
            await env.reset()
    async with streaming(server.url, api_key="the-key-of-the-server") as env:
        await env.reset()
        assert (await env.step("x")).step == 1
    server.stop()


async def test_errors_are_the_servers_own(start_server: StartServer) -> None:
    server = start_server("echo", "--env-files", "kitchen", "--max-sessions", "1")
    async with streaming(server.url) as env, streaming(server.url, wait_s=0) as other:
        with pytest.raises(TaskNotFound, match="did you mean 'kitchen'"):
            await env.reset(env_id="kitchn")
        with pytest.raises(InvalidRequest):
            await env.reset(seed=-1)
        await env.reset(env_id="kitchen")
        with pytest.raises(NoSlotsAvailable) as full:
            await other.reset()
        assert full.value.retry_after_s
        await env.end_sessions(run=None)
        with pytest.raises(SessionNotFound):
            await env.step("x")
    server.stop()


async def test_a_request_that_is_too_large_ends_nobodys_connection(
    echo_url: str, network: MakeNetwork
) -> None:
    way = network(echo_url)
    url = await way.open()
    async with streaming(url) as env, streaming(url) as other:
        await asyncio.gather(env.reset(), other.reset())
        for size in (1_200_000, 20_000_000):
            with pytest.raises(RequestTooLarge):
                await env.step("x" * size)
        assert (await other.step("x")).step == 1
        assert (await env.step("x")).step == 1
        assert way.streams == 1


async def test_a_reset_that_is_cancelled_leaves_the_queue(start_server: StartServer) -> None:
    server = start_server("echo", "--max-sessions", "1")
    async with (
        streaming(server.url) as first,
        streaming(server.url) as second,
        streaming(server.url, wait_s=0) as third,
    ):
        await first.reset()
        waiting = asyncio.ensure_future(second.reset())
        with pytest.raises(asyncio.TimeoutError):
            await asyncio.wait_for(asyncio.shield(waiting), 0.5)
        waiting.cancel()
        await asyncio.wait([waiting])
        await first.close()
        # The one who has left the queue does not get the slot; what it asked for is not begun.
        assert (await third.reset()).step == 0
        assert len(await third.sessions()) == 1
    server.stop()


async def test_forks_and_groups_are_played_over_the_same_connection(
    dice_url: str, network: MakeNetwork
) -> None:
    way = network(dice_url)
    url = await way.open()
    async with streaming(url) as env:
        await env.reset(seed=8)
        await env.step("roll")
        twins = await env.fork(2)
        rolled = [(await one.step("roll")).observation for one in (env, *twins)]
        assert len(set(rolled)) == 1
        group = await env.group(3, seed=9)
        assert (await env.step("roll")).step == 3
        rolled = [(await one.step("roll")).observation for one in group]
        assert len(set(rolled)) == 1
        await asyncio.gather(*(one.close() for one in (*twins, *group)))
        # The group itself is no operation of streams, and had a connection of its own.
        assert way.opened == 2


async def test_a_session_is_handed_on_from_stream_to_http_and_back(dice_url: str) -> None:
    async with streaming(dice_url) as env, AsyncEnvClient(dice_url) as plain:
        await env.reset(seed=2)
        await env.step("roll")
        assert (await plain.attach(env.detach())).step == 1
        await plain.step("roll")
        assert (await env.attach(plain.detach())).step == 2


def test_a_client_may_see_several_loops(dice_url: str) -> None:
    env = streaming(dice_url)

    async def play() -> int:
        await env.reset(seed=1)
        step = (await env.step("roll")).step
        await env.close()
        return step

    assert [asyncio.run(play()) for _ in range(2)] == [1, 1]


async def test_a_transport_carries_no_stream() -> None:
    with pytest.raises(InvalidRequest, match="transport"):
        AsyncEnvClient("http://host", stream=True, transport=object())  # type: ignore[arg-type]
