"""The OpenEnv face, frame by frame; its own clients play it in tests/openenv."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AsyncExitStack
from pathlib import Path
from typing import Any

import httpx
import pytest
from pydantic import BaseModel
from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosedOK, InvalidStatus

from dockergym.api.openenv.actions import ToolCall, ToolList, read_action
from dockergym.api.openenv.frames import Refused
from dockergym.api.openenv.options import OptionReader
from dockergym.api.openenv.splits import TaskSplits
from dockergym.plugins.environment import Environment
from dockergym.plugins.specs import EnvSpec, Task
from dockergym.settings import ServerSettings
from dockergym.testing.serving import Serve, Served, problem
from dockergym.testing.waiting import eventually

from .conftest import DEADLINE_S, OpenPort

DEEP = "[" * 20_000 + "]" * 20_000
"""JSON, nested deeper than anybody reads it."""
EVENT_STREAM = {"Accept": "application/json, text/event-stream"}


class Frames:
    """A connection of a client that writes frames by hand."""

    def __init__(self, websocket: ClientConnection) -> None:
        self.websocket = websocket

    async def ask(self, frame: Any) -> dict[str, Any]:
        """Send a frame, as JSON unless it is text or bytes, and return the one that answers it."""
        await self.websocket.send(frame if isinstance(frame, str | bytes) else json.dumps(frame))
        async with asyncio.timeout(DEADLINE_S):
            answer: dict[str, Any] = json.loads(await self.websocket.recv())
            return answer

    async def data(self, kind: str, data: Any = None) -> dict[str, Any]:
        """Ask for something that is granted, and return what it gave."""
        answer = await self.ask({"type": kind, "data": data})
        assert answer["type"] != "error", answer
        given: dict[str, Any] = answer["data"]
        return given

    async def error(self, frame: Any) -> dict[str, Any]:
        """Ask for something that is refused, and return the error."""
        answer = await self.ask(frame)
        assert answer["type"] == "error", answer
        given: dict[str, Any] = answer["data"]
        return given


OpenFrames = Callable[..., Awaitable[Frames]]


@pytest.fixture
async def open_frames(open_port: OpenPort) -> AsyncIterator[OpenFrames]:
    """Return a function that connects to a server as OpenEnv's clients do."""
    async with AsyncExitStack() as stack:

        async def open_one(served: Served, path: str = "/envs/echo/ws", **options: Any) -> Frames:
            address = f"ws://{await open_port(served)}{path}"
            return Frames(await stack.enter_async_context(connect(address, proxy=None, **options)))

        yield open_one


async def active(served: Served) -> int:
    return int((await served.http.get("/health")).json()["active_sessions"])


async def rpc(
    served: Served, method: str, headers: dict[str, str] | None = None, **params: Any
) -> dict[str, Any]:
    """Send a JSON-RPC request and return the whole answer."""
    request = {"jsonrpc": "2.0", "id": 7, "method": method, "params": params}
    answer = await served.http.post("/envs/echo/mcp", json=request, headers=headers)
    assert answer.status_code == 200
    body: dict[str, Any] = answer.json()
    assert (body["jsonrpc"], body["id"]) == ("2.0", 7)
    return body


async def test_what_is_no_request_is_told_and_the_connection_goes_on(
    serve: Serve, open_frames: OpenFrames
) -> None:
    frames = await open_frames(await serve())
    assert (await frames.error("{"))["code"] == "INVALID_JSON"
    assert (await frames.error('{"type": "step", "data": {"action": "\\ud800"}}'))["code"] == "INVALID_JSON"
    assert (await frames.error([1, 2]))["code"] == "VALIDATION_ERROR"
    assert (await frames.error({"type": "fly"}))["code"] == "UNKNOWN_TYPE"
    assert (await frames.error({"data": {}}))["code"] == "UNKNOWN_TYPE"
    assert (await frames.error({"type": "step", "data": "look"}))["errors"][0]["loc"] == ["data"]
    assert (await frames.error({"type": "reset", "data": [1]}))["code"] == "VALIDATION_ERROR"
    assert (await frames.error('{"type": "step", "data": ' + DEEP + "}"))["code"] == "INVALID_JSON"
    assert (await frames.ask(b'{"type": "state", "request_id": "r"}'))["type"] == "state"
    too_long = json.dumps({"type": "step", "data": {"action": "x" * 1_100_000}})
    assert "--max-body-bytes" in (await frames.error(too_long))["message"]


