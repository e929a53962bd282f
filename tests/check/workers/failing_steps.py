"""Lists what may be done, and cannot do it."""

from dockergym_worker import BaseWorker


class FailingStepsWorker(BaseWorker):
    def init_env(self, env_id, params):
        return "begun", 0.0, False, {"admissible_commands": ["go"]}

    def step_env(self, action):
        raise RuntimeError("the way is lost")


if __name__ == "__main__":
    FailingStepsWorker().run()
