"""The asynchronous client on a real server in this process, and on networks that lose things."""

from __future__ import annotations

import asyncio
import json
import pickle
import sys
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest

from dockergym.client import AsyncEnvClient, RetryPolicy, ServerTimeout, ServerUnreachable, StepResult
from dockergym.errors import (
    DockerGymError,
    EnvironmentFailed,
    ForkUnsupported,
    InvalidRequest,
    NoSlotsAvailable,
    QuotaExceeded,
    RequestConflict,
    SessionAlreadyDone,
    SessionNotFound,
    StepConflict,
    Unauthorized,
    WorkerCrashed,
)
from dockergym.plugins import hookimpl
from dockergym.plugins.discovery import LoadedPlugin
from dockergym.settings import ServerConfig
from dockergym.testing.serving import Serve, Served, problem, serving, worker_command
from dockergym.testing.waiting import eventually

URL = "http://test/envs/echo"
QUICK = RetryPolicy(first_pause_s=0.001, longest_pause_s=0.01)
Lossy = Any


@dataclass
class Played:
    """A server, the network to it, and a client."""

    served: Served
    network: Lossy
    env: AsyncEnvClient[Any, Any]

    async def sessions(self) -> list[dict[str, Any]]:
        return list((await self.served.http.get("/sessions")).json()["sessions"])


Play = Callable[..., Awaitable[Played]]


@pytest.fixture
async def play(serve: Serve, lossy: Callable[[Served], Lossy]) -> AsyncIterator[Play]:
    """Return a function that serves a worker and makes a client: ``await play("echo", client={...}, ...)``."""
    clients = []

    async def start(
        worker: str = "echo", *, client: Mapping[str, Any] | None = None, **server: Any
    ) -> Played:
        served = await serve(worker, **server)
        network = lossy(served)
        options: dict[str, Any] = {"retry": QUICK, "timeout_s": 20.0, **(client or {})}
        kind = options.pop("kind", AsyncEnvClient)
        clients.append(kind(URL, transport=network, **options))
        return Played(served, network, clients[-1])

    yield start
    for one in clients:
        await one.close()


async def test_an_episode_from_reset_to_done(play: Play) -> None:
    played = await play()
    async with played.env as env:
        first = await env.reset(seed=3, env_id="kitchen", length=2)
        assert first == StepResult(
            "ready: kitchen",
            0.0,
            False,
            False,
            False,
            {"admissible_commands": ["look", "wait"], "won": False},
            0,
        )
        second = await env.step("look")
        assert (second.observation, second.reward, second.done, second.step) == ("echo: look", 1.0, False, 1)
        last = await env.step("wait")
        assert (last.done, last.terminated, last.truncated, last.step) == (True, True, False, 2)
        assert last.info["won"] is True
        with pytest.raises(SessionAlreadyDone):
            await env.step("more")
    assert await played.sessions() == []


async def test_state_tells_where_the_episode_stands(play: Play) -> None:
    played = await play(client={"run": "one", "rollout": "group-7"})
    await played.env.reset(seed=5, episode_id="mine", env_id="kitchen")
    await played.env.step("look")
    state = await played.env.state()
    assert (state.episode_id, state.env_id, state.step, state.status) == ("mine", "kitchen", 1, "active")
    assert (state.run, state.rollout, state.seed) == ("one", "group-7", 5)
    assert state.session_id == played.env.session_id


async def test_an_episode_id_names_the_rollout_where_nothing_else_does(play: Play) -> None:
    played = await play()
    await played.env.reset(episode_id="mine")
    (listed,) = await played.sessions()
    assert listed["rollout"] == "mine"


async def test_parameters_whose_names_are_taken_go_into_params(play: Play) -> None:
    played = await play()
    await played.env.reset(params={"timeout_s": 3, "length": 1})
    assert (await played.env.step("look")).done


