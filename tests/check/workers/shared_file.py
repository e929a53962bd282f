"""Says that it can be forked, and keeps its episode in a file that all forks write to."""

import os
import tempfile
from pathlib import Path

from dockergym_worker import BaseWorker

FILE = Path(tempfile.gettempdir(), f"count-{os.getpid()}")


class SharedFileWorker(BaseWorker):
    can_fork = True
    deterministic = True

    def init_env(self, env_id, params):
        FILE.write_text("0")
        return "begun", 0.0, False, {}

    def step_env(self, action):
        steps = int(FILE.read_text()) + 1
        FILE.write_text(str(steps))
        return f"step {steps}", 0.0, False, {}


if __name__ == "__main__":
    SharedFileWorker().run()
