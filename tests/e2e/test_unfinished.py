"""A server is killed in the middle of making several sessions: the next one has all of them, or none."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from typing import Any

import httpx
import pytest

pytestmark = pytest.mark.faults

GATED = '''
"""Goes through a gate, a file in a folder, at init and at the action `gate`; leaves a mark when it stands before it."""
import os, time
from pathlib import Path
from dockergym_worker import BaseWorker

FOLDER = Path({folder!r})

class Gated(BaseWorker):
    deterministic = True

    def pass_through(self, where):
        (FOLDER / f"{{where}}-{{os.getpid()}}").touch()
        while not (FOLDER / f"{{where}}-open").exists():
            time.sleep(0.01)

    def init_env(self, env_id, params):
        self.pass_through("init")
        return "begun", 0.0, False, {{}}

    def step_env(self, action):
        self.pass_through(action)
        return f"passed: {{action}}", 0.0, False, {{}}

Gated().run()
'''


class Gate:
    """What lets workers pass, or holds them."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        script = folder / "gated.py"
        script.write_text(GATED.format(folder=str(folder)))
        self.command = ["--worker-command", sys.executable, str(script), "--deterministic"]

    def open(self, where: str) -> None:
        """Let all pass."""
        (self.folder / f"{where}-open").touch()

    def shut(self, where: str) -> None:
        """Hold who comes from now on, and forget who came before."""
        for mark in self.folder.glob(f"{where}-*"):
            mark.unlink()

    def waiting(self, where: str) -> int:
        """Return how many have come there."""
        return len([mark for mark in self.folder.glob(f"{where}-*") if not mark.name.endswith("-open")])


@pytest.fixture
def gate(tmp_path: Path) -> Gate:
    return Gate(tmp_path)


def kill(server: Any, asked: Future[httpx.Response]) -> None:
    """Kill a server, and see that whoever asked it for something was not answered."""
    server.process.kill()
    assert isinstance(asked.exception(30), httpx.TransportError)


@pytest.mark.parametrize("lost", [0, 2])
def test_a_group_that_was_cut_off_is_ended_and_can_be_made_anew(
    serve: Any, gate: Gate, lost: int, eventually: Callable[..., None]
) -> None:
    first = serve(*gate.command)
    body = {"count": 3, "request_id": "group"}
    with ThreadPoolExecutor() as threads:
        asked = threads.submit(first.http.post, "/groups", json=body)
        eventually(lambda: gate.waiting("init") == 3, "all three are beginning")
        kill(first, asked)
    for process in first.all_worker_processes()[:lost]:
        os.kill(process, signal.SIGKILL)
    gate.open("init")

    second = serve.restarted(first, *gate.command)
    assert second.get("/sessions")["total"] == 0
    second.wait_for_slots(0)
    made = second.http.post("/groups", json=body).json()["sessions"]
    again = second.http.post("/groups", json=body).json()["sessions"]
    assert len(made) == 3
    assert [one["session_id"] for one in again] == [one["session_id"] for one in made]
    assert second.active() == 3


def test_of_a_group_that_was_finished_what_is_left_stays(serve: Any, gate: Gate) -> None:
    gate.open("init")
    gate.open("go")
    first = serve(*gate.command)
    made = first.http.post("/groups", json={"count": 3, "request_id": "group"}).json()["sessions"]
    ids = [one["session_id"] for one in made]
    first.end(ids[0])
    assert first.said(ids[1], "go") == "passed: go"
    first.process.kill()

    second = serve.restarted(first, *gate.command)
    left = second.get("/sessions")["sessions"]
    assert {one["session_id"]: one["step"] for one in left} == {ids[1]: 1, ids[2]: 0}
    assert second.said(ids[2], "go") == "passed: go"


def test_a_copy_that_has_not_caught_up_is_none(
    serve: Any, gate: Gate, eventually: Callable[..., None]
) -> None:
    gate.open("init")
    gate.open("go")
    first = serve(*gate.command)
    parent = first.create()["session_id"]
    assert first.said(parent, "go") == "passed: go"
    gate.shut("go")
    path, body = f"/sessions/{parent}/fork", {"count": 2, "request_id": "fork"}
    with ThreadPoolExecutor() as threads:
        asked = threads.submit(first.http.post, path, json=body)
        eventually(lambda: gate.waiting("go") == 2, "both copies are being replayed")
        kill(first, asked)
    gate.open("go")

    second = serve.restarted(first, *gate.command)
    assert [one["session_id"] for one in second.get("/sessions")["sessions"]] == [parent]
    made = second.http.post(path, json=body).json()["sessions"]
    assert [one["step"] for one in made] == [1, 1]
    second.process.kill()

    third = serve.restarted(second, *gate.command)
    again = third.http.post(path, json=body).json()["sessions"]
    assert [one["session_id"] for one in again] == [one["session_id"] for one in made]
    assert third.active() == 3
