"""The lines that send: httpx, for threads that may wait and for event loops.

Imported with the first client that is made: httpx brings its own command line with it, which takes longer
to load than everything else here.
"""

from __future__ import annotations

import functools
import ssl
from collections.abc import Mapping

import httpx

from dockergym.client.calls import Answer, Call, NoAnswer

_CONNECT_TIMEOUT_S = 10.0
_NOT_REACHED = (httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout, httpx.UnsupportedProtocol)
_HOPELESS = (httpx.UnsupportedProtocol, httpx.LocalProtocolError, httpx.TooManyRedirects)
_ONE_CONNECTION = httpx.Limits(max_connections=8, max_keepalive_connections=1, keepalive_expiry=60)


class HttpxWire:
    """Sends with `httpx.Client`."""

    def __init__(
        self, base_url: str, headers: Mapping[str, str], transport: httpx.BaseTransport | None
    ) -> None:
        self._owns_transport = transport is None
        self._http = httpx.Client(
            headers=headers, transport=transport, verify=trust(base_url), limits=_ONE_CONNECTION
        )
        self._base_url = base_url

    def send(self, call: Call) -> Answer | NoAnswer:
        """Send once and return what came back."""
        try:
            return _answer(self._http.send(_request(self._http, self._base_url, call)))
        except httpx.HTTPError as error:
            return _no_answer(error, call)

    def keep_cookies(self, call: Call, set_cookie: str) -> None:
        """Take the cookies that an answer to a call has set, one a line, and send them from now on."""
        _keep_cookies(self._http, self._base_url + call.path, set_cookie)

    def close(self) -> None:
        """Close the connection, unless the transport is somebody else's."""
        if self._owns_transport:
            self._http.close()


class AsyncHttpxWire:
    """Sends with `httpx.AsyncClient`."""

    def __init__(
        self, base_url: str, headers: Mapping[str, str], transport: httpx.AsyncBaseTransport | None
    ) -> None:
        self._owns_transport = transport is None
        self._http = httpx.AsyncClient(
            headers=headers, transport=transport, verify=trust(base_url), limits=_ONE_CONNECTION
        )
        self._base_url = base_url

    async def send(self, call: Call) -> Answer | NoAnswer:
        """Send once and return what came back."""
        try:
            return _answer(await self._http.send(_request(self._http, self._base_url, call)))
        except httpx.HTTPError as error:
            return _no_answer(error, call)

    def keep_cookies(self, call: Call, set_cookie: str) -> None:
        """Take the cookies that an answer to a call has set, one a line, and send them from now on."""
        _keep_cookies(self._http, self._base_url + call.path, set_cookie)

    async def close(self) -> None:
        """Close the connection, unless the transport is somebody else's."""
        if self._owns_transport:
            await self._http.aclose()


@functools.cache
def _authorities() -> ssl.SSLContext:
    return httpx.create_ssl_context()


@functools.cache
def _nobody() -> ssl.SSLContext:
    return ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)


def trust(base_url: str) -> ssl.SSLContext:
    # Reading the certificates of all authorities takes 20 ms; hundreds of clients do it once, if at all.
    return _authorities() if base_url.startswith("https:") else _nobody()


@functools.lru_cache(maxsize=4096)
def _url(address: str) -> httpx.URL:
    return httpx.URL(address)


def _request(http: httpx.Client | httpx.AsyncClient, base_url: str, call: Call) -> httpx.Request:
    timeout = httpx.Timeout(call.timeout_s, connect=min(call.timeout_s, _CONNECT_TIMEOUT_S))
    url = _url(base_url + call.path)
    if call.query or http.cookies:
        return http.build_request(
            call.method,
            url,
            content=call.content,
            headers=call.headers,
            params=call.query,
            timeout=timeout,
        )
    # What `build_request` does, less reading the address again, which takes longer than all the rest.
    headers = http.headers.copy()
    headers.update(call.headers)
    return httpx.Request(
        call.method, url, headers=headers, content=call.content, extensions={"timeout": timeout.as_dict()}
    )


def _keep_cookies(http: httpx.Client | httpx.AsyncClient, address: str, set_cookie: str) -> None:
    headers = [("set-cookie", one) for one in set_cookie.split("\n")]
    http.cookies.extract_cookies(httpx.Response(200, headers=headers, request=httpx.Request("GET", address)))


def _answer(response: httpx.Response) -> Answer:
    return Answer(response.status_code, response.headers, response.content)


def _no_answer(error: httpx.HTTPError, call: Call) -> NoAnswer:
    reason = str(error) or type(error).__name__
    timed_out = isinstance(error, httpx.TimeoutException)
    if isinstance(error, httpx.ReadTimeout):
        reason = f"no answer within {call.timeout_s:g} s"
    return NoAnswer(
        reason=reason,
        reached=not isinstance(error, _NOT_REACHED),
        timed_out=timed_out,
        hopeless=isinstance(error, _HOPELESS) or _is_distrust(error),
    )


def _is_distrust(error: BaseException | None) -> bool:
    while error is not None:
        if isinstance(error, ssl.SSLCertVerificationError):
            return True
        error = error.__cause__ or error.__context__
    return False
