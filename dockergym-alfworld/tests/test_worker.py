"""The worker: an episode's counters and labels around a game, in process and over the worker protocol."""

from __future__ import annotations

import json
import os
import shutil
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from dockergym_alfworld.starter import starter_root
from dockergym_alfworld.tasks import Task, scan_tasks
from dockergym_alfworld.worker import AlfworldWorker
from dockergym_worker import InvalidParams

TASKS = sorted(scan_tasks(starter_root(), use_index=False), key=lambda task: task.path.stat().st_size)


@pytest.fixture
def task() -> Task:
    return TASKS[0]


@pytest.fixture
def worker() -> AlfworldWorker:
    return AlfworldWorker()


def _walkthrough(task: Task) -> list[str]:
    commands: list[str] = json.loads(task.path.read_bytes())["walkthrough"]
    return commands


@pytest.mark.parametrize("task", TASKS[:6], ids=lambda task: task.task_type)
def test_a_walkthrough_ends_the_episode_with_reward_one(worker: AlfworldWorker, task: Task) -> None:
    _, reward, terminated, truncated, info = worker.init_env(task.env_id, {"game_file": str(task.path)})
    assert (reward, terminated, truncated) == (0.0, False, False)
    assert info["task_type"] == task.task_type
    assert info["game_file"] == task.env_id
    assert info["won"] is False
    results = [worker.step_env(command) for command in _walkthrough(task)]
    assert [result[1:4] for result in results[:-1]] == [(0.0, False, False)] * (len(results) - 1)
    assert results[-1][1:4] == (1.0, True, False)
    assert results[-1][4]["won"] is True
    assert results[-1][4]["steps"] == len(results)


def test_the_walkthrough_is_told_once_and_only_when_asked_for(worker: AlfworldWorker, task: Task) -> None:
    *_, info = worker.init_env(task.env_id, {"game_file": str(task.path)})
    assert "walkthrough" not in info
    *_, info = worker.init_env(task.env_id, {"game_file": str(task.path), "walkthrough": True})
    assert info["walkthrough"] == _walkthrough(task)
    assert "walkthrough" not in worker.step_env("look")[4]


def test_a_walkthrough_that_is_not_there_is_said(worker: AlfworldWorker, task: Task, tmp_path: Path) -> None:
    game = json.loads(task.path.read_bytes())
    del game["walkthrough"]
    path = tmp_path / "game.tw-pddl"
    path.write_text(json.dumps(game))
    with pytest.raises(InvalidParams, match="holds no walkthrough"):
        worker.init_env(task.env_id, {"game_file": str(path), "walkthrough": True})


def test_the_task_type_that_is_told_goes_before_a_path_that_tells_none(
    worker: AlfworldWorker, task: Task, tmp_path: Path
) -> None:
    blob = shutil.copy(task.path, tmp_path / "blob")
    *_, info = worker.init_env(task.env_id, {"game_file": str(blob)})
    assert info["task_type"] is None
    *_, info = worker.init_env(task.env_id, {"game_file": str(blob), "task_type": task.task_type})
    assert info["task_type"] == task.task_type


def test_the_goal_is_the_task_sentence(worker: AlfworldWorker, task: Task) -> None:
    observation, *_, info = worker.init_env(task.env_id, {"game_file": str(task.path)})
    assert info["goal"]
    assert observation.endswith(f"Your task is to: {info['goal']}.")
    assert worker.step_env("look")[4]["goal"] == info["goal"]


def test_the_step_limit_counts_every_command(worker: AlfworldWorker, task: Task) -> None:
    worker.init_env(task.env_id, {"game_file": str(task.path), "max_steps": 3})
    results = [worker.step_env(command) for command in ("look", "nonsense", "inventory")]
    assert [result[2:4] for result in results] == [(False, False), (False, False), (False, True)]
    assert results[-1][1] == 0.0


def test_a_win_at_the_step_limit_is_a_win(worker: AlfworldWorker, task: Task) -> None:
    walkthrough = _walkthrough(task)
    worker.init_env(task.env_id, {"game_file": str(task.path), "max_steps": len(walkthrough)})
    assert [worker.step_env(command) for command in walkthrough][-1][1:4] == (1.0, True, False)


def test_a_finished_episode_takes_no_more_commands(worker: AlfworldWorker, task: Task) -> None:
    worker.init_env(task.env_id, {"game_file": str(task.path), "max_steps": 1})
    worker.step_env("look")
    with pytest.raises(RuntimeError, match="the episode is over after 1 steps"):
        worker.step_env("look")


def test_another_episode_may_follow_in_the_same_process(worker: AlfworldWorker) -> None:
    for task in (TASKS[0], TASKS[1], TASKS[0]):
        *_, info = worker.init_env(task.env_id, {"game_file": str(task.path)})
        assert info["steps"] == 0
        assert [worker.step_env(command) for command in _walkthrough(task)][-1][2]


def test_a_step_before_any_game_says_what_to_do(worker: AlfworldWorker) -> None:
    with pytest.raises(RuntimeError, match="send 'init'"):
        worker.step_env("look")


