"""What a server says of itself and is told about its sessions, beside the episodes that the client plays."""

from __future__ import annotations

import os
from collections.abc import Mapping
from typing import Any
from urllib.parse import quote

import httpx

from dockergym.client import ServerUnreachable
from dockergym.client.calls import Answer
from dockergym.client.failures import server_error

_TIMEOUT_S = 10.0
_END_TIMEOUT_S = 60.0
"""A session is asked to close, and its worker to stop, before the server answers."""


def free_slots(address: str) -> int:
    """Return how many more sessions the environment at an address has room for.

    Raises:
        DockerGymError: no server answers there, or not as one of ours.
    """
    health = _get(f"{address}/health")
    return int(health["max_sessions"]) - int(health["active_sessions"])


def served_environments(url: str) -> list[str]:
    """Return the names of the environments that the server at a URL serves.

    Raises:
        DockerGymError: no server answers there, or not as one of ours.
    """
    return [str(one["name"]) for one in _get(f"{url.rstrip('/')}/envs")["environments"]]


def end_session(address: str, session_id: str) -> None:
    """End a session of the environment at an address, whoever holds it.

    Raises:
        SessionNotFound, SessionLost: it runs no more.
        DockerGymError: no server answers there, or it says why it is not ended.
    """
    _ask("DELETE", f"{address.rstrip('/')}/sessions/{quote(session_id, safe='')}", _END_TIMEOUT_S)


def is_ready(url: str) -> bool:
    """Say whether the server at a URL answers, and can begin sessions."""
    try:
        return httpx.get(f"{url.rstrip('/')}/ready", timeout=_TIMEOUT_S).is_success
    except httpx.TransportError:
        return False


def authorization() -> Mapping[str, str]:
    """Return the header with the server's key, as the client sends it; empty where there is none."""
    key = os.environ.get("DOCKERGYM_API_KEY")
    return {"Authorization": f"Bearer {key}"} if key else {}


def _get(url: str) -> Any:
    return _ask("GET", url, _TIMEOUT_S)


def _ask(method: str, url: str, timeout_s: float) -> Any:
    try:
        answer = httpx.request(method, url, headers=dict(authorization()), timeout=timeout_s)
    except (httpx.TransportError, httpx.InvalidURL) as error:
        raise ServerUnreachable(
            f"{url} does not answer ({error}); see whether the server runs and whether its address is right"
        ) from error
    if not answer.is_success:
        raise server_error(f"{method} {url}", Answer(answer.status_code, answer.headers, answer.content))[0]
    return answer.json()
