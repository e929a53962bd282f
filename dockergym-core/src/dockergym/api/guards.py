"""What a request must pass before any route sees it: the API key and the size limit."""

from __future__ import annotations

import base64
import binascii
from collections.abc import Iterable, Iterator, Sequence

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from dockergym.api.keys import KeyRing
from dockergym.api.problems import problem_response
from dockergym.errors import DockerGymError, RequestTooLarge, Unauthorized

_OPEN_PATHS = frozenset({"/health", "/ready"})
"""For load balancers; they tell nothing that a key protects."""


_OWNER = "dockergym.owner"
_KEY_PREFIX = "/k/"
"""Of paths that carry the key, for clients that can set neither header nor user name: ``/k/<key>/envs/…``."""


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
        given = list(_given_keys(scope))
        owner = self._owner(given)
        if owner is not None:
            scope[_OWNER] = owner
            if scope["type"] == "websocket":
                receive = self._while_known(given, receive, send)
            await self._app(scope, receive, send)
            return
        if scope["type"] == "websocket":
            await send({"type": "websocket.close", "code": 1008, "reason": "API key missing or unknown"})
            return
        error = Unauthorized("send an API key of the server as `Authorization: Bearer <key>`")
        await problem_response(error)(scope, receive, send)

    def _owner(self, given: Iterable[bytes]) -> str | None:
        known = (self._keys.owner_of(one) for one in given)
        return next((name for name in known if name is not None), None)

    def _while_known(self, given: Sequence[bytes], receive: Receive, send: Send) -> Receive:
        """Let messages through until the key is taken back: a connection may last for longer than its key."""
        seen = self._keys.changes

        async def checked() -> Message:
            nonlocal seen
            message = await receive()
            if seen == self._keys.changes or message["type"] != "websocket.receive":
                return message
            seen = self._keys.changes
            if self._owner(given) is not None:
                return message
            await send({"type": "websocket.close", "code": 1008, "reason": "the API key was taken back"})
            return {"type": "websocket.disconnect", "code": 1008}

        return checked


def _given_keys(scope: Scope) -> Iterator[bytes]:
    """Yield what a request may mean as its key: of the path, a bearer's token, the user name or password of Basic."""
    in_path = _take_from_path(scope)
    if in_path is not None:
        yield in_path
    for name, value in scope["headers"]:
        if name == b"authorization":
            scheme, _, credentials = value.partition(b" ")
            if scheme.lower() == b"bearer":
                yield credentials
            elif scheme.lower() == b"basic":
                yield from _basic(credentials)


def _basic(credentials: bytes) -> Iterator[bytes]:
    try:
        yield from filter(None, base64.b64decode(credentials, validate=True).split(b":", 1))
    except binascii.Error:
        return


def _take_from_path(scope: Scope) -> bytes | None:
    """Return the key in the path and take it out, so that it is seen neither by routes nor in the access log."""
    if not scope["path"].startswith(_KEY_PREFIX):
        return None
    key, _, rest = scope["path"].removeprefix(_KEY_PREFIX).partition("/")
    scope["path"] = f"/{rest}"
    raw: bytes = scope.get("raw_path") or b""
    scope["raw_path"] = b"/" + raw.removeprefix(_KEY_PREFIX.encode()).partition(b"/")[2]
    given: bytes = key.encode()
    return given


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