async def test_reset_ends_the_former_episode(play: Play) -> None:
    played = await play(max_sessions=1)
    await played.env.reset()
    former = played.env.session_id
    await played.env.step("look")
    assert (await played.env.reset()).step == 0
    (listed,) = await played.sessions()
    assert listed["session_id"] == played.env.session_id != former


async def test_reset_goes_on_where_the_former_session_is_gone(play: Play) -> None:
    played = await play()
    await played.env.reset()
    await played.served.http.delete("/sessions")
    with pytest.raises(SessionNotFound):
        await played.env.step("look")
    assert (await played.env.reset()).step == 0


async def test_without_an_episode_it_says_to_reset(play: Play) -> None:
    env = (await play()).env
    for call in (lambda: env.step("look"), env.state, env.fork):
        with pytest.raises(SessionNotFound, match=r"call reset\(\) first"):
            await call()
    await env.reset()
    await env.close()
    with pytest.raises(SessionNotFound, match=r"call reset\(\) first"):
        await env.step("look")
    assert (await env.reset()).step == 0


async def test_a_detached_session_is_played_on_by_another_client(play: Play) -> None:
    played = await play()
    await played.env.reset(env_id="kitchen")
    await played.env.step("look")
    session_id = played.env.detach()
    await played.env.close()
    async with AsyncEnvClient(URL, transport=played.network, retry=QUICK) as other:
        assert (await other.attach(session_id)).observation == "echo: look"
        assert (await other.step("wait")).step == 2
        assert (await other.attach(session_id)).step == 2
    assert await played.sessions() == []
    with pytest.raises(SessionNotFound):
        await other.attach(session_id)


async def test_forks_go_on_each_on_its_own(play: Play) -> None:
    played = await play("dice", shareable=True, sessions_per_container=8)
    await played.env.reset(seed=11)
    await played.env.step("roll")
    forks = await played.env.fork(2)
    rolls = [(await one.step("roll")).observation for one in (played.env, *forks)]
    assert len(set(rolls)) == 1
    assert (await forks[0].step("roll")).step == 3
    assert (await forks[1].state()).step == 2
    for one in forks:
        await one.close()
    (left,) = await played.sessions()
    assert left["session_id"] == played.env.session_id


async def test_a_fork_that_cannot_be_is_the_servers_error(play: Play) -> None:
    env = (await play("dice")).env
    await env.reset()
    with pytest.raises(ForkUnsupported):
        await env.fork()


async def test_hundreds_of_episodes_from_one_process(play: Play) -> None:
    played = await play(shareable=True, sessions_per_container=64, max_sessions=256)

    async def episode(number: int) -> tuple[int, str]:
        async with AsyncEnvClient(URL, transport=played.network, timeout_s=100) as env:
            result = await env.reset(env_id=f"task-{number}", length=3)
            while not result.done:
                result = await env.step(f"{number}")
            return result.step, result.observation

    ended = await asyncio.gather(*(episode(number) for number in range(200)))
    assert ended == [(3, f"echo: {number}") for number in range(200)]


# --- what networks lose ---


async def test_a_step_whose_answer_is_lost_is_applied_once(play: Play) -> None:
    played = await play("dice")
    await played.env.reset(seed=1)
    played.network.lose_answers = 3
    result = await played.env.step("roll")
    assert (result.step, result.info["rolls"]) == (1, 1)
    assert (await played.env.step("roll")).info["rolls"] == 2


async def test_a_reset_whose_answer_is_lost_begins_one_episode(play: Play) -> None:
    played = await play()
    played.network.lose_answers = 2
    await played.env.reset()
    (listed,) = await played.sessions()
    assert listed["session_id"] == played.env.session_id


