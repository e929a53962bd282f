"""The loop of the plain workers here: counts steps, and ends with the third. Each of them breaks one thing of it."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from typing import Any

Request = dict[str, Any]
Reply = dict[str, Any]

LAST_STEP = 3


class Counter:
    """An environment that counts."""

    def __init__(self) -> None:
        self.steps = 0

    def reply(self, request: Request) -> Reply:
        """Return the reply to a request."""
        if request["cmd"] == "init":
            self.steps = 0
            return self.turn(request, "begun")
        if request["cmd"] == "step":
            if self.steps >= LAST_STEP:
                return {"id": request["id"], "status": "error", "message": "the episode has ended"}
            self.steps += 1
            return self.turn(request, f"step {self.steps}")
        return {"id": request["id"], "status": "error", "message": "the commands are init and step"}

    def turn(self, request: Request, observation: str) -> Reply:
        """Return an ok reply."""
        return {
            "id": request["id"],
            "status": "ok",
            "observation": observation,
            "reward": 0.0,
            "done": self.steps >= LAST_STEP,
            "info": {"admissible_commands": ["count"]},
        }


def say(reply: Reply) -> None:
    """Write a reply."""
    print(json.dumps(reply), flush=True)


def serve(answer: Callable[[Request], None]) -> None:
    """Call this for every request."""
    for line in sys.stdin:
        answer(json.loads(line))
