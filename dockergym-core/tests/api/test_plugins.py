"""What clients see of plugins that go wrong."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator, Mapping
from contextlib import AsyncExitStack
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from websockets.asyncio.client import connect

from dockergym.api.mcp_tools import Caller, EpisodeTools
from dockergym.plugins import hookimpl
from dockergym.plugins.discovery import LoadedPlugin
from dockergym.plugins.hooks import Hooks
from dockergym.plugins.specs import CreateRequest, SessionInit, StepResult
from dockergym.settings import ServerConfig
from dockergym.testing.serving import Serve, Served, problem, serving, worker_command

from .conftest import OpenPort, OpenStream


class Mapper:
    """Shows a map with every step, and tells the worker of one, as no JSON can hold it."""

    @hookimpl
    def dockergym_translate_observation(self, result: StepResult) -> StepResult | None:
        return replace(result, info={**result.info, "map": Path("map.png")}) if result.step else None

    @hookimpl
    def dockergym_create_session(self, request: CreateRequest) -> SessionInit | None:
        return (
            SessionInit(env_id=None, params={"map": Path("map.png")}) if request.env_id == "mapped" else None
        )


@pytest.fixture
async def served(tmp_path: Path) -> AsyncIterator[Served]:
    settings = ServerConfig(
        env_name="echo", runtime="local", state_dir=tmp_path / "state", worker_command=worker_command("echo")
    )
    async with AsyncExitStack() as stack:
        mapper = LoadedPlugin(name="mapper", plugin=Mapper(), distribution="maps")
        yield await stack.enter_async_context(serving(settings, plugins=[mapper]))


async def test_a_reply_that_a_plugin_made_unfit_for_json_is_its_fault_and_the_step_is_applied(
    served: Served,
) -> None:
    session_id = (await served.create())["session_id"]
    told = problem(await served.step(session_id, "look"), 500, "PLUGIN_ERROR")
    assert told["applied"] is True
    assert "plugin 'mapper' of maps" in told["detail"]
    assert "info.map: JSON cannot hold it" in told["detail"]
    assert served.server.managers["echo"].get(session_id).step_count == 1


class Unspeakable(Hooks):
    """Refuses every create, in words that UTF-8 cannot hold."""

    def on_create_session(self, env_id: str | None, params: Mapping[str, Any]) -> Any:
        raise ValueError("half a pair: \ud800")


async def test_an_error_that_quotes_what_utf_8_cannot_hold_is_told_on_every_way(
    serve: Serve, open_stream: OpenStream, open_port: OpenPort
) -> None:
    served = await serve(hooks=Unspeakable())
    told = [(await (await open_stream(served)).ask(op="create"))["error"]["detail"]]
    told.append(problem(await served.http.post("/sessions"), 500, "PLUGIN_ERROR")["detail"])
    [item] = (await served.http.post("/batch/create", json={"items": [{}]})).json()["items"]
    told.append(item["error"]["detail"])
    tools = EpisodeTools(served.server.managers["echo"])
    told.append(json.loads((await tools.call("reset", {}, Caller(None, ""))).content)["detail"])
    async with connect(f"ws://{await open_port(served)}/ws", proxy=None) as websocket:
        await websocket.send('{"type": "reset", "data": {}}')
        told.append(json.loads(await websocket.recv())["data"]["message"])
    assert [detail[-14:] for detail in told] == ["half a pair: \ud800"[-14:]] * 5


async def test_params_that_a_plugin_made_unfit_for_json_are_its_fault_and_take_no_slot(
    served: Served,
) -> None:
    told = problem(await served.http.post("/sessions", json={"env_id": "mapped"}), 500, "PLUGIN_ERROR")
    assert told["applied"] is False
    assert "plugin 'mapper' of maps" in told["detail"]
    assert "params.map: JSON cannot hold it" in told["detail"]
    assert served.server.managers["echo"].active == 0
