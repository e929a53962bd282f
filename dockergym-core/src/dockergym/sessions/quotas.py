"""How many sessions each API key may hold, over all environments of a server."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from dockergym.errors import QuotaExceeded

_RETRY_AFTER_S = 5.0


class Quotas:
    """The sessions that each owner holds or waits for; an owner without a limit is counted and never refused."""

    def __init__(self, limits: Mapping[str, int] | None = None) -> None:
        self._limits = dict(limits or {})
        self._held: Counter[str] = Counter()

    def set_limits(self, limits: Mapping[str, int]) -> None:
        """Hold owners to other limits from now on; who holds more than that keeps it, and gets no more."""
        self._limits = dict(limits)

    def held(self, owner: str) -> int:
        """Return the sessions that an owner holds or waits for."""
        return self._held[owner]

    def take(self, owner: str, count: int = 1) -> None:
        """Count sessions for an owner.

        Raises:
            QuotaExceeded: the owner would hold more than it may; none is counted.
        """
        limit = self._limits.get(owner)
        if limit is not None and self._held[owner] + count > limit:
            raise QuotaExceeded(
                f"the API key {owner!r} may hold {limit} sessions, holds or waits for {self._held[owner]}, "
                f"and asked for {count} more; end some first",
                retryable=count <= limit,
                retry_after_s=_RETRY_AFTER_S if count <= limit else None,
            )
        self._held[owner] += count

    def take_over(self, owner: str) -> None:
        """Count a session that runs already, whether or not it is within the quota."""
        self._held[owner] += 1

    def free(self, owner: str, count: int = 1) -> None:
        """Give sessions back."""
        self._held[owner] -= count
