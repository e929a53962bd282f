"""What a worker raises in ``init_env`` where the request is at fault, and not the environment."""

from __future__ import annotations


class Rejection(Exception):
    """The request cannot be served as it is; the message tells the client what to do instead."""

    code = "bad_request"


class TaskNotFound(Rejection, LookupError):
    """There is no task of this ``env_id``: answered with 404 ``TASK_NOT_FOUND``."""

    code = "task_not_found"


class InvalidParams(Rejection, ValueError):
    """The params do not fit this task: answered with 422 ``INVALID_PARAMS``."""

    code = "invalid_params"
