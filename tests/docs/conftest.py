"""Pages of the documentation, followed as a reader would: files written, commands typed, what is shown compared."""

from __future__ import annotations

import os
import re
import secrets
import shutil
import signal
import socket
import subprocess
import sys
import sysconfig
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import httpx
import pytest

from dockergym.runtimes.base import LABEL_SERVER

DOCS = Path(__file__).resolve().parents[2] / "docs"
DEADLINE_S = 90.0

FENCE = re.compile(
    r"(?:^<!-- (?P<mark>[^>]*?) -->\n)?^```(?P<language>\w+)(?: title=\"(?P<title>[^\"]+)\")?\n(?P<text>.*?)^```$",
    re.MULTILINE | re.DOTALL,
)


@dataclass(frozen=True)
class Block:
    """A code block of a page."""

    language: str
    title: str | None
    """The file that it is, where it is one."""
    mark: str
    """What the comment before it says about running it."""
    text: str
    line: int


def blocks_of(page: Path) -> list[Block]:
    """Return the code blocks of a page, in order."""
    text = page.read_text(encoding="utf-8")
    return [
        Block(
            language=found["language"],
            title=found["title"],
            mark=found["mark"] or "",
            text=found["text"],
            line=text.count("\n", 0, found.start()) + 1,
        )
        for found in FENCE.finditer(text)
    ]


class Reader:
    """Follows a page in a folder of its own, with a virtual environment of its own."""

    def __init__(self, folder: Path, state: Path) -> None:
        self._port = _free_port()
        self._folder = folder
        self._here = folder
        self._servers: list[subprocess.Popen[bytes]] = []
        self._said = ""
        self._log = folder / "server.log"
        kept = {name: value for name, value in os.environ.items() if not name.startswith("DOCKERGYM_")}
        self._variables = {
            **kept,
            "PATH": f"{_environment(folder)}{os.pathsep}{os.environ['PATH']}",
            "COLUMNS": "200",
            "DOCKERGYM_PORT": str(self._port),
            "DOCKERGYM_NAME": f"docs-{secrets.token_hex(4)}",
            "DOCKERGYM_STATE_DIR": str(state),
            # What packages are built with is here already.
            "PIP_NO_BUILD_ISOLATION": "off",
            "PIP_DISABLE_PIP_VERSION_CHECK": "1",
        }

    def follow(self, page: Path) -> None:
        """Do what the page says, from its first block to its last."""
        for block in blocks_of(page):
            place = f"{page.name}, line {block.line}"
            if block.title:
                self._write(block)
            elif block.mark == "background":
                self._serve(block, place)
            elif block.language == "sh":
                self._said = self._run(block, place)
            elif block.language == "text":
                self._compare(block, place)

    def close(self) -> None:
        """End what was started with Ctrl-C, as the pages say; SIGTERM would leave the sessions to a next server."""
        for server in self._servers:
            server.send_signal(signal.SIGINT)
        for server in self._servers:
            try:
                server.wait(60)
            finally:
                server.kill()
        left = self._containers()
        assert not left, f"left behind: {left}\n{self._server_log()}"

    def _write(self, block: Block) -> None:
        assert block.title
        path = self._here / block.title
        assert path.parent.is_dir(), f"{block.title}: there is no such folder"
        path.write_text(block.text, encoding="utf-8")

    def _run(self, block: Block, place: str) -> str:
        script = f"{self._with_port(block.text)}\npwd >{self._folder}/here\n"
        done = subprocess.run(
            ["bash", "-euo", "pipefail", "-c", script],
            cwd=self._here,
            env=self._variables,
            capture_output=True,
            text=True,
            timeout=300,
            check=False,
        )
        assert done.returncode == 0, (
            f"{place}\n{block.text}\n{done.stdout}\n{done.stderr}\n{self._server_log()}"
        )
        self._here = Path((self._folder / "here").read_text().strip())
        return done.stdout + done.stderr

    def _compare(self, block: Block, place: str) -> None:
        missing = [line for line in block.text.splitlines() if line.strip() and line not in self._said]
        assert not missing, f"{place}: {missing} is not in\n{self._said}"

    def _serve(self, block: Block, place: str) -> None:
        with self._log.open("wb") as log:
            server = subprocess.Popen(
                ["bash", "-c", f"exec {block.text}"],
                cwd=self._here,
                env=self._variables,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
            )
        self._servers.append(server)
        deadline = time.monotonic() + DEADLINE_S
        pause = threading.Event()
        while not self._is_ready():
            assert server.poll() is None, f"{place}: {self._server_log()}"
            assert time.monotonic() < deadline, f"{place}: {self._server_log()}"
            pause.wait(0.1)

    def _is_ready(self) -> bool:
        try:
            return httpx.get(f"http://127.0.0.1:{self._port}/ready", trust_env=False, timeout=5).is_success
        except httpx.TransportError:
            return False

    def _containers(self) -> str:
        if not self._servers or not shutil.which("docker"):
            return ""
        mine = f"label={LABEL_SERVER}={self._variables['DOCKERGYM_NAME']}"
        command = ["docker", "ps", "--all", "--filter", mine, "--format", "{{.Names}} {{.Status}}"]
        return subprocess.run(command, capture_output=True, text=True, timeout=60, check=False).stdout

    def _server_log(self) -> str:
        return self._log.read_text(errors="replace") if self._log.exists() else ""

    def _with_port(self, text: str) -> str:
        return text.replace("127.0.0.1:8000", f"127.0.0.1:{self._port}")


def _environment(folder: Path) -> Path:
    """Make a virtual environment that also has what is installed here, and return where its programs are."""
    subprocess.run([sys.executable, "-m", "venv", folder / "venv"], check=True, timeout=110)
    programs = folder / "venv" / "bin"
    code = "import sysconfig; print(sysconfig.get_path('purelib'))"
    site = subprocess.run(
        [programs / "python", "-c", code], capture_output=True, text=True, timeout=60, check=True
    )
    here = f"import site; site.addsitedir({sysconfig.get_path('purelib')!r})\n"
    Path(site.stdout.strip(), "here.pth").write_text(here)
    for name, module in {"dockergym": "dockergym", "pytest": "pytest -p no:cacheprovider"}.items():
        program = programs / name
        program.write_text(f'#!/bin/sh\nexec {programs}/python -m {module} "$@"\n')
        program.chmod(0o755)
    return programs


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest.fixture(scope="session")
def blocks() -> Callable[[str], list[Block]]:
    """Return the code blocks of a page."""
    return lambda page: blocks_of(Path(page))


@pytest.fixture
def follow(tmp_path: Path) -> Iterator[Callable[[str], None]]:
    """Follow a page, named from the folder of the documents; what it starts is ended."""
    # Sockets live in this folder, so its path must be short.
    state = Path(tempfile.mkdtemp(prefix="dgym-docs-"))
    reader = Reader(tmp_path, state)
    try:
        yield lambda page: reader.follow(DOCS / page)
    finally:
        reader.close()
        shutil.rmtree(state, ignore_errors=True)
