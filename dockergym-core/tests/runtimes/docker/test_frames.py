"""Frames are read whatever the portions in which they come."""

from __future__ import annotations

import struct
from itertools import combinations, pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dockergym.runtimes.docker.frames import STDERR, STDOUT, FrameDecoder, NotAFrame

Frames = list[tuple[int, bytes]]


def encode(frames: Frames) -> bytes:
    return b"".join(struct.pack(">BxxxL", stream, len(data)) + data for stream, data in frames)


def decode(portions: list[bytes]) -> Frames:
    decoder = FrameDecoder()
    return [part for portion in portions for part in decoder.feed(portion)]


def joined(parts: Frames) -> Frames:
    """Put neighbours of one stream together, and leave out what is empty."""
    whole: Frames = []
    for stream, data in parts:
        if whole and whole[-1][0] == stream:
            whole[-1] = (stream, whole[-1][1] + data)
        elif data:
            whole.append((stream, data))
    return whole


FRAMES: Frames = [(STDOUT, b"a\n"), (STDERR, b""), (STDERR, b"bcd"), (STDOUT, b"e")]


def test_every_way_to_cut_three_times() -> None:
    wire = encode(FRAMES)
    for cuts in combinations(range(len(wire) + 1), 3):
        edges = [0, *cuts, len(wire)]
        portions = [wire[start:end] for start, end in pairwise(edges)]
        assert joined(decode(portions)) == joined(FRAMES), cuts


def test_byte_by_byte() -> None:
    wire = encode(FRAMES)
    assert joined(decode([wire[at : at + 1] for at in range(len(wire))])) == joined(FRAMES)


def test_nothing_waits_for_the_rest_of_its_frame() -> None:
    decoder = FrameDecoder()
    assert decoder.feed(encode([(STDOUT, b"whole line\n")])[:12]) == [(STDOUT, b"whol")]


@given(
    st.lists(st.tuples(st.sampled_from([STDOUT, STDERR]), st.binary(max_size=300))),
    st.lists(st.integers(1, 200), min_size=1),
)
def test_any_frames_in_any_portions(frames: Frames, sizes: list[int]) -> None:
    wire = encode(frames)
    portions: list[bytes] = []
    while wire:
        size = sizes[len(portions) % len(sizes)]
        portions.append(wire[:size])
        wire = wire[size:]
    assert joined(decode(portions)) == joined(frames)


@pytest.mark.parametrize("wire", [b"HTTP/1.1", b"\x04\0\0\0\0\0\0\x01", b"\x01\0\x01\0\0\0\0\x01"])
def test_something_else_is_refused(wire: bytes) -> None:
    with pytest.raises(NotAFrame):
        decode([wire])
