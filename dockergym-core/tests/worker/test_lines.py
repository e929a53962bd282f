"""Bytes in any chunks become the same lines."""

from __future__ import annotations

import itertools

from hypothesis import given
from hypothesis import strategies as st

from dockergym_worker.lines import LineBuffer

LIMIT = 20


def cut(data: bytes, places: list[int]) -> list[bytes]:
    edges = [0, *sorted(place % (len(data) + 1) for place in places), len(data)]
    return [data[start:end] for start, end in itertools.pairwise(edges) if start < end]


@given(
    st.lists(st.binary(max_size=2 * LIMIT).map(lambda line: line.replace(b"\n", b"-"))),
    st.lists(st.integers(min_value=0, max_value=10_000)),
)
def test_any_chunking_gives_the_same_lines(lines: list[bytes], places: list[int]) -> None:
    buffer = LineBuffer(LIMIT)
    received = [
        line for chunk in cut(b"".join(line + b"\n" for line in lines), places) for line in buffer.feed(chunk)
    ]
    expected = [line if len(line) <= LIMIT else None for line in lines if line.strip() or len(line) > LIMIT]
    assert received == expected


def test_a_line_is_given_out_only_when_it_is_complete() -> None:
    buffer = LineBuffer(LIMIT)
    assert buffer.feed(b'{"cmd":') == []
    assert buffer.feed(b' "ping"}') == []
    assert buffer.feed(b"\n") == [b'{"cmd": "ping"}']


def test_an_endless_line_is_not_kept() -> None:
    buffer = LineBuffer(LIMIT)
    for _ in range(1000):
        assert buffer.feed(b"x" * 1000) == []
    assert sum(len(part) for part in buffer._parts) <= LIMIT
    assert buffer.feed(b"\nnext\n") == [None, b"next"]
