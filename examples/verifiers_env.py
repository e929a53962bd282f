"""A served environment for verifiers (0.4 and newer): the environment plays the user of a multi-turn conversation.

    pip install "verifiers>=0.4"
    dockergym serve alfworld
    cd examples
    eval verifiers_env --env.taskset.address http://localhost:8000/envs/alfworld \\
        -m Qwen/Qwen3-8B --client.base-url http://localhost:8001/v1 -n 16

A task is a seed. The model is shown the first observation and answers with an action; the environment's answer is the
next message, until the episode is over. What the environment paid is the reward of the trace.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import verifiers.v1 as vf
from pydantic import Field

from dockergym.client import AsyncEnvClient, StepResult

__all__ = ["PlayedEnv", "PlayedEnvConfig", "SeedTaskset", "SeedTasksetConfig"]

INSTRUCTIONS = (
    "You play a text game. Think first if you like; end with a line `Action: …`, one action of the game."
)

_ACTION = re.compile(r"^\s*Action:\s*(.+?)\s*$", re.MULTILINE)


class SeedTasksetConfig(vf.TasksetConfig):
    """Which episodes are played."""

    address: str = "http://localhost:8000/envs/alfworld"
    params: dict[str, Any] = Field(default_factory=dict)


class SeedData(vf.TaskData):
    """One episode: a seed."""

    seed: int


class SeedTask(vf.Task[SeedData, vf.State, vf.TaskConfig]):
    """An episode of the environment."""


class SeedTaskset(vf.Taskset[SeedTask, SeedTasksetConfig]):
    """Episodes of seeds from 0 on, without end."""

    INFINITE = True

    def load(self) -> Iterator[SeedTask]:
        """Yield the tasks."""
        seed = 0
        while True:
            # The first observation is the first message; the environment is asked for it when the task is played.
            data = SeedData(name=f"seed-{seed}", system_prompt=INSTRUCTIONS, seed=seed)
            yield SeedTask(data, self.config.task)
            seed += 1


class PlayedEnvConfig(vf.EnvConfig):
    """Who plays."""

    # The conversation is the environment's, so the model needs no tools and no sandbox of verifiers'.
    player: vf.AgentConfig = vf.AgentConfig(harness={"id": "null"}, runtime={"type": "subprocess"})
    max_steps: int = 50


class PlayedEnv(vf.Env[PlayedEnvConfig]):
    """The conversation between a model and a served environment."""

    async def run(self, task: SeedTask, agents: Any) -> None:
        """Play one episode."""
        wanted = self.taskset.config
        reward, turns = 0.0, 0
        async with (
            AsyncEnvClient(wanted.address, run="verifiers") as env,
            agents.player.interaction(task) as conversation,
        ):
            result = await env.reset(task.data.seed, params=wanted.params)
            turn = await conversation.turn(_told(result))
            while not turn.terminated and not result.done and turns < self.config.max_steps:
                # Answers without an action count as well, so that a model that never names one comes to an end.
                turns += 1
                action = _ACTION.search(turn.last_reply)
                if action is None:
                    turn = await conversation.turn("There was no line `Action: …`. Try again.")
                    continue
                result = await env.step(action[1])
                reward += result.reward
                if not result.done:
                    turn = await conversation.turn(_told(result))
        conversation.trace.record_reward("reward", reward, 1.0)
        conversation.trace.record_metric("steps", float(result.step))


def _told(result: StepResult[str]) -> str:
    commands = result.info.get("admissible_commands")
    offered = f"\nAdmissible actions: {'; '.join(commands)}" if commands else ""
    return f"{result.observation}{offered}"
