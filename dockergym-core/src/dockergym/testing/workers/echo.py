"""Repeats every action. ``params["length"]`` is the number of steps an episode has; without it, it never ends."""

from __future__ import annotations

from typing import Any

from dockergym_worker import BaseWorker


class EchoWorker(BaseWorker):
    can_fork = True
    deterministic = True

    def init_env(self, env_id: str | None, params: dict[str, Any]) -> tuple[str, float, bool, dict[str, Any]]:
        self.length: int | None = params.get("length")
        self.steps = 0
        return self.turn(f"ready: {env_id}", 0.0)

    def step_env(self, action: str) -> tuple[str, float, bool, dict[str, Any]]:
        self.steps += 1
        return self.turn(f"echo: {action}", 1.0)

    def turn(self, observation: str, reward: float) -> tuple[str, float, bool, dict[str, Any]]:
        done = self.length is not None and self.steps >= self.length
        return observation, reward, done, {"admissible_commands": ["look", "wait"], "won": done}


if __name__ == "__main__":
    EchoWorker().run()