@pytest.mark.parametrize("max_steps", [0, -1, 1.5, "20", True])
def test_a_wrong_step_limit_is_refused(worker: AlfworldWorker, task: Task, max_steps: object) -> None:
    with pytest.raises(ValueError, match="'max_steps' must be a whole number"):
        worker.init_env(task.env_id, {"game_file": str(task.path), "max_steps": max_steps})


@pytest.mark.parametrize("params", [{}, {"game_file": ""}, {"game_file": 7}])
def test_a_game_file_must_be_named(worker: AlfworldWorker, params: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match="'game_file' is missing"):
        worker.init_env("x", params)


def test_a_refused_init_leaves_no_game(worker: AlfworldWorker, task: Task, tmp_path: Path) -> None:
    worker.init_env(task.env_id, {"game_file": str(task.path)})
    for params in ({}, {"walkthrough": True}):
        with pytest.raises(ValueError, match="no game file at"):
            worker.init_env("x", {"game_file": str(tmp_path / "missing"), **params})
    with pytest.raises(RuntimeError, match="no game is loaded"):
        worker.step_env("look")


def test_the_task_type_is_read_beside_a_game_whose_folder_does_not_tell(
    worker: AlfworldWorker, task: Task, tmp_path: Path
) -> None:
    copy = tmp_path / "some" / "where"
    shutil.copytree(task.path.parent, copy)
    game_file = str(copy / "game.tw-pddl")
    assert worker.init_env(None, {"game_file": game_file})[4]["task_type"] == task.task_type
    assert worker.init_env(None, {"game_file": game_file})[4]["game_file"] == game_file
    (copy / "traj_data.json").write_text("[")
    assert worker.init_env(None, {"game_file": game_file})[4]["task_type"] is None


@pytest.mark.parametrize("engine", ["fast", "upstream"])
def test_an_episode_over_the_worker_protocol(
    task: Task, engine: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DOCKERGYM_ALFWORLD_ENGINE", engine)
    requests = [
        {"cmd": "init", "id": 0, "env_id": task.env_id, "game_file": str(task.path), "max_steps": 50},
        *({"cmd": "step", "id": n, "action": command} for n, command in enumerate(_walkthrough(task), 1)),
    ]
    done = subprocess.run(
        [sys.executable, "-m", "dockergym_alfworld.worker"],
        input="".join(json.dumps(request) + "\n" for request in requests),
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    replies = [json.loads(line) for line in done.stdout.splitlines()]
    answers = [reply for reply in replies if "observation" in reply]
    assert [reply["status"] for reply in answers] == ["ok"] * len(requests), done.stderr
    assert [reply["done"] for reply in answers] == [False] * (len(requests) - 1) + [True]
    assert answers[-1]["reward"] == 1.0
    assert "Your task is to" in answers[0]["observation"]


class Session:
    """A session of a keeper, spoken to over its socket."""

    def __init__(self, path: Path) -> None:
        self._socket = socket.socket(socket.AF_UNIX)
        self._socket.settimeout(30)
        self._socket.connect(str(path))
        self._lines = self._socket.makefile("rb")

    def ask(self, cmd: str, **fields: Any) -> dict[str, Any]:
        self._socket.sendall(json.dumps({"cmd": cmd, "id": 1, **fields}).encode() + b"\n")
        reply: dict[str, Any] = json.loads(self._lines.readline())
        assert reply["status"] == "ok", reply
        return reply

    def play(self, commands: list[str]) -> list[dict[str, Any]]:
        return [self.ask("step", action=command) for command in commands]

    def close(self) -> None:
        self._lines.close()
        self._socket.close()


@pytest.fixture
def keeper(tmp_path: Path) -> Iterator[Path]:
    """A worker process that forks one for each session; the folder of its sockets."""
    folder = tmp_path / "sockets"
    folder.mkdir()
    offer = {"DOCKERGYM_HELLO": "1", "DOCKERGYM_SOCKET_DIR": str(folder), "TMPDIR": str(tmp_path)}
    command = [sys.executable, "-m", "dockergym_alfworld.worker"]
    with subprocess.Popen(
        command, env=os.environ | offer, stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as process:
        assert process.stdout is not None
        assert json.loads(process.stdout.readline())["fork"] is True
        yield folder
        process.terminate()


def test_forked_sessions_play_their_own_games_and_forks_go_on_alike(keeper: Path) -> None:
    desk = Session(keeper / "keeper.sock")
    sessions = []
    for number, task in enumerate(TASKS[:2]):
        opened = desk.ask("open", session=f"s{number}", meta={})
        sessions.append(Session(keeper / opened["socket"]))
        sessions[-1].ask("init", env_id=task.env_id, game_file=str(task.path))
    first, second = sessions
    walkthrough = _walkthrough(TASKS[0])
    first.play(walkthrough[:2])
    first.ask("fork", sessions=[{"session": "f1"}])
    forked = Session(keeper / "s-f1.sock")
    strayed = first.play(["look", "inventory"])
    finished = forked.play(walkthrough[2:])
    assert [reply["done"] for reply in strayed] == [False, False]
    assert finished[-1]["reward"] == 1.0
    again = first.play(walkthrough[2:])
    assert [reply["observation"] for reply in again] == [reply["observation"] for reply in finished]
    assert second.play(_walkthrough(TASKS[1]))[-1]["reward"] == 1.0
    for each in (desk, first, second, forked):
        each.close()
