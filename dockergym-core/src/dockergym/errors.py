"""Everything DockerGym raises, in one tree.

::

    DockerGymError
    ├── ConfigurationError          the server cannot start like this
    │   └── PluginError             a plugin is broken, misspelt or doubled
    ├── RequestError                the caller can mend it
    │   ├── InvalidRequest          400  body, parameters or headers
    │   ├── InvalidParams           422  params do not fit the environment's model
    │   ├── RequestTooLarge         413
    │   ├── Unauthorized            401
    │   ├── EnvironmentNotFound     404
    │   ├── TaskNotFound            404
    │   └── SessionNotFound         404
    ├── SessionError                the session is not in a state for this
    │   ├── SessionAlreadyDone      409
    │   ├── SessionLost             410
    │   ├── RequestConflict         409
    │   ├── StepConflict            409
    │   ├── ForkUnsupported         409
    │   ├── ReplayDiverged          409
    │   └── GroupDiverged           409
    ├── CapacityError               try again later
    │   ├── NoSlotsAvailable        503
    │   ├── QuotaExceeded           429
    │   └── ServerShuttingDown      503
    ├── RuntimeFailure              what starts workers does not work
    │   ├── RuntimeUnavailable      503
    │   └── ImageNotFound           503
    └── WorkerError                 a worker, or the environment in it, failed
        ├── WorkerStartFailed       502
        ├── WorkerCrashed           502
        ├── WorkerProtocolError     502
        │   └── WorkerReplyTooLarge 502
        ├── WorkerTimeout           504
        └── EnvironmentFailed       502

On the wire every one of them is ``{"detail", "error_code", "retryable", "applied"}`` plus the
attributes named in ``extra``.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Mapping
from types import EllipsisType
from typing import Any, ClassVar


def suggestion(name: str, known: Iterable[str]) -> str:
    """Return ``"; did you mean 'x'?"`` for the nearest known name, or an empty string."""
    near = difflib.get_close_matches(name, list(known), n=1)
    return f"; did you mean {near[0]!r}?" if near else ""


class DockerGymError(Exception):
    """The root of the tree.

    ``retryable`` says whether the same request may succeed later. ``applied`` says whether the
    step it was about changed the episode: true, false, or ``None`` where nobody can know.
    """

    status_code: ClassVar[int] = 500
    code: ClassVar[str] = "INTERNAL_ERROR"
    retryable: bool = False
    applied: bool | None = False

    def __init__(
        self,
        detail: str,
        *,
        applied: bool | EllipsisType | None = ...,
        retryable: bool | None = None,
        retry_after_s: float | None = None,
        extra: Mapping[str, Any] | None = None,
    ) -> None:
        super().__init__(detail)
        self.detail = detail
        if not isinstance(applied, EllipsisType):
            self.applied = applied
        if retryable is not None:
            self.retryable = retryable
        self.retry_after_s = retry_after_s
        self.extra = dict(extra or {})

    def to_dict(self) -> dict[str, Any]:
        """Return the error as it stands on the wire."""
        return {
            **self.extra,
            "detail": self.detail,
            "error_code": self.code,
            "retryable": self.retryable,
            "applied": self.applied,
        }

    def __reduce__(self) -> tuple[Any, ...]:
        return (
            _rebuild,
            (type(self), self.detail, self.applied, self.retryable, self.retry_after_s, self.extra),
        )


def _rebuild(
    kind: type[DockerGymError],
    detail: str,
    applied: bool | None,
    retryable: bool,
    retry_after_s: float | None,
    extra: Mapping[str, Any],
) -> DockerGymError:
    return kind(detail, applied=applied, retryable=retryable, retry_after_s=retry_after_s, extra=extra)


class ConfigurationError(DockerGymError):
    """The settings, or what they point at, do not allow a server to start."""

    code = "CONFIGURATION_ERROR"


class PluginError(ConfigurationError):
    """A plugin is misspelt, doubled, or returned what no plugin may return."""

    code = "PLUGIN_ERROR"


class RequestError(DockerGymError):
    """The request cannot be served as it is; nothing was changed."""

    status_code = 400
    code = "REQUEST_ERROR"


class InvalidRequest(RequestError, ValueError):
    """The body, a parameter or a header is not what the route takes."""

    code = "INVALID_REQUEST"


class InvalidParams(RequestError, ValueError):
    """``params`` do not fit the environment's parameter model."""

    status_code = 422
    code = "INVALID_PARAMS"


class RequestTooLarge(RequestError, ValueError):
    """The body is larger than the server reads."""

    status_code = 413
    code = "REQUEST_TOO_LARGE"


