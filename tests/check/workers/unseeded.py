"""Is declared deterministic, and rolls dice that nobody has seeded."""

import random

from dockergym_worker import BaseWorker


class UnseededWorker(BaseWorker):
    deterministic = True

    def init_env(self, env_id, params):
        return "begun", 0.0, False, {}

    def step_env(self, action):
        return f"a {random.randint(1, 10**9)}", 0.0, False, {}


if __name__ == "__main__":
    UnseededWorker().run()
