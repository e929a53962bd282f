"""Which web pages may use the server: a browser lets any page ask, and leaves much of it to the server to refuse."""

from __future__ import annotations

import ipaddress
import socket
from collections.abc import Collection, Iterable
from urllib.parse import urlsplit

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Receive, Scope, Send

from dockergym.api.problems import problem_response
from dockergym.errors import DockerGymError

_PRIVATE_NAMES = ("localhost", "internal")
"""Top-level names under which nobody can register one; see RFC 6761, and ICANN's resolution on ``.internal``."""
_SENT_BY_BROWSERS = ("origin", "sec-fetch-site", "accept-language")
"""Headers of which every request of a browser has one. To a page of its own origin, over plain HTTP, a GET carries
neither of the first two; a page may change the third, but not leave it out."""
_MOST_REMEMBERED = 64


class OriginRefused(DockerGymError):
    """A web page asks that may not."""

    status_code = 403
    code = "ORIGIN_REFUSED"
    applied = False


def require_origin(origin: str | None, allowed: Collection[str]) -> None:
    """Let programs pass, which send no origin, and pages of origins that are named.

    Raises:
        OriginRefused: it is the origin of another page.
    """
    # A page of any name may resolve to this machine, so names are not compared.
    if origin is not None and not _is_allowed(origin, allowed):
        raise OriginRefused(f"pages of {origin} may not use this server; name the origin with --cors-origin")


class HostNames:
    """The names under which a page may find a server that asks for no key and listens on loopback.

    A page whose own name is made to resolve to loopback is, to its browser, of the server's origin. What it cannot
    change is that the browser asks for the server by that name.
    """

    def __init__(self, host: str, cors_origins: Iterable[str]) -> None:
        """``host`` is the address the server is bound to."""
        named = (urlsplit(origin).hostname for origin in cors_origins)
        self._names = {host.lower(), socket.gethostname().lower(), *filter(None, named)}
        self._remembered: set[bytes] = set()

    def fit(self, headers: Iterable[tuple[bytes, bytes]]) -> bool:
        """Say whether every ``Host`` among the headers of a request names the server."""
        # Every step comes by here, so it is written out.
        for name, value in headers:
            if name == b"host" and value not in self._remembered and not self._is_known(value):
                return False
        return True

    def _is_known(self, given: bytes) -> bool:
        found = self._names_server(given.decode("latin-1"))
        if found and len(self._remembered) < _MOST_REMEMBERED:
            self._remembered.add(given)
        return found

    def _names_server(self, given: str) -> bool:
        try:
            name = (urlsplit(f"//{given}").hostname or "").removesuffix(".")
        except ValueError:
            return False
        return name in self._names or name.rpartition(".")[2] in _PRIVATE_NAMES or _is_address(name)


class OriginGuard:
    """Refuses WebSockets of pages of other origins, and whatever a page asks under a name that is not the server's."""

    def __init__(self, app: ASGIApp, allowed: Collection[str], names: HostNames | None) -> None:
        """Guard an application; ``names`` is ``None`` where it may be reached under any."""
        self._app = app
        self._allowed = frozenset(allowed)
        self._names = names

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "websocket" and not self._may_connect(scope):
            await send({"type": "websocket.close", "code": 1008, "reason": "this origin may not connect"})
        elif scope["type"] == "http" and self._is_misled(scope):
            host = Headers(scope=scope).get("host")
            error = OriginRefused(
                f"a page may not use this server as {host!r}: use an address or localhost, name the "
                "page's origin with --cors-origin, or set an API key"
            )
            await problem_response(error)(scope, receive, send)
        else:
            await self._app(scope, receive, send)

    def _may_connect(self, scope: Scope) -> bool:
        headers = Headers(scope=scope)
        origin = headers.get("origin")
        if origin is None or _is_allowed(origin, self._allowed):
            # Browsers send one with every WebSocket.
            return True
        try:
            return urlsplit(origin).netloc == headers.get("host") and not self._is_misled(scope)
        except ValueError:
            return False

    def _is_misled(self, scope: Scope) -> bool:
        """Say whether a page of a browser asks for the server by a name that is not the server's."""
        if self._names is None or self._names.fit(scope["headers"]):
            return False
        headers = Headers(scope=scope)
        origin = headers.get("origin")
        if origin is not None and _is_allowed(origin, self._allowed):
            return False
        return any(name in headers for name in _SENT_BY_BROWSERS)


def _is_allowed(origin: str, allowed: Collection[str]) -> bool:
    return origin in allowed or "*" in allowed


def _is_address(name: str) -> bool:
    try:
        ipaddress.ip_address(name)
    except ValueError:
        return False
    return True