@pytest.mark.parametrize("call", ["reset", "group", "fork"])
async def test_what_has_ended_before_its_answer_came_is_begun_anew(play: Play, call: str) -> None:
    played = await play("dice", shareable=True, sessions_per_container=8)
    if call == "fork":
        await played.env.reset()

    async def end_one() -> None:
        newest = (await played.sessions())[-1]
        await played.served.http.delete(f"/sessions/{newest['session_id']}")

    played.network.before_losing, played.network.lose_answers = end_one, 1
    if call == "reset":
        await played.env.reset()
        begun = [played.env]
    else:
        others = await (played.env.group(2) if call == "group" else played.env.fork(2))
        begun = [*others, *([played.env] if call == "fork" else [])]
    assert [(await one.step("roll")).step for one in begun] == [1] * len(begun)
    assert {one["session_id"] for one in await played.sessions()} == {one.session_id for one in begun}
    for one in begun:
        await one.close()


async def test_a_reset_that_was_idle_for_too_long_before_its_answer_came_begins_anew(play: Play) -> None:
    played = await play(idle_timeout_s=0.5)
    manager = played.served.server.managers["echo"]
    played.network.before_losing = lambda: eventually(lambda: manager.active == 0)
    played.network.lose_answers = 1
    await played.env.reset()
    assert (await played.env.step("look")).step == 1


@pytest.mark.parametrize("after", ["the same reset", "another reset", "close"])
async def test_what_has_ended_without_an_answer_needs_no_end(play: Play, after: str) -> None:
    played = await play()
    played.network.lose_answers = 1000
    with pytest.raises(ServerUnreachable):
        await played.env.reset(seed=1, timeout_s=0.1)
    await played.served.http.delete("/sessions")
    played.network.lose_answers = 0
    if after == "close":
        await played.env.close()
    else:
        await played.env.reset(seed=1 if after == "the same reset" else 2)
        assert (await played.env.step("look")).step == 1
    assert len(await played.sessions()) == (after != "close")


async def test_an_end_whose_answer_is_lost_is_an_end(play: Play) -> None:
    played = await play()
    await played.env.reset()
    played.network.lose_answers = 1
    await played.env.close()
    assert await played.sessions() == []


async def test_a_cancelled_close_ends_the_session_all_the_same(play: Play) -> None:
    played = await play()
    await played.env.reset()
    closing = asyncio.create_task(played.env.close())
    await asyncio.sleep(0)
    closing.cancel()
    with pytest.raises(asyncio.CancelledError):
        await closing
    assert await played.sessions() == []


async def test_every_attempt_carries_the_same_ids(play: Play) -> None:
    played = await play()
    await played.env.reset()
    del played.network.carried[:]
    played.network.lose_answers = 1
    await played.env.step("look")
    first, second = played.network.carried
    assert first.content == second.content
    assert json.loads(first.content)["request_id"] == first.headers["x-request-id"]
    assert first.headers["x-request-id"] == second.headers["x-request-id"]


@pytest.mark.parametrize("lost", [1, 3])
async def test_a_fork_whose_answer_is_lost_is_made_once(play: Play, lost: int) -> None:
    played = await play("dice", shareable=True, sessions_per_container=8)
    await played.env.reset()
    played.network.lose_answers = lost
    children = await played.env.fork(2)
    expected = {one.session_id for one in (played.env, *children)}
    assert {one["session_id"] for one in await played.sessions()} == expected
    for one in children:
        await one.close()


@pytest.mark.parametrize("after", ["the same fork", "another fork", "a step", "reset", "detach", "close"])
async def test_what_a_fork_without_an_answer_has_made_is_had_or_ended(play: Play, after: str) -> None:
    played = await play("dice", shareable=True, sessions_per_container=8)
    await played.env.reset()
    played.network.lose_answers = 1000
    with pytest.raises(ServerUnreachable) as raised:
        await played.env.fork(2, timeout_s=0.1)
    assert raised.value.applied is None
    played.network.lose_answers = 0
    made = {one["session_id"] for one in await played.sessions()} - {played.env.session_id}
    children, detached = [], None
    if after == "the same fork":
        children = await played.env.fork(2)
        assert {one.session_id for one in children} == made
    elif after == "another fork":
        children = await played.env.fork(1)
    elif after == "a step":
        await played.env.step("roll")
        children = await played.env.fork(2)
        assert [one.last_result and one.last_result.step for one in children] == [1, 1]
    elif after == "reset":
        await played.env.reset()
    elif after == "detach":
        detached = played.env.detach()
        await played.env.close()
    else:
        await played.env.close()
    expected = {one for one in (detached, *(one.session_id for one in (played.env, *children))) if one}
    assert {one["session_id"] for one in await played.sessions()} == expected
    for one in children:
        await one.close()


