"""What a request must pass before any route sees it: the API key and the size limit."""

from __future__ import annotations

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from dockergym.api.keys import KeyRing
from dockergym.api.problems import problem_response
from dockergym.errors import DockerGymError, RequestTooLarge, Unauthorized

_OPEN_PATHS = frozenset({"/health", "/ready"})
"""For load balancers; they tell nothing that a key protects."""


_OWNER = "dockergym.owner"
_SCHEME = b"bearer "


def owner_of(scope: Scope) -> str:
    """Return the name of the API key that a request came with; "" where the key has no name, or none is asked for."""
    owner: str = scope.get(_OWNER, "")
    return owner


class ApiKeyGuard:
    """Lets only requests with a key through, and notes whose it is."""

    def __init__(self, app: ASGIApp, keys: KeyRing) -> None:
        self._app = app
        self._keys = keys

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] not in ("http", "websocket") or scope["path"] in _OPEN_PATHS:
            await self._app(scope, receive, send)
            return
        owner = self._keys.owner_of(_bearer(scope))
        if owner is not None:
            scope[_OWNER] = owner
            await self._app(scope, receive, send)
            return
        if scope["type"] == "websocket":
            await send({"type": "websocket.close", "code": 1008, "reason": "API key missing or unknown"})
            return
        error = Unauthorized("send an API key of the server as `Authorization: Bearer <key>`")
        await problem_response(error)(scope, receive, send)


def _bearer(scope: Scope) -> bytes:
    for name, value in scope["headers"]:
        if name == b"authorization":
            given: bytes = value
            return given[len(_SCHEME) :] if given[: len(_SCHEME)].lower() == _SCHEME else b""
    return b""


class BodyLimit:
    """Refuses bodies that are too large, before they are read into memory."""

    def __init__(self, app: ASGIApp, max_bytes: int) -> None:
        self._app = app
        self._max_bytes = max_bytes

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or scope["method"] in ("GET", "HEAD"):
            await self._app(scope, receive, send)
            return
        declared = Headers(scope=scope).get("content-length")
        if declared is not None and declared.isdigit():
            if int(declared) > self._max_bytes:
                await problem_response(self._error())(scope, receive, send)
                return
            await self._app(scope, receive, send)
            return
        await self._app(scope, self._counted(receive), send)

    def _counted(self, receive: Receive) -> Receive:
        received = 0

        async def counted() -> Message:
            nonlocal received
            message = await receive()
            received += len(message.get("body", b""))
            if received > self._max_bytes:
                raise self._error()
            return message

        return counted

    def _error(self) -> DockerGymError:
        return RequestTooLarge(
            f"the body is larger than {self._max_bytes} bytes; send less, or raise --max-body-bytes"
        )
