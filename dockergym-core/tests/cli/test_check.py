"""``dockergym check`` and ``dockergym new`` as they are typed."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner

from dockergym.cli import cli
from dockergym.testing import workers
from dockergym.testing.environments import POINTS, name_of

QUICK = ["--runtime", "local", "--episodes", "10", "--only", "starts", "--only", "stdout_is_clean"]
DEADLINE_S = 60


def dockergym(*arguments: str) -> tuple[int, str]:
    """Run the command line, and return its exit code and what it says."""
    done = CliRunner(env={"COLUMNS": "200"}).invoke(cli, list(arguments))
    return done.exit_code, done.output


def test_points_that_are_kept_are_shown_and_the_command_succeeds() -> None:
    code, said = dockergym("check", str(workers.script("echo")), *QUICK)
    assert code == 0
    assert [line.split(":")[0].split() for line in said.splitlines()[:2]] == [
        ["passed", "starts"],
        ["passed", "stdout_is_clean"],
    ]
    assert "checked on local" in said
    assert "2 passed" in said


def test_a_point_that_is_not_kept_is_shown_with_what_to_do_and_the_command_fails(tmp_path: Path) -> None:
    worker = tmp_path / "worker.py"
    worker.write_text("print('Welcome!', flush=True)\n" + workers.script("plain_echo").read_text())
    # What comes from the future comes first.
    worker.write_text(worker.read_text().replace("from __future__ import annotations\n", ""))
    code, said = dockergym("check", str(worker), *QUICK)
    assert code == 1
    assert "failed   stdout_is_clean: a line on standard output is no reply: 'Welcome!'" in said
    assert "print to standard error" in said


def test_the_outcome_can_be_had_as_json() -> None:
    code, said = dockergym(
        "check", str(workers.script("plain_echo.sh")), *QUICK, "--skip", "starts", "--json"
    )
    assert code == 0
    told = json.loads(said)
    assert told["failed"] == []
    assert [(one["point"], one["verdict"]) for one in told["points"]] == [
        ("starts", "skipped"),
        ("stdout_is_clean", "passed"),
    ]


def test_every_point_is_listed_with_what_it_demands() -> None:
    code, said = dockergym("check", "--points")
    assert code == 0
    for point in POINTS:
        assert f"{name_of(point)}: {point.__doc__}" in said


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["check", "--seed", "3"], "name what to check"),
        (["check", "./nothing-here"], "there is nothing at ./nothing-here"),
        (["check", str(workers.script("echo")), "--only", "start"], "did you mean 'starts'"),
        (["check", str(workers.script("echo")), "--param", "steps"], "--param is KEY=VALUE"),
        (["new", "serve"], "is a command of dockergym"),
    ],
)
def test_a_mistake_is_one_line_and_exit_code_2(arguments: list[str], message: str) -> None:
    code, said = dockergym(*arguments)
    assert code == 2
    assert message in said
    assert "Traceback" not in said


def test_a_file_that_cannot_be_executed_is_refused_with_what_to_do(tmp_path: Path) -> None:
    worker = tmp_path / "worker.sh"
    worker.write_text("#!/bin/sh\ncat\n")
    code, said = dockergym("check", str(worker))
    assert code == 2
    assert f"chmod +x {worker}" in said


def test_a_package_is_made_where_it_was_asked_for_and_the_next_steps_are_told(tmp_path: Path) -> None:
    code, said = dockergym("new", "word-chess", "--worker", "custom", "--into", str(tmp_path))
    assert code == 0
    assert (tmp_path / "dockergym-word-chess" / "pyproject.toml").is_file()
    for command in ("build", "check", "serve"):
        assert f"dockergym {command} word-chess" in said


def processes_with(variable: str) -> list[int]:
    """Return the processes that were started with this in their environment."""
    found = []
    for environ in Path("/proc").glob("[0-9]*/environ"):
        try:
            if variable.encode() in environ.read_bytes().split(b"\0"):
                found.append(int(environ.parent.name))
        except OSError:
            continue
    return found


@pytest.mark.parametrize(("told", "code"), [(signal.SIGTERM, 143), (signal.SIGINT, 130)])
def test_a_check_that_is_stopped_leaves_no_worker_and_no_file(
    tmp_path: Path, told: signal.Signals, code: int
) -> None:
    marked = f"DOCKERGYM_TEST_STOPPED={tmp_path}"
    name, _, value = marked.partition("=")
    # pytest may itself have been started with SIGINT ignored, and children inherit that.
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    try:
        checking = subprocess.Popen(
            [sys.executable, "-m", "dockergym", "check", str(workers.script("echo")), "--runtime", "local"],
            stdout=subprocess.PIPE,
            env=os.environ | {name: value, "TMPDIR": str(tmp_path), "COLUMNS": "200"},
        )
    finally:
        signal.signal(signal.SIGINT, before)
    try:
        assert checking.stdout is not None
        assert any(b"passed" in line for line in checking.stdout), "it is in the midst of its points"
        checking.send_signal(told)
        assert checking.wait(DEADLINE_S) == code
    finally:
        checking.kill()
        checking.communicate(timeout=DEADLINE_S)
    assert processes_with(marked) == []
    assert list(tmp_path.glob("dockergym-*")) == []


def test_a_check_ends_its_workers_also_where_servers_leave_theirs(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DOCKERGYM_ON_EXIT", "leave")
    # One of the few variables that workers get from whoever starts them.
    monkeypatch.setenv("VIRTUAL_ENV", str(tmp_path))
    code, said = dockergym(
        "check", str(workers.script("echo")), "--shareable", "--runtime", "local",
        "--only", "forks_are_independent",
    )  # fmt: skip
    assert code == 0, said
    assert processes_with(f"VIRTUAL_ENV={tmp_path}") == []


def test_the_command_of_an_image_may_be_one_text(echo_image: str) -> None:
    command = "python3 -u -m 'dockergym.testing.workers.plain_echo'"
    code, said = dockergym("check", echo_image, "--worker-command", command, "--only", "starts")
    assert code == 0, said
    assert "passed   starts" in said


def test_a_quote_that_is_not_closed_is_said() -> None:
    code, said = dockergym("check", "some-image", "--worker-command", "python 'w.py")
    assert code == 2
    assert "is not a command: No closing quotation" in said
