"""A server beside this process, for programs that name none: started when it is first needed, gone with them."""

from __future__ import annotations

import atexit
import os
import re
import shutil
import subprocess
import sys
import tempfile
import threading
import time
import uuid
from collections.abc import Callable
from pathlib import Path

from dockergym.client.attended import attend, dismiss
from dockergym.errors import ConfigurationError

_START_TIMEOUT_S = 300.0
_STOP_TIMEOUT_S = 60.0
_POLL_S = 0.02
_LOG_TAIL = 2000
_LISTENING = re.compile(r"^serving on (http://\S+)", re.MULTILINE)


class OwnServer:
    """One server process for one installed environment."""

    def __init__(self, name: str, flags: tuple[str, ...]) -> None:
        """Start it, and return when it answers.

        Raises:
            ConfigurationError: it cannot serve; the message is its own.
        """
        # Sockets live in this folder, so its path must be short.
        self._folder = Path(tempfile.mkdtemp(prefix="dgym-"))
        self._log = self._folder / "server.log"
        command = [
            *(sys.executable, "-m", "dockergym.cli.serve.attended", "serve", name, "--port", "0"),
            *("--name", f"own-{uuid.uuid4().hex[:12]}", "--state-dir", str(self._folder)),
            *("--on-exit", "end", *flags),
        ]
        with self._log.open("wb") as log:
            self._process = subprocess.Popen(
                command,
                stdin=subprocess.PIPE,
                stdout=log,
                stderr=subprocess.STDOUT,
                env=os.environ | {"COLUMNS": "200"},
                # Ctrl-C is for this process, which ends the server in its own time.
                start_new_session=True,
            )
        attend(self._process)
        try:
            self.url = f"{self._address()}/envs/{name}"
        except BaseException:
            self.end()
            raise

    def end(self) -> None:
        """End it and its sessions, and return when it has ended."""
        dismiss(self._process, _STOP_TIMEOUT_S)
        shutil.rmtree(self._folder, ignore_errors=True)

    def _address(self) -> str:
        deadline = time.monotonic() + _START_TIMEOUT_S
        while True:
            ended = self._process.poll() is not None
            text = self._log.read_text(errors="replace")
            if found := _LISTENING.search(text):
                return found[1]
            if ended or time.monotonic() > deadline:
                what = "ended" if ended else f"did not listen within {_START_TIMEOUT_S:g} s"
                raise ConfigurationError(
                    f"the server {what}; name one that runs with base_url, or see what it wrote:\n{text[-_LOG_TAIL:]}"
                )
            time.sleep(_POLL_S)


class _Shared:
    """The servers of this process, each with the number of those who use it."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._servers: dict[tuple[int, str, tuple[str, ...]], tuple[OwnServer, int]] = {}

    def take(self, name: str, flags: tuple[str, ...]) -> tuple[str, Callable[[], None]]:
        # A process that was forked from this one is not to end its servers.
        key = (os.getpid(), name, flags)
        with self._lock:
            server, users = self._servers.get(key) or (OwnServer(name, flags), 0)
            self._servers[key] = (server, users + 1)
        return server.url, lambda: self._give_back(key)

    def end_all(self) -> None:
        with self._lock:
            own = [key for key in self._servers if key[0] == os.getpid()]
            servers = [self._servers.pop(key)[0] for key in own]
        for server in servers:
            server.end()

    def _give_back(self, key: tuple[int, str, tuple[str, ...]]) -> None:
        if key[0] != os.getpid():
            return
        with self._lock:
            server, users = self._servers.pop(key, (None, 0))
            if server is not None and users > 1:
                self._servers[key] = (server, users - 1)
                server = None
        if server is not None:
            server.end()


_shared = _Shared()
atexit.register(_shared.end_all)


def take_server(name: str, flags: tuple[str, ...]) -> tuple[str, Callable[[], None]]:
    """Return the address of an installed environment on a server of this process's own, and what gives it back.

    All who ask for the same environment with the same flags of ``dockergym serve`` share a server. It ends with
    the last of them, and with this process, however it ends.

    Raises:
        ConfigurationError: it cannot be served.
    """
    return _shared.take(name, flags)