async def test_close_ends_the_connection_in_good_order(serve: Serve, open_frames: OpenFrames) -> None:
    served = await serve()
    frames = await open_frames(served)
    await frames.data("reset")
    with pytest.raises(ConnectionClosedOK) as ended:
        await frames.ask({"type": "close"})
    assert ended.value.rcvd is not None
    assert ended.value.rcvd.code == 1000
    await eventually(lambda: served.server.managers["echo"].active == 0, DEADLINE_S)


async def test_the_first_request_beyond_the_cap_is_answered_and_then_the_connection_closed(
    serve: Serve, open_frames: OpenFrames
) -> None:
    served = await serve(max_sessions=1)
    first, second = await open_frames(served), await open_frames(served)
    await first.data("reset")
    refused = await second.error({"type": "reset"})
    assert (refused["code"], refused["active_sessions"], refused["max_sessions"]) == (
        "CAPACITY_REACHED",
        1,
        1,
    )
    with pytest.raises(ConnectionClosedOK):
        await second.websocket.recv()
    third = await open_frames(served)
    waiting = asyncio.create_task(third.data("reset", {"wait_s": 30}))
    await eventually(lambda: served.server.managers["echo"].waiting == 1, DEADLINE_S)
    await first.websocket.close()
    assert (await waiting)["observation"]["observation"] == "ready: "


async def test_a_reset_waits_where_others_were_in_the_queue_before(
    serve: Serve, open_frames: OpenFrames
) -> None:
    served = await serve(max_sessions=1)
    frames = await open_frames(served)
    await frames.data("reset")
    other = asyncio.create_task(served.http.post("/sessions", json={"wait_s": 30}))
    await eventually(lambda: served.server.managers["echo"].waiting == 1, DEADLINE_S)
    reset = asyncio.create_task(frames.data("reset"))
    created = (await other).json()
    await served.http.delete(f"/sessions/{created['session_id']}")
    assert (await reset)["done"] is False


async def test_a_client_that_goes_away_during_reset_leaves_nothing(
    serve: Serve, open_frames: OpenFrames
) -> None:
    served = await serve("slow")
    frames = await open_frames(served)
    await frames.websocket.send(json.dumps({"type": "reset", "data": {"init_s": 60}}))
    await eventually(lambda: served.server.managers["echo"].active == 1, DEADLINE_S)
    await frames.websocket.close()
    await eventually(lambda: served.server.managers["echo"].active == 0, DEADLINE_S)


async def test_requests_sent_ahead_are_answered_in_order(serve: Serve, open_frames: OpenFrames) -> None:
    frames = await open_frames(await serve())
    for frame in ({"type": "reset"}, {"type": "step", "data": {"text": "one"}}, {"type": "state"}):
        await frames.websocket.send(json.dumps(frame))
    answers = [json.loads(await frames.websocket.recv()) for _ in range(3)]
    assert [one["type"] for one in answers] == ["observation", "observation", "state"]
    assert answers[2]["data"]["step_count"] == 1


async def test_a_crashed_worker_is_told_and_the_next_reset_begins_anew(
    serve: Serve, open_frames: OpenFrames
) -> None:
    frames = await open_frames(await serve("crashing"))
    await frames.data("reset")
    crashed = await frames.error({"type": "step", "data": {"action": "exit 3"}})
    assert (crashed["code"], crashed["error_code"]) == ("EXECUTION_ERROR", "WORKER_CRASHED")
    lost = await frames.error({"type": "step", "data": {"action": "look"}})
    assert lost["code"] == "EXECUTION_ERROR"
    assert (await frames.data("reset"))["done"] is False