@pytest.mark.parametrize("between", ["group", "fork"])
async def test_a_step_without_an_answer_is_remembered_over_other_calls(play: Play, between: str) -> None:
    played = await play("dice", shareable=True, sessions_per_container=8)
    await played.env.reset(seed=1)
    played.network.lose_answers = 1000
    with pytest.raises(ServerUnreachable):
        await played.env.step("roll", timeout_s=0.1)
    played.network.lose_answers = 0
    others = await (played.env.group(2) if between == "group" else played.env.fork(2))
    assert (await played.env.step("roll")).info["rolls"] == 1
    for one in others:
        await one.close()


async def test_a_step_whose_answer_is_nonsense_is_tried_again_under_its_id(play: Play) -> None:
    played = await play("dice")
    await played.env.reset(seed=1)
    played.network.spoil_answers = 1
    with pytest.raises(DockerGymError, match="not a DockerGym server's") as raised:
        await played.env.step("roll")
    assert raised.value.applied is None
    assert (await played.env.step("roll")).info["rolls"] == 1
    played.network.spoil_answers = 1
    with pytest.raises(DockerGymError):
        await played.env.step("roll")
    with pytest.raises(StepConflict):
        await played.env.step("threads")


async def test_an_error_of_the_environment_is_an_answer_and_the_action_is_done_anew(play: Play) -> None:
    played = await play("crashing")
    await played.env.reset()
    for _ in range(2):
        del played.network.carried[:]
        with pytest.raises(EnvironmentFailed):
            await played.env.step("raise out of milk")
        (sent,) = played.network.carried
        assert json.loads(sent.content)["if_step"] == 0


async def test_a_step_tried_again_by_the_caller_is_applied_once(play: Play) -> None:
    played = await play("dice")
    await played.env.reset(seed=1)
    played.network.lose_answers = 1000
    with pytest.raises(ServerUnreachable) as raised:
        await played.env.step("roll", timeout_s=0.1)
    assert raised.value.applied is None
    played.network.lose_answers = 0
    assert (await played.env.step("roll")).info["rolls"] == 1
    assert (await played.env.step("roll")).info["rolls"] == 2


async def test_another_step_after_one_that_was_applied_unseen_is_refused(play: Play) -> None:
    played = await play("dice")
    await played.env.reset(seed=1)
    played.network.lose_answers = 1000
    with pytest.raises(ServerUnreachable):
        await played.env.step("roll", timeout_s=0.1)
    played.network.lose_answers = 0
    with pytest.raises(StepConflict):
        await played.env.step("threads")
    assert (await played.env.step("threads")).step == 2


async def test_a_step_that_arrives_after_the_one_in_its_place_is_not_applied(play: Play) -> None:
    played = await play()
    await played.env.reset()
    played.network.hold_up = 1000
    with pytest.raises(ServerTimeout) as raised:
        await played.env.step("first", timeout_s=0.1)
    assert raised.value.applied is None
    played.network.hold_up = 0
    assert (await played.env.step("second")).step == 1
    for late in await played.network.deliver():
        assert problem(late, 409, "STEP_CONFLICT")["step"] == 1
    assert (await played.env.step("third")).step == 2


async def test_a_step_sent_again_is_answered_though_it_is_counted_already(play: Play) -> None:
    played = await play()
    await played.env.reset()
    played.network.hold_up = 1
    assert (await played.env.step("first")).step == 1
    (late,) = await played.network.deliver()
    assert (late.status_code, late.json()["step"]) == (200, 1)
    assert (await played.env.step("second")).step == 2


