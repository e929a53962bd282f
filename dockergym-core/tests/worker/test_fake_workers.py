"""The workers that ship for tests do what they say."""

from __future__ import annotations

import contextlib
import json
import os
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest

from dockergym.testing.workers import FOLDER, script


@pytest.mark.parametrize("name", ["plain_echo", "plain_echo.sh", "garbage", "echo"])
def test_the_plain_contract_in_several_ways(start_stdio: Any, name: str) -> None:
    worker = start_stdio(name, hello=name != "echo")
    assert worker.ask("init", env_id="task/1")["status"] == "ok"
    for action in ["look", 'say "hi" \\ there', "é €", '"action": "x"']:
        reply = worker.ask("step", action=action)
        assert reply["observation"] == f"echo: {action}"
        assert reply["done"] is False
        assert isinstance(reply.get("reward", reply.get("score")), (int, float))
    worker.input.close()
    assert worker.wait() == 0


def test_the_plain_echo_ignores_ids(start_stdio: Any) -> None:
    assert "id" not in start_stdio("plain_echo").ask("init", env_id="e1")


@pytest.mark.parametrize("path", sorted(FOLDER.glob("[a-z]*.py")), ids=lambda path: path.stem)
def test_every_worker_runs_as_a_module_and_as_a_file(start_stdio: Any, path: Path) -> None:
    for command in (
        [sys.executable, "-m", f"dockergym.testing.workers.{path.stem}"],
        [sys.executable, str(path)],
    ):
        worker = start_stdio(command)
        assert worker.ask("init", env_id="e1")["status"] == "ok"
        worker.input.close()
        assert worker.wait() == 0


@pytest.mark.parametrize("path", sorted(FOLDER.glob("[a-z]*.py")), ids=lambda path: path.stem)
def test_every_worker_runs_where_only_the_sdk_is(path: Path, tmp_path: Path) -> None:
    (tmp_path / "dockergym_worker").symlink_to(Path(__file__).parents[2] / "src" / "dockergym_worker")
    (tmp_path / path.name).symlink_to(path)
    done = subprocess.run(
        [sys.executable, "-S", str(path)],
        input=b'{"cmd": "init", "id": 1, "env_id": "e1"}\n',
        capture_output=True,
        timeout=20,
        check=True,
        env={"PATH": os.environ["PATH"], "PYTHONPATH": str(tmp_path)},
    )
    assert json.loads(done.stdout)["status"] == "ok"


def test_an_unknown_worker_is_named() -> None:
    with pytest.raises(FileNotFoundError, match=r"no worker 'ecko' .* there are .*echo"):
        script("ecko")


def test_the_slow_worker_is_slow(start_stdio: Any) -> None:
    worker = start_stdio("slow")
    began = time.monotonic()
    worker.ask("init", init_s=0.1, step_s=0.1)
    worker.ask("step", action="look")
    assert worker.ask("step", action="sleep 0.1")["observation"] == "slept: sleep 0.1"
    assert time.monotonic() - began >= 0.3


def test_the_crashing_worker_eats_as_much_as_it_is_told(start_stdio: Any) -> None:
    worker = start_stdio("crashing")
    worker.ask("init")
    assert worker.ask("step", action="oom 8")["observation"] == "held 8 MiB"


def lines_after(start_stdio: Any, action: str, count: int) -> list[bytes]:
    worker = start_stdio("garbage")
    worker.ask("init", env_id="e1")
    worker.send(json.dumps({"cmd": "step", "id": 2, "action": action}).encode() + b"\n")
    worker.input.close()
    lines: list[bytes] = worker.rest_of_output().splitlines(keepends=True)
    worker.wait()
    assert len(lines) == count
    return lines


@pytest.mark.parametrize("action", ["text", "bytes", "array", "deep", "half", "endless 1"])
def test_garbage_is_no_reply(start_stdio: Any, action: str) -> None:
    (line,) = lines_after(start_stdio, action, 1)
    with contextlib.suppress(ValueError, RecursionError):
        assert not isinstance(json.loads(line), dict)


def test_garbage_of_ten_megabytes_is_a_reply(start_stdio: Any) -> None:
    (line,) = lines_after(start_stdio, "long", 1)
    assert len(json.loads(line)["observation"]) == 10 * 1024 * 1024


@pytest.mark.parametrize(
    ("action", "ids"),
    [("wrong_id", [1002]), ("stale", [1, 2]), ("no_id", [None]), ("twice", [2, 2]), ("unasked 0", [2, 2])],
)
def test_garbage_mixes_up_ids(start_stdio: Any, action: str, ids: list[int | None]) -> None:
    lines = lines_after(start_stdio, action, len(ids))
    assert [json.loads(line).get("id") for line in lines] == ids


@pytest.mark.parametrize(("action", "count"), [("silence", 0), ("exit 3", 0), ("half_exit", 1), ("empty", 2)])
def test_garbage_may_be_nothing_at_all(start_stdio: Any, action: str, count: int) -> None:
    lines_after(start_stdio, action, count)