async def test_tools_are_steps(serve: Serve, open_frames: OpenFrames) -> None:
    frames = await open_frames(await serve())
    listed = await frames.data("step", {"type": "list_tools"})
    [tool] = listed["observation"]["tools"]
    assert (tool["name"], tool["input_schema"]["required"]) == ("act", ["action"])
    await frames.data("reset")
    call = {"type": "call_tool", "tool_name": "act", "arguments": {"action": "look"}}
    called = await frames.data("step", call)
    assert called["observation"]["result"]["data"] == "echo: look"
    assert (called["observation"]["error"], called["reward"]) == (None, 1.0)
    unknown = await frames.data("step", {**call, "tool_name": "fly"})
    assert unknown["observation"]["error"]["error_type"] == "tool_not_found"
    params = {"name": "act", "arguments": {"action": "x"}}
    request = {"jsonrpc": "2.0", "id": 1, "method": "tools/call", "params": params}
    tunnelled = await frames.data("mcp", request)
    assert tunnelled["result"]["data"] == "echo: x"
    assert (await frames.data("state"))["step_count"] == 2


async def test_a_session_made_over_http_is_played_over_its_socket(
    serve: Serve, open_frames: OpenFrames
) -> None:
    served = await serve()
    session = (await rpc(served, "openenv/session/create"))["result"]["session_id"]
    frames = await open_frames(served, f"/envs/echo/ws?session_id={session}")
    early = await rpc(served, "tools/call", name="act", arguments={"action": "x"}, session_id=session)
    assert early["error"]["code"] == -32603
    await frames.data("reset")
    called = await rpc(served, "tools/call", name="act", arguments={"action": "x"}, session_id=session)
    assert called["result"]["data"] == "echo: x"
    assert (await frames.data("state"))["step_count"] == 1
    second = await open_frames(served, f"/envs/echo/ws?session_id={session}")
    assert "already has a socket" in (await second.error({"type": "state"}))["message"]
    closed = await rpc(served, "openenv/session/close", session_id=session)
    assert closed["result"] == {"session_id": session, "closed": False, "closing": True}
    await frames.websocket.close()
    await eventually(lambda: served.server.managers["echo"].active == 0, DEADLINE_S)
    stranger = await open_frames(served, "/envs/echo/ws?session_id=nobody")
    assert (await stranger.error({"type": "state"}))["code"] == "SESSION_ERROR"


async def test_json_rpc_over_a_socket_plays_without_naming_a_session(
    serve: Serve, open_frames: OpenFrames
) -> None:
    frames = await open_frames(await serve(), "/envs/echo/mcp")
    listed = await frames.ask({"jsonrpc": "2.0", "id": 1, "method": "tools/list"})
    assert [tool["name"] for tool in listed["result"]["tools"]] == ["act"]
    assert (await frames.ask("{"))["error"]["code"] == -32700
    assert (await frames.ask(DEEP))["error"]["code"] == -32700


@pytest.mark.parametrize(
    ("request_body", "code"),
    [
        ({}, -32600),
        ([], -32600),
        ({"jsonrpc": "2.0", "method": "initialize"}, -32601),
        ({"jsonrpc": "2.0", "method": "tools/call"}, -32602),
        ({"jsonrpc": "2.0", "method": "tools/call", "params": {"session_id": "x"}}, -32602),
        ({"jsonrpc": "2.0", "method": "tools/list", "params": []}, 0),
        ({"jsonrpc": "2.0", "method": "tools/list", "params": [1]}, -32602),
        ({"jsonrpc": "2.0", "method": "openenv/session/close"}, -32602),
    ],
)
async def test_json_rpc_errors_have_their_codes(serve: Serve, request_body: Any, code: int) -> None:
    answer = await (await serve()).http.post("/envs/echo/mcp", json=request_body)
    assert answer.status_code == 200
    assert answer.json().get("error", {"code": 0})["code"] == code


