"""Sparing a sick engine, and those who wait for it."""

from __future__ import annotations

import contextlib
import time
from collections.abc import Callable, Iterator

from dockergym.errors import RuntimeUnavailable
from dockergym.runtimes.docker.pulse import EngineSilent

FAILURES = 5
COOL_DOWN_S = 2.0


class Breaker:
    """Refuses calls for a while after several in a row were not answered, then lets one through to try.

    One that found the engine silent is enough to open it. An answer closes it again, also one that is a refusal: the
    engine is there. Used from one event loop.
    """

    def __init__(
        self,
        failures: int = FAILURES,
        cool_down_s: float = COOL_DOWN_S,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._limit = failures
        self._cool_down_s = cool_down_s
        self._clock = clock
        self._failures = 0
        self._reason = ""
        self._tries_at = 0.0
        self._probing = False

    @property
    def is_open(self) -> bool:
        """Whether calls are refused, but for one now and then."""
        return self._failures >= self._limit

    @contextlib.contextmanager
    def watch(self, purpose: str) -> Iterator[bool]:
        """Note how a call to the engine goes; ``purpose`` completes "the engine was not asked to …".

        The block is told whether its call is the one that tries whether the engine is back.

        Raises:
            RuntimeUnavailable: the call is refused, and the block is not entered.
        """
        probes = self._enter(purpose)
        try:
            yield probes
        except RuntimeUnavailable as error:
            self._note_failure(error)
            raise
        except Exception:
            self._failures = 0
            raise
        else:
            self._failures = 0
        finally:
            if probes:
                self._probing = False

    def _enter(self, purpose: str) -> bool:
        """Return whether the call is the one that tries whether the engine is back."""
        if not self.is_open:
            return False
        remaining_s = self._tries_at - self._clock()
        if remaining_s > 0 or self._probing:
            raise RuntimeUnavailable(
                f"the Docker engine was not asked to {purpose}: it has not answered for a while and is tried "
                f"again soon; the last failure: {self._reason}",
                retry_after_s=max(remaining_s, 1.0),
            )
        self._probing = True
        return True

    def _note_failure(self, error: RuntimeUnavailable) -> None:
        self._failures += self._limit if isinstance(error, EngineSilent) else 1
        self._reason = error.detail
        self._tries_at = self._clock() + self._cool_down_s
