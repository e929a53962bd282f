"""Keeps a mebibyte of every episode."""

from dockergym_worker import BaseWorker


class LeakingWorker(BaseWorker):
    def preload(self):
        self.kept = []

    def init_env(self, env_id, params):
        self.kept.append(b"x" * 1024 * 1024)
        return "begun", 0.0, False, {}

    def step_env(self, action):
        return "stepped", 0.0, False, {}


if __name__ == "__main__":
    LeakingWorker().run()
