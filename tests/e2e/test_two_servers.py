"""Two servers on one Docker engine never touch each other's containers."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from typing import Any

import pytest

pytestmark = pytest.mark.faults


@pytest.fixture
def pair(serve: Any, described: Callable[[str, str], list[str]], echo_image: str) -> tuple[Any, Any]:
    """Two servers with one state folder; the name of one begins with the other's."""
    arguments = described("echo", "docker")
    first = serve(*arguments, runtime="docker")
    second = serve(*arguments, runtime="docker", folder=first.folder, name=f"{first.name}-2")
    return first, second


def clean_up_after(server: Any) -> str:
    """Run ``dockergym cleanup`` for a server, and return what it says."""
    command = [sys.executable, "-m", "dockergym", "cleanup", "--yes", "--server", server.name]
    done = subprocess.run(
        [*command, "--state-dir", str(server.folder)], capture_output=True, text=True, timeout=60, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def assert_plays(server: Any, sessions: list[str]) -> None:
    assert server.active() == len(sessions)
    assert [server.said(one, "look") for one in sessions] == ["echo: look"] * len(sessions)


def test_what_one_ends_is_its_own(pair: tuple[Any, Any], serve: Any, described: Any) -> None:
    first, second = pair
    kept = [second.create()["session_id"] for _ in range(2)]

    ended = [first.create()["session_id"] for _ in range(2)]
    assert sorted(first.http.delete("/sessions").json()["deleted"]) == sorted(ended)
    first.wait_for_no_workers()
    assert_plays(second, kept)

    first.create()
    assert "ended 1 of 1 workers" in clean_up_after(first)
    first.wait_for_slots(0)
    assert_plays(second, kept)

    left = first.create()["session_id"]
    first.process.kill()
    again = serve.restarted(first, *described("echo", "docker"), runtime="docker")
    assert_plays(again, [left])
    assert_plays(second, kept)

    assert again.process.stop() == 0
    again.wait_for_no_workers()
    assert_plays(second, kept)

    second.process.kill()
    assert "ended 2 of 2 workers" in clean_up_after(second)
    second.wait_for_no_workers()
