"""The examples of the page on trainers run as they stand."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

PAGE = Path(__file__).parents[2] / "docs" / "how-to" / "trainers.md"
ADDRESS = "http://localhost:8000/envs/alfworld"


def test_the_examples_of_the_page_run(doors: str, capsys: pytest.CaptureFixture[str]) -> None:
    group, cleaning = re.findall(r"^```python\n(.*?)^```", PAGE.read_text(), re.MULTILINE | re.DOTALL)
    for example in (group, cleaning):
        assert ADDRESS in example
        exec(compile(example.replace(ADDRESS, doors), PAGE.name, "exec"), {})
    assert capsys.readouterr().out.splitlines() == ["4 advantages", "[] were left"]


def test_every_example_is_on_the_page() -> None:
    examples = {path.name for path in (PAGE.parents[2] / "examples").glob("*.py")}
    assert examples
    assert {name for name in examples if f"`{name}`" not in PAGE.read_text()} == set()
