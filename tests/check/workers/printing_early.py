"""Uses the SDK, and prints before the SDK could set standard output aside."""

from dockergym_worker import BaseWorker

print("Loading the environment, please wait", flush=True)


class EarlyWorker(BaseWorker):
    def init_env(self, env_id, params):
        return "begun", 0.0, False, {}

    def step_env(self, action):
        return "stepped", 0.0, False, {}


if __name__ == "__main__":
    EarlyWorker().run()
