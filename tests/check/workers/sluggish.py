"""Thinks for a second about everything."""

import time

from dockergym_worker import BaseWorker


class SluggishWorker(BaseWorker):
    def preload(self):
        time.sleep(1)

    def init_env(self, env_id, params):
        return "begun", 0.0, False, {}

    def step_env(self, action):
        time.sleep(1)
        return "stepped", 0.0, True, {}


if __name__ == "__main__":
    SluggishWorker().run()