async def test_json_rpc_sessions_are_limited_and_their_owners_apart(serve: Serve, tmp_path: Path) -> None:
    keys = tmp_path / "keys"
    keys.write_text("ann:key-of-ann\nben:key-of-ben\n")
    served = await serve(max_sessions=2, api_keys_file=keys)
    ann, ben = ({"Authorization": f"Bearer key-of-{name}"} for name in ("ann", "ben"))
    session = (await rpc(served, "openenv/session/create", ann))["result"]["session_id"]
    assert (await rpc(served, "tools/list", ben, session_id=session))["error"]["code"] == -32602
    assert "result" in await rpc(served, "openenv/session/create", ben)
    full = await rpc(served, "openenv/session/create", ben)
    assert full["error"]["code"] == -32000
    assert full["error"]["data"] == {"active_sessions": 2, "max_sessions": 2}
    assert (await rpc(served, "openenv/session/close", ann, session_id=session))["result"]["closed"] is True
    assert "result" in await rpc(served, "openenv/session/create", ben)


async def test_clients_that_accept_an_event_stream_are_left_to_mcp(serve: Serve) -> None:
    served = await serve()
    request = {"jsonrpc": "2.0", "id": 1, "method": "openenv/session/create"}
    ours = await served.http.post("/envs/echo/mcp", json=request)
    assert "session_id" in ours.json()["result"]
    theirs = await served.http.post("/envs/echo/mcp", json=request, headers=EVENT_STREAM)
    assert "session_id" not in theirs.json().get("result", {})


async def test_keys_of_the_path_are_seen_by_nobody_else(serve: Serve, open_frames: OpenFrames) -> None:
    served = await serve(api_key="a-secret-key")
    shown = await served.http.get("/k/a-secret-key/envs/echo/health")
    assert shown.status_code == 200
    refused = await served.http.get("/k/another-key/envs/nobody")
    assert "another-key" not in problem(refused, 401, "UNAUTHORIZED")["detail"]
    missing = await served.http.get("/k/a-secret-key/envs/nobody")
    assert "a-secret-key" not in json.dumps(problem(missing, 404, "ENVIRONMENT_NOT_FOUND"))
    frames = await open_frames(served, "/k/a-secret-key/envs/echo/ws")
    assert (await frames.data("reset"))["done"] is False
    with pytest.raises(InvalidStatus) as turned_away:
        await open_frames(served)
    assert turned_away.value.response.status_code == 403


async def test_over_http_an_episode_is_played_by_its_session_id(serve: Serve) -> None:
    served = await serve(max_sessions=1)
    http = served.http
    first = (await http.post("/envs/echo/reset", json={"seed": 3, "length": 2})).json()
    session = first["metadata"]["session_id"]
    assert problem(await http.post("/envs/echo/reset"), 503, "NO_SLOTS_AVAILABLE")["retryable"]
    step = {"action": {"action": "look"}, "session_id": session, "request_id": "once", "timeout_s": 5}
    stepped = (await http.post("/envs/echo/step", json=step)).json()
    assert stepped["observation"]["observation"] == "echo: look"
    assert (await http.post("/envs/echo/step", json=step)).json() == stepped
    state = (await http.get("/envs/echo/state", params={"session_id": session})).json()
    assert (state["step_count"], state["seed"]) == (1, 3)
    assert (await http.get("/envs/echo/state")).json()["episode_id"] is None
    again = (await http.post("/envs/echo/reset", json={"session_id": session})).json()
    assert again["metadata"]["session_id"] != session
    bad = {"action": {"nope": 1}, "session_id": again["metadata"]["session_id"]}
    problem(await http.post("/envs/echo/step", json=bad), 422, "INVALID_REQUEST")
    problem(
        await http.post("/envs/echo/step", json={**step, "session_id": "nobody"}), 404, "SESSION_NOT_FOUND"
    )


