"""Lines come out whole, however the bytes are cut."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dockergym.protocol.lines import LineSplitter, LineTooLong

lines_strategy = st.lists(
    st.binary(min_size=1, max_size=40).filter(lambda b: b"\n" not in b and not b.isspace())
)


@given(lines_strategy, st.data())
def test_every_cut_gives_the_same_lines(lines: list[bytes], data: st.DataObject) -> None:
    stream = b"".join(line + b"\n" for line in lines)
    cuts = sorted(data.draw(st.lists(st.integers(0, len(stream)), max_size=8)))
    splitter = LineSplitter(100)
    found: list[bytes] = []
    for start, end in zip([0, *cuts], [*cuts, len(stream)], strict=True):
        found += splitter.feed(stream[start:end])
    assert found == lines


def test_an_unfinished_line_is_kept_back() -> None:
    splitter = LineSplitter(100)
    assert splitter.feed(b'{"a"') == []
    assert splitter.feed(b": 1}\n{") == [b'{"a": 1}']


def test_empty_lines_are_left_out() -> None:
    assert LineSplitter(100).feed(b"\n \r\na\n\n") == [b"a"]


@pytest.mark.parametrize(
    "chunks", [[b"x" * 11 + b"\n"], [b"x" * 11], [b"x" * 6, b"x" * 6], [b"a\n" + b"x" * 11 + b"\nb\n"]]
)
def test_a_line_past_the_limit_is_refused(chunks: list[bytes]) -> None:
    splitter = LineSplitter(10)
    with pytest.raises(LineTooLong):
        list(map(splitter.feed, chunks))


def test_a_line_at_the_limit_passes() -> None:
    assert LineSplitter(10).feed(b"x" * 10 + b"\n") == [b"x" * 10]
