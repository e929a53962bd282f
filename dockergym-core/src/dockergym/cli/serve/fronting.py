"""A server for one image that lives as long as the program that started it; see `dockergym.client.local_docker`.

``python -m dockergym.cli.serve.fronting`` reads its order from standard input, a line of JSON: ``{"image": …, "speech":
"worker" | "openenv" | null, "settings": {…}}``. It answers with a line of JSON on standard output as soon as it
listens, ``{"url": …}``, or ``{"error": …}`` where it cannot serve; and it ends, with all its sessions, when its
standard input does, or says anything more.
"""

from __future__ import annotations

import json
import os
import sys
from typing import Any, TextIO

from dockergym.cli.serve.attended import end_with_input
from dockergym.cli.serve.serving import serve
from dockergym.errors import DockerGymError
from dockergym.plugins.hooks import Hooks
from dockergym.runtimes.docker.speech import speech_of
from dockergym.serverlock import running_server
from dockergym.settings import ServerConfig


class _Announcement(Hooks):
    """Tells the address as soon as it is known."""

    def __init__(self, settings: ServerConfig, listener: TextIO) -> None:
        self._settings = settings
        self._listener = listener

    def on_startup(self, app: Any) -> None:
        running = running_server(self._settings.state_dir, self._settings.name)
        assert running is not None
        _tell(self._listener, {"url": running.url})


def main() -> int:
    """Serve until standard input ends."""
    # What else is written, such as the server's own greeting, is no answer.
    answers = os.fdopen(os.dup(1), "w")
    os.dup2(2, 1)
    order = json.loads(sys.stdin.readline())
    try:
        settings = _settings(order)
        end_with_input()
        serve(settings, hooks=_Announcement(settings, answers))
    except (DockerGymError, ValueError) as error:
        _tell(answers, {"error": str(error)})
        return 1
    return 0


def _settings(order: dict[str, Any]) -> ServerConfig:
    image = order["image"]
    speech = order.get("speech") or speech_of(image)
    named = {"openenv_image": image} if speech == "openenv" else {"docker_image": image}
    return ServerConfig(**{"runtime": "docker", "on_exit": "end", "warm": 1, **order["settings"], **named})


def _tell(listener: TextIO, answer: dict[str, Any]) -> None:
    print(json.dumps(answer), file=listener, flush=True)


if __name__ == "__main__":
    raise SystemExit(main())
