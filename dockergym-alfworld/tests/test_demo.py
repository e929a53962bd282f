"""The demo, run as `make demo` runs it."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

DEMO = [sys.executable, "-m", "dockergym_alfworld.demo"]


@pytest.fixture
def scratch() -> Iterator[Path]:
    """A folder for temporary files; sockets lie in it, so its path is short."""
    with tempfile.TemporaryDirectory(prefix="demo-") as folder:
        yield Path(folder)


def variables(scratch: Path) -> dict[str, str]:
    return {**os.environ, "TMPDIR": str(scratch), "DOCKERGYM_MAX_SESSIONS": "1"}


def run_demo(scratch: Path, *arguments: str, timeout: float = 110) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [*DEMO, *arguments],
        env=variables(scratch),
        capture_output=True,
        text=True,
        timeout=timeout,
        check=False,
    )


def descendants(pid: int) -> set[int]:
    """Return the processes below a process."""
    children: dict[int, list[int]] = {}
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = stat.read_text().rpartition(")")[2].split()
        except OSError:
            continue
        children.setdefault(int(fields[1]), []).append(int(stat.parent.name))
    found: set[int] = set()
    waiting = [pid]
    while waiting:
        below = children.get(waiting.pop(), [])
        found.update(below)
        waiting.extend(below)
    return found


def wait_for(condition: Callable[[], bool], seconds: float, what: str) -> None:
    deadline = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline, f"{what}: not within {seconds} s"
        time.sleep(0.05)


def is_running(pid: int) -> bool:
    try:
        state = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
    except OSError:
        return False
    return state not in "ZX"


@pytest.mark.slow
def test_eight_games_are_won_by_local_workers(scratch: Path) -> None:
    pytest.importorskip("alfworld")
    done = run_demo(scratch)
    assert done.returncode == 0, done.stdout + done.stderr
    assert done.stdout.count(" yes ") == 8
    assert "All 8 games won" in done.stdout
    assert "http://127.0.0.1:8000/docs" in done.stdout
    assert "RUNTIME=docker" in done.stdout or "--runtime docker" in done.stdout
    assert list(scratch.iterdir()) == []


@pytest.mark.slow
@pytest.mark.timeout(1300)
def test_eight_games_are_won_in_containers(scratch: Path, alfworld_image: str, docker_engine: object) -> None:
    done = run_demo(scratch, "--runtime", "docker", timeout=1200)
    assert done.returncode == 0, done.stdout + done.stderr
    assert done.stdout.count(" yes ") == 8
    assert list(scratch.iterdir()) == []


@pytest.mark.slow
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_demo_that_is_stopped_leaves_nothing_behind(scratch: Path, number: signal.Signals) -> None:
    pytest.importorskip("alfworld")
    demo = subprocess.Popen(
        DEMO, env=variables(scratch), stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    )
    try:
        wait_for(lambda: len(descendants(demo.pid)) >= 3, 60, "server and workers")
        below = descendants(demo.pid)
        demo.send_signal(number)
        output, _ = demo.communicate(timeout=60)
    finally:
        demo.kill()
        demo.wait()
    assert demo.returncode == 130, output
    assert "stopped" in output
    assert "Traceback" not in output
    wait_for(lambda: not any(map(is_running, below)), 10, "no process left")
    assert list(scratch.iterdir()) == []


def test_without_docker_it_says_what_is_missing(scratch: Path) -> None:
    done = subprocess.run(
        [*DEMO, "--runtime", "docker"],
        env={**variables(scratch), "DOCKER_HOST": f"unix://{scratch}/no-engine.sock"},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.returncode == 1
    assert "dockergym doctor" in done.stdout
    assert "Traceback" not in done.stdout + done.stderr
