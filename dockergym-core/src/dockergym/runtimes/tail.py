"""The last lines of a stream that may be endless."""

from __future__ import annotations

TAIL_BYTES = 4096


class Tail:
    """Keeps the last 4 KiB of what it is fed, in memory that does not grow."""

    def __init__(self) -> None:
        self._kept = bytearray()
        self._was_cut = False

    def feed(self, data: bytes) -> None:
        """Take more of the stream."""
        self._kept += data[-TAIL_BYTES:]
        if len(self._kept) > TAIL_BYTES or len(data) > TAIL_BYTES:
            del self._kept[:-TAIL_BYTES]
            self._was_cut = True

    def text(self) -> str:
        """Return the last lines, beginning with a whole one where there is one."""
        kept = bytes(self._kept)
        if self._was_cut:
            _, newline, whole = kept.partition(b"\n")
            kept = whole if newline and whole else kept
        return kept.decode("utf-8", "replace")
