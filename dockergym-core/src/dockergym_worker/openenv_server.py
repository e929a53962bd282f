"""The OpenEnv server of an image, as a child of the worker in its container."""

from __future__ import annotations

import http.client
import json
import os
import subprocess
import time
from typing import Any, Dict, List, Optional

HOST = "127.0.0.1"
_POLL_S = 0.05
_PROBE_TIMEOUT_S = 5.0
_OWN_VARIABLES = "DOCKERGYM_"


class ServerNotReady(Exception):
    """The server has ended, or does not answer in time."""


class OpenEnvServer:
    """Starts the image's own command, and waits until it serves."""

    def __init__(self, command: List[str], port: int, start_timeout_s: float) -> None:
        self._command = command
        self._start_timeout_s = start_timeout_s
        self._pid: Optional[int] = None
        self.port = port

    def start(self) -> None:
        """Start it; what it writes becomes standard error, so that nothing of it reaches the protocol.

        Raises:
            OSError: the command cannot be run.
        """
        own = {name: value for name, value in os.environ.items() if not name.startswith(_OWN_VARIABLES)}
        started = subprocess.Popen(
            self._command,
            stdin=subprocess.DEVNULL,
            stdout=2,
            stderr=2,
            env=own,
            # A group of its own, by which all that it starts ends with it.
            start_new_session=True,
        )
        self._pid = started.pid
        # Whoever keeps sessions collects every child that ends; this object is not to do it as well.
        started.returncode = 0

    def wait_until_ready(self) -> None:
        """Return once it answers.

        Raises:
            ServerNotReady: it has ended, or takes too long.
        """
        deadline = time.monotonic() + self._start_timeout_s
        while True:
            if self.has_ended():
                raise ServerNotReady(f"the image's server has ended: {' '.join(self._command)}")
            if self._get("/health") is not None:
                return
            if time.monotonic() > deadline:
                raise ServerNotReady(
                    f"the image's server does not answer at port {self.port} after {self._start_timeout_s:g} s; "
                    "is that its port?"
                )
            time.sleep(_POLL_S)

    def has_ended(self) -> bool:
        """Say whether its process is gone."""
        assert self._pid is not None
        try:
            return os.waitpid(self._pid, os.WNOHANG)[0] != 0
        except ChildProcessError:
            # It is the child of another process, or was collected by it.
            return not os.path.exists(f"/proc/{self._pid}")

    def schemas(self) -> Dict[str, Any]:
        """Return the schemas that it publishes; empty where it publishes none."""
        return self._get("/schema") or {}

    def _get(self, path: str) -> Optional[Dict[str, Any]]:
        connection = http.client.HTTPConnection(HOST, self.port, timeout=_PROBE_TIMEOUT_S)
        try:
            connection.request("GET", path)
            response = connection.getresponse()
            body = json.loads(response.read())
        except (OSError, http.client.HTTPException, ValueError):
            return None
        finally:
            connection.close()
        return body if response.status == 200 and isinstance(body, dict) else None
