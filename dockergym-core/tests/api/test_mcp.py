"""MCP by the official client, of both its eras, over a real server."""

from __future__ import annotations

import asyncio
import importlib.util
import json
import re
import signal
import subprocess
import sys
import time
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import httpx
import httpx2
import pytest
from mcp import Client
from mcp.client.streamable_http import streamable_http_client
from mcp.server.streamable_http_manager import StreamableHTTPSessionManager

from dockergym.api import mcp as mcp_module
from dockergym.client import EnvClient
from dockergym.testing.processes import ServerProcess, server_process
from dockergym.testing.serving import Serve, problem

ERAS = ["legacy", "auto"]
AGENT = {"Accept": "application/json, text/event-stream"}
"""What every client of MCP says that it takes."""


@pytest.fixture(scope="module")
def house() -> Iterator[ServerProcess]:
    """A server of the house of doors."""
    with server_process("doors", "--shareable", "--sessions-per-container", "16", name="house") as server:
        yield server


@asynccontextmanager
async def connected(server: ServerProcess, era: str, **headers: str) -> AsyncIterator[Client]:
    """Connect as an agent does."""
    async with (
        httpx2.AsyncClient(headers=headers, timeout=60) as http,
        Client(streamable_http_client(f"{server.environment_url}/mcp", http_client=http), mode=era) as client,
    ):
        yield client


async def called(client: Client, tool: str, **arguments: Any) -> dict[str, Any]:
    """Call a tool that does what it is asked."""
    result = await client.call_tool(tool, arguments)
    assert not result.is_error, result.content
    (text,) = result.content
    assert json.loads(text.text) == result.structured_content
    shown: dict[str, Any] = result.structured_content
    return shown


async def refused(client: Client, tool: str, **arguments: Any) -> dict[str, Any]:
    """Call a tool that answers with an error an agent can read."""
    result = await client.call_tool(tool, arguments)
    assert result.is_error
    (text,) = result.content
    error: dict[str, Any] = json.loads(text.text)
    return error


def sessions(server: ServerProcess) -> list[str]:
    with EnvClient(server.environment_url) as env:
        return [one.session_id for one in env.sessions()]


def eventually_none(server: ServerProcess) -> None:
    deadline = time.monotonic() + 30
    while sessions(server):
        assert time.monotonic() < deadline, "sessions are left"


@pytest.mark.parametrize("era", ERAS)
async def test_an_agent_plays_by_tools_alone(house: ServerProcess, era: str) -> None:
    async with connected(house, era) as client:
        tools = (await client.list_tools()).tools
        assert [tool.name for tool in tools] == ["reset", "step", "state"]
        assert client.protocol_version < "2026" if era == "legacy" else client.protocol_version >= "2026"
        shown = await called(client, "reset", env_id="cellar", params={"rooms": 2})
        known = {} if era == "legacy" else {"session_id": shown["session_id"]}
        assert shown["observation"].startswith("You are in a house of 2 rooms.")
        assert sessions(house) == [shown["session_id"]]
        while not shown["done"]:
            (colour,) = re.findall(r"A sign says: (\w+)\.", shown["observation"])
            shown = await called(client, "step", action=f"open the {colour} door", **known)
        assert (shown["reward"], shown["step"], shown["info"]["won"]) == (1.0, 2, True)
        state = await called(client, "state", **known)
        assert (state["env_id"], state["status"], state["step"]) == ("cellar", "done", 2)
        error = await refused(client, "step", action="dance", **known)
        assert error["error_code"] == "SESSION_ALREADY_DONE"
        again = await called(client, "reset", **known)
        assert sessions(house) == [again["session_id"]]
        if era == "auto":
            # Nobody can see that such a client is gone: the session waits until it is idle.
            with EnvClient(house.environment_url) as env:
                env.attach(again["session_id"])
    eventually_none(house)


async def test_every_connection_plays_an_episode_of_its_own(house: ServerProcess) -> None:
    async with connected(house, "legacy") as one, connected(house, "legacy") as other:
        first, second = await called(one, "reset"), await called(other, "reset")
        assert first["session_id"] != second["session_id"]
        await called(one, "step", action="dance")
        assert (await called(one, "state"))["step"] == 1
        assert (await called(other, "state"))["step"] == 0
        # Whoever knows a session may name it.
        assert (await called(other, "state", session_id=first["session_id"]))["step"] == 1
    eventually_none(house)


async def test_a_connection_plays_one_episode_however_it_resets(house: ServerProcess) -> None:
    async with connected(house, "legacy") as client:
        await asyncio.gather(called(client, "reset"), called(client, "reset"))
        state = await called(client, "state")
        assert sessions(house) == [state["session_id"]]
        with EnvClient(house.environment_url) as env:
            env.reset()
            again = await called(client, "reset", session_id=env.session_id)
            assert sessions(house) == [again["session_id"]]
    eventually_none(house)


async def test_an_action_under_a_name_is_done_once(house: ServerProcess) -> None:
    async with connected(house, "legacy") as client:
        await called(client, "reset")
        for _ in range(3):
            assert (await called(client, "step", action="dance", request_id="one"))["step"] == 1
        assert (await refused(client, "step", action="sing", request_id="one"))[
            "error_code"
        ] == "REQUEST_CONFLICT"


