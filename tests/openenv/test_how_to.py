"""The examples of openenv.md run as they stand: those of OpenEnv in its own Python, the others in ours."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

PAGE = Path(__file__).parents[2] / "docs" / "how-to" / "openenv.md"
ADDRESS = "localhost:8000/envs/alfworld"
IMAGE = "echo-env:latest"


def example(mark: str) -> str:
    """Return the one example that holds these words."""
    (found,) = (
        one for one in re.findall(r"^```python\n(.*?)^```", PAGE.read_text(), re.M | re.S) if mark in one
    )
    return str(found)


@pytest.mark.parametrize(
    ("mark", "said"),
    [
        ("GenericEnvClient", ["1.0 echo: look", "1.0 echo: look", "2"]),
        ("MCPToolClient", ["['act']", "echo: look"]),
    ],
)
def test_openenv_s_clients(openenv: Any, serve: Any, mark: str, said: list[str]) -> None:
    # The example plays until the end, so the echo is told when that is.
    code = example(mark).replace(ADDRESS, serve().base.removeprefix("http://"))
    code = code.replace('episode_id="first"', 'episode_id="first", length=2')
    done = openenv.run("python", "-c", code)
    assert done.stdout.splitlines() == said, done.stderr


def test_a_package_that_names_an_image() -> None:
    scope: dict[str, Any] = {}
    exec(compile(example("openenv_spec"), PAGE.name, "exec"), scope)
    spec = scope["dockergym_env_spec"]()
    assert (spec.image, spec.title, spec.resources.memory_mb) == (IMAGE, "Echo", 2048)
    assert spec.isolation.network == "none"


@pytest.mark.slow
def test_our_client_that_starts_an_image(openenv_image: str, capsys: pytest.CaptureFixture[str]) -> None:
    exec(compile(example("from_docker_image").replace(IMAGE, openenv_image), PAGE.name, "exec"), {})
    ready, said = capsys.readouterr().out.splitlines()
    assert "Echo Env environment ready!" in ready
    assert said == "hello"
