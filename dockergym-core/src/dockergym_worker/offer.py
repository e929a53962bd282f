"""What the server offers a worker, in the variables of its environment."""

from __future__ import annotations

import os
from typing import Mapping, NamedTuple, Optional

DEFAULT_ORPHAN_TIMEOUT_S = 14400.0
LONGEST_WAIT_S = 86400.0
"""What waits longer waits several times: the system takes milliseconds that fit into 31 bits."""
DEFAULT_MAX_REQUEST_BYTES = 16 * 1024 * 1024


class Offer(NamedTuple):
    """The server's offer; without one, a worker speaks the plain contract."""

    hello: bool = False
    """The server understands a hello."""
    socket_dir: Optional[str] = None
    """Absolute path of the folder in which the worker may listen."""
    orphan_timeout_s: Optional[float] = None
    """Seconds without any connection after which the worker ends itself; ``None``: not said."""
    max_request_bytes: int = DEFAULT_MAX_REQUEST_BYTES

    @classmethod
    def from_environment(cls, variables: Optional[Mapping[str, str]] = None) -> Offer:
        """Read the ``DOCKERGYM_…`` variables.

        Raises:
            ValueError: a variable does not hold a positive number; the message names it.
        """
        found = os.environ if variables is None else variables
        orphan = _positive(found, "DOCKERGYM_ORPHAN_TIMEOUT_S")
        longest = _positive(found, "DOCKERGYM_MAX_REQUEST_BYTES")
        folder = found.get("DOCKERGYM_SOCKET_DIR")
        return cls(
            hello=found.get("DOCKERGYM_HELLO") == "1",
            socket_dir=os.path.abspath(folder) if folder else None,
            orphan_timeout_s=orphan,
            max_request_bytes=int(longest) if longest else DEFAULT_MAX_REQUEST_BYTES,
        )


def _positive(variables: Mapping[str, str], name: str) -> Optional[float]:
    text = variables.get(name)
    if not text:
        return None
    try:
        value = float(text)
    except ValueError:
        value = 0.0
    if not 0 < value < float("inf"):
        raise ValueError(f"{name}={text!r} must be a number greater than 0; correct or unset it")
    return value