@pytest.mark.parametrize(
    ("path", "content", "said"),
    [
        ("/reset", '{"seed": 1e400}', "data.seed"),
        ("/reset", '{"seed": "\\ud800"}', "surrogate"),
        ("/reset", '{"length": "\\ud800"}', "surrogate"),
        ("/step", '{"action": {"nope": 1e400}, "session_id": "x"}', "data.nope"),
        ("/step", '{"action": {"action": "\\ud800"}, "session_id": "x"}', "surrogate"),
        ("/step", '{"action": {"\\ud800": 1}, "session_id": "x"}', "no such field"),
    ],
)
async def test_over_http_what_python_alone_writes_as_json_is_refused(
    serve: Serve, path: str, content: str, said: str
) -> None:
    served = await serve()
    answer = await served.http.post(path, content=content, headers={"Content-Type": "application/json"})
    assert said in problem(answer, 422, "INVALID_REQUEST")["detail"]
    assert await active(served) == 0


async def test_over_http_too_the_time_is_limited(serve: Serve) -> None:
    served = await serve("slow", openenv_timeout_s=0.3)
    late = await served.http.post("/envs/echo/reset", json={"init_s": 30})
    assert "openenv_timeout_s" in problem(late, 504, "WORKER_TIMEOUT")["detail"]
    assert await active(served) == 0


async def test_a_reset_that_waits_for_longer_than_its_answer_may_take_is_told_that_there_is_no_slot(
    serve: Serve, open_frames: OpenFrames
) -> None:
    served = await serve(max_sessions=1, openenv_timeout_s=1)
    await served.create()
    answer = await served.http.post("/reset", json={"wait_s": 100})
    told = problem(answer, 503, "NO_SLOTS_AVAILABLE")
    assert (told["applied"], told["retryable"]) == (False, True)
    assert int(answer.headers["Retry-After"]) >= 1
    refused = await (await open_frames(served)).error({"type": "reset", "data": {"wait_s": 100}})
    assert refused["code"] == "CAPACITY_REACHED"


async def test_another_reset_that_stays_in_the_queue_is_told_that_there_is_no_slot(
    serve: Serve, open_frames: OpenFrames
) -> None:
    served = await serve(max_sessions=1, openenv_timeout_s=2)
    frames = await open_frames(served)
    await frames.data("reset")
    other = asyncio.create_task(served.http.post("/sessions", json={"wait_s": 30}))
    await eventually(lambda: served.server.managers["echo"].waiting == 1, DEADLINE_S)
    assert (await frames.error({"type": "reset"}))["code"] == "CAPACITY_REACHED"
    assert (await other).status_code == 200


async def test_tasks_are_listed_by_split_and_played_by_place(serve: Serve, open_frames: OpenFrames) -> None:
    served = await serve(env_files=["a", "b", "c"])
    http = served.http
    assert (await http.get("/envs/echo/list_environments")).json() == ["echo"]
    assert (await http.get("/envs/echo/echo/splits")).json() == [{"name": "all", "type": "train"}]
    asked = {"split": "all", "index": 1, "start": 1, "stop": 3}
    assert (await http.post("/envs/echo/echo/num_tasks", json=asked)).json() == {"num_tasks": 3}
    assert (await http.post("/envs/echo/echo/task", json=asked)).json() == {"task": {"task_id": "b"}}
    ranged = (await http.post("/envs/echo/echo/task_range", json=asked)).json()
    assert [task["task_id"] for task in ranged["tasks"]] == ["b", "c"]
    listed = (await http.post("/envs/echo/echo/tasks", json=asked)).json()
    assert (len(listed["tasks"]), listed["env_name"]) == (3, "echo")
    assert (await http.post("/envs/echo/echo/task", json={"split": "all", "index": 3})).status_code == 400
    assert (await http.post("/envs/echo/echo/tasks", json={"split": "none"})).status_code == 400
    assert (await http.get("/envs/echo/other/splits")).status_code == 404
    frames = await open_frames(served)
    played = await frames.data("reset", {"split": "all", "index": 2})
    assert played["observation"]["observation"] == "ready: c"


async def test_an_environment_without_tasks_has_no_task_lists(serve: Serve) -> None:
    assert (await (await serve()).http.get("/envs/echo/echo/splits")).status_code == 501


class Params(BaseModel):
    max_steps: int = 10
    split: str | None = None


def reader(**spec: Any) -> OptionReader:
    environment = Environment("game", EnvSpec(**spec), ServerSettings())
    splits = {"a": "train", "b": "train", "c": "valid_seen"}
    environment.tasks = [Task(name, {"split": split}) for name, split in splits.items()]
    return OptionReader(environment, TaskSplits(environment))


