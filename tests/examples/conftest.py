"""A server of the house of doors and a chat endpoint that reads its signs, for examples that play over the network."""

from __future__ import annotations

import importlib.util
import json
import re
import sys
import threading
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from dockergym.testing.processes import server_process

EXAMPLES = Path(__file__).parents[2] / "examples"


@pytest.fixture
def example(monkeypatch: pytest.MonkeyPatch) -> Callable[[str], ModuleType]:
    """Return a function that imports an example by its name."""

    def load(name: str) -> ModuleType:
        spec = importlib.util.spec_from_file_location(name, EXAMPLES / f"{name}.py")
        assert spec is not None
        assert spec.loader is not None
        module = importlib.util.module_from_spec(spec)
        monkeypatch.setitem(sys.modules, name, module)
        spec.loader.exec_module(module)
        return module

    return load


@pytest.fixture(scope="session")
def doors() -> Iterator[str]:
    """Address of an environment of rooms with a right and a wrong door, in which sessions can be forked."""
    with server_process("doors", "--shareable", "--sessions-per-container", "64") as server:
        yield server.environment_url


@pytest.fixture(scope="session")
def split_games() -> Iterator[str]:
    """Address of an environment whose tasks are of several splits; those of ``train`` have ids that begin so."""
    # `nox -s examples` has the trainers, and not the environments.
    pytest.importorskip("alfworld")
    serving = pytest.importorskip("dockergym_alfworld.server_process").serving
    command = [sys.executable, "-m", "dockergym", "serve", "alfworld", "--runtime", "local"]
    with serving(
        [*command, "--sessions-per-container", "16"], {"DOCKERGYM_ALFWORLD_STARTER": "only"}
    ) as server:
        yield f"{server.url}/envs/alfworld"


@pytest.fixture(autouse=True)
def _no_key_of_the_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("DOCKERGYM_API_KEY", raising=False)


class Endpoint(ThreadingHTTPServer):
    """``/v1/chat/completions`` of a model that does what it reads, and stammers first where it is told to."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.asked: list[tuple[str, str | None, dict[str, Any]]] = []
        self.stammers = False

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_port}/v1"

    def answer(self, messages: list[dict[str, str]]) -> str:
        if self.stammers and messages[-1]["content"].startswith("You are in a house"):
            return "Let me think about that."
        told = [one["content"] for one in messages if "A sign says" in one["content"]]
        (colour,) = re.findall(r"A sign says: (\w+)\.", told[-1])
        return f"Thought: the sign says {colour}.\nAction: open the {colour} door"


class Handler(BaseHTTPRequestHandler):
    server: Endpoint

    def do_POST(self) -> None:
        body = json.loads(self.rfile.read(int(self.headers["content-length"])))
        self.server.asked.append((self.path, self.headers["authorization"], body))
        said = {"role": "assistant", "content": self.server.answer(body["messages"])}
        known = {"id": "answer", "created": 0, "model": body["model"]}
        if body.get("stream"):
            choice = {"index": 0, "delta": said, "finish_reason": "stop"}
            chunk = {**known, "object": "chat.completion.chunk", "choices": [choice]}
            self._send("text/event-stream", f"data: {json.dumps(chunk)}\n\ndata: [DONE]\n\n")
        else:
            choice = {"index": 0, "message": said, "finish_reason": "stop"}
            self._send(
                "application/json", json.dumps({**known, "object": "chat.completion", "choices": [choice]})
            )

    def _send(self, kind: str, text: str) -> None:
        self.send_response(200)
        self.send_header("content-type", kind)
        self.send_header("content-length", str(len(text.encode())))
        self.end_headers()
        self.wfile.write(text.encode())

    def log_message(self, *_: Any) -> None:
        pass


@pytest.fixture
def endpoint() -> Iterator[Endpoint]:
    with Endpoint() as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield server
        server.shutdown()
        thread.join(10)
