"""A leak is seen, and what comes to rest is not taken for one."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from soak.__main__ import Sample, growth

FLAT = [Sample(number * 10_000, 90.0 + min(number, 4), 20, 9, 0) for number in range(1, 21)]


def test_what_comes_to_rest_has_not_grown() -> None:
    assert growth(FLAT) == []


@pytest.mark.parametrize(
    ("leak", "told"),
    [
        (lambda number, one: replace(one, memory_mb=one.memory_mb + number), "memory grew"),
        (lambda number, one: replace(one, descriptors=20 + number), "descriptors grew"),
        (lambda number, one: replace(one, threads=9 + number), "threads grew"),
        (lambda number, one: replace(one, workers=1), "workers were left"),
    ],
)
def test_what_grows_is_told(leak: Callable[[int, Sample], Sample], told: str) -> None:
    (one,) = growth([leak(number, one) for number, one in enumerate(FLAT)])
    assert told in one
