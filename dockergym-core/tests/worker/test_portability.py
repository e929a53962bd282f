"""The SDK runs in other people's images: Python 3.8, and nothing but the standard library."""

from __future__ import annotations

import ast
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

import dockergym_worker
from dockergym.testing import workers
from dockergym.testing.workers import script

SDK = sorted(Path(dockergym_worker.__file__).parent.rglob("*.py"))
WORKERS = sorted(Path(workers.__file__).parent.glob("*.py"))


def imported(tree: ast.AST) -> set[str]:
    names = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0
            names.add(node.module or "")
    return {name.partition(".")[0] for name in names}


def python38() -> str:
    """Return a Python 3.8 of this machine, or an empty string."""
    for candidate in ("python3.8", "uv run --no-project --python 3.8 --offline python"):
        command = candidate.split()
        if shutil.which(command[0]) is None:
            continue
        code = "import sys; print(sys.executable if sys.version_info[:2] == (3, 8) else '')"
        done = subprocess.run([*command, "-c", code], capture_output=True, text=True, check=False, timeout=60)
        if done.returncode == 0 and done.stdout.strip():
            return done.stdout.strip()
    return ""


@pytest.mark.parametrize("path", [*SDK, *WORKERS], ids=lambda path: path.name)
def test_the_syntax_is_python_3_8(path: Path) -> None:
    ast.parse(path.read_text(), feature_version=(3, 8))


@pytest.mark.parametrize("path", [*SDK, *WORKERS], ids=lambda path: path.name)
def test_nothing_but_the_standard_library_is_imported(path: Path) -> None:
    foreign = imported(ast.parse(path.read_text())) - sys.stdlib_module_names
    assert foreign <= {"dockergym_worker"}


@pytest.mark.parametrize("path", WORKERS, ids=lambda path: path.name)
def test_a_worker_s_file_hides_no_module_of_the_standard_library(path: Path) -> None:
    """A script's folder is where Python looks for modules first."""
    assert path.stem not in sys.stdlib_module_names


def test_the_import_loads_nothing_heavy() -> None:
    code = "import sys, dockergym_worker; print(*sys.modules)"
    python = [sys.executable, "-S", "-c", code]
    path = {"PYTHONPATH": str(Path(dockergym_worker.__file__).parents[1])}
    loaded = subprocess.run(
        python, capture_output=True, text=True, check=True, env={**os.environ, **path}
    ).stdout
    # Not hashlib: what steps came to is remembered by digest, and the keeper loads it once for all its sessions.
    heavy = {"asyncio", "email", "http", "inspect", "logging", "multiprocessing", "random", "ssl"}
    heavy |= {"subprocess", "tempfile", "unittest", "urllib", "dockergym"}
    assert not heavy & set(loaded.split())


def test_python_3_8_serves_and_forks(start_keeper: Any, start_stdio: Any) -> None:
    python = python38()
    if not python:
        pytest.skip("no Python 3.8 on this machine")
    command = [python, str(script("dice"))]
    worker = start_stdio(command)
    assert worker.ask("init", seed=1)["status"] == "ok"
    keeper = start_keeper(command)
    session = keeper.open("s1")
    session.ask("init", seed=1)
    assert session.ask("fork", sessions=[{"session": "f1"}])["status"] == "ok"
    rolls = [keeper.connect(f"s-{name}.sock").ask("step", action="roll") for name in ("s1", "f1")]
    assert rolls[0] == rolls[1]
    keeper.keeper.ask("end", session="s1")
    assert keeper.connect("s-f1.sock").ask("close")["status"] == "ok"
    assert keeper.exit_code("f1") == 0
