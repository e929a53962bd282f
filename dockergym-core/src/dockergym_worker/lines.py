"""Framing: bytes in any chunks become lines of bounded length."""

from __future__ import annotations

from typing import List, Optional


class LineBuffer:
    """Collects bytes into lines. Memory held is at most ``limit`` plus one chunk."""

    def __init__(self, limit: int) -> None:
        self.limit = limit
        self._parts: List[bytes] = []
        self._length = 0
        self._too_long = False

    def feed(self, data: bytes) -> List[Optional[bytes]]:
        """Return the lines that ``data`` completes, without their newlines.

        ``None`` stands for a line longer than the limit, whose content was thrown away. Blank lines are
        left out.
        """
        if not self._length and data and data.find(b"\n") == len(data) - 1 <= self.limit:
            return [] if data.isspace() else [data[:-1]]
        lines: List[Optional[bytes]] = []
        *complete, rest = data.split(b"\n")
        for piece in complete:
            self._add(piece)
            self._finish(lines)
        self._add(rest)
        return lines

    def _add(self, piece: bytes) -> None:
        self._length += len(piece)
        if self._length > self.limit:
            self._too_long = True
            self._parts.clear()
        elif piece:
            self._parts.append(piece)

    def _finish(self, lines: List[Optional[bytes]]) -> None:
        if self._too_long:
            lines.append(None)
        else:
            line = b"".join(self._parts)
            if line and not line.isspace():
                lines.append(line)
        self._parts.clear()
        self._length = 0
        self._too_long = False
