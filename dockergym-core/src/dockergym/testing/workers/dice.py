"""Rolls dice with module ``random``, seeded by ``params["seed"]`` where there is one.

Actions: ``roll``; ``write TEXT`` and ``read`` keep a note in the working directory; ``where`` tells the working
directory and the folder for temporary files; ``threads`` the number of threads; ``litter MIB`` leaves a file of that
size in ``/tmp`` for whoever comes later.
"""

from __future__ import annotations

import os
import random
import tempfile
import threading
from pathlib import Path
from typing import Any

from dockergym_worker import BaseWorker

NOTE = Path("note.txt")


class DiceWorker(BaseWorker):
    can_fork = True

    def preload(self) -> None:
        self.loaded_by = os.getpid()

    def init_env(
        self, env_id: str | None, params: dict[str, Any]
    ) -> tuple[str, float, bool, bool, dict[str, Any]]:
        self.rolls = 0
        if "seed" in params:
            random.seed(params["seed"])
        return "the dice are yours", 0.0, False, False, {"loaded_by": self.loaded_by}

    def step_env(self, action: str) -> tuple[str, float, bool, bool, dict[str, Any]]:
        verb, _, rest = action.partition(" ")
        observation = getattr(self, f"do_{verb}")(rest)
        return observation, 0.0, False, False, {"rolls": self.rolls}

    def do_roll(self, _: str) -> str:
        self.rolls += 1
        return f"roll {self.rolls}: {random.getrandbits(64)}"

    def do_write(self, text: str) -> str:
        NOTE.write_text(text, encoding="utf-8")
        return "written"

    def do_read(self, _: str) -> str:
        return NOTE.read_text(encoding="utf-8")

    def do_litter(self, mib: str) -> str:
        descriptor, _ = tempfile.mkstemp(prefix="litter-", dir="/tmp")
        with os.fdopen(descriptor, "wb") as file:
            for _ in range(int(mib)):
                file.write(bytes(1 << 20))
        return f"left {mib} MiB"

    def do_where(self, _: str) -> str:
        return f"{Path.cwd()} {tempfile.gettempdir()}"

    def do_threads(self, _: str) -> str:
        return str(threading.active_count())


if __name__ == "__main__":
    DiceWorker().run()
