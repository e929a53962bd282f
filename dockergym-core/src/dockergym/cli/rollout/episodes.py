"""Many episodes played at once, each written down when it has ended."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, field
from typing import Any

from dockergym.cli.rollout.policies import Player, next_action
from dockergym.client import AsyncEnvClient, StepResult
from dockergym.errors import ConfigurationError, DockerGymError


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """What is to be played."""

    address: str
    player: Player
    episodes: int
    concurrency: int
    max_steps: int
    seed: int
    """Seed of the first episode; each further one has the next number."""
    env_ids: tuple[str, ...]
    """Tasks to play in turn; empty: the environment picks."""
    params: Mapping[str, Any]
    run: str | None
    timeout_s: float


@dataclass(slots=True, kw_only=True)
class Episode:
    """What became of one episode."""

    episode: int
    seed: int
    env_id: str | None = None
    session_id: str | None = None
    reward: float = 0.0
    """Sum of the rewards."""
    steps: int = 0
    done: bool = False
    terminated: bool = False
    truncated: bool = False
    won: bool | None = None
    """What the environment says of it, where it does."""
    duration_s: float = 0.0
    error: str | None = None
    turns: list[dict[str, Any]] = field(default_factory=list)
    """Each observation, and the action that led to it."""

    def record(self) -> dict[str, Any]:
        """Return the episode as it is written down."""
        return asdict(self)


async def play_episodes(
    plan: Plan, on_step: Callable[[float], None], on_episode: Callable[[Episode], None]
) -> None:
    """Play a plan's episodes, as many at once as it says.

    ``on_step`` is told the seconds that each step took, ``on_episode`` each episode that has ended.

    Raises:
        ConfigurationError: the policy cannot play this environment.
    """
    numbers = iter(range(plan.episodes))

    async def play_in_turn() -> None:
        for number in numbers:
            on_episode(await _play(plan, number, on_step))

    try:
        async with asyncio.TaskGroup() as players:
            for _ in range(min(plan.concurrency, plan.episodes)):
                players.create_task(play_in_turn())
    except* ConfigurationError as mistakes:
        raise mistakes.exceptions[0] from None


async def _play(plan: Plan, number: int, on_step: Callable[[float], None]) -> Episode:
    episode = Episode(episode=number, seed=plan.seed + number)
    begun = time.perf_counter()
    client: AsyncEnvClient[str, str] = AsyncEnvClient(
        plan.address, stream=True, run=plan.run, rollout=f"episode-{number}", timeout_s=plan.timeout_s
    )
    async with client as env:
        try:
            await _play_to_the_end(plan, env, episode, on_step)
        except ConfigurationError:
            raise
        except DockerGymError as error:
            episode.error = f"{error.code}: {error.detail}"
    episode.duration_s = round(time.perf_counter() - begun, 6)
    return episode


async def _play_to_the_end(
    plan: Plan, env: AsyncEnvClient[str, str], episode: Episode, on_step: Callable[[float], None]
) -> None:
    policy = plan.player.policy(episode.seed)
    wanted = plan.env_ids[episode.episode % len(plan.env_ids)] if plan.env_ids else None
    params = {**plan.player.params, **plan.params}
    result = await env.reset(episode.seed, env_id=wanted, params=params)
    episode.session_id = env.session_id
    episode.env_id = wanted or (await env.state()).env_id
    episode.turns.append({"observation": result.observation})
    while not result.done and result.step < plan.max_steps:
        action = await next_action(policy, result)
        asked = time.perf_counter()
        result = await env.step(action)
        on_step(time.perf_counter() - asked)
        _note(episode, action, result)


def _note(episode: Episode, action: str, result: StepResult[str]) -> None:
    episode.turns.append({"action": action, "observation": result.observation, "reward": result.reward})
    episode.reward += result.reward
    episode.steps = result.step
    episode.done, episode.terminated, episode.truncated = result.done, result.terminated, result.truncated
    episode.won = result.info.get("won", episode.won)