class Untranslatable:
    """A plugin that fails at one observation; the step that led there is applied."""

    @hookimpl
    def dockergym_translate_observation(self, result: Any) -> None:
        if result.observation == "echo: fail":
            raise ValueError("no words for it")


async def test_a_step_that_failed_and_was_applied_is_counted(
    tmp_path: Path, lossy: Callable[[Served], Lossy]
) -> None:
    settings = ServerConfig(
        env_name="echo", runtime="local", state_dir=tmp_path, worker_command=worker_command("echo")
    )
    async with (
        serving(settings, plugins=[LoadedPlugin("untranslatable", Untranslatable())]) as served,
        AsyncEnvClient(URL, transport=lossy(served), retry=QUICK) as env,
    ):
        await env.reset()
        with pytest.raises(DockerGymError) as raised:
            await env.step("fail")
        assert raised.value.applied is True
        assert (await env.step("look")).step == 2


async def test_a_session_that_another_client_has_stepped_is_attached_to_anew(play: Play) -> None:
    played = await play()
    await played.env.reset()
    async with AsyncEnvClient(URL, transport=played.network, retry=QUICK) as other:
        session_id = played.env.session_id
        assert session_id
        await other.attach(session_id)
        await other.step("theirs")
        with pytest.raises(StepConflict):
            await played.env.step("mine")
        assert (await played.env.attach(session_id)).observation == "echo: theirs"
        assert (await played.env.step("mine")).step == 2
        other.detach()


async def test_a_step_that_never_arrived_says_so_and_the_next_is_applied(play: Play) -> None:
    played = await play()
    await played.env.reset()
    played.network.lose_requests = 1000
    with pytest.raises(ServerUnreachable) as raised:
        await played.env.step("look", timeout_s=0.1)
    assert raised.value.applied is False
    assert isinstance(raised.value, ConnectionError)
    played.network.lose_requests = 0
    assert (await played.env.step("wait")).observation == "echo: wait"


async def test_a_cancelled_step_is_tried_again_under_its_id(play: Play) -> None:
    played = await play("slow")
    await played.env.reset()
    with pytest.raises(TimeoutError):
        async with asyncio.timeout(0.2):
            await played.env.step("sleep 0.6")
    assert (await played.env.step("sleep 0.6")).step == 1


async def test_a_cancelled_reset_leaves_no_second_session(play: Play) -> None:
    played = await play("slow")
    with pytest.raises(TimeoutError):
        async with asyncio.timeout(0.2):
            await played.env.reset(init_s=0.6)
    await played.env.reset(init_s=0.6)
    assert len(await played.sessions()) == 1


@pytest.mark.parametrize("after", ["close", "another reset", "attach"])
async def test_what_a_cancelled_reset_has_begun_is_ended(play: Play, after: str) -> None:
    played = await play("slow")
    async with AsyncEnvClient(URL, transport=played.network, retry=QUICK) as other:
        await other.reset()
        with pytest.raises(TimeoutError):
            async with asyncio.timeout(0.2):
                await played.env.reset(init_s=0.6)
        if after == "close":
            await played.env.close()
        elif after == "another reset":
            await played.env.reset()
        else:
            await played.env.attach(other.detach())
        expected = {one for one in (played.env.session_id, other.session_id) if one}
        assert {one["session_id"] for one in await played.sessions()} == expected


async def test_an_answer_that_takes_long_is_asked_for_again_and_waited_for(play: Play) -> None:
    played = await play("slow", client={"retry": replace(QUICK, attempt_timeout_s=0.2)})
    await played.env.reset()
    assert (await played.env.step("sleep 0.7")).step == 1


