"""The tail is bounded, and begins with a whole line."""

from __future__ import annotations

import pytest

from dockergym.runtimes.tail import TAIL_BYTES, Tail


def tail_of(*portions: bytes) -> str:
    tail = Tail()
    for portion in portions:
        tail.feed(portion)
    return tail.text()


def test_keeps_everything_while_it_is_short() -> None:
    assert tail_of(b"one\n", b"tw", b"o") == "one\ntwo"


@pytest.mark.parametrize("size", [1, 7, 100, TAIL_BYTES - 1, TAIL_BYTES, TAIL_BYTES + 1, 100_000])
def test_keeps_the_last_whole_lines_however_they_come(size: int) -> None:
    stream = b"".join(b"line %d\n" % number for number in range(20_000))
    kept = tail_of(*(stream[start : start + size] for start in range(0, len(stream), size)))
    lines = kept.splitlines()
    assert lines == [f"line {number}" for number in range(20_000 - len(lines), 20_000)]
    assert TAIL_BYTES - 20 < len(kept) <= TAIL_BYTES


def test_cuts_a_line_that_is_longer_than_all_there_is_room_for() -> None:
    assert tail_of(b"x" * 10_000) == "x" * TAIL_BYTES


def test_cuts_exactly_where_a_line_ends() -> None:
    assert tail_of(b"gone\n", b"y" * (TAIL_BYTES - 1) + b"\n") == "y" * (TAIL_BYTES - 1) + "\n"


def test_shows_bytes_that_are_no_text() -> None:
    assert tail_of(b"a\xffb") == "a\ufffdb"
