"""One server's connection to the keeper: requests in, replies in the same order out, bounded both ways."""

from __future__ import annotations

import contextlib
import selectors
import socket
from collections import deque
from typing import Any, Deque, Dict, Iterator, Optional

from dockergym_worker.lines import LineBuffer
from dockergym_worker.messages import Refusal, encode_body, reply_line

MAX_UNANSWERED = 512
"""Requests of one connection that may wait for their replies; more are left in the socket."""
MAX_UNSENT_BYTES = 1024 * 1024
"""Bytes of replies that may wait for a slow reader before no more requests are read."""
_CHUNK_BYTES = 65536
_LAST_SEND_TIMEOUT_S = 1.0


class PendingReply:
    """The place of one reply among those of its connection; filled once, now or later."""

    def __init__(self, connection: KeeperConnection, number: Optional[int]) -> None:
        self._connection = connection
        self._number = number
        self.line: Optional[bytes] = None

    def answer(self, body: Dict[str, Any]) -> None:
        """Reply with ``body``, which has no ``id``."""
        self.line = reply_line(self._number, encode_body(body))
        self._connection.send_ready()

    def ok(self, **body: Any) -> None:
        self.answer(dict({"status": "ok"}, **body))

    def refuse(self, refusal: Refusal) -> None:
        self.answer(refusal.body())


class KeeperConnection:
    """Never blocks, but for a moment at the very end."""

    def __init__(self, sock: socket.socket, max_request_bytes: int) -> None:
        sock.setblocking(False)
        self.socket = sock
        self.lost = False
        self._buffer = LineBuffer(max_request_bytes)
        self._lines: Deque[Optional[bytes]] = deque()
        self._replies: Deque[PendingReply] = deque()
        self._unsent = bytearray()

    @property
    def events(self) -> int:
        """What it waits for, as a selector's events; 0 while it waits for replies alone."""
        reads = self._may_take() and not self._lines
        return (selectors.EVENT_READ if reads else 0) | (selectors.EVENT_WRITE if self._unsent else 0)

    def receive(self) -> None:
        """Read what has arrived."""
        try:
            data = self.socket.recv(_CHUNK_BYTES)
        except (BlockingIOError, InterruptedError):
            return
        except OSError:
            data = b""
        if data:
            self._lines.extend(self._buffer.feed(data))
        else:
            self.lost = True

    def lines(self) -> Iterator[Optional[bytes]]:
        """Yield the lines to be answered now; ``None`` for one that was too long.

        The rest has to wait until the server has read more of the replies.
        """
        while self._lines and self._may_take():
            yield self._lines.popleft()

    def _may_take(self) -> bool:
        return self.lost or (len(self._replies) < MAX_UNANSWERED and len(self._unsent) < MAX_UNSENT_BYTES)

    def expect_reply(self, number: Optional[int]) -> PendingReply:
        """Reserve the next reply's place."""
        reply = PendingReply(self, number)
        self._replies.append(reply)
        return reply

    def send_ready(self) -> None:
        """Send the replies that are ready and have no unready one before them."""
        while self._replies and self._replies[0].line is not None:
            self._unsent += self._replies.popleft().line or b""
        if self.lost:
            self._unsent.clear()
        self.send_unsent()

    def send_unsent(self) -> None:
        """Send as much as the socket takes."""
        if not self._unsent:
            return
        try:
            sent = self.socket.send(self._unsent)
        except (BlockingIOError, InterruptedError):
            return
        except OSError:
            self.lost = True
            return
        del self._unsent[:sent]

    def finish(self) -> None:
        """Send what is ready, for a second at most, and close."""
        self.send_ready()
        if not self.lost:
            self.socket.settimeout(_LAST_SEND_TIMEOUT_S)
            with contextlib.suppress(OSError):
                self.socket.sendall(self._unsent)
        self.close()

    def close(self) -> None:
        """Close it; replies still to come go nowhere."""
        self.lost = True
        self.socket.close()
