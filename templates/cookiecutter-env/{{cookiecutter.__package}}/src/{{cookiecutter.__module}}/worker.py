"""The worker: one episode, played where the environment's own dependencies are.

It imports the worker SDK, the standard library and what the image installs, and nothing of the server's.
"""

from __future__ import annotations

{%- if cookiecutter.data == "volume" %}

import json
{%- endif %}
{% if cookiecutter.data == "none" %}
{% endif -%}
import random
{%- if cookiecutter.data == "volume" %}
from pathlib import Path
{%- endif %}
from typing import Any

from dockergym_worker import BaseWorker

MOST_LISTED = 100

Turn = tuple[str, float, bool, bool, dict[str, Any]]


class GuessWorker(BaseWorker):
    """Guesses a number; put your environment in its place."""

    can_fork = True
    deterministic = True

    def init_env(self, env_id: str | None, params: dict[str, Any]) -> Turn:
        """Begin an episode: nothing of the one before may be left."""
{%- if cookiecutter.data == "volume" %}
        self._limit = int(json.loads(Path(params["task_file"]).read_text(encoding="utf-8"))["limit"])
{%- else %}
        self._limit = int(str(env_id).rpartition("-")[2])
{%- endif %}
        self._number = random.Random(params["seed"]).randint(1, self._limit)
        self._max_steps = int(params["max_steps"])
        self._steps = 0
        return self._turn(f"I think of a number from 1 to {self._limit}. Guess it.", won=False)

    def step_env(self, action: str) -> Turn:
        """Answer one guess."""
        self._steps += 1
        guess = action.strip()
        if not guess.isdecimal() or len(guess) > len(str(self._limit)):
            return self._turn(f"That is no number from 1 to {self._limit}.", won=False)
        if int(guess) == self._number:
            return self._turn("Yes!", won=True)
        return self._turn("Higher." if int(guess) < self._number else "Lower.", won=False)

    def _turn(self, observation: str, *, won: bool) -> Turn:
        listed = [str(number) for number in range(1, min(self._limit, MOST_LISTED) + 1)]
        info = {"admissible_commands": listed, "won": won, "steps": self._steps}
        return observation, float(won), won, not won and self._steps >= self._max_steps, info


if __name__ == "__main__":
    GuessWorker().run()
