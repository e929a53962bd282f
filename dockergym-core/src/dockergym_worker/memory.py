"""The memory of a session's last replies: what makes a repeated request harmless."""

from __future__ import annotations

from collections import OrderedDict
from typing import List, NamedTuple, Optional

MAX_REPLIES = 256
MAX_BYTES = 8 * 1024 * 1024


class RememberedReply(NamedTuple):
    """A reply, and the digest of the request it answered."""

    digest: Optional[str]
    body: bytes


class ReplyMemory:
    """The newest replies by request id, bounded in number and bytes; the newest one is always kept."""

    def __init__(self, max_replies: int = MAX_REPLIES, max_bytes: int = MAX_BYTES) -> None:
        self._replies: OrderedDict[str, RememberedReply] = OrderedDict()
        self._max_replies = max_replies
        self._max_bytes = max_bytes
        self._bytes = 0

    def find(self, request_id: str) -> Optional[RememberedReply]:
        """Return the reply to ``request_id``, or ``None``."""
        return self._replies.get(request_id)

    def remember(self, request_id: str, digest: Optional[str], body: bytes) -> None:
        """Keep a reply, and forget the oldest where there are too many."""
        self._replies[request_id] = RememberedReply(digest, body)
        self._bytes += len(request_id) + len(body)
        while len(self._replies) > 1 and (
            len(self._replies) > self._max_replies or self._bytes > self._max_bytes
        ):
            forgotten, reply = self._replies.popitem(last=False)
            self._bytes -= len(forgotten) + len(reply.body)

    def request_ids(self) -> List[str]:
        """Return what is remembered, oldest first."""
        return list(self._replies)
