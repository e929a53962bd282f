"""Pages of browsers: which of them a server answers."""

from __future__ import annotations

import socket
from typing import Any

import pytest
from websockets.asyncio.client import connect
from websockets.exceptions import InvalidStatus
from websockets.typing import Origin

from dockergym.testing.serving import Serve, problem

from .conftest import OpenPort, Stream

BROWSER = {"Accept-Language": "en-GB,en;q=0.5"}
"""What a browser sends with a GET of a page to its own origin, over plain HTTP, and most programs do not."""


@pytest.mark.parametrize(
    "host",
    [
        "evil.example:8000",
        "evil.example",
        "localhost.evil.example",
        "127.0.0.1.evil.example",
        "[::1",
        "test.",
    ],
)
async def test_a_page_whose_name_leads_here_is_refused(serve: Serve, host: str) -> None:
    served = await serve()
    session_id = (await served.create())["session_id"]
    page = {"Host": host, "Origin": f"http://{host}"}
    for method, path in [
        ("POST", "/sessions"),
        ("POST", "/envs/echo/reset"),
        ("POST", f"/sessions/{session_id}/step"),
        ("DELETE", "/sessions"),
    ]:
        problem(await served.http.request(method, path, headers=page), 403, "ORIGIN_REFUSED")
    for headers in (BROWSER, {"Sec-Fetch-Site": "same-origin"}):
        for path in ("/sessions", f"/envs/echo/sessions/{session_id}", "/docs"):
            answer = await served.http.get(path, headers={"Host": host, **headers})
            assert problem(answer, 403, "ORIGIN_REFUSED")["applied"] is False
            assert session_id not in answer.text
    assert served.server.managers["echo"].active == 1


@pytest.mark.parametrize(
    "host",
    [
        "127.0.0.1:8000",
        "127.0.0.1",
        "[::1]:8000",
        "192.168.1.7",
        "localhost:8000",
        "LOCALHOST",
        "localhost.",
        "gym.localhost:8000",
        "host.docker.internal:8000",
        "good.example:8000",
        f"{socket.gethostname()}:8000",
    ],
)
async def test_a_page_may_use_the_server_by_a_name_of_its_own(serve: Serve, host: str) -> None:
    served = await serve(cors_origins=["https://good.example"])
    page = {**BROWSER, "Host": host}
    assert (await served.http.get("/docs", headers=page)).status_code == 200
    answer = await served.http.post("/sessions", headers={**page, "Origin": f"http://{host}"})
    assert answer.status_code == 200


async def test_a_page_of_a_named_origin_may_use_the_server_by_any_name(serve: Serve) -> None:
    served = await serve(cors_origins=["https://good.example"])
    page = {**BROWSER, "Host": "gym.example", "Origin": "https://good.example"}
    assert (await served.http.post("/sessions", headers=page)).status_code == 200


async def test_programs_may_use_the_server_by_any_name(serve: Serve) -> None:
    served = await serve()
    for method, path in [("POST", "/sessions"), ("GET", "/sessions"), ("POST", "/reset")]:
        answer = await served.http.request(method, path, headers={"Host": "trainer.example"})
        assert answer.status_code == 200


@pytest.mark.parametrize(
    "options", [{"host": "0.0.0.0", "no_auth": True}, {"api_key": "the-key-of-the-server"}]
)
async def test_a_server_for_other_machines_or_with_a_key_is_found_by_any_name(
    serve: Serve, options: Any
) -> None:
    served = await serve(**options)
    page = {**BROWSER, "Host": "gym.default.svc", "Authorization": "Bearer the-key-of-the-server"}
    assert (await served.http.get("/envs", headers=page)).status_code == 200
    answer = await served.http.post("/sessions", headers={**page, "Origin": "http://gym.default.svc"})
    assert answer.status_code == 200


@pytest.mark.parametrize("path", ["/stream", "/envs/echo/ws", "/mcp"])
async def test_a_page_whose_name_leads_here_opens_no_websocket(
    serve: Serve, open_port: OpenPort, path: str
) -> None:
    host, _, port = (await open_port(await serve())).partition(":")
    page: Any = {"origin": Origin(f"http://evil.example:{port}"), "proxy": None}
    connection = socket.create_connection((host, int(port)))
    with pytest.raises(InvalidStatus) as refused:
        await connect(f"ws://evil.example:{port}{path}", sock=connection, **page)
    assert refused.value.response.status_code == 403


async def test_a_program_opens_a_websocket_by_any_name(serve: Serve, open_port: OpenPort) -> None:
    host, _, port = (await open_port(await serve())).partition(":")
    connection = socket.create_connection((host, int(port)))
    async with connect(f"ws://trainer.example:{port}/stream", sock=connection, proxy=None) as websocket:
        await Stream(websocket).result(op="create")


@pytest.mark.parametrize("path", ["/mcp", "/envs/echo/mcp"])
async def test_the_json_rpc_of_openenv_takes_no_page_that_is_not_named(serve: Serve, path: str) -> None:
    served = await serve(cors_origins=["https://good.example"])
    call = '{"jsonrpc": "2.0", "id": 1, "method": "openenv/session/create"}'
    for origin in ("https://evil.example", "http://localhost:8000", "null"):
        # A browser sends it without asking the server first.
        page = {"Content-Type": "text/plain", "Host": "localhost:8000", "Origin": origin}
        problem(await served.http.post(path, content=call, headers=page), 403, "ORIGIN_REFUSED")
    assert served.server.managers["echo"].active == 0
    named = {"Content-Type": "application/json", "Origin": "https://good.example"}
    for headers in (named, {"Content-Type": "application/json"}):
        answer = await served.http.post(path, content=call, headers=headers)
        assert "session_id" in answer.json()["result"]
