"""When a call is made again, and when it is given up."""

from __future__ import annotations

import logging
import random
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from dockergym.client.calls import Answer, Call, Flow, NoAnswer, Pause, decode
from dockergym.client.failures import gateway_failure, server_error, silence
from dockergym.errors import CapacityError, DockerGymError, NoSlotsAvailable, QuotaExceeded, WorkerError

logger = logging.getLogger(__name__)

_NOT_NOW = frozenset({429, 502, 503, 504})
_WORTH_A_WARNING = 4
"""Attempts. One or two more are ordinary: a server closes connections that were idle."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RetryPolicy:
    """How calls are made again that failed in a way that allows it."""

    first_pause_s: float = 0.05
    """Longest pause before the second attempt; each further one may be twice as long."""
    longest_pause_s: float = 2.0
    attempt_timeout_s: float = 60.0
    """Seconds to wait for an answer before the request is sent again under its id. The server, should it
    be at work on it still, does not begin anew; what waits there for a slot keeps its place."""
    worker_attempts: int = 3
    """Attempts at a call that fails because of a worker, and not for want of room or of a connection."""

    def pause_s(self, attempt: int) -> float:
        """Return how long to wait after so many attempts: at random, so that clients do not come back in step."""
        most = min(self.longest_pause_s, self.first_pause_s * 2.0 ** min(attempt - 1, 30))
        return random.uniform(0.25, 1.0) * most


class _Attempts:
    """What is known after each attempt at one call."""

    def __init__(self, call: Call, policy: RetryPolicy) -> None:
        self._call = call
        self._policy = policy
        self._name = f"{call.method} {call.path}"
        self._worker_failures = 0
        self._reached = False
        self.count = 0

    def judge(self, heard: Answer | NoAnswer, tried_s: float) -> tuple[DockerGymError, bool]:
        """Return the error that an attempt ended in, and whether another may be made after so many seconds."""
        self.count += 1
        if isinstance(heard, NoAnswer):
            self._reached = self._reached or heard.reached
            return silence(self._name, heard, reached=self._reached), not heard.hopeless
        self._reached = True
        error, is_ours = server_error(self._name, heard)
        if heard.status not in _NOT_NOW:
            return error, False
        if not is_ours:
            return gateway_failure(self._name, heard), True
        return error, self._server_allows(error, tried_s)

    def _server_allows(self, error: DockerGymError, tried_s: float) -> bool:
        if isinstance(error, NoSlotsAvailable) and self._call.waits_s is not None:
            # It has been in the queue for as long as it was to be.
            return False
        if isinstance(error, QuotaExceeded) and self._call.waits_s is not None:
            # A quota has no queue: whoever would wait asks again.
            return error.retryable and tried_s < self._call.waits_s
        if isinstance(error, WorkerError):
            self._worker_failures += 1
            if self._worker_failures >= self._policy.worker_attempts:
                return False
        return error.retryable

    def pause_s(self, error: DockerGymError, remaining_s: float) -> float | None:
        """Return how long to wait before the next attempt; ``None``: no time is left for one."""
        # When a slot comes free a server can only guess; whoever is late leaves it empty.
        asked = None if isinstance(error, CapacityError) else error.retry_after_s
        if asked is not None:
            pause = asked * random.uniform(1.0, 1.25)
            return pause if pause < remaining_s else None
        return min(self._policy.pause_s(self.count), remaining_s / 2) if remaining_s > 0 else None

    def tell(self, error: DockerGymError, deadline_in_s: float) -> None:
        """Say in the log what is waited for, once it lasts."""
        level = logging.WARNING if self.count == _WORTH_A_WARNING else logging.DEBUG
        logger.log(level, "%s; trying again for up to %.0f s", error.detail, deadline_in_s)


def converse(
    call: Call, policy: RetryPolicy, timeout_s: float, clock: Callable[[], float] = time.monotonic
) -> Flow[Any]:
    """Make a call, again where that may help, and return the body of the answer.

    Raises:
        ServerUnreachable: no server answered within ``timeout_s``.
        DockerGymError: what the server answered, as the error it raised there.
    """
    began = clock()
    deadline = began + timeout_s
    attempts = None
    while True:
        remaining = max(deadline - clock(), 0.001)
        heard = yield call.within(min(policy.attempt_timeout_s, remaining))
        assert heard is not None
        if isinstance(heard, Answer) and 200 <= heard.status < 300:
            return _body_of(heard, call)
        attempts = attempts or _Attempts(call, policy)
        error, again = attempts.judge(heard, clock() - began)
        remaining = deadline - clock()
        pause = attempts.pause_s(error, remaining) if again else None
        if pause is None or remaining < 0.002:
            raise error
        attempts.tell(error, remaining)
        yield Pause(pause)


def _body_of(answer: Answer, call: Call) -> Any:
    try:
        return decode(answer.content)
    except ValueError as error:
        detail = (
            f"{call.method} {call.path}: the answer is not JSON; is this the address of a DockerGym server?"
        )
        raise DockerGymError(detail, applied=None) from error
