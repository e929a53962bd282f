"""Nothing that a client or a worker names leads out of where it belongs."""

from __future__ import annotations

import asyncio
import socket
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from dockergym.plugins.specs import Volume, translate_path
from dockergym.sessions.worker import connect_unix
from dockergym.testing.serving import Serve, problem

LIAR = """
import json, os, sys
hello = {{"status": "hello", "protocol": 1, "socket": {name!r}, "fork": False, "sdk": "x"}}
print(json.dumps(hello), flush=True)
sys.stdin.read()
"""


@pytest.fixture
def forbidden() -> Iterator[tuple[Path, socket.socket]]:
    """Return a socket that no worker should make the server connect to, and its path."""
    with tempfile.TemporaryDirectory() as folder, socket.socket(socket.AF_UNIX) as listener:
        path = Path(folder) / "engine.sock"
        listener.bind(str(path))
        listener.listen()
        listener.setblocking(False)
        yield path, listener


async def test_a_link_in_the_socket_folder_is_not_followed(
    tmp_path: Path, forbidden: tuple[Path, socket.socket]
) -> None:
    path, listener = forbidden
    (tmp_path / "keeper.sock").symlink_to(path)
    with pytest.raises(OSError):
        await connect_unix(tmp_path / "keeper.sock", asyncio.Protocol())
    with pytest.raises(BlockingIOError):
        listener.accept()
    await connect_unix(path, asyncio.Protocol())
    listener.accept()[0].close()


async def test_a_file_that_is_no_socket_is_refused(tmp_path: Path) -> None:
    (tmp_path / "keeper.sock").write_text("")
    with pytest.raises(OSError, match="no socket"):
        await connect_unix(tmp_path / "keeper.sock", asyncio.Protocol())


@pytest.mark.parametrize("name", ["../../other/keeper.sock", "/run/docker.sock", "a/b.sock", "..", ""])
async def test_a_worker_cannot_name_a_socket_outside_its_folder(
    serve: Serve, tmp_path: Path, name: str
) -> None:
    script = tmp_path / "liar.py"
    script.write_text(LIAR.format(name=name), encoding="utf-8")
    served = await serve(worker_command=[sys.executable, str(script)], init_timeout_s=10)
    answer = await served.http.post("/sessions")
    assert answer.json()["error_code"] in ("WORKER_PROTOCOL_ERROR", "WORKER_START_FAILED"), answer.text
    assert (await served.http.get("/health")).json()["active_sessions"] == 0


# A bare `..` never leaves the client: it asks for the path above instead.
IDS = ["%2e%2e", "..%2fenvs", "%2e%2e%2f%2e%2e", "a/../../b", "x" * 5000, "%00", "~", "keeper", "template-1"]


@pytest.mark.parametrize("session_id", IDS)
async def test_a_session_id_is_looked_up_and_nothing_else(serve: Serve, session_id: str) -> None:
    served = await serve()
    await served.create()
    for method, path in (("POST", "/step"), ("GET", ""), ("POST", "/fork"), ("DELETE", "")):
        answer = await served.http.request(
            method, f"/sessions/{session_id}{path}", json={"action": "x"} if path == "/step" else None
        )
        assert answer.status_code in (404, 405), answer.text
    assert (await served.http.get("/health")).json()["active_sessions"] == 1


@pytest.mark.parametrize("env_id", ["../../etc/passwd", "/etc/passwd", "a\0b", "a/../b", "a/./b", ""])
async def test_a_task_is_one_of_those_listed(serve: Serve, env_id: str) -> None:
    served = await serve(env_files=["a/b", "b"])
    answer = await served.http.post("/sessions", json={"env_id": env_id})
    problem(answer, 404, "TASK_NOT_FOUND")


@pytest.mark.parametrize(
    "params", [{"cmd": "fork", "sessions": [{"session": "mine"}]}, {"cmd": "close"}, {"id": 7}]
)
async def test_params_make_no_other_command(serve: Serve, params: dict[str, Any]) -> None:
    served = await serve()
    answer = await served.http.post("/sessions", json={"params": params})
    problem(answer, 422, "INVALID_PARAMS")
    assert (await served.http.get("/health")).json()["active_sessions"] == 0


@pytest.mark.parametrize(
    ("path", "seen"),
    [
        ("/data/../etc/passwd", "/data/../etc/passwd"),
        ("/data/games/../../etc/passwd", "/data/games/../../etc/passwd"),
        ("/data2/x", "/data2/x"),
        ("/data/a/../b", "/games/b"),
    ],
)
def test_only_what_is_below_a_volume_is_translated(path: str, seen: str) -> None:
    assert translate_path(path, [Volume(Path("/data"), "/games", True)]) == seen
