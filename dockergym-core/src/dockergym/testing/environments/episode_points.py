"""Points about episodes: their beginning, their end, what repeats, and what is forked."""

from __future__ import annotations

from typing import Any

import httpx

from dockergym.testing.environments.bench import EnvironmentBench, Player, asked
from dockergym.testing.environments.conversation import Answer, Conversation
from dockergym.testing.environments.points import NotApplicable, Problem, require
from dockergym.testing.environments.protocol_points import play, require_contact

_LIMITS = ("max_steps", "step_limit")
"""Params by which environments let an episode be cut short."""
_STEPS_TO_AN_END = 300
_FORKED_AFTER = 3
_STEPS_AFTER_A_FORK = 4


async def init_begins_anew(bench: EnvironmentBench) -> str:
    """An init in a worker that has played before begins a new episode, and nothing of the old one is left."""
    await require_contact(bench)
    async with bench.conversation() as talk:
        first = await play(bench, talk)
        second = await play(bench, talk)
    require(
        not second[0].done or first[0].done,
        "the second episode is over when it begins",
        "reset every field of the worker in init_env, the end of the episode among them",
    )
    step = second[0].message.get("step")
    require(
        step is None or step == 0,
        f"the second episode begins at step {step}",
        "count steps from 0 again in init_env",
    )
    if not bench.spec.capabilities.deterministic:
        return "not compared: the environment is not declared deterministic"
    difference = _difference(first, second)
    require(
        not difference,
        f"the second episode of the same task, params and seed is another: {difference}",
        "make everything that an episode needs in init_env, and keep nothing from the one before",
    )
    return f"{len(second)} replies are the same"


async def nothing_follows_the_end(bench: EnvironmentBench) -> str:
    """A step after the end of an episode is refused, or leaves it ended."""
    await require_contact(bench)
    async with bench.conversation() as talk:
        steps = await _play_to_the_end(bench, talk)
        after = await asked(talk, "step", action="look")
        require(
            not after.ok or after.done,
            f"after the end, a step was answered with {after.shown()}",
            "remember that the episode has ended, and answer an error until the next init",
        )
        await bench.begin(talk)
    return f"the episode ended with step {steps}"


async def repeats_under_a_seed(bench: EnvironmentBench) -> str:
    """The same task, params, seed and actions give the same replies in two workers, where that is declared."""
    await require_contact(bench)
    if not bench.spec.capabilities.deterministic:
        raise NotApplicable("the environment is not declared deterministic (EnvSpec.capabilities)")
    episodes = []
    for _ in range(2):
        async with bench.conversation() as talk:
            episodes.append(await play(bench, talk))
    difference = _difference(*episodes)
    require(
        not difference,
        f"two workers tell two stories: {difference}",
        "draw chance from a generator seeded in init_env, sort what comes out of sets, and leave times and process "
        "numbers out; or declare deterministic=False",
    )
    return f"{len(episodes[0])} replies are the same"


async def forks_are_independent(bench: EnvironmentBench) -> str:
    """A fork goes on as the original would have, and neither notices what the other does."""
    await require_contact(bench)
    await _require_forks(bench)
    async with bench.served(sessions_per_container=4, max_sessions=8) as http:
        created = await _post(http, "/sessions", bench.create_body())
        session, player, shown = created["session_id"], bench.player(), created
        for _ in range(_FORKED_AFTER):
            if shown["done"]:
                raise NotApplicable("the episode is over before it can be forked")
            shown = await _step(http, session, player.action(shown["info"]))
        if shown["done"]:
            raise NotApplicable("the episode is over before it can be forked")
        forks = (await _post(http, f"/sessions/{session}/fork", {"count": 2}))["sessions"]
        same, other = forks[0]["session_id"], forks[1]["session_id"]
        await _play_on(http, other, shown, bench.player(salt=1))
        original = await _play_on(http, session, shown, bench.player(salt=2))
        fork = await _play_on(http, same, shown, bench.player(salt=2))
    require(
        original == fork,
        f"the original and its fork part with the same actions: {_first_difference(original, fork)}",
        "keep what an episode needs in memory or in the working directory; subprocesses, connections, threads and "
        "files by absolute path are shared with forks: otherwise set can_fork = False",
    )
    return f"{_FORKED_AFTER} steps, two forks, {len(original)} steps each"


