"""The examples of the page on the Python client run as they stand, one after the other."""

from __future__ import annotations

import re
import sys
import types
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

PAGE = Path(__file__).parents[3] / "docs" / "how-to" / "python-client.md"
ADDRESS = "http://localhost:8000/envs/alfworld"


def test_the_examples_run(
    start_server: Callable[..., Any], capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    flags = ("--shareable", "--sessions-per-container", "16", "--env-files", "kitchen")
    server = start_server("echo", *flags)
    examples = re.findall(r"^```python\n(.*?)^```", PAGE.read_text(), re.MULTILINE | re.DOTALL)
    module = types.ModuleType("examples_of_the_page")
    monkeypatch.setitem(sys.modules, module.__name__, module)
    scope: dict[str, Any] = module.__dict__
    for number, example in enumerate(examples):
        assert ADDRESS in example
        code = compile(
            example.replace(ADDRESS, server.url),
            f"{PAGE.name}, example {number + 1}",
            "exec",
            dont_inherit=True,
        )
        exec(code, scope)
    said = capsys.readouterr().out.splitlines()
    assert "1 1.0 False echo: look" in said
    assert "kitchen first 0 active evaluation-3" in said
    assert scope["rewards"] == [1.0] * 8
    assert "1 2" in said
    assert not any("no server" in line or "retryable" in line for line in said)
    assert scope["room"].commands == ["look", "wait"]
    with scope["EnvClient"](server.url) as env:
        assert env.sessions() == []
    server.stop()
