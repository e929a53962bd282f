"""Docker's framing of the two output streams that share one attached connection.

Each frame is a header of eight bytes (the stream's number, three zeros, the length as a big-endian
32-bit number) and that many bytes. Knows no socket.
"""

from __future__ import annotations

import struct

STDIN, STDOUT, STDERR, ENGINE = range(4)
"""Numbers of the streams; the last is the engine's own words about an error."""

_HEADER = struct.Struct(">BxxxL")


class NotAFrame(ValueError):
    """What came cannot be a frame: the connection carries something else."""


class FrameDecoder:
    """Takes bytes in any portions, and gives what each stream got; no byte waits for the rest of its frame."""

    def __init__(self) -> None:
        self._header = b""
        self._stream = STDOUT
        self._missing = 0

    def feed(self, data: bytes) -> list[tuple[int, bytes]]:
        """Return what the data holds, as pairs of a stream's number and bytes of it, in order.

        Raises:
            NotAFrame: the connection does not carry frames.
        """
        found = []
        position = 0
        while position < len(data):
            if not self._missing:
                position = self._read_header(data, position)
                continue
            part = data[position : position + self._missing]
            self._missing -= len(part)
            position += len(part)
            found.append((self._stream, part))
        return found

    def _read_header(self, data: bytes, position: int) -> int:
        taken = data[position : position + _HEADER.size - len(self._header)]
        self._header += taken
        if len(self._header) == _HEADER.size:
            self._stream, self._missing = _HEADER.unpack(self._header)
            if self._stream > ENGINE or self._header[1:4] != b"\0\0\0":
                raise NotAFrame(f"expected the header of a frame, and found {self._header!r}")
            self._header = b""
        return position + len(taken)
