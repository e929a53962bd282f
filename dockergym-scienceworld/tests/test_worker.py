"""The worker: what it counts around the simulator, and the life of its Java process."""

from __future__ import annotations

import json
import os
import re
import select
import signal
import subprocess
import sys
from typing import Any

import pytest

from dockergym_scienceworld.simulator import prepare_java
from dockergym_scienceworld.worker import ScienceWorldWorker

COMMAND = [sys.executable, "-m", "dockergym_scienceworld.worker"]
STREAMS: dict[str, Any] = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
SHORT = {"task_type": "identify-life-stages-2", "variation": 6, "simplifications": "easy"}


def test_a_walkthrough_does_the_task(worker: ScienceWorldWorker) -> None:
    task = {"task_type": "find-non-living-thing", "variation": 3, "walkthrough": True}
    *_, info = worker.init_env("find-non-living-thing/3", task)
    assert (info["score"], info["won"], info["steps"]) == (0, False, 0)
    assert "Your task is to find a(n) non-living thing" in info["goal"]
    results = [worker.step_env(action) for action in info["walkthrough"]]
    last = next(result for result in results if result[2])
    assert (last[4]["score"], last[4]["won"], last[3]) == (100, True, False)
    assert sum(result[1] for result in results[: results.index(last) + 1]) == 100
    assert "walkthrough" not in last[4]


@pytest.mark.parametrize(
    ("task_type", "variation"),
    [("find-animal", 150), ("lifespan-shortest-lived", 62), ("chemistry-mix", 16), ("freeze", 15)],
)
def test_walkthroughs_of_several_kinds_end_won(
    worker: ScienceWorldWorker, task_type: str, variation: int
) -> None:
    task = {"task_type": task_type, "variation": variation, "walkthrough": True, "admissible_commands": False}
    # Water freezes slowly: the world goes on 166 times.
    *_, info = worker.init_env(f"{task_type}/{variation}", {**task, "max_moves": 1000})
    results = (worker.step_env(action) for action in info["walkthrough"])
    last = next(result for result in results if result[2] or result[3])
    assert (last[2], last[4]["won"]) == (True, True)


def test_max_steps_counts_every_action_and_max_moves_only_what_takes_time(worker: ScienceWorldWorker) -> None:
    worker.init_env(None, {**SHORT, "max_steps": 3})
    ends = [worker.step_env(action)[2:4] for action in ("look around", "nonsense", "inventory")]
    assert ends == [(False, False), (False, False), (False, True)]
    worker.init_env(None, {**SHORT, "max_moves": 4})
    seen = [worker.step_env(action) for action in ("look around", "nonsense", "wait1", "wait1", "wait1")]
    # The simulated world is one step further when it has waited for one.
    assert [result[4]["moves"] for result in seen] == [0, 0, 2, 4, 6]
    assert [result[3] for result in seen] == [False] * 4 + [True]


def test_an_action_may_be_any_text(worker: ScienceWorldWorker) -> None:
    texts = (
        "",
        "  ",
        "öffne die Tür 🚪",
        "look\naround",
        "look\0around",
        "half a pair: \ud83d",
        "x" * 20_000,
        "'\"\\",
    )
    for action in texts:
        *_, before = worker.init_env(None, SHORT)
        *_, after = worker.step_env(action)
        assert after["steps"] == before["steps"] + 1
        assert worker.step_env("look around")[0] == before["look"].strip()


def test_commands_are_listed_unless_that_is_not_wanted(worker: ScienceWorldWorker) -> None:
    *_, info = worker.init_env(None, {**SHORT, "admissible_commands": False})
    assert info["admissible_commands"] == []
    *_, info = worker.init_env(None, SHORT)
    assert info["admissible_commands"] == sorted(info["admissible_commands"])
    assert "look around" in info["admissible_commands"]
    assert len(info["admissible_commands"]) > 50


def test_an_episode_does_not_depend_on_those_before(worker: ScienceWorldWorker) -> None:
    def play() -> list[Any]:
        task = {"task_type": "boil", "variation": 27, "simplifications": ""}
        begun = worker.init_env(None, task)
        return [
            begun,
            *map(worker.step_env, ["open door to hallway", "go to hallway", "look around", "wait1"]),
        ]

    first = play()
    worker.init_env(None, SHORT)
    worker.step_env("look around")
    assert play() == first


@pytest.mark.parametrize("wrong", [{"task_type": "fly"}, {"simplifications": "openDoor"}])
def test_what_the_simulator_refuses_is_an_error_that_says_why(
    worker: ScienceWorldWorker, wrong: dict[str, str]
) -> None:
    with pytest.raises(ValueError, match=r"Supported (tasks|simplifications) are"):
        worker.init_env(None, {**SHORT, **wrong})


def test_a_step_before_any_task_says_what_to_do() -> None:
    with pytest.raises(RuntimeError, match="send 'init'"):
        ScienceWorldWorker().step_env("look around")


def ask(process: subprocess.Popen[str], **request: Any) -> dict[str, Any]:
    assert process.stdin is not None
    assert process.stdout is not None
    process.stdin.write(json.dumps(request) + "\n")
    process.stdin.flush()
    reply: dict[str, Any] = json.loads(process.stdout.readline())
    return reply


def java_of(process: subprocess.Popen[str]) -> int:
    listed = subprocess.run(
        ["ps", "-o", "pid=,comm=", "--ppid", str(process.pid)], capture_output=True, text=True, check=True
    )
    (java,) = [line.split()[0] for line in listed.stdout.splitlines() if line.split()[1] == "java"]
    return int(java)


def is_gone(pidfd: int) -> bool:
    """Wait for the end of a process, and say whether it came."""
    return bool(select.select([pidfd], [], [], 30)[0])


@pytest.mark.parametrize("ending", [signal.SIGKILL, signal.SIGTERM])
def test_java_ends_with_a_worker_that_is_killed(ending: signal.Signals) -> None:
    with subprocess.Popen(COMMAND, text=True, **STREAMS) as process:
        assert ask(process, cmd="init", env_id="x", **SHORT)["status"] == "ok"
        java = os.pidfd_open(java_of(process))
        process.send_signal(ending)
        process.communicate(timeout=30)
    try:
        assert is_gone(java)
    finally:
        os.close(java)


def test_the_heap_begins_small_on_a_large_machine_too() -> None:
    variables = dict(os.environ)
    prepare_java(variables)
    flags = subprocess.run(
        ["java", "-XX:+PrintFlagsFinal", "-version"],
        env=variables,
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
    ).stdout
    (size,) = re.findall(r" InitialHeapSize += (\d+)", flags)
    assert int(size) == 16 * 1024 * 1024


def test_worker_and_java_end_together() -> None:
    with subprocess.Popen(COMMAND, text=True, **STREAMS) as process:
        assert ask(process, cmd="init", env_id="x", **SHORT)["status"] == "ok"
        os.kill(java_of(process), signal.SIGKILL)
        assert process.stdin is not None
        process.stdin.write('{"cmd": "step", "action": "look around"}\n')
        process.stdin.flush()
        _, said = process.communicate(timeout=30)
    assert process.returncode == 1
    assert "the simulator's Java process ended with status -9" in said
    with subprocess.Popen(COMMAND, text=True, **STREAMS) as process:
        assert ask(process, cmd="init", env_id="x", **SHORT)["status"] == "ok"
        java = os.pidfd_open(java_of(process))
        assert ask(process, cmd="close")["status"] == "ok"
        assert process.wait(30) == 0
    try:
        signal.pidfd_send_signal(java, signal.SIGKILL)
    except ProcessLookupError:
        return
    finally:
        os.close(java)
