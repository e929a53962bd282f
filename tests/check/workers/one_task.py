"""Breaks nothing, and begins no task but the one that it is named for."""

from dockergym_worker import BaseWorker, TaskNotFound


class OneTaskWorker(BaseWorker):
    def init_env(self, env_id, params):
        if env_id != "the-one":
            raise TaskNotFound(f"no task {env_id!r}; there is 'the-one'")
        return "begun", 0.0, False, {}

    def step_env(self, action):
        if action != "go":
            raise ValueError(f"{action!r} is no action")
        return "gone", 0.0, False, {}


if __name__ == "__main__":
    OneTaskWorker().run()