class Unauthorized(RequestError, PermissionError):
    """The API key is missing or unknown."""

    status_code = 401
    code = "UNAUTHORIZED"


class EnvironmentNotFound(RequestError, LookupError):
    """No environment of that name is served."""

    status_code = 404
    code = "ENVIRONMENT_NOT_FOUND"


class TaskNotFound(RequestError, LookupError):
    """The environment has no task of that ``env_id``, or none that fits the params."""

    status_code = 404
    code = "TASK_NOT_FOUND"


class SessionNotFound(RequestError, LookupError):
    """No such session: never created, or ended."""

    status_code = 404
    code = "SESSION_NOT_FOUND"


class SessionError(DockerGymError):
    """The session is not in a state that allows the request."""

    status_code = 409
    code = "SESSION_ERROR"


class SessionAlreadyDone(SessionError):
    """The episode has ended; only reading and ending the session remain."""

    code = "SESSION_ALREADY_DONE"


class SessionLost(SessionError):
    """The session's worker is gone; the reason is in the message."""

    status_code = 410
    code = "SESSION_LOST"


class RequestConflict(SessionError):
    """A ``request_id`` came again with another body."""

    code = "REQUEST_CONFLICT"


class StepConflict(SessionError):
    """``if_step`` is not the count of steps applied; the real count is in ``step``."""

    code = "STEP_CONFLICT"


class ForkUnsupported(SessionError):
    """The environment can neither be forked nor rebuilt by replay."""

    code = "FORK_UNSUPPORTED"


class ReplayDiverged(SessionError):
    """A replayed action gave another observation than the first time."""

    code = "REPLAY_DIVERGED"


class GroupDiverged(SessionError):
    """Sessions of one task and seed began differently; none of the group is left."""

    code = "GROUP_DIVERGED"


class CapacityError(DockerGymError):
    """The server cannot take more now."""

    status_code = 503
    code = "CAPACITY_ERROR"
    retryable = True


class NoSlotsAvailable(CapacityError):
    """``max_sessions`` are running."""

    code = "NO_SLOTS_AVAILABLE"


class QuotaExceeded(CapacityError):
    """The API key holds as many sessions as it may."""

    status_code = 429
    code = "QUOTA_EXCEEDED"


class ServerShuttingDown(CapacityError):
    """The server is finishing what is in flight and takes nothing new."""

    code = "SERVER_SHUTTING_DOWN"


class RuntimeFailure(DockerGymError):
    """What starts workers does not work."""

    status_code = 503
    code = "RUNTIME_ERROR"
    retryable = True


class RuntimeUnavailable(RuntimeFailure, ConnectionError):
    """The Docker engine, or another runtime, does not answer."""

    code = "RUNTIME_UNAVAILABLE"


class ImageNotFound(RuntimeFailure, LookupError):
    """The worker image is not on the engine."""

    code = "IMAGE_NOT_FOUND"
    retryable = False


class WorkerError(DockerGymError):
    """A worker failed; its session has ended unless the class says otherwise."""

    status_code = 502
    code = "WORKER_ERROR"
    retryable = False
    applied: bool | None = None


class WorkerStartFailed(WorkerError):
    """The worker ended, or never answered, before the episode began."""

    code = "WORKER_START_FAILED"
    retryable = True
    applied = False


class WorkerCrashed(WorkerError):
    """The worker ended in the middle of an episode.

    ``extra`` holds ``stderr`` (its last lines), ``exit_code`` and ``out_of_memory``.
    """

    code = "WORKER_CRASHED"


class WorkerProtocolError(WorkerError):
    """The worker wrote something that is not a reply."""

    code = "WORKER_PROTOCOL_ERROR"


class WorkerReplyTooLarge(WorkerProtocolError):
    """The worker's reply is longer than ``max_reply_bytes``."""

    code = "WORKER_REPLY_TOO_LARGE"


class WorkerTimeout(WorkerError, TimeoutError):
    """The worker did not answer within its deadline and was killed."""

    status_code = 504
    code = "WORKER_TIMEOUT"


class EnvironmentFailed(WorkerError):
    """The environment answered with an error; the session goes on unless it had just begun."""

    code = "ENVIRONMENT_ERROR"


def error_classes() -> dict[str, type[DockerGymError]]:
    """Return every error class by its code, for clients that rebuild errors from the wire."""
    found: dict[str, type[DockerGymError]] = {}
    pending: list[type[DockerGymError]] = [DockerGymError]
    while pending:
        kind = pending.pop()
        found.setdefault(kind.code, kind)
        pending.extend(kind.__subclasses__())
    return found
