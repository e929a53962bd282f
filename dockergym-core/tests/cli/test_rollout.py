"""``dockergym rollout`` and ``dockergym sessions`` on a server that runs."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from dockergym.client import EnvClient
from dockergym.testing.serving import worker_command

Run = Callable[..., Any]
NAME = "echo"


@pytest.fixture
def server(start: Callable[..., Any]) -> str:
    """Address of a server of the echo worker."""
    flags = ["--env-name", NAME, "--shareable", "--sessions-per-container", "16"]
    served = start(*flags, "--worker-command", *worker_command("echo"))
    return str(served.wait_until_serving().url)


@contextmanager
def held(url: str, run: str, **wanted: Any) -> Iterator[EnvClient]:
    with EnvClient(f"{url}/envs/{NAME}", run=run) as env:
        env.reset(**wanted)
        yield env


def test_a_rollout_by_chance(run: Run, server: str, tmp_path: Path) -> None:
    out = tmp_path / "episodes.jsonl"
    options = ["--url", server, "--episodes", "20", "--concurrency", "6", "--param", "length=3"]
    result = run("rollout", NAME, *options, "--out", str(out), "--seed", "5", "--run", "r")
    assert result.exit_code == 0, result.output
    assert "20 (0 failed)" in result.output
    assert "20 of 20" in result.output
    records = [json.loads(line) for line in out.read_text().splitlines()]
    assert sorted(one["episode"] for one in records) == list(range(20))
    assert sorted(one["seed"] for one in records) == list(range(5, 25))
    assert {(one["steps"], one["reward"], one["done"], one["won"], one["error"]) for one in records} == {
        (3, 3.0, True, True, None)
    }
    turns = records[0]["turns"]
    assert [turn["observation"] for turn in turns[1:]] == [f"echo: {turn['action']}" for turn in turns[1:]]
    assert {turn["action"] for turn in turns[1:]} <= {"look", "wait"}
    with held(server, "other") as env:
        assert len(env.sessions()) == 1


def test_the_same_seed_plays_the_same(run: Run, server: str, tmp_path: Path) -> None:
    played = []
    for number in range(2):
        out = tmp_path / f"{number}.jsonl"
        options = ["--url", server, "--episodes", "4", "--max-steps", "9", "--env-id", "a", "--env-id", "b"]
        assert run("rollout", NAME, *options, "--out", str(out)).exit_code == 0
        records = sorted(map(json.loads, out.read_text().splitlines()), key=lambda one: one["episode"])
        played.append([(one["env_id"], one["turns"]) for one in records])
    assert played[0] == played[1]
    assert [env_id for env_id, _ in played[0]] == ["a", "b", "a", "b"]
    assert len(played[0][0][1]) == 10


def test_the_expert_does_what_the_environment_tells(
    run: Run, start: Callable[..., Any], tmp_path: Path
) -> None:
    flags = ["--env-name", "house", "--shareable", "--sessions-per-container", "16"]
    address = start(*flags, "--worker-command", *worker_command("doors")).wait_until_serving().url
    out = tmp_path / "out.jsonl"
    options = ["--episodes", "5", "--env-id", "a", "--env-id", "b", "--param", "rooms=4", "--out", str(out)]
    result = run("rollout", f"{address}/envs/house", "--policy", "expert", *options)
    assert result.exit_code == 0, result.output
    assert "5 of 5" in result.output
    assert {json.loads(line)["steps"] for line in out.read_text().splitlines()} == {4}


def test_a_walkthrough_that_does_not_end_the_episode_fails_it(
    run: Run, start: Callable[..., Any], tmp_path: Path
) -> None:
    (tmp_path / "short.py").write_text(
        "import json, sys\n"
        "for line in sys.stdin:\n"
        "    reply = {'status': 'ok', 'observation': '', 'reward': 0.0, 'done': False, 'walkthrough': ['look']}\n"
        "    print(json.dumps(reply), flush=True)\n"
    )
    start("--worker-command", sys.executable, "-u", str(tmp_path / "short.py")).wait_until_serving()
    result = run("rollout", "default", "--policy", "expert")
    assert result.exit_code == 1, result.output
    assert "WALKTHROUGH_ENDED" in result.output


def test_an_environment_that_tells_nothing_has_no_expert(run: Run, server: str) -> None:
    result = run("rollout", NAME, "--url", server, "--policy", "expert")
    assert result.exit_code == 2, result.output
    assert "tells no walkthrough" in result.output


def test_a_policy_of_ones_own(run: Run, server: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "my_policy_of_ones_own.py").write_text(
        "async def act(result):\n    return f'{result.step}: {result.observation[:5]}'\n"
    )
    monkeypatch.chdir(tmp_path)
    result = run("rollout", f"{server}/envs/{NAME}", "--policy", "my_policy_of_ones_own:act", "--max-steps", "2",
                 "--out", "out.jsonl")  # fmt: skip
    assert result.exit_code == 0, result.output
    (record,) = map(json.loads, Path("out.jsonl").read_text().splitlines())
    assert [turn.get("action") for turn in record["turns"]] == [None, "0: ready", "1: echo:"]
    assert (record["done"], record["won"]) == (False, False)


@pytest.mark.parametrize(("told", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
def test_an_interrupted_rollout_keeps_what_has_ended_and_leaves_no_session(
    start: Callable[..., Any], tmp_path: Path, told: signal.Signals, code: int
) -> None:
    command = worker_command("slow")
    server = start("--shareable", "--sessions-per-container", "8", "--worker-command", *command)
    url = server.wait_until_serving().url
    (tmp_path / "sleeper.py").write_text("def act(result):\n    return 'sleep 0.05'\n")
    out = tmp_path / "out.jsonl"
    options = ["--episodes", "1000", "--concurrency", "4", "--max-steps", "3", "--policy", "sleeper:act"]
    with subprocess.Popen(
        [sys.executable, "-m", "dockergym", "rollout", f"{url}/envs/default", *options, "--out", out],
        cwd=tmp_path,
    ) as playing:
        server.eventually(lambda: out.exists() and out.read_text().count("\n") >= 4)
        playing.send_signal(told)
        assert playing.wait(60) == code
    assert {json.loads(line)["steps"] for line in out.read_text().splitlines()} == {3}
    with EnvClient(f"{url}/envs/default") as env:
        assert env.sessions() == []


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (["--policy", "nonsense"], "'module:function'"),
        (["--policy", "no_such_module:act"], "cannot be imported"),
        (["--policy", "json:no_such_function"], "cannot be imported"),
        (["--param", "length"], "KEY=VALUE"),
        (["--out", "/no/such/folder/out.jsonl"], "cannot be written"),
    ],
)
def test_a_mistake_leaves_with_code_2(run: Run, options: list[str], said: str) -> None:
    result = run("rollout", NAME, "--url", "http://127.0.0.1:1", *options)
    assert result.exit_code == 2
    assert said in result.output


def test_an_episode_that_fails_is_code_1_and_in_the_file(run: Run, server: str, tmp_path: Path) -> None:
    out = tmp_path / "out.jsonl"
    result = run("rollout", "other", "--url", server, "--episodes", "2", "--out", str(out))
    assert result.exit_code == 1
    assert "2 (2 failed)" in result.output
    assert {json.loads(line)["error"].split(":")[0] for line in out.read_text().splitlines()} == {
        "ENVIRONMENT_NOT_FOUND"
    }


def test_an_environment_without_commands_needs_a_policy(
    run: Run, start: Callable[..., Any], by_hand: list[str]
) -> None:
    served = start(*by_hand).wait_until_serving()
    result = run("rollout", "default", "--episodes", "3")
    assert result.exit_code == 2, result.output
    assert "--policy module:function" in result.output
    with EnvClient(f"{served.url}/envs/default") as env:
        assert env.sessions() == []


def test_sessions_are_listed_shown_and_ended(run: Run, server: str) -> None:
    with held(server, "one", env_id="kitchen") as first, held(server, "two", env_id="cellar") as second:
        first.step("look")
        # Without --url it is the server of this machine.
        listed = run("sessions", NAME)
        assert listed.exit_code == 0, listed.output
        assert "kitchen" in listed.output
        assert "cellar" in listed.output
        (only,) = json.loads(run("sessions", NAME, "--run", "one", "--json").output)
        assert (only["session_id"], only["step"]) == (first.session_id, 1)
        shown = run("sessions", NAME, "--show", first.session_id)
        assert "echo: look" in shown.output
        assert json.loads(run("sessions", NAME, "--show", first.session_id, "--json").output)["run"] == "one"
        assert run("sessions", NAME, "--end", first.session_id).exit_code == 0
        assert [one.session_id for one in second.sessions()] == [second.session_id]
        assert run("sessions", NAME, "--show", first.session_id).exit_code == 2
        ended = run("sessions", NAME, "--end-all", "--run", "two", "--json")
        assert json.loads(ended.output) == {"ended": [second.session_id]}
        assert "no session runs" in run("sessions", NAME, "--url", server).output


def test_only_one_thing_is_done_at_a_time(run: Run) -> None:
    assert run("sessions", NAME, "--end-all", "--show", "x").exit_code == 2
