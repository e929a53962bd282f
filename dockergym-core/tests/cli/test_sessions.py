"""``dockergym sessions`` where the server does not do what it is asked."""

from __future__ import annotations

import http.server
import json
import threading
from collections.abc import Callable, Iterator
from typing import Any

import pytest

Run = Callable[..., Any]

SESSION = {
    "session_id": "abc",
    "env_id": "kitchen",
    "observation": "hi",
    "info": {},
    "status": "active",
    "created_at": "2025-01-01T00:00:00Z",
    "last_active_at": "2025-01-01T00:00:00Z",
    "reward": 0.0,
    "done": False,
    "terminated": False,
    "truncated": False,
    "step": 3,
    "run": None,
    "rollout": None,
    "seed": 1,
}
FAILURE = {"detail": "it broke", "error_code": "INTERNAL_ERROR", "retryable": False, "applied": None}


class FailingServer(http.server.ThreadingHTTPServer):
    """Shows one session to all who ask, and fails where it is told to."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Answering)
        self.asked: list[str] = []
        self.fails: Callable[[list[str]], bool] = lambda asked: False

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.server_port}/envs/echo"


class Answering(http.server.BaseHTTPRequestHandler):
    server: FailingServer
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        self._answer()

    def do_DELETE(self) -> None:
        self._answer()

    def _answer(self) -> None:
        self.server.asked.append(f"{self.command} {self.path.removeprefix('/envs/echo')}")
        code, body = (500, FAILURE) if self.server.fails(self.server.asked) else (200, SESSION)
        content = json.dumps(body).encode()
        self.send_response(code)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture
def failing() -> Iterator[FailingServer]:
    with FailingServer() as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield server
        server.shutdown()
        thread.join()


def test_a_session_that_cannot_be_shown_goes_on(run: Run, failing: FailingServer) -> None:
    failing.fails = lambda asked: len(asked) > 1
    result = run("sessions", failing.address, "--show", "abc")
    assert result.exit_code == 1
    assert "it broke" in result.output
    assert failing.asked == ["GET /sessions/abc"] * 2


def test_only_what_was_ended_is_said_to_be(run: Run, failing: FailingServer) -> None:
    failing.fails = lambda asked: asked[-1].endswith("/stuck")
    result = run("sessions", failing.address, "--end", "abc", "--end", "stuck", "--end", "later", "--json")
    assert result.exit_code == 1
    assert "it broke" in result.output
    assert json.loads(result.stdout) == {"ended": ["abc"]}
    assert failing.asked == ["DELETE /sessions/abc", "DELETE /sessions/stuck"]


def test_one_that_could_not_be_ended_is_no_success(run: Run, failing: FailingServer) -> None:
    failing.fails = lambda asked: True
    result = run("sessions", failing.address, "--end", "a/b")
    assert result.exit_code == 1
    assert "ended" not in result.stdout.replace("ended 0 sessions", "")
    assert failing.asked == ["DELETE /sessions/a%2Fb"]
