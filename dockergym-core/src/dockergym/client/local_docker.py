"""Images on this machine's Docker engine, each with a server of its own in front of it."""

from __future__ import annotations

import contextlib
import json
import os
import select
import shutil
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
import uuid
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Literal

from dockergym.client.attended import attend, dismiss
from dockergym.client.providers import NotReady, ProviderError

_ANSWER_TIMEOUT_S = 60.0
_STOP_TIMEOUT_S = 45.0
_POLL_S = 0.1
_LOG_TAIL = 2000
_VARIABLES_SEEN = ("DOCKERGYM_",)


class LocalDockerProvider:
    """Starts images that hold a worker of ours, and images that serve OpenEnv.

    A server of its own, a process beside the caller's, fronts the image: containers are shut off as any worker's
    are, and every call is what it is anywhere else. The server ends with its containers at `stop_container`, and also
    when the caller's process ends, however it ends.
    """

    def __init__(self, speech: Literal["worker", "openenv"] | None = None, **settings: Any) -> None:
        """Make a provider; nothing is started yet.

        ``speech`` says what images speak, where it cannot be seen from their command; ``settings`` are those of
        `dockergym.settings.ServerConfig`, such as ``max_sessions``.
        """
        self._speech = speech
        self._settings = settings
        self._server: subprocess.Popen[bytes] | None = None
        self._folder: Path | None = None

    def start_container(
        self,
        image: str,
        port: int | None = None,
        env_vars: Mapping[str, str] | None = None,
        **options: Any,
    ) -> str:
        """Start the server in front of the image and return its address; ``options`` are further settings.

        Raises:
            ProviderError: the image is not there, the engine does not answer, or a setting is wrong.
        """
        if self._server is not None:
            raise ProviderError("this provider has started a container already; make one for each")
        # Sockets live in this folder, so its path must be short.
        self._folder = Path(tempfile.mkdtemp(prefix="dgym-"))
        own = {
            "name": f"image-{uuid.uuid4().hex[:12]}",
            "state_dir": str(self._folder),
            "port": port or 0,
            "container_env": dict(env_vars or {}),
        }
        order = {"image": image, "speech": self._speech, "settings": {**self._settings, **options, **own}}
        try:
            return self._start(order)
        except BaseException:
            self.stop_container()
            raise

    def wait_for_ready(self, base_url: str, timeout_s: float = 120.0) -> None:
        """Return when an episode could be begun, or was refused for a reason of the environment's own.

        Raises:
            ProviderError: no episode can be begun; the message is the server's.
            NotReady: none began in time.
        """
        deadline = time.monotonic() + timeout_s
        while True:
            status, answer = _ask("POST", f"{base_url}/sessions", max(deadline - time.monotonic(), 0.1))
            if status == 200:
                _ask("DELETE", f"{base_url}/sessions/{answer['session_id']}", _ANSWER_TIMEOUT_S)
                return
            if 400 <= status < 500:
                return
            if status and not answer.get("retryable", True):
                raise ProviderError(f"no episode can be begun: {answer.get('detail')}{self._last_words()}")
            if time.monotonic() > deadline:
                said = answer.get("detail") or "nothing answers"
                raise NotReady(f"no episode began within {timeout_s:g} s: {said}{self._last_words()}")
            time.sleep(_POLL_S)

    def stop_container(self) -> None:
        """End the server, its sessions and its containers."""
        server, self._server = self._server, None
        folder, self._folder = self._folder, None
        if server is not None:
            assert server.stdout is not None
            dismiss(server, _STOP_TIMEOUT_S)
            server.stdout.close()
        if folder is not None:
            shutil.rmtree(folder, ignore_errors=True)

    def _start(self, order: Mapping[str, Any]) -> str:
        assert self._folder is not None
        with (self._folder / "server.log").open("wb") as log:
            self._server = subprocess.Popen(
                [sys.executable, "-m", "dockergym.cli.serve.fronting"],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=log,
                env={
                    name: value for name, value in os.environ.items() if not name.startswith(_VARIABLES_SEEN)
                },
                # Ctrl-C is for the caller, who ends the server in his own time.
                start_new_session=True,
            )
        attend(self._server)
        assert self._server.stdin is not None
        assert self._server.stdout is not None
        self._server.stdin.write(json.dumps(order).encode() + b"\n")
        self._server.stdin.flush()
        if not select.select([self._server.stdout], [], [], _ANSWER_TIMEOUT_S)[0]:
            raise NotReady(f"the server did not start within {_ANSWER_TIMEOUT_S:g} s{self._last_words()}")
        line = self._server.stdout.readline()
        answer = json.loads(line) if line else {"error": f"the server ended{self._last_words()}"}
        if "url" not in answer:
            raise ProviderError(str(answer["error"]))
        return str(answer["url"])

    def _last_words(self) -> str:
        with contextlib.suppress(OSError):
            assert self._folder is not None
            text = (self._folder / "server.log").read_text(errors="replace").strip()[-_LOG_TAIL:]
            return f"; its server wrote:\n{text}" if text else ""
        return ""


def _ask(method: str, url: str, timeout_s: float) -> tuple[int, dict[str, Any]]:
    """Return the status and the body of an answer; status 0: there was none."""
    body = b"{}" if method == "POST" else None
    request = urllib.request.Request(url, body, {"Content-Type": "application/json"}, method=method)
    # The server is on this machine, where no proxy could find it.
    direct = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    try:
        with direct.open(request, timeout=timeout_s) as response:
            return response.status, json.loads(response.read())
    except urllib.error.HTTPError as error:
        with error:
            return error.code, _object(error.read())
    except (OSError, ValueError):
        return 0, {}


def _object(content: bytes) -> dict[str, Any]:
    try:
        body = json.loads(content)
    except ValueError:
        return {}
    return body if isinstance(body, dict) else {}
