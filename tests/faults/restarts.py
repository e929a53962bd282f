"""Many ALFWorld episodes at once, and the server killed with SIGKILL in their middle: all end as if nothing had been.

``python -m faults.restarts --episodes 64 --kills 2 --runtime docker``; the status is 0 where every transcript is
that of an undisturbed run, and nothing is left behind.
"""

from __future__ import annotations

import argparse
import asyncio
import logging
import shutil
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass, field

from images import built

from dockergym.testing.waiting import eventually
from dockergym_alfworld.catalog import starter_games
from faults.episodes import Attempt, play
from faults.plans import Plan, game_plans
from faults.service import Service
from faults.verdict import difference

ENVIRONMENT = "alfworld"
_TIMEOUT_S = 900.0


@dataclass
class Outcome:
    """What came of it."""

    identical: int = 0
    kills: list[int] = field(default_factory=list)
    """How many episodes were being played at each kill."""
    steps: int = 0
    problems: list[str] = field(default_factory=list)


async def prove(episodes: int, kills: int, runtime: str, steps: int, seed: int) -> Outcome:
    """Play the episodes undisturbed, then all at once while the server is killed, and compare."""
    plans = game_plans([task.env_id for task in starter_games()], episodes, seed, steps)
    arguments = ["serve", ENVIRONMENT, "--max-sessions", str(episodes)]
    variables = {"DOCKERGYM_ALFWORLD_STARTER": "only"}
    service = Service(arguments, runtime, variables=variables, keeps_port=True)
    try:
        await service.start()
        expected = await _play_all(service, plans, "alone")
        outcome = Outcome()
        attempts, players = _begin(service, plans, "killed")
        for kill in range(1, kills + 1):
            await _kill_at(service, attempts, episodes * steps * kill // (kills + 1), outcome)
        async with asyncio.timeout(_TIMEOUT_S):
            await asyncio.gather(*players)
        _compare(expected, attempts, outcome)
        outcome.problems += await service.left_of_sessions()
        outcome.problems += [
            f"the server ended with status {status}" for status in [await service.leave()] if status
        ]
        outcome.problems += service.left_behind()
        return outcome
    finally:
        await asyncio.to_thread(service.remove)
        shutil.rmtree(service.folder, ignore_errors=True)


def _begin(
    service: Service, plans: Sequence[Plan], name: str
) -> tuple[list[Attempt], list[asyncio.Task[None]]]:
    assert service.process is not None
    url = f"{service.process.url}/envs/{ENVIRONMENT}"
    attempts = [Attempt(f"{name}-{plan.name}", plan, recover=False) for plan in plans]

    async def turn() -> None:
        # All are in their middle together, and stay there for a moment.
        await eventually(lambda: all(one.seen or one.over for one in attempts), _TIMEOUT_S)

    return attempts, [asyncio.create_task(play(attempt, url, turn)) for attempt in attempts]


async def _play_all(service: Service, plans: Sequence[Plan], name: str) -> list[Attempt]:
    attempts, players = _begin(service, plans, name)
    async with asyncio.timeout(_TIMEOUT_S):
        await asyncio.gather(*players)
    failures = [f"{one.name}: {one.error or one.accident!r}" for one in attempts if one.error or one.accident]
    if failures:
        raise RuntimeError(f"undisturbed episodes failed: {failures}")
    return attempts


async def _kill_at(service: Service, attempts: Sequence[Attempt], steps: int, outcome: Outcome) -> None:
    """Kill the server once so many steps have been played in all, and start it again."""
    await eventually(lambda: sum(len(one.seen) for one in attempts) >= steps, _TIMEOUT_S)
    outcome.kills.append(sum(not one.over and bool(one.seen) for one in attempts))
    service.kill()
    await service.start()


def _compare(expected: Sequence[Attempt], attempts: Sequence[Attempt], outcome: Outcome) -> None:
    for one, attempt in zip(expected, attempts, strict=True):
        outcome.steps += len(attempt.seen) - 1
        if attempt.error is not None or attempt.accident is not None:
            outcome.problems.append(f"{attempt.name} ended with {attempt.error or attempt.accident!r}")
        elif attempt.seen != one.seen:
            outcome.problems.append(f"{attempt.name}: {difference(attempt.seen, one.seen)}")
        else:
            outcome.identical += 1


def main() -> None:
    """Prove it, print what came of it, and end with a status that says so."""
    parser = argparse.ArgumentParser(prog="python -m faults.restarts", description=__doc__)
    parser.add_argument("--episodes", type=int, default=64)
    parser.add_argument("--kills", type=int, default=2)
    parser.add_argument("--steps", type=int, default=30, help="of each episode")
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--runtime", choices=["docker", "local"], default="docker")
    wanted = parser.parse_args()
    logging.getLogger("dockergym.client").setLevel(logging.ERROR)
    if wanted.runtime == "docker":
        built.image_of(ENVIRONMENT)
    began = time.monotonic()
    outcome = asyncio.run(prove(wanted.episodes, wanted.kills, wanted.runtime, wanted.steps, wanted.seed))
    print(f"{wanted.episodes} ALFWorld episodes, {wanted.runtime}, {outcome.steps} steps, seed {wanted.seed}")
    for number, playing in enumerate(outcome.kills, start=1):
        print(f"kill -9 of the server, number {number}: {playing} episodes were being played")
    print(f"identical to the undisturbed run: {outcome.identical} of {wanted.episodes}")
    print(f"in {time.monotonic() - began:.0f} s, the undisturbed run included")
    for problem in outcome.problems:
        print(problem)
    sys.exit(0 if outcome.identical == wanted.episodes and not outcome.problems else 1)


if __name__ == "__main__":
    main()
