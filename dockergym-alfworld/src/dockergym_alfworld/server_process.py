"""A DockerGym server as a child process: started with the command a user types, waited for, and stopped."""

from __future__ import annotations

import contextlib
import os
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

import httpx

START_TIMEOUT_S = 90.0
STOP_TIMEOUT_S = 40.0

_POLL_S = 0.1
_LOG_LINES = 40


class ServerFailed(Exception):
    """The server did not start; the message holds the end of its log."""


class ServerProcess:
    """A server on a free port of this machine."""

    def __init__(self, command: Sequence[str], variables: Mapping[str, str], folder: Path) -> None:
        """Start ``command`` with ``--port`` and ``--state-dir`` added, and its log in ``folder``.

        Of ``DOCKERGYM_…`` variables it sees only those in ``variables``, so it is the same server everywhere.
        """
        port = _free_port()
        self.url = f"http://127.0.0.1:{port}"
        self._log_file = folder / "server.log"
        own = {name: value for name, value in os.environ.items() if not name.startswith("DOCKERGYM_")}
        with self._log_file.open("wb") as log:
            self._process = subprocess.Popen(
                [*command, "--port", str(port), "--state-dir", str(folder)],
                env={**own, **variables},
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.STDOUT,
            )

    def wait_until_ready(self, timeout_s: float = START_TIMEOUT_S) -> None:
        """Return once sessions can be created.

        Raises:
            ServerFailed: the server ended, or was not ready in time.
        """
        deadline = time.monotonic() + timeout_s
        with httpx.Client(base_url=self.url, trust_env=False, timeout=5) as http:
            while time.monotonic() < deadline:
                if self._process.poll() is not None:
                    raise ServerFailed(
                        f"the server ended with status {self._process.returncode}:\n{self.log()}"
                    )
                with contextlib.suppress(httpx.TransportError):
                    if http.get("/ready").is_success:
                        return
                time.sleep(_POLL_S)
        raise ServerFailed(f"the server was not ready after {timeout_s:g} s:\n{self.log()}")

    def log(self) -> str:
        """Return the last lines that the server wrote."""
        lines = self._log_file.read_text(errors="replace").splitlines()
        return "\n".join(lines[-_LOG_LINES:])

    def stop(self) -> None:
        """Let the server end its sessions and itself; kill it if it takes too long."""
        self._process.terminate()
        try:
            self._process.wait(STOP_TIMEOUT_S)
        finally:
            # Also when waiting was interrupted: a second Ctrl-C must not leave it behind.
            self._process.kill()
            self._process.wait()


@contextmanager
def running_server(command: Sequence[str], variables: Mapping[str, str]) -> Iterator[ServerProcess]:
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


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port