async def test_mistakes_are_told_so_that_an_agent_can_mend_them(house: ServerProcess) -> None:
    async with connected(house, "legacy") as client:
        error = await refused(client, "step", action="dance")
        assert "call `reset` first" in error["detail"]
        assert "action: Field required" in (await refused(client, "step"))["detail"]
        assert "actoin" in (await refused(client, "step", action="x", actoin="y"))["detail"]
        assert "reset, step, state" in (await refused(client, "jump"))["detail"]
        assert (await refused(client, "reset", seed=-1))["applied"] is False
        failed = await refused(client, "reset", params={"rooms": "many"})
        assert failed["error_code"] == "ENVIRONMENT_ERROR"


async def test_keys_and_quotas_hold(tmp_path: Path) -> None:
    keys = tmp_path / "keys"
    keys.write_text("ada:ada-has-a-key:1\nbob:bob-has-a-key\n")
    with server_process("doors", "--api-keys-file", str(keys), name="house") as server:
        async with httpx.AsyncClient() as stranger:
            answer = await stranger.post(f"{server.environment_url}/mcp", json={}, headers=AGENT)
            problem(answer, 401, "UNAUTHORIZED")
        for era in ERAS:
            async with (
                connected(server, era, Authorization="Bearer ada-has-a-key") as ada,
                connected(server, era, Authorization="Bearer bob-has-a-key") as bob,
            ):
                held = await called(ada, "reset")
                error = await refused(ada, "step", action="x", session_id="another")
                assert error["error_code"] == "SESSION_NOT_FOUND"
                async with connected(server, era, Authorization="Bearer ada-has-a-key") as more:
                    assert (await refused(more, "reset"))["error_code"] == "QUOTA_EXCEEDED"
                other = await called(bob, "reset")
                with EnvClient(server.environment_url, api_key="bob-has-a-key") as env:
                    for one in (held, other):
                        env.attach(one["session_id"])


async def test_an_idle_episode_ends(tmp_path: Path) -> None:
    flags = ["--idle-timeout-s", "0.3", "--reap-interval-s", "0.05"]
    with server_process("doors", *flags, name="house") as server:
        async with connected(server, "legacy") as client:
            await called(client, "reset")
            eventually_none(server)
            error = await refused(client, "step", action="dance")
            assert "idle_timeout_s" in error["detail"]
            await called(client, "reset")


async def test_a_connected_agent_does_not_keep_the_server_from_stopping() -> None:
    with server_process("doors", name="house") as server:
        async with connected(server, "legacy") as client:
            await called(client, "reset")
            server.process.send_signal(signal.SIGTERM)
            begun = time.monotonic()
            assert server.process.wait(60) == 0
            # The requests in flight have half a minute.
            assert time.monotonic() - begun < 20
        assert "Traceback" not in server.log()


async def test_pages_of_other_origins_are_refused(serve: Serve) -> None:
    served = await serve("doors", cors_origins=["https://good.example"])
    for origin, status in [
        ("https://evil.example", 403),
        ("http://test", 403),
        ("https://good.example", 400),
    ]:
        answer = await served.http.post("/mcp", json={}, headers={**AGENT, "Origin": origin})
        assert answer.status_code == status, answer.text
    refusal = await served.http.post("/mcp", json={}, headers={**AGENT, "Origin": "null"})
    problem(refusal, 403, "ORIGIN_REFUSED")


@pytest.mark.parametrize(("episode_s", "connection_s"), [(120, 1800.0), (3600, 3660.0)])
async def test_a_connection_is_not_dropped_before_its_episode_is_ended(
    serve: Serve, monkeypatch: pytest.MonkeyPatch, episode_s: float, connection_s: float
) -> None:
    limits: list[float | None] = []

    class Noted(StreamableHTTPSessionManager):
        def __init__(self, *args: Any, **options: Any) -> None:
            super().__init__(*args, **options)
            limits.append(self.session_idle_timeout)

    monkeypatch.setattr(mcp_module, "StreamableHTTPSessionManager", Noted)
    served = await serve("doors", idle_timeout_s=episode_s)
    await served.http.post("/mcp", json={}, headers=AGENT)
    assert limits == [connection_s]


async def test_without_the_extra_it_says_what_to_install(
    serve: Serve, monkeypatch: pytest.MonkeyPatch
) -> None:
    served = await serve("doors")
    found = importlib.util.find_spec
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: None if name == "mcp" else found(name))
    answer = await served.http.post("/envs/echo/mcp", json={}, headers=AGENT)
    assert "dockergym-core[mcp]" in problem(answer, 501, "MCP_NOT_INSTALLED")["detail"]


def test_the_sdk_is_not_loaded_before_it_is_needed() -> None:
    code = "import sys, dockergym.app; print('mcp' in sys.modules)"
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, timeout=60, check=True
    )
    assert done.stdout.strip() == "False"


def test_the_example_of_the_page_runs(house: ServerProcess, capsys: pytest.CaptureFixture[str]) -> None:
    page = Path(__file__).parents[3] / "docs" / "how-to" / "mcp.md"
    (example,) = re.findall(r"^```python\n(.*?)^```", page.read_text(), re.MULTILINE | re.DOTALL)
    address = "http://localhost:8000/envs/alfworld"
    assert address in example
    exec(compile(example.replace(address, house.environment_url), page.name, "exec"), {})
    said = capsys.readouterr().out.splitlines()
    assert said[0] == "['reset', 'step', 'state']"
    assert said[-1].startswith("1 Nothing happens.")
    with EnvClient(house.environment_url) as env:
        env.end_sessions(run=None)