async def test_two_calls_at_once_on_one_client_are_refused(play: Play) -> None:
    env = (await play("slow")).env
    await env.reset()
    slow = asyncio.create_task(env.step("sleep 0.3"))
    await asyncio.sleep(0)
    with pytest.raises(RequestConflict, match="a client for each episode"):
        await env.step("look")
    assert (await slow).step == 1
    assert (await env.step("look")).step == 2


async def test_a_group_is_played_each_on_its_own(play: Play) -> None:
    played = await play("dice")
    await played.env.reset(seed=1)
    group = await played.env.group(3, seed=5, env_id="game")
    assert [one.last_result and one.last_result.observation for one in group] == ["the dice are yours"] * 3
    assert {one.session_id for one in group}.isdisjoint({played.env.session_id})
    rolled = await asyncio.gather(*(one.step("roll") for one in group))
    assert len({result.observation for result in rolled}) == 1
    for one in group:
        await one.close()
    assert len(await played.sessions()) == 1


@pytest.mark.parametrize("lost", [1, 3])
async def test_a_group_whose_answer_is_lost_is_begun_once(play: Play, lost: int) -> None:
    played = await play("dice")
    played.network.lose_answers = lost
    group = await played.env.group(2, seed=5)
    assert {one["session_id"] for one in await played.sessions()} == {one.session_id for one in group}
    for one in group:
        await one.close()


@pytest.mark.parametrize("after", ["close", "reset", "the same group"])
async def test_what_a_cancelled_group_has_begun_is_ended(play: Play, after: str) -> None:
    played = await play("slow")
    with pytest.raises(TimeoutError):
        async with asyncio.timeout(0.2):
            await played.env.group(3, init_s=0.6)
    group = []
    if after == "close":
        await played.env.close()
    elif after == "reset":
        await played.env.reset()
    else:
        group = await played.env.group(3, init_s=0.6)
    expected = {one.session_id for one in (played.env, *group) if one.session_id}
    assert {one["session_id"] for one in await played.sessions()} == expected
    for one in group:
        await one.close()


async def test_the_last_result_is_known_for_as_long_as_there_is_an_episode(play: Play) -> None:
    env = (await play()).env
    assert env.last_result is None
    assert await env.reset() == env.last_result
    assert await env.step("x") == env.last_result
    again = await env.attach(env.detach())
    assert (again, again.step) == (env.last_result, 1)
    await env.close()
    assert env.last_result is None


# --- what the server refuses ---


async def test_a_slot_that_comes_free_is_taken_at_once(play: Play) -> None:
    # The server says `Retry-After: 10`, because it cannot know when a slot comes free.
    played = await play(max_sessions=1, client={"retry": RetryPolicy()})
    await played.env.reset()
    other: AsyncEnvClient = AsyncEnvClient(URL, transport=played.network)
    waiting = asyncio.create_task(other.reset())
    manager = played.served.server.managers["echo"]
    await eventually(lambda: manager.waiting == 1)
    await played.env.close()
    async with asyncio.timeout(9):
        await waiting
    assert len([one for one in played.network.carried if one.url.path.endswith("/sessions")]) == 2
    await other.close()


async def test_those_who_wait_are_served_in_their_order(play: Play) -> None:
    played = await play(max_sessions=1)
    served: list[int] = []
    manager = played.served.server.managers["echo"]

    async def episode(number: int) -> None:
        async with AsyncEnvClient(URL, transport=played.network) as env:
            await env.reset()
            served.append(number)

    await played.env.reset()
    waiting = []
    for number in range(5):
        waiting.append(asyncio.create_task(episode(number)))
        await eventually(lambda: manager.waiting == len(waiting))
    await played.env.close()
    await asyncio.gather(*waiting)
    assert served == list(range(5))


@pytest.mark.parametrize("wait_s", [0, 0.3])
async def test_how_long_to_wait_for_a_slot_can_be_said(play: Play, wait_s: float) -> None:
    played = await play(max_sessions=1)
    await played.env.reset()
    impatient: AsyncEnvClient = AsyncEnvClient(URL, transport=played.network, wait_s=wait_s)
    async with asyncio.timeout(9):
        with pytest.raises(NoSlotsAvailable):
            await impatient.reset()
    await impatient.close()
    assert len(await played.sessions()) == 1


