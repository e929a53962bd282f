"""Forgets to begin anew: an episode in a used worker goes on counting."""

from dockergym_worker import BaseWorker


class HalfResetWorker(BaseWorker):
    deterministic = True
    steps = 0

    def init_env(self, env_id, params):
        return f"step {self.steps}", 0.0, False, {}

    def step_env(self, action):
        self.steps += 1
        return f"step {self.steps}", 0.0, False, {}


if __name__ == "__main__":
    HalfResetWorker().run()
