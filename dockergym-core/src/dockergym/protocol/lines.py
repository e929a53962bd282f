"""JSON lines out of a byte stream, however it is cut."""

from __future__ import annotations


class LineTooLong(ValueError):
    """A line grew past the limit; the stream cannot be followed any further."""


class LineSplitter:
    """Gives back whole lines from chunks of bytes.

    Lines come without their newline; empty ones are left out. Memory is bounded by the longest line
    allowed plus one chunk.
    """

    def __init__(self, max_bytes: int) -> None:
        self._max_bytes = max_bytes
        self._pending = bytearray()
        self._scanned = 0

    def feed(self, chunk: bytes) -> list[bytes]:
        """Take a chunk and return the lines it completes, in order.

        Raises:
            LineTooLong: a line is longer than the limit.
        """
        if not self._pending and chunk.endswith(b"\n") and chunk.count(b"\n") == 1:
            return self._checked([chunk[:-1]])
        self._pending += chunk
        cut = self._pending.rfind(b"\n", self._scanned)
        if cut < 0:
            self._scanned = len(self._pending)
            if self._scanned > self._max_bytes:
                raise LineTooLong(f"a line is longer than {self._max_bytes} bytes")
            return []
        whole = bytes(self._pending[:cut])
        del self._pending[: cut + 1]
        self._scanned = len(self._pending)
        return self._checked(whole.split(b"\n"))

    def _checked(self, lines: list[bytes]) -> list[bytes]:
        for line in lines:
            if len(line) > self._max_bytes:
                raise LineTooLong(f"a line is longer than {self._max_bytes} bytes")
        return [line for line in lines if line and not line.isspace()]