@pytest.mark.parametrize(("wait_s", "attempts"), [(0, 1), (0.3, None)])
async def test_how_long_to_wait_for_a_quota_can_be_said(
    play: Play, tmp_path: Path, wait_s: float, attempts: int | None
) -> None:
    keys = tmp_path / "keys"
    keys.write_text("ours:the-key-of-a-team:1\n")
    played = await play(api_keys_file=keys, client={"api_key": "the-key-of-a-team"})
    await played.env.reset()
    del played.network.carried[:]
    options: dict[str, Any] = {"api_key": "the-key-of-a-team", "retry": QUICK, "wait_s": wait_s}
    async with AsyncEnvClient(URL, transport=played.network, **options) as other, asyncio.timeout(9):
        with pytest.raises(QuotaExceeded):
            await other.reset()
        assert len(played.network.carried) == attempts or attempts is None


async def test_a_quota_that_comes_free_is_taken(play: Play, tmp_path: Path) -> None:
    keys = tmp_path / "keys"
    keys.write_text("ours:the-key-of-a-team:1\n")
    played = await play(api_keys_file=keys, client={"api_key": "the-key-of-a-team"})
    await played.env.reset()
    options: dict[str, Any] = {"api_key": "the-key-of-a-team", "retry": QUICK}
    async with AsyncEnvClient(URL, transport=played.network, **options) as other:
        waiting = asyncio.create_task(other.reset())
        before = len(played.network.carried)
        await eventually(lambda: len(played.network.carried) >= before + 2)
        await played.env.close()
        assert (await waiting).step == 0


@pytest.mark.slow
async def test_a_full_server_is_waited_for(play: Play) -> None:
    played = await play(max_sessions=1)
    await played.env.reset()
    async with AsyncEnvClient(URL, transport=played.network, retry=QUICK) as other:
        waiting = asyncio.create_task(other.reset())
        with pytest.raises(NoSlotsAvailable):
            await AsyncEnvClient(URL, transport=played.network, retry=QUICK).reset(timeout_s=0.5)
        assert not waiting.done()
        await played.env.close()
        assert (await waiting).step == 0


async def test_a_crash_is_raised_with_what_the_server_knows_of_it(play: Play) -> None:
    played = await play("crashing")
    await played.env.reset()
    with pytest.raises(WorkerCrashed) as raised:
        await played.env.step("crash")
    assert raised.value.extra["exit_code"] == 1
    assert "crashed on request" in str(raised.value.extra["stderr"])
    again = pickle.loads(pickle.dumps(raised.value))
    assert (type(again), again.to_dict()) == (WorkerCrashed, raised.value.to_dict())
    assert (await played.env.reset()).step == 0


async def test_an_error_of_the_environment_leaves_the_episode_to_go_on(play: Play) -> None:
    played = await play("crashing")
    await played.env.reset()
    with pytest.raises(EnvironmentFailed, match="out of milk"):
        await played.env.step("raise out of milk")
    assert (await played.env.step("look")).observation == "survived: look"


async def test_a_worker_that_never_starts_is_not_tried_forever(play: Play) -> None:
    played = await play(worker_command=["/bin/false"])
    with pytest.raises(Exception) as raised:
        await played.env.reset()
    assert type(raised.value).__name__ == "WorkerStartFailed"
    assert len(played.network.carried) == 3


async def test_the_key_is_sent(play: Play, monkeypatch: pytest.MonkeyPatch) -> None:
    played = await play(api_key="sesame")
    with pytest.raises(Unauthorized):
        await played.env.reset()
    async with AsyncEnvClient(URL, transport=played.network, api_key="sesame") as env:
        assert (await env.reset()).step == 0
    monkeypatch.setenv("DOCKERGYM_API_KEY", "sesame")
    async with AsyncEnvClient(URL, transport=played.network) as env:
        assert (await env.reset()).step == 0


