"""Which web pages may open WebSockets: browsers let any page do so, and leave it to the server to refuse."""

from __future__ import annotations

from collections.abc import Sequence
from urllib.parse import urlsplit

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Receive, Scope, Send


class OriginGuard:
    """Refuses WebSockets of pages of other origins, unless they are named."""

    def __init__(self, app: ASGIApp, allowed: Sequence[str]) -> None:
        self._app = app
        self._allowed = frozenset(allowed)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "websocket" and not self._may_connect(Headers(scope=scope)):
            await send({"type": "websocket.close", "code": 1008, "reason": "this origin may not connect"})
            return
        await self._app(scope, receive, send)

    def _may_connect(self, headers: Headers) -> bool:
        origin = headers.get("origin")
        if origin is None or origin in self._allowed or "*" in self._allowed:
            # Only browsers send one.
            return True
        return urlsplit(origin).netloc == headers.get("host")
