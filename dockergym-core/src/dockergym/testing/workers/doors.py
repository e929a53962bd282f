"""A house of rooms, each with a red and a blue door; a sign says which one leads on, and the other one leads out.

``params["rooms"]`` is how many rooms there are (3). The reward is 1.0 for coming through the last one. What the signs
say depends on the ``env_id`` alone, and is told as ``walkthrough`` where ``params["walkthrough"]`` asks for it.
"""

from __future__ import annotations

import random
from typing import Any

from dockergym_worker import BaseWorker

COLOURS = ("red", "blue")
COMMANDS = [f"open the {colour} door" for colour in COLOURS]


class DoorsWorker(BaseWorker):
    can_fork = True
    deterministic = True

    def init_env(
        self, env_id: str | None, params: dict[str, Any]
    ) -> tuple[str, float, bool, bool, dict[str, Any]]:
        signs = random.Random(env_id or "")
        self.way = [signs.choice(COLOURS) for _ in range(params.get("rooms", 3))]
        self.room = 0
        info: dict[str, Any] = {"admissible_commands": COMMANDS, "won": False}
        if params.get("walkthrough"):
            info["walkthrough"] = [f"open the {colour} door" for colour in self.way]
        return f"You are in a house of {len(self.way)} rooms. {self.sign()}", 0.0, False, False, info

    def step_env(self, action: str) -> tuple[str, float, bool, bool, dict[str, Any]]:
        if action not in COMMANDS:
            return f"Nothing happens. {self.sign()}", 0.0, False, False, self.info(False)
        if action != f"open the {self.way[self.room]} door":
            return "The door falls shut behind you. You are outside.", 0.0, True, False, self.info(False)
        self.room += 1
        if self.room < len(self.way):
            return self.sign(), 0.0, False, False, self.info(False)
        return "You have found the treasure.", 1.0, True, False, self.info(True)

    def sign(self) -> str:
        return f"A sign says: {self.way[self.room]}."

    def info(self, won: bool) -> dict[str, Any]:
        return {"admissible_commands": COMMANDS, "won": won}


if __name__ == "__main__":
    DoorsWorker().run()
