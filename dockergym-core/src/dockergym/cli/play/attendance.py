"""Keeps the session of a player who thinks from being ended as idle."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from urllib.parse import quote

import httpx

from dockergym.cli.server_facts import authorization

logger = logging.getLogger(__name__)

_EVERY_S = 20.0
_LONGEST_S = 3600.0
_TIMEOUT_S = 10.0
_NEVER = 2**31 - 1
"""A count of steps that no episode reaches."""


@contextmanager
def attending(address: str, session_id: str, every_s: float = _EVERY_S) -> Iterator[None]:
    """Tell the server now and then that somebody is there, until the block ends, for an hour at most."""
    stopped = threading.Event()
    thread = threading.Thread(target=_attend, args=(address, session_id, every_s, stopped), daemon=True)
    thread.start()
    try:
        yield
    finally:
        stopped.set()
        thread.join(_TIMEOUT_S)


def _attend(address: str, session_id: str, every_s: float, stopped: threading.Event) -> None:
    step = f"{address}/sessions/{quote(session_id, safe='')}/step"
    # Steps alone count as use of a session; this one is refused for its condition, and changes nothing.
    body = {"action": "", "if_step": _NEVER}
    until = time.monotonic() + _LONGEST_S
    while not stopped.wait(every_s) and time.monotonic() < until:
        try:
            httpx.post(step, json=body, headers=dict(authorization()), timeout=_TIMEOUT_S)
        except httpx.HTTPError as error:
            logger.debug("the server was not told that the player is still there: %s", error)
