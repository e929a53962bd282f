"""Takes its time: ``params["init_s"]`` for init, ``params["step_s"]`` for each step, action ``sleep 3`` for one.

``params["close_s"]`` is for the end of the session, and ``DOCKERGYM_TEST_PRELOAD_S`` for loading.
"""

from __future__ import annotations

import os
import time
from typing import Any

from dockergym_worker import BaseWorker


class SlowWorker(BaseWorker):
    deterministic = True
    step_s = 0.0
    close_s = 0.0

    def preload(self) -> None:
        time.sleep(float(os.environ.get("DOCKERGYM_TEST_PRELOAD_S", "0")))

    def init_env(self, env_id: str | None, params: dict[str, Any]) -> tuple[str, float, bool, dict[str, Any]]:
        self.step_s = float(params.get("step_s", 0))
        self.close_s = float(params.get("close_s", 0))
        time.sleep(float(params.get("init_s", 0)))
        return "awake", 0.0, False, {}

    def step_env(self, action: str) -> tuple[str, float, bool, dict[str, Any]]:
        verb, _, seconds = action.partition(" ")
        time.sleep(float(seconds) if verb == "sleep" else self.step_s)
        return f"slept: {action}", 0.0, False, {}

    def close_env(self) -> None:
        time.sleep(self.close_s)


if __name__ == "__main__":
    SlowWorker().run()
