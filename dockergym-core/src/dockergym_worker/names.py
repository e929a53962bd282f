"""The names of sessions and of their sockets."""

from __future__ import annotations

import re
from typing import Any, Dict

from dockergym_worker.messages import Refusal, field

KEEPER_SOCKET = "keeper.sock"
_SESSION = re.compile(r"[A-Za-z0-9_-]{1,64}")


def checked_session(holder: Dict[str, Any]) -> str:
    """Return the ``session`` that a request names.

    Raises:
        Refusal: it is missing or no name for a session.
    """
    session = field(holder, "session", str)
    if session is None or not _SESSION.fullmatch(session):
        raise Refusal(
            "bad_request", f"'session' must be 1 to 64 letters, digits, '-' or '_', not {session!r}"
        )
    return str(session)


def socket_name(session: str) -> str:
    """Return the name of a session's socket in the socket folder."""
    return f"s-{session}.sock"
