"""The server that a person plays on: the one that was named, the one that runs here, or one started for it."""

from __future__ import annotations

import contextlib
import ctypes
import itertools
import os
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from dockergym.cli.addresses import environment_address
from dockergym.cli.flags import GivenFlags
from dockergym.cli.output import error_console
from dockergym.cli.server_facts import is_ready, served_environments
from dockergym.errors import ConfigurationError, DockerGymError
from dockergym.plugins.discovery import check_installed
from dockergym.serverlock import running_server
from dockergym.settings import ServerSettings

_START_TIMEOUT_S = 120.0
_STOP_TIMEOUT_S = 40.0
_POLL_S = 0.05
_LOG_LINES = 20
_PR_SET_PDEATHSIG = 1


@dataclass(frozen=True, slots=True)
class Place:
    """Where an environment is played."""

    address: str
    """Address of the environment."""
    resume_with: str
    """What names the place on the command line, after ``dockergym play``."""


@contextlib.contextmanager
def place_for(name: str, url: str | None, server: str | None = None) -> Iterator[Place]:
    """Have the environment served for as long as the block lasts.

    Without an address it is the server of this machine where that serves the environment, and else one that is
    started here and stopped at the end. That one leaves the sessions that are running then, and the next one of its
    name takes them back: ``server`` is that name.

    Raises:
        EnvironmentNotFound: it is not installed, so no server can be started for it.
        ConfigurationError: the server that was started ended, or is not ready in time; or an address and a name of a
            server are given.
    """
    if "://" in name or url is not None:
        if server is not None:
            raise ConfigurationError(
                "--server names a server of this machine: leave out its address, or --server"
            )
        yield Place(environment_address(name, url), name if url is None else f"{name} --url {url}")
        return
    settings = GivenFlags().settings(ServerSettings)
    if (running := running_server(settings.state_dir, server or settings.name)) is not None:
        if server is not None and running.url:
            yield Place(environment_address(name, running.url), f"{name} --server {server}")
            return
        if server is None and _serves(running.url, name):
            yield Place(environment_address(name, running.url), name)
            return
    check_installed([name])
    server = server or _free_name(name, settings.state_dir)
    with _server_of(name, server, settings.state_dir) as started:
        yield Place(environment_address(name, started), f"{name} --server {server}")


def _free_name(name: str, state_dir: Path) -> str:
    """Return a name under which nobody plays it here now: each has a server that ends when its player does."""
    further = (f"play-{name}-{number}" for number in itertools.count(2))
    names = itertools.chain([f"play-{name}"], further)
    return next(one for one in names if running_server(state_dir, one) is None)


def _serves(url: str, name: str) -> bool:
    try:
        return bool(url) and name in served_environments(url)
    except DockerGymError:
        return False


@contextlib.contextmanager
def _server_of(name: str, server: str, state_dir: Path) -> Iterator[str]:
    with tempfile.TemporaryFile() as log:
        process = _started(name, server, log.fileno())
        try:
            with error_console().status(f"starting a server of {name}"):
                url = _ready_url(process, state_dir, server, log.fileno())
            yield url
        finally:
            _stop(process)


def _started(name: str, server: str, log: int) -> subprocess.Popen[bytes]:
    flags = ["--name", server, "--host", "127.0.0.1", "--port", "0", "--on-exit", "leave"]
    return subprocess.Popen(
        [sys.executable, "-m", "dockergym", "serve", name, *flags],
        stdin=subprocess.DEVNULL,
        stdout=log,
        stderr=log,
        # Ctrl-C in the terminal is for the player, and not for the server.
        start_new_session=True,
        preexec_fn=_end_with_parent if sys.platform == "linux" else None,
    )


def _end_with_parent() -> None:
    ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGTERM, 0, 0, 0)


def _ready_url(process: subprocess.Popen[bytes], state_dir: Path, server: str, log: int) -> str:
    deadline = time.monotonic() + _START_TIMEOUT_S
    while time.monotonic() < deadline:
        if process.poll() is not None:
            raise ConfigurationError(f"the server ended with code {process.returncode}:\n{_said(log)}")
        running = running_server(state_dir, server)
        if running is not None and running.url and is_ready(running.url):
            return running.url
        time.sleep(_POLL_S)
    raise ConfigurationError(f"the server was not ready after {_START_TIMEOUT_S:g} s:\n{_said(log)}")


def _said(log: int) -> str:
    text = os.pread(log, os.fstat(log).st_size, 0).decode(errors="replace")
    return "\n".join(text.splitlines()[-_LOG_LINES:])


def _stop(process: subprocess.Popen[bytes]) -> None:
    process.terminate()
    try:
        process.wait(_STOP_TIMEOUT_S)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