async def _require_forks(bench: EnvironmentBench) -> None:
    declared = bench.spec.capabilities.fork
    async with bench.worker() as worker:
        await worker.begin("fork-check", {}, {"cmd": "init", **(await bench.init_message())})
        forks, shares = worker.can_fork, worker.can_share
        await worker.end("fork-check") if shares else None
    if forks and not declared:
        raise Problem(
            "the worker says can_fork, and the plugin does not",
            "declare Capabilities(fork=True), or set can_fork = False",
        )
    if forks and not bench.spec.capabilities.share_containers:
        raise NotApplicable("sessions may not share a container, so their processes are never forked")
    if declared and not forks and shares and bench.subject.is_package:
        raise Problem(
            "the plugin declares fork=True, and the worker's can_fork is False",
            "set can_fork = True in the worker's class, or declare fork=False",
        )
    if not forks:
        raise NotApplicable("the worker cannot be forked")


async def _play_to_the_end(bench: EnvironmentBench, talk: Conversation) -> int:
    answer = await bench.begin(talk, _short_episode(bench))
    player = bench.player()
    for step in range(1, _STEPS_TO_AN_END + 1):
        if answer.done:
            return step - 1
        answer = await asked(talk, "step", action=player.action(answer.info()))
        if not answer.ok:
            raise NotApplicable(f"step {step} was answered with an error: {answer.message.get('message')!r}")
    if answer.done:
        return _STEPS_TO_AN_END
    raise NotApplicable(
        f"no episode ended within {_STEPS_TO_AN_END} steps; name actions that end one (--action), or a task"
    )


def _short_episode(bench: EnvironmentBench) -> dict[str, Any]:
    model = bench.spec.params_model
    known = [name for name in _LIMITS if model is not None and name in model.model_fields]
    return {known[0]: 3} if known else {}


def _difference(first: list[Answer], second: list[Answer]) -> str:
    return _first_difference([one.told for one in first], [one.told for one in second])


def _first_difference(first: list[dict[str, Any]], second: list[dict[str, Any]]) -> str:
    for number, (one, other) in enumerate(zip(first, second, strict=False)):
        for key in one.keys() | other.keys():
            if one.get(key) != other.get(key):
                return f"reply {number} has {key!r} {_shown(one.get(key))} and {_shown(other.get(key))}"
    return (
        ""
        if len(first) == len(second)
        else f"one ends after {len(first)} replies, the other after {len(second)}"
    )


def _shown(value: Any) -> str:
    text = repr(value)
    return text if len(text) <= 100 else f"{text[:100]}…"


async def _play_on(
    http: httpx.AsyncClient, session: str, shown: dict[str, Any], player: Player
) -> list[dict[str, Any]]:
    told: list[dict[str, Any]] = []
    for _ in range(_STEPS_AFTER_A_FORK):
        if shown["done"]:
            break
        shown = await _step(http, session, player.action(shown["info"]))
        told.append({key: shown[key] for key in ("observation", "reward", "done", "info")})
    return told


async def _step(http: httpx.AsyncClient, session: str, action: str) -> dict[str, Any]:
    return await _post(http, f"/sessions/{session}/step", {"action": action})


async def _post(http: httpx.AsyncClient, path: str, body: dict[str, Any]) -> dict[str, Any]:
    answer = await http.post(path, json=body)
    shown: dict[str, Any] = answer.json()
    if not answer.is_success:
        raise Problem(
            f"POST {path.split('/')[-1]} was answered {answer.status_code} {shown.get('error_code')}: "
            f"{shown.get('detail')}",
            "see the message",
        )
    return shown
