"""``dockergym bench`` on a server that runs."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
from collections.abc import Callable
from typing import Any

import pytest

from dockergym.client import EnvClient
from dockergym.testing.serving import worker_command

Run = Callable[..., Any]
NAME = "measured"


@pytest.fixture
def serve(start: Callable[..., Any]) -> Callable[..., str]:
    """Return a function that serves a worker, and returns the address of its environment."""

    def begin(worker: str, *flags: str) -> str:
        shared = ["--env-name", NAME, "--shareable", "--sessions-per-container", "16", *flags]
        served = start(*shared, "--worker-command", *worker_command(worker))
        return f"{served.wait_until_serving().url}/envs/{NAME}"

    return begin


def test_every_level_is_measured_and_its_sessions_ended(run: Run, serve: Callable[..., str]) -> None:
    address = serve("echo")
    options = ["--sessions", "1", "--sessions", "4", "--seconds", "0.3", "--param", "length=5", "--json"]
    result = run("bench", address, *options)
    assert result.exit_code == 0, result.output
    one, four = json.loads(result.stdout)
    assert (one["sessions"], four["sessions"]) == (1, 4)
    for level in (one, four):
        assert level["steps_per_s"] == pytest.approx(level["steps"] / level["seconds"], rel=0.01)
        assert level["steps"] > 5 * level["sessions"]
        spread = [level[f"step_{label}_ms"] for label in ("p50", "p90", "p99", "max")]
        assert spread == sorted(spread)
        assert spread[0] > 0
        # Episodes of five steps are followed by others.
        assert level["reset_p50_ms"] > 0
        assert 0 < level["client_cpu"] < 1.1
        assert level["errors"] == {}
    with EnvClient(address) as env:
        assert env.sessions() == []


def test_the_environments_own_time_is_in_it(run: Run, serve: Callable[..., str]) -> None:
    options = ["--sessions", "1", "--seconds", "0.3", "--action", "sleep 0.05", "--json"]
    (level,) = json.loads(run("bench", serve("slow"), *options).stdout)
    assert level["step_p50_ms"] >= 50
    assert level["steps_per_s"] <= 20
    assert level["client_cpu"] < 0.9


def test_a_table_for_people(run: Run, serve: Callable[..., str]) -> None:
    result = run("bench", serve("echo", "--max-sessions", "8"), "--seconds", "0.1")
    assert result.exit_code == 0, result.output
    assert "steps/s" in result.output
    rows = [line.split() for line in result.output.splitlines()]
    assert [row[0] for row in rows if row and row[0].isdecimal()] == ["1", "8"]


def test_more_sessions_than_there_is_room_for_are_refused(run: Run, serve: Callable[..., str]) -> None:
    result = run("bench", serve("echo", "--max-sessions", "3"), "--sessions", "4")
    assert result.exit_code == 2
    assert "room for 3" in result.output


def test_errors_are_counted_and_code_1(run: Run, serve: Callable[..., str]) -> None:
    options = ["--sessions", "2", "--seconds", "0.2", "--action", "raise", "--json"]
    result = run("bench", serve("crashing"), *options)
    assert result.exit_code == 1, result.output
    (level,) = json.loads(result.stdout)
    assert level["errors"]["ENVIRONMENT_ERROR"] > 0
    assert level["steps"] == 0
    assert level["step_p50_ms"] is None


def test_sessions_that_cannot_be_begun_are_an_error_in_one_line(run: Run, serve: Callable[..., str]) -> None:
    result = run("bench", serve("crashing"), "--sessions", "3", "--param", "fail=raise no such level")
    assert result.exit_code == 1
    assert isinstance(result.exception, SystemExit)
    assert "no such level" in result.output


def test_one_that_is_told_to_stop_leaves_no_session(start: Callable[..., Any]) -> None:
    served = start("--worker-command", *worker_command("echo")).wait_until_serving()
    address = f"{served.url}/envs/default"
    with (
        EnvClient(address) as env,
        subprocess.Popen(
            [sys.executable, "-m", "dockergym", "bench", address, "--sessions", "3", "--seconds", "600"]
        ) as measuring,
    ):
        served.eventually(lambda: len([one for one in env.sessions() if one.step > 10]) == 3)
        measuring.send_signal(signal.SIGTERM)
        assert measuring.wait(60) == 143
        assert env.sessions() == []


def test_no_server_is_said(run: Run) -> None:
    result = run("bench", "http://127.0.0.1:1/envs/x")
    assert result.exit_code == 1
    assert "does not answer" in result.output