def test_options_are_told_apart_from_the_environment_s_params() -> None:
    read = reader(params_model=Params).read
    options = read({"seed": 5, "episode_id": "e", "max_steps": 3, "split": "train", "run": None, "wait_s": 2})
    assert (options.request.seed, options.request.params) == (5, {"max_steps": 3, "split": "train"})
    assert (options.request.env_id, options.request.rollout, options.wait_s) == (None, "e", 2.0)
    assert read({"split": "train", "index": 1}).request.env_id == "b"
    assert read({"split": "train", "index": 1}).request.params == {}
    assert read({"task_id": "c"}).request.env_id == read({"env_id": "c"}).request.env_id == "c"
    assert read(None).request.params == {}
    assert reader().read({"anything": 1}).request.params == {"anything": 1}
    assert reader().read({"split": "valid_seen"}).request.env_id == "c"
    chosen = {reader().read({"split": "train", "seed": 4}).request.env_id for _ in range(5)}
    assert len(chosen) == 1
    assert chosen <= {"a", "b"}


@pytest.mark.parametrize(
    ("data", "said"),
    [
        ({"max_step": 3}, "did you mean 'max_steps'?"),
        (
            {"unknown": 1},
            "it takes env_id, episode_id, index, max_steps, rollout, run, seed, split, task_id, wait_s",
        ),
        ({"seed": "five"}, "data.seed"),
        ({"index": 9}, "'game' has the tasks 0 to 2"),
        ({"split": "none", "index": 0}, "splits: train, valid_seen"),
        ({"wait_s": 1e9}, "data.wait_s"),
        ("text", "the options of reset are an object"),
    ],
)
def test_options_that_do_not_fit_are_refused(data: Any, said: str) -> None:
    with pytest.raises(Refused) as refused:
        reader(params_model=Params).read(data)
    assert said in refused.value.message
    assert refused.value.extra["errors"]


@pytest.mark.parametrize("name", ["action", "message", "command", "text"])
def test_the_text_of_an_action_has_four_names(name: str) -> None:
    assert read_action({name: "go", "metadata": {"tag": 1}}, None) == "go"


def test_actions_that_are_objects_are_told_as_json() -> None:
    assert json.loads(str(read_action({"x": 1, "metadata": {}}, {"type": "object"}))) == {"x": 1}
    assert read_action({"type": "list_tools"}, {}) == ToolList()
    call = {"type": "call_tool", "tool_name": "act", "arguments": {"action": "x"}, "metadata": {}}
    assert read_action(call, None) == ToolCall("act", {"action": "x"})


@pytest.mark.parametrize(
    "data",
    [{}, {"metadata": {}}, {"action": 1}, {"action": "a", "text": "b"}, {"action": "a", "x": 1}, "go", None],
)
def test_what_is_no_action_is_refused(data: Any) -> None:
    with pytest.raises(Refused) as refused:
        read_action(data, None)
    assert refused.value.code == "VALIDATION_ERROR"


def test_an_action_that_cannot_be_written_is_refused() -> None:
    with pytest.raises(Refused):
        read_action({"x": "\ud800"}, {"type": "object"})


async def test_documents_say_what_is_played(serve: Serve) -> None:
    http: httpx.AsyncClient = (await serve()).http
    assert (await http.get("/envs/echo/metadata")).json()["name"] == "echo"
    schemas = (await http.get("/envs/echo/schema")).json()
    assert schemas["action"]["required"] == ["action"]
    assert {"observation", "state", "reset_observation"} <= schemas.keys()
    document = (await http.get("/envs/echo/openapi.json")).json()
    assert document["info"]["version"].startswith("1.")
    assert {"/reset", "/step", "/state"} <= document["paths"].keys()


def test_the_default_limit_is_below_the_patience_of_openenv_s_clients() -> None:
    # 60 seconds in both generations; five are left for the network.
    assert ServerSettings().openenv_timeout_s <= 55
