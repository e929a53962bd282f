"""The shortest way for a step: past routing, dependencies and models, which have nothing to add to it."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from starlette.requests import Request
from starlette.types import ASGIApp, Receive, Scope, Send

from dockergym.api.problems import answer_problem
from dockergym.api.steps import decode_step, encode_reply
from dockergym.errors import DockerGymError
from dockergym.sessions.manager import SessionManager

_IDEMPOTENCY_KEY = b"idempotency-key"
_JSON = (b"content-type", b"application/json")


class StepLine:
    """Answers the requests that are steps, and lets all others through to their routes.

    The step route of `dockergym.api.environment_routes` documents it, and answers where the application runs
    below a path of another one.
    """

    def __init__(self, app: ASGIApp, managers: Callable[[], Mapping[str, SessionManager]]) -> None:
        self._app = app
        self._managers = managers

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        found = self._find(scope)
        if found is None:
            await self._app(scope, receive, send)
            return
        manager, session_id = found
        try:
            body = await _read(receive)
            if body is None:
                return
            answer = await answer_step(manager, session_id, body, _idempotency_key(scope))
        except DockerGymError as error:
            response = await answer_problem(Request(scope), error)
            await response(scope, receive, send)
            return
        length = (b"content-length", str(len(answer)).encode())
        await send({"type": "http.response.start", "status": 200, "headers": [_JSON, length]})
        await send({"type": "http.response.body", "body": answer})

    def _find(self, scope: Scope) -> tuple[SessionManager, str] | None:
        """Return the environment and the session that a request steps; ``None`` for any other request."""
        if scope["type"] != "http" or scope["method"] != "POST" or scope.get("root_path"):
            return None
        match scope["path"].split("/"):
            case ["", "envs", name, "sessions", session_id, "step"]:
                manager = self._managers().get(name)
            case ["", "sessions", session_id, "step"] if len(managers := self._managers()) == 1:
                [manager] = managers.values()
            case _:
                return None
        return None if manager is None or not session_id else (manager, session_id)


async def answer_step(
    manager: SessionManager, session_id: str, body: bytes, idempotency_key: str | None
) -> bytes:
    """Apply the step that a body asks for, and return the body of the answer.

    Raises:
        DockerGymError: as `SessionManager.step` and `decode_step`.
    """
    command = decode_step(body, idempotency_key)
    return encode_reply(session_id, await manager.step(session_id, command))


async def _read(receive: Receive) -> bytes | None:
    """Return the body; ``None`` where the client has gone before it was whole."""
    message = await receive()
    if message["type"] == "http.request" and not message.get("more_body"):
        whole: bytes = message.get("body", b"")
        return whole
    parts = []
    while message["type"] == "http.request":
        parts.append(message.get("body", b""))
        if not message.get("more_body"):
            return b"".join(parts)
        message = await receive()
    return None


def _idempotency_key(scope: Scope) -> str | None:
    for name, value in scope["headers"]:
        if name == _IDEMPOTENCY_KEY:
            decoded: str = value.decode("latin-1")
            return decoded
    return None
