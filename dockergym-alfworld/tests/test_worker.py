"""The worker: an episode's counters and labels around a game, in process and over the worker protocol."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from dockergym_alfworld.starter import starter_root
from dockergym_alfworld.tasks import Task, scan_tasks
from dockergym_alfworld.worker import AlfworldWorker

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
    with pytest.raises(ValueError, match="no game file at"):
        worker.init_env("x", {"game_file": str(tmp_path / "missing")})
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
