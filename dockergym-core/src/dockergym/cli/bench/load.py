"""Closed-loop load on a served environment: every session sends its next step when it has the answer to the last."""

from __future__ import annotations

import asyncio
import random
import time
from collections import Counter
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

from dockergym.cli.admissible import admissible_commands
from dockergym.cli.percentiles import percentile
from dockergym.client import AsyncEnvClient, StepResult
from dockergym.errors import DockerGymError

_ANY_ACTION = "look"


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """What is measured."""

    address: str
    action: str | None
    """Action of every step; ``None``: one of the commands that the environment lists, or ``look``."""
    env_id: str | None
    params: Mapping[str, Any]
    run: str
    timeout_s: float


@dataclass(slots=True, kw_only=True)
class Level:
    """What so many sessions at once have met; times are in seconds."""

    sessions: int
    resets: list[float] = field(default_factory=list)
    steps: list[float] = field(default_factory=list)
    took: float = 0.0
    client_cpu: float = 0.0
    """Processor time of this process. Near ``took``, it is the client that was measured."""
    errors: Counter[str] = field(default_factory=Counter)
    """How often each error was answered, by its code."""

    def figures(self) -> dict[str, Any]:
        """Return the level in figures: milliseconds, and ``None`` where nothing was measured."""
        return {
            "sessions": self.sessions,
            "steps": len(self.steps),
            "steps_per_s": round(len(self.steps) / self.took, 1),
            **_spread("step", self.steps),
            **_spread("reset", self.resets),
            "seconds": round(self.took, 3),
            "client_cpu": round(self.client_cpu / self.took, 3),
            "errors": dict(self.errors),
        }


def _spread(name: str, seconds: Sequence[float]) -> dict[str, float | None]:
    ranked = sorted(seconds)
    shares = {"p50": 50, "p90": 90, "p99": 99, "max": 100}
    return {
        f"{name}_{label}_ms": round(percentile(ranked, share) * 1e3, 3) if ranked else None
        for label, share in shares.items()
    }


async def measure(target: Target, sessions: int, seconds: float) -> Level:
    """Begin so many sessions, step them all for so many seconds, and end them.

    What the server answers with an error is counted; a session that was lost is begun anew.

    Raises:
        DockerGymError: a session could not be begun.
    """
    level = Level(sessions=sessions)
    async with _begun(target, level) as players:
        began, cpu = time.perf_counter(), time.process_time()
        await asyncio.gather(*(player.play(began + seconds) for player in players))
        level.took = time.perf_counter() - began
        level.client_cpu = time.process_time() - cpu
    return level


@asynccontextmanager
async def _begun(target: Target, level: Level) -> AsyncIterator[list[_Player]]:
    async with AsyncExitStack() as stack:
        players = []
        for number in range(level.sessions):
            client: AsyncEnvClient[str, str] = AsyncEnvClient(
                target.address, run=target.run, timeout_s=target.timeout_s
            )
            players.append(_Player(await stack.enter_async_context(client), target, level, number))
        try:
            async with asyncio.TaskGroup() as beginnings:
                for player in players:
                    beginnings.create_task(player.begin())
        except* DockerGymError as failures:
            # What is wrong with one is wrong with all, most often.
            raise failures.exceptions[0] from None
        yield players


class _Player:
    """One session after another, stepped until time is up."""

    def __init__(self, env: AsyncEnvClient[str, str], target: Target, level: Level, number: int) -> None:
        self._env = env
        self._target = target
        self._level = level
        self._dice = random.Random(number)
        self._last: StepResult[str] | None = None

    async def begin(self) -> None:
        """Begin an episode."""
        asked = time.perf_counter()
        self._last = await self._env.reset(env_id=self._target.env_id, params=self._target.params)
        self._level.resets.append(time.perf_counter() - asked)

    async def play(self, until: float) -> None:
        """Step until then; an episode that has ended, or was lost, is followed by another."""
        while time.perf_counter() < until:
            try:
                await self._turn()
            except DockerGymError as error:
                self._level.errors[error.code] += 1
                self._last = None

    async def _turn(self) -> None:
        if self._last is None or self._last.done:
            await self.begin()
        else:
            action = self._action(self._last)
            asked = time.perf_counter()
            self._last = await self._env.step(action)
            self._level.steps.append(time.perf_counter() - asked)

    def _action(self, last: StepResult[str]) -> str:
        if self._target.action is not None:
            return self._target.action
        commands = admissible_commands(last)
        return self._dice.choice(commands) if commands else _ANY_ACTION
