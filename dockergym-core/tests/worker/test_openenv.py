"""A server that speaks OpenEnv becomes a worker. The server here is our own, which speaks it too."""

from __future__ import annotations

import os
import signal
import socket
import sys
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

import pytest

from dockergym.testing.serving import Serve, Served, problem, worker_command
from dockergym_worker.openenv import InvalidAction, read_action, read_observation, text_field_of

Play = Callable[..., Awaitable[Served]]


@pytest.fixture
def serve_openenv(serve: Serve, tmp_path: Path) -> Play:
    """Serve what a server of ours serves, over OpenEnv."""

    async def start(worker: str = "echo", **options: Any) -> Served:
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            port = probe.getsockname()[1]
        inner = [sys.executable, "-m", "dockergym", "serve", "--runtime", "local", "--port", str(port)]
        inner += ["--name", "inner", "--state-dir", str(tmp_path / "inner")]
        inner += ["--worker-command", " ".join(worker_command(worker))]
        bridge = [sys.executable, "-m", "dockergym_worker.openenv", *inner]
        variables = {"DOCKERGYM_OPENENV_PORT": str(port)}
        return await serve(worker_command=bridge, container_env=variables, env_name="bridged", **options)

    return start


def server_within(keeper: int) -> int:
    """Return the process of the server that a worker has started."""
    children = Path(f"/proc/{keeper}/task/{keeper}/children").read_text().split()
    commands = {int(pid): Path(f"/proc/{pid}/cmdline").read_bytes().split(b"\0") for pid in children}
    (found,) = (pid for pid, command in commands.items() if b"dockergym_worker.openenv" not in command)
    return found


async def test_an_episode_is_played_to_its_end(serve_openenv: Play) -> None:
    served = await serve_openenv()
    created = await served.create(env_id="a-task", params={"length": 2}, seed=5)
    assert '"observation": "ready: a-task"' in created["observation"]
    first = (await served.step(created["session_id"], "as text")).json()
    assert first["info"]["observation"] == "echo: as text"
    assert first["info"]["admissible_commands"] == ["look", "wait"]
    second = (await served.step(created["session_id"], '{"message": "as JSON"}')).json()
    assert second["info"]["observation"] == "echo: as JSON"
    assert (second["reward"], second["done"], second["terminated"], second["truncated"]) == (
        1.0,
        True,
        True,
        False,
    )
    assert second["info"]["metadata"]["step"] == 2


async def test_a_bad_action_is_told_and_the_session_goes_on(serve_openenv: Play) -> None:
    served = await serve_openenv()
    session = (await served.create())["session_id"]
    refused = problem(await served.step(session, '{"nope": 1}'), 502, "ENVIRONMENT_ERROR")
    assert "data.action: Field required" in refused["detail"]
    assert (await served.step(session, "look")).json()["info"]["observation"] == "echo: look"


async def test_options_that_the_environment_refuses_are_the_requests_fault(serve_openenv: Play) -> None:
    served = await serve_openenv()
    answer = await served.http.post("/sessions", json={"params": {"index": -1}})
    assert "data.index" in problem(answer, 422, "INVALID_PARAMS")["detail"]


async def test_a_request_sent_again_is_applied_once(serve_openenv: Play) -> None:
    served = await serve_openenv("dice")
    session = (await served.create())["session_id"]
    first = (await served.step(session, "roll", request_id="one")).json()
    assert (await served.step(session, "roll", request_id="one")).json() == first
    assert (await served.step(session, "roll")).json()["info"]["rolls"] == 2


async def test_the_end_of_the_image_s_server_is_a_crash(serve_openenv: Play) -> None:
    served = await serve_openenv()
    session = (await served.create())["session_id"]
    worker = served.server.managers["bridged"].get(session).worker
    assert worker is not None
    inner = server_within(int(worker.handle.reference))
    os.kill(inner, signal.SIGKILL)
    crashed = problem(await served.step(session, "look"), 502, "WORKER_CRASHED")
    assert "the image's server let go of the session" in crashed["stderr"]


async def test_a_server_that_does_not_start_says_why(serve: Serve) -> None:
    failing = [sys.executable, "-c", "raise SystemExit('no such module here')"]
    served = await serve(worker_command=[sys.executable, "-m", "dockergym_worker.openenv", *failing])
    answer = await served.http.post("/sessions", json={})
    assert answer.status_code == 502
    assert "the image's server has ended" in answer.json()["detail"]


@pytest.mark.parametrize(
    ("schema", "field"),
    [
        ({"properties": {"message": {"type": "string"}, "metadata": {}}, "required": ["message"]}, "message"),
        ({"properties": {"text": {"type": "string"}, "metadata": {"type": "object"}}}, "text"),
        ({"properties": {"x": {"type": "integer"}}, "required": ["x"]}, None),
        ({"properties": {"a": {"type": "string"}, "b": {"type": "string"}}, "required": ["a", "b"]}, None),
        ({"properties": {"a": {"type": "string"}, "b": {"type": "string"}}, "required": ["a"]}, "a"),
        (None, None),
    ],
)
def test_text_is_an_action_where_one_field_is_all_it_needs(schema: Any, field: str | None) -> None:
    assert text_field_of(schema) == field


def test_text_that_cannot_be_an_action_is_refused() -> None:
    assert read_action('{"x": 1}', None) == {"x": 1}
    assert read_action("[1]", "text") == {"text": "[1]"}
    with pytest.raises(InvalidAction):
        read_action("go", None)


def test_an_observation_is_read_in_the_shapes_of_both_generations() -> None:
    old = {"observation": {"said": "hi"}, "reward": None, "done": False}
    assert read_observation(old) == ('{"said": "hi"}', 0.0, False, False, {"said": "hi"})
    metadata = {"truncated": True}
    new = {
        "observation": {"said": "hi", "metadata": metadata, "done": True},
        "reward": True,
        "done": True,
        "metadata": metadata,
    }
    assert read_observation(new) == (
        '{"said": "hi"}', 1.0, False, True, {"said": "hi", "metadata": metadata},
    )  # fmt: skip
