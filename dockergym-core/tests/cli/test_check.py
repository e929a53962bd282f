"""``dockergym check`` as a process that is told to stop."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from dockergym.testing.workers import script

DEADLINE_S = 60


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
            [sys.executable, "-m", "dockergym", "check", str(script("echo")), "--runtime", "local"],
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
