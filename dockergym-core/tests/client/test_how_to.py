"""The examples of the pages on the Python client run as they stand, one after the other."""

from __future__ import annotations

import re
import sys
import types
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

PAGES = Path(__file__).parents[3] / "docs" / "how-to"
_MODULE = "examples_of_a_page"
ADDRESS = "localhost:8000/envs/alfworld"


class Page:
    """A page whose examples have been run against a server."""

    def __init__(self, name: str, url: str) -> None:
        text = (PAGES / name).read_text()
        examples = re.findall(r"^```python\n(.*?)^```", text, re.MULTILINE | re.DOTALL)
        # Data classes look their module up.
        module = sys.modules[_MODULE] = types.ModuleType(_MODULE)
        self.scope: dict[str, Any] = module.__dict__
        for number, example in enumerate(examples):
            assert ADDRESS in example
            code = example.replace(ADDRESS, url.removeprefix("http://"))
            exec(compile(code, f"{name}, example {number + 1}", "exec", dont_inherit=True), self.scope)


@pytest.fixture
def server(start_server: Callable[..., Any]) -> Any:
    """A server of an environment that has the task that the pages play."""
    flags = ("--shareable", "--sessions-per-container", "16", "--env-files", "kitchen")
    return start_server("echo", *flags)


@pytest.fixture(autouse=True)
def _no_module_of_examples() -> Iterator[None]:
    yield
    sys.modules.pop(_MODULE, None)


def test_the_examples_of_the_python_client(server: Any, capsys: pytest.CaptureFixture[str]) -> None:
    scope = Page("python-client.md", server.url).scope
    said = capsys.readouterr().out.splitlines()
    assert "1 1.0 False echo: look" in said
    assert "kitchen first 0 active evaluation-3" in said
    assert scope["rewards"] == [1.0] * 8
    assert "1 2" in said
    assert "{'ready: kitchen'}" in said
    assert not any("no server" in line or "retryable" in line for line in said)
    assert scope["room"].commands == ["look", "wait"]
    with scope["EnvClient"](server.url) as env:
        assert env.sessions() == []
    server.stop()


def test_the_examples_of_streams_and_batches(server: Any, capsys: pytest.CaptureFixture[str]) -> None:
    scope = Page("stream-and-batch.md", server.url).scope
    said = capsys.readouterr().out.splitlines()
    assert said == [
        str([2] * 16),
        "2 True 1",
        "False STEP_CONFLICT False",
        "[0, 1, 2, 3, 4, 5, 6, 7]",
        *["1 1.0"] * 4,
    ]
    with scope["httpx"].Client(base_url=server.url) as http:
        assert http.get("/sessions").json()["total"] == 0
    server.stop()


def test_the_examples_of_gymnasium(server: Any, capsys: pytest.CaptureFixture[str]) -> None:
    Page("gymnasium.md", server.url)
    said = capsys.readouterr().out.splitlines()
    assert said == [
        "1.0 False False echo: look",
        "1.0 False False echo: inventory",
        "evaluation-3",
        "8.0 8",
    ]
    server.stop()
