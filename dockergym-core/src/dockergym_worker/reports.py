"""What session processes tell their keeper, each in one datagram."""

from __future__ import annotations

import json
import socket
from typing import Any, Dict, Iterator, Tuple

from dockergym_worker.messages import encode_body

_MAX_REPORT_BYTES = 256 * 1024
_SEND_TIMEOUT_S = 10.0

READY = "ready"
"""The session's process serves now."""
FAILED = "failed"
"""It cannot; ``refusal`` is what an ``open`` is answered with."""
FORKED = "forked"
"""It has forked ``session``, process ``pid``."""
NOTED = "noted"
"""The session's ``meta`` was replaced."""
CONNECTED = "connected"
DISCONNECTED = "disconnected"


def pair() -> Tuple[socket.socket, socket.socket]:
    """Return the keeper's end and the one that all session processes share.

    The second also tells its holders when the keeper is gone: it hangs up.
    """
    keeper_end, session_end = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
    keeper_end.setblocking(False)
    session_end.settimeout(_SEND_TIMEOUT_S)
    return keeper_end, session_end


def send(link: socket.socket, kind: str, session: str, **details: Any) -> None:
    """Report to the keeper.

    Raises:
        OSError: the keeper is gone, or does not listen for ten seconds.
    """
    link.send(encode_body(dict(details, kind=kind, session=session)))


def received(keeper_end: socket.socket) -> Iterator[Dict[str, Any]]:
    """Yield the reports that have arrived."""
    while True:
        try:
            data = keeper_end.recv(_MAX_REPORT_BYTES)
        except BlockingIOError:
            return
        yield json.loads(data)
