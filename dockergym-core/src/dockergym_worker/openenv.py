"""An image that serves the OpenEnv protocol, played as any other environment.

Runs inside of the image's own container, beside the server that the image starts: the two speak over the container's
loopback, so that the container needs no network. Each session is a WebSocket of its own.
"""

from __future__ import annotations

import json
import os
import sys
from typing import Any, Dict, List, Mapping, Optional, Tuple

from dockergym_worker.base import BaseWorker
from dockergym_worker.openenv_server import HOST, OpenEnvServer
from dockergym_worker.rejections import InvalidParams
from dockergym_worker.websocket import WebSocket, WebSocketClosed

PORT_VARIABLE = "DOCKERGYM_OPENENV_PORT"
TIMEOUT_VARIABLE = "DOCKERGYM_OPENENV_START_TIMEOUT_S"
_PORT = "8000"
_TIMEOUT_S = "110"
_CONNECT_TIMEOUT_S = 30.0
_CLOSE = json.dumps({"type": "close"})
_NOT_SHOWN = ("reward", "done")

Answer = Tuple[str, float, bool, bool, Dict[str, Any]]


class OpenEnvError(Exception):
    """What the image's server answered instead of an observation."""


class InvalidAction(OpenEnvError, ValueError):
    """The environment takes no such action."""


class OpenEnvWorker(BaseWorker):
    """Translates between DockerGym's sessions and OpenEnv's."""

    can_fork = False

    def __init__(self, server: OpenEnvServer) -> None:
        self._server = server
        self._socket: Optional[WebSocket] = None
        self._text_field: Optional[str] = None

    def preload(self) -> None:
        """Wait for the server, and learn what its actions are."""
        self._server.wait_until_ready()
        self._text_field = text_field_of(self._server.schemas().get("action"))

    def init_env(self, env_id: Optional[str], params: Dict[str, Any]) -> Answer:
        """Reset; the params are what ``reset`` is given, and ``env_id`` is its ``task_id``."""
        if self._socket is None:
            self._socket = WebSocket(HOST, self._server.port, "/ws", _CONNECT_TIMEOUT_S)
        options = {**params, **({"task_id": env_id} if env_id else {})}
        kind, data = self._ask({"type": "reset", "data": options})
        if kind == "error":
            message = _message(data)
            if data.get("code") == "VALIDATION_ERROR":
                raise InvalidParams(message)
            raise OpenEnvError(message)
        return read_observation(data)

    def step_env(self, action: str) -> Answer:
        """Apply an action: the JSON text of an object, or the text of an action that is nothing but text."""
        kind, data = self._ask({"type": "step", "data": read_action(action, self._text_field)})
        if kind == "error":
            raise (InvalidAction if data.get("code") == "VALIDATION_ERROR" else OpenEnvError)(_message(data))
        return read_observation(data)

    def close_env(self) -> None:
        """Let the server end the session."""
        if self._socket is not None:
            self._socket.close(_CLOSE)

    def _ask(self, request: Mapping[str, Any]) -> Tuple[str, Dict[str, Any]]:
        assert self._socket is not None
        try:
            answer = json.loads(self._socket.ask(json.dumps(request)))
        except WebSocketClosed as error:
            # The episode went with the connection; this process has nothing left to serve.
            ended = " The server has ended." if self._server.has_ended() else ""
            raise SystemExit(f"the image's server let go of the session: {error}.{ended}") from None
        data = answer.get("data")
        return str(answer.get("type")), data if isinstance(data, dict) else {}


def read_action(text: str, text_field: Optional[str]) -> Dict[str, Any]:
    """Return the action that a client's text stands for.

    Raises:
        InvalidAction: it is no object, and the environment's actions are more than text.
    """
    try:
        action = json.loads(text)
    except ValueError:
        action = None
    if isinstance(action, dict):
        return action
    if text_field is not None:
        return {text_field: text}
    raise InvalidAction("the action must be the JSON text of an object that fits the action schema")


def text_field_of(schema: Any) -> Optional[str]:
    """Return the one field that an action needs where that is text; ``None`` where actions are more."""
    if not isinstance(schema, dict):
        return None
    properties = schema.get("properties", {})
    needed = [name for name in schema.get("required", []) if name != "metadata"]
    names = needed or [name for name in properties if name != "metadata"]
    if len(names) == 1 and properties.get(names[0], {}).get("type") == "string":
        return str(names[0])
    return None


def read_observation(data: Mapping[str, Any]) -> Answer:
    """Return an observation as a worker's: its JSON text, and its fields as ``info``."""
    shown = data.get("observation")
    fields = (
        {name: value for name, value in shown.items() if name not in _NOT_SHOWN}
        if isinstance(shown, dict)
        else {}
    )
    metadata = data.get("metadata") or fields.get("metadata") or {}
    text = json.dumps(
        {name: value for name, value in fields.items() if name != "metadata"}, ensure_ascii=False
    )
    info = (
        {**fields, "metadata": metadata} if metadata else {n: v for n, v in fields.items() if n != "metadata"}
    )
    done = bool(data.get("done"))
    truncated = done and isinstance(metadata, dict) and metadata.get("truncated") is True
    return text, float(data.get("reward") or 0.0), done and not truncated, truncated, info


def _message(data: Mapping[str, Any]) -> str:
    errors = data.get("errors")
    places = (
        "; ".join(_place(one) for one in errors if isinstance(one, dict)) if isinstance(errors, list) else ""
    )
    message = f"{data.get('message') or 'no message'} ({data.get('code') or 'no code'})"
    return f"{message}: {places}" if places else message


def _place(error: Mapping[str, Any]) -> str:
    return f"{'.'.join(map(str, error.get('loc') or ()))}: {error.get('msg')}"


def main(command: Optional[List[str]] = None) -> None:
    """Start the image's server, whose command is given, and serve sessions of it."""
    command = sys.argv[1:] if command is None else command
    if not command:
        raise SystemExit("the image names no command that could serve OpenEnv")
    port = int(os.environ.get(PORT_VARIABLE, _PORT))
    server = OpenEnvServer(command, port, float(os.environ.get(TIMEOUT_VARIABLE, _TIMEOUT_S)))
    try:
        server.start()
    except OSError as error:
        raise SystemExit(f"the image's command cannot be run: {error}") from None
    OpenEnvWorker(server).run()


if __name__ == "__main__":
    main()
