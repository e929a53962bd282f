"""GRPO without a GPU: a group of rollouts forked from one session, and a policy that learns from their advantages.

    dockergym serve alfworld --sessions-per-container 16
    python examples/grpo_group.py --env http://localhost:8000/envs/alfworld --param split=train --groups 20 --size 8

GRPO compares rollouts that begin in the same state. Here they are forks of one session: they begin in the same state
because they are copies of it, and the way there is played once for all of them. The policy is a table of preferences
in place of a model; a model takes its place with the same two methods.
"""

from __future__ import annotations

import argparse
import asyncio
import math
import random
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from statistics import fmean, pstdev
from typing import Any

from dockergym.cli.params import parsed_params
from dockergym.client import AsyncEnvClient, StepResult


@dataclass
class Trajectory:
    """What one rollout of a group did, and what it got for it."""

    choices: list[tuple[str, Sequence[str], str]] = field(default_factory=list)
    """Each observation, the commands there were, and the one taken."""
    reward: float = 0.0


class TablePolicy:
    """Prefers what has gone well after the same observation: a softmax over learned preferences."""

    def __init__(self, seed: int = 0, learning_rate: float = 0.3) -> None:
        self._preferences: defaultdict[tuple[str, str], float] = defaultdict(float)
        self._dice = random.Random(seed)
        self._learning_rate = learning_rate

    def act(self, observation: str, commands: Sequence[str]) -> str:
        """Choose a command."""
        return self._dice.choices(commands, self._chances(observation, commands))[0]

    def learn(self, group: Sequence[Trajectory]) -> None:
        """Make likelier what went better than the rest of the group, and less likely what went worse."""
        for trajectory, advantage in zip(group, advantages([one.reward for one in group]), strict=True):
            for observation, commands, taken in trajectory.choices:
                for command, chance in zip(commands, self._chances(observation, commands), strict=True):
                    gradient = (command == taken) - chance
                    self._preferences[observation, command] += self._learning_rate * advantage * gradient

    def _chances(self, observation: str, commands: Sequence[str]) -> list[float]:
        weights = [math.exp(self._preferences[observation, command]) for command in commands]
        return [weight / sum(weights) for weight in weights]


def advantages(rewards: Sequence[float]) -> list[float]:
    """Return how much better each reward is than the group's mean, in standard deviations."""
    mean, spread = fmean(rewards), pstdev(rewards)
    return [(reward - mean) / (spread + 1e-6) for reward in rewards]


async def play_on(
    env: AsyncEnvClient, result: StepResult[str], policy: TablePolicy, max_steps: int
) -> Trajectory:
    """Play from where the session is to the end of the episode."""
    trajectory = Trajectory()
    while not result.done and len(trajectory.choices) < max_steps:
        commands = result.info["admissible_commands"]
        action = policy.act(result.observation, commands)
        trajectory.choices.append((result.observation, commands, action))
        result = await env.step(action)
        trajectory.reward += result.reward
    return trajectory


async def rollout_group(
    address: str,
    policy: TablePolicy,
    *,
    size: int,
    seed: int,
    max_steps: int = 50,
    prefix: Sequence[str] = (),
    params: Mapping[str, Any] | None = None,
) -> list[Trajectory]:
    """Begin an episode, play the actions of ``prefix``, fork it, and play every fork on by the policy."""
    async with AsyncEnvClient(address, run="grpo") as trunk:
        result = await trunk.reset(seed=seed, params=params)
        for action in prefix:
            result = await trunk.step(action)
        branches = [trunk, *await trunk.fork(size - 1)]
        try:
            return await asyncio.gather(*(play_on(one, result, policy, max_steps) for one in branches))
        finally:
            await asyncio.gather(*(branch.close() for branch in branches))


async def train(
    address: str, policy: TablePolicy, *, groups: int, size: int, params: Mapping[str, Any] | None = None
) -> list[float]:
    """Roll out one group after the other, learn from each, and return their mean rewards."""
    means = []
    for number in range(groups):
        group = await rollout_group(address, policy, size=size, seed=number, params=params)
        policy.learn(group)
        means.append(fmean(trajectory.reward for trajectory in group))
        print(f"group {number}: mean reward {means[-1]:.2f}")
    return means


def main() -> None:
    """Train on a served environment."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--env", required=True, help="address of the environment")
    parser.add_argument("--groups", type=int, default=20)
    parser.add_argument("--size", type=int, default=8, help="rollouts of a group")
    parser.add_argument(
        "--param",
        metavar="NAME=VALUE",
        action="append",
        default=[],
        help="one of the environment, such as split=train; may be repeated",
    )
    given = parser.parse_args()
    policy, params = TablePolicy(), parsed_params(given.param)
    asyncio.run(train(given.env, policy, groups=given.groups, size=given.size, params=params))


if __name__ == "__main__":
    main()