async def test_custom_and_trace_headers_are_sent(play: Play) -> None:
    numbers = iter(range(100))
    trace = {"headers": {"X-Team": "blue"}, "trace_headers": lambda: {"traceparent": f"00-{next(numbers)}"}}
    played = await play(client=trace)
    await played.env.reset()
    await played.env.step("look")
    assert [request.headers["x-team"] for request in played.network.carried] == ["blue", "blue"]
    assert [request.headers["traceparent"] for request in played.network.carried] == ["00-0", "00-1"]


async def test_an_action_that_is_no_text_is_refused_with_what_to_do(play: Play) -> None:
    env = (await play()).env
    await env.reset()
    with pytest.raises(InvalidRequest, match="_step_payload"):
        await env.step(7)
    with pytest.raises(InvalidRequest, match="JSON"):
        await env.step("\ud800")
    assert (await env.step("look")).step == 1


# --- beside the episode ---


async def test_tasks_and_sessions_are_listed_and_ended_by_run(play: Play) -> None:
    played = await play(client={"run": "one"}, env_files=["kitchen", "cellar"])
    assert await played.env.tasks() == ["kitchen", "cellar"]
    assert await played.env.tasks(q="cell", limit=5) == ["cellar"]
    await played.env.reset(env_id="cellar")
    async with AsyncEnvClient(URL, transport=played.network, run="two") as other:
        await other.reset(env_id="kitchen")
        assert {one.run for one in await other.sessions()} == {"one", "two"}
        (mine,) = await played.env.sessions(run="one")
        assert (mine.env_id, mine.session_id) == ("cellar", played.env.session_id)
        assert await other.end_sessions(run="one") == [mine.session_id]
        assert len(await other.sessions()) == 1


# --- typed environments ---


@dataclass(frozen=True)
class Say:
    text: str
    loud: bool = False


@dataclass(frozen=True)
class Heard:
    words: tuple[str, ...]


class Talk(AsyncEnvClient[Say, Heard]):
    def _step_payload(self, action: Say) -> str | Mapping[str, Any]:
        return {"text": action.text} if action.loud else action.text

    def _parse_result(self, payload: Mapping[str, Any]) -> StepResult[Heard]:
        plain: StepResult[Any] = super()._parse_result(payload)
        return replace(plain, observation=Heard(tuple(plain.observation.split())))


async def test_a_subclass_plays_with_types_of_its_own(play: Play) -> None:
    played = await play(client={"kind": Talk}, deterministic=True)
    assert (await played.env.reset(env_id="a")).observation == Heard(("ready:", "a"))
    assert (await played.env.step(Say("good day"))).observation == Heard(("echo:", "good", "day"))
    assert (await played.env.step(Say("hey", loud=True))).observation.words[1] == '{"text":"hey"}'
    (child,) = await played.env.fork()
    assert type(child) is Talk
    assert (await child.step(Say("x"))).observation == Heard(("echo:", "x"))
    await child.close()


HALF_DONE = """
import json, sys
for line in sys.stdin:
    request = json.loads(line)
    if request.get("action") == "bad":
        print(json.dumps({"status": "error", "message": "half done", "applied": True}), flush=True)
        continue
    print(json.dumps({"status": "ok", "observation": "there", "reward": 0.0, "done": False}), flush=True)
"""


async def test_what_the_environment_answers_with_an_error_is_no_step_even_if_it_was_applied(
    play: Play, tmp_path: Path
) -> None:
    script = tmp_path / "half_done.py"
    script.write_text(HALF_DONE)
    played = await play(worker_command=[sys.executable, str(script)])
    await played.env.reset()
    await played.env.step("look")
    with pytest.raises(EnvironmentFailed) as raised:
        await played.env.step("bad")
    assert raised.value.applied is True
    assert (await played.env.step("look")).step == 2
