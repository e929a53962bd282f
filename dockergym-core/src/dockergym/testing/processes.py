"""A whole server in a process of its own, on a port of this machine."""

from __future__ import annotations

import contextlib
import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from dockergym.testing.serving import worker_command

_STOP_TIMEOUT_S = 60.0


class ServerProcess:
    """A server that is running."""

    def __init__(self, process: subprocess.Popen[str], url: str, environment: str, log: Path) -> None:
        self.process = process
        self.url = url
        """Address of the server."""
        self.environment_url = f"{url}/envs/{environment}"
        """Address of its environment."""
        self._log = log

    def log(self) -> str:
        """Return what it has said on standard error."""
        return self._log.read_text()

    def stop(self) -> int:
        """Let it end its sessions and itself, and return its exit code; kill it where that takes a minute."""
        self.process.terminate()
        try:
            return self.process.wait(_STOP_TIMEOUT_S)
        finally:
            self.process.kill()
            self.process.wait()


@contextlib.contextmanager
def server_process(worker: str, *flags: str, name: str = "served") -> Iterator[ServerProcess]:
    """Serve a worker made for tests, locally, for as long as the block lasts.

    ``flags`` are those of ``dockergym serve``; ``name`` is that of the environment. Variables of DockerGym's are kept
    from it.

    Raises:
        RuntimeError: it ended before it served.
    """
    own = {key: value for key, value in os.environ.items() if not key.startswith("DOCKERGYM_")}
    # Sockets live in this folder, so its path must be short.
    with tempfile.TemporaryDirectory(prefix="dgym-") as folder:
        log = Path(folder, "log")
        fixed = ["--runtime", "local", "--port", "0", "--state-dir", folder, "--on-exit", "end"]
        command = ["--env-name", name, *fixed, *flags, "--worker-command", *worker_command(worker)]
        with (
            log.open("w") as errors,
            subprocess.Popen(
                [sys.executable, "-m", "dockergym", *command],
                stdout=subprocess.PIPE,
                stderr=errors,
                text=True,
                env=own | {"COLUMNS": "200"},
            ) as process,
        ):
            server = ServerProcess(process, _announced_url(process), name, log)
            try:
                if not server.url:
                    raise RuntimeError(f"the server ended: {server.log()}")
                yield server
            finally:
                server.stop()


def _announced_url(process: subprocess.Popen[str]) -> str:
    assert process.stdout is not None
    for line in process.stdout:
        if found := re.match(r"serving on (http://\S+)", line):
            return found[1]
    return ""
