"""GRPO with TRL on any served environment, by `environment_factory`: the model plays through a tool.

    pip install "trl>=1.16"
    dockergym serve alfworld --idle-timeout-s 1800
    python examples/trl_grpo.py --env http://localhost:8000/envs/alfworld --param split=train --model Qwen/Qwen3-0.6B

TRL makes an environment for each rollout, calls its `reset` with the row of the data set, shows the model its public
methods as tools, and asks `get_reward` at the end. The rollouts of a group get the same row, and so the same task and
seed.
"""

from __future__ import annotations

import argparse
import functools
import uuid
from collections.abc import Mapping
from typing import Any

from datasets import Dataset
from trl import GRPOConfig, GRPOTrainer

from dockergym.cli.params import parsed_params
from dockergym.client import EnvClient, StepResult

INSTRUCTIONS = "Play this text game to its end. Call the tool `act` once a turn.\n\n"
RUN = f"trl-grpo-{uuid.uuid4().hex[:8]}"
"""Of this process alone: what it leaves is ended, and no session of another training."""


class PlayedEnvironment:
    """An episode of a served environment, as TRL takes environments."""

    def __init__(self, address: str, params: Mapping[str, Any] | None = None) -> None:
        self._env: EnvClient[str, str] = EnvClient(address, run=RUN)
        self._params = params
        self._reward = 0.0

    def reset(self, seed: int, **row: Any) -> str:
        """Begin the episode that the row's seed stands for."""
        self._reward = 0.0
        return _told(self._env.reset(seed=seed, params=self._params))

    def act(self, action: str) -> str:
        """
        Do something in the game.

        Args:
            action: The action, word for word as the game takes it.

        Returns:
            What happens then.
        """
        # TRL gives the text of an error to the model: that is how it hears that the episode is over.
        result = self._env.step(action)
        self._reward += result.reward
        return _told(result)

    def get_reward(self) -> float:
        """Return what the episode has earned."""
        return self._reward


def _told(result: StepResult[str]) -> str:
    commands = result.info.get("admissible_commands")
    offered = f"\nAdmissible actions: {'; '.join(commands)}" if commands and not result.done else ""
    return f"{result.observation}{offered}"


def train(
    address: str,
    *,
    tasks: int,
    model: Any,
    args: GRPOConfig,
    params: Mapping[str, Any] | None = None,
    **options: Any,
) -> GRPOTrainer:
    """Train a model on the tasks of seeds from 0 on, and leave no session behind.

    ``params`` are the environment's own, ``options`` those of TRL's trainer.
    """
    prompt = [{"role": "user", "content": INSTRUCTIONS}]
    rows = Dataset.from_list([{"prompt": prompt, "seed": seed} for seed in range(tasks)])
    trainer = GRPOTrainer(
        model=model,
        train_dataset=rows,
        args=args,
        environment_factory=functools.partial(PlayedEnvironment, address, params),
        **options,
    )
    try:
        trainer.train()
    finally:
        with EnvClient(address) as env:
            env.end_sessions(run=RUN)
    return trainer


def main() -> None:
    """Train a model from the hub, or from a folder."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--env", required=True, help="address of the environment")
    parser.add_argument("--model", default="Qwen/Qwen3-0.6B")
    parser.add_argument("--tasks", type=int, default=256)
    parser.add_argument("--group-size", type=int, default=8)
    parser.add_argument(
        "--param",
        metavar="NAME=VALUE",
        action="append",
        default=[],
        help="one of the environment, such as split=train; may be repeated",
    )
    given = parser.parse_args()
    args = GRPOConfig(
        output_dir="trl-grpo",
        num_generations=given.group_size,
        max_completion_length=4096,
        chat_template_kwargs={"enable_thinking": False},
        log_completions=True,
    )
    train(given.env, tasks=given.tasks, model=given.model, args=args, params=parsed_params(given.param))


if __name__ == "__main__":
    main()
