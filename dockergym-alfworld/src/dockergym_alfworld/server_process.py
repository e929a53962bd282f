"""A DockerGym server as a child process: started with the command a user types, waited for, and stopped."""

from __future__ import annotations

import contextlib
import os
import secrets
import subprocess
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

import httpx

from dockergym.serverlock import running_server

START_TIMEOUT_S = 90.0
STOP_TIMEOUT_S = 40.0

_POLL_S = 0.1
_LOG_LINES = 40


class ServerFailed(Exception):
    """The server did not start; the message holds the end of its log."""


class ServerProcess:
    """A server on a port of this machine: a free one, where none is named."""

    def __init__(
        self,
        command: Sequence[str],
        variables: Mapping[str, str],
        folder: Path,
        name: str | None = None,
        port: int = 0,
    ) -> None:
        """Start ``command`` with its name, port and state in ``folder`` added to it.

        Of ``DOCKERGYM_…`` variables it sees only those in ``variables``, so it is the same server everywhere.
        A server of the ``name`` and ``folder`` of one that was killed takes back its sessions.
        """
        self.url = ""
        """Its address, once it is ready."""
        self._folder = folder
        # Containers are told apart by the name of their server.
        self.name = name or f"alfworld-{os.getpid()}-{secrets.token_hex(3)}"
        self._log_file = folder / f"{self.name}.log"
        own = {name: value for name, value in os.environ.items() if not name.startswith("DOCKERGYM_")}
        flags = ["--name", self.name, "--port", str(port), "--state-dir", str(folder)]
        with self._log_file.open("wb") as log:
            self._process = subprocess.Popen(
                [*command, *flags],
                env={**own, "DOCKERGYM_ON_EXIT": "end", **variables},
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.STDOUT,
            )

    @property
    def pid(self) -> int:
        """Number of its process."""
        return self._process.pid

    def status(self) -> int | None:
        """Return its exit status; ``None`` while it runs."""
        return self._process.poll()

    def wait_until_ready(self, timeout_s: float = START_TIMEOUT_S) -> None:
        """Return once sessions can be created.

        Raises:
            ServerFailed: the server ended, or was not ready in time.
        """
        deadline = time.monotonic() + timeout_s
        with httpx.Client(trust_env=False, timeout=5) as http:
            while time.monotonic() < deadline:
                status = self._process.poll()
                if status is not None:
                    raise ServerFailed(f"the server ended with status {status}:\n{self.log()}")
                if self._is_ready(http):
                    return
                time.sleep(_POLL_S)
        raise ServerFailed(f"the server was not ready after {timeout_s:g} s:\n{self.log()}")

    def _is_ready(self, http: httpx.Client) -> bool:
        running = running_server(self._folder, self.name)
        self.url = running.url if running else ""
        try:
            return bool(self.url) and http.get(f"{self.url}/ready").is_success
        except httpx.TransportError:
            return False

    def log(self) -> str:
        """Return the last lines that the server wrote."""
        lines = self._log_file.read_text(errors="replace").splitlines()
        return "\n".join(lines[-_LOG_LINES:])

    def kill(self) -> None:
        """End it as a crash would: its sessions are left to the next server of its name."""
        self._process.kill()
        self._process.wait()

    def stop(self) -> int:
        """Let the server end its sessions and itself; kill it if it takes too long. Return its exit status."""
        self._process.terminate()
        try:
            with contextlib.suppress(subprocess.TimeoutExpired):
                self._process.wait(STOP_TIMEOUT_S)
        finally:
            # Also when waiting was interrupted: a second Ctrl-C must not leave it behind.
            self.kill()
        return self._process.returncode


@contextmanager
def serving(command: Sequence[str], variables: Mapping[str, str]) -> Iterator[ServerProcess]:
    """Have a server while the block runs, ready at its beginning and gone at its end.

    Raises:
        ServerFailed: it did not start.
    """
    # Sockets live in this folder, so its path must be short.
    with tempfile.TemporaryDirectory(prefix="dockergym-") as folder:
        server = ServerProcess(command, variables, Path(folder))
        try:
            server.wait_until_ready()
            yield server
        finally:
            server.stop()
