"""A served environment for SkyRL: a text environment that its rollout workers make, step and close.

    pip install "skyrl-gym>=0.4"
    dockergym serve alfworld --max-sessions 512 --sessions-per-container 16

SkyRL looks environments up by the ``env_class`` of the data set's rows, and gives them the other columns. Call
`register` where the trainer starts; a row is then such as::

    {
        "prompt": [{"role": "user", "content": "Play."}],
        "env_class": "dockergym",
        "address": "http://localhost:8000/envs/alfworld",
        "seed": 7,
        "params": {"split": "train"},
    }
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from skyrl_gym.envs.base_text_env import BaseTextEnv, BaseTextEnvStepOutput, ConversationType
from skyrl_gym.envs.registration import register as register_with_skyrl

from dockergym.client import EnvClient, StepResult

INSTRUCTIONS = "\n\nEnd each answer with a line `Action: …`, one action, word for word as the game takes it."

_ACTION = re.compile(r"^\s*Action:\s*(.+?)\s*$", re.MULTILINE)


class ServedTextEnv(BaseTextEnv):
    """One episode of a served environment."""

    def __init__(self, env_config: Any, extras: Mapping[str, Any]) -> None:
        super().__init__()
        self._row = extras
        self._env: EnvClient[str, str] = EnvClient(extras["address"], run="skyrl")
        self._last: StepResult[str] | None = None
        self.max_turns = self._row.get("max_turns", 50)

    def init(self, prompt: ConversationType) -> tuple[ConversationType, dict[str, Any]]:
        """Begin the episode, and return the prompt with its first observation."""
        self._last = self._env.reset(
            self._row.get("seed"), env_id=self._row.get("env_id"), params=self._row.get("params")
        )
        *before, asked = prompt
        told = f"{asked['content']}{INSTRUCTIONS}\n\n{_told(self._last)}"
        return [*before, {**asked, "content": told}], {}

    def step(self, action: str) -> BaseTextEnvStepOutput:
        """Do what an answer of the model names."""
        self.turns += 1
        named = _ACTION.search(action)
        reward = 0.0
        told = "There was no line `Action: …`. Try again."
        if named is not None:
            self._last = self._env.step(named[1])
            reward, told = self._last.reward, _told(self._last)
        over = self._last is None or self._last.done
        return BaseTextEnvStepOutput(
            observations=[] if over else [{"role": "user", "content": told}],
            reward=reward,
            done=over or self.turns >= self.max_turns,
            metadata=dict(self._last.info) if self._last is not None else {},
        )

    def close(self) -> None:
        """End the session."""
        self._env.close()

    def get_metrics(self) -> dict[str, Any]:
        """Return what SkyRL logs of an episode."""
        return {"won": float(bool(self._last and self._last.info.get("won"))), "turns": self.turns}


def register() -> None:
    """Let SkyRL find the environment by ``env_class: dockergym``."""
    register_with_skyrl(id="dockergym", entry_point=ServedTextEnv)


def _told(result: StepResult[str]) -> str:
    commands = result.info.get("admissible_commands")
    offered = f"\nAdmissible actions: {'; '.join(commands)}" if commands else ""
    return f"{result.observation}{offered}"
