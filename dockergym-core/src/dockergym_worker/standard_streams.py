"""Standard input and output set aside for the protocol, so that nothing else reaches them."""

from __future__ import annotations

import io
import os
import sys
from typing import Any, NamedTuple


class ProtocolStreams(NamedTuple):
    """File descriptors of the protocol, inherited by no subprocess."""

    input: int
    output: int


def take_over() -> ProtocolStreams:
    """Move descriptors 0 and 1 aside; afterwards prints and native writes go to standard error.

    Standard input reads as empty. A standard error that nobody reads any more swallows what is written.
    """
    _fill_missing_descriptors()
    streams = ProtocolStreams(os.dup(0), os.dup(1))
    with open(os.devnull, "rb") as nothing:
        os.dup2(nothing.fileno(), 0)
    os.dup2(2, 1)
    if sys.stdout is not None:
        # What was printed before is still in the buffer, and now goes to standard error.
        sys.stdout.flush()
    sys.stderr = sys.stdout = _standard_error()
    return streams


def flush() -> None:
    """Write out what is buffered, before a fork or a hard exit."""
    for stream in (sys.stdout, sys.stderr):
        try:
            stream.flush()
        except (OSError, ValueError):
            # The environment closed or replaced the stream; there is nowhere to tell it.
            continue


def _fill_missing_descriptors() -> None:
    for descriptor in (0, 1, 2):
        try:
            os.fstat(descriptor)
        except OSError:
            # open() takes the lowest free number, which is this one.
            os.open(os.devnull, os.O_RDWR)


def _standard_error() -> io.TextIOWrapper:
    raw = _StandardError(2, "wb", closefd=False)
    return io.TextIOWrapper(
        io.BufferedWriter(raw), encoding="utf-8", errors="backslashreplace", line_buffering=True
    )


class _StandardError(io.FileIO):
    def write(self, data: Any) -> int:
        try:
            return super().write(data)
        except BrokenPipeError:
            with open(os.devnull, "wb") as nothing:
                os.dup2(nothing.fileno(), 1)
                os.dup2(nothing.fileno(), 2)
            return len(data)
