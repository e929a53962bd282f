"""Percentiles of what was measured."""

from __future__ import annotations

import math
from collections.abc import Sequence


def percentile(ranked: Sequence[float], percent: float) -> float:
    """Return the smallest of the values that ``percent`` of them do not exceed.

    ``ranked`` holds at least one value, and is sorted; ``percent`` is above 0 and at most 100.
    """
    return ranked[max(math.ceil(percent / 100 * len(ranked)) - 1, 0)]
