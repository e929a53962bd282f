"""Environment packages made for a test, and the command line run on them."""

from __future__ import annotations

import importlib
import os
import sys
import textwrap
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from dockergym.cli import cli

GOOD_PLUGIN = """
    import sys
    from pathlib import Path
    from dockergym.plugins import hookimpl
    from dockergym.plugins.specs import Capabilities, EnvSpec, ImageBuild, Task, TaskList

    @hookimpl
    def dockergym_env_spec(settings):
        return EnvSpec(
            title="{name}",
            version="3.1",
            image="dockergym-cli-test-{name}:3.1",
            build=ImageBuild(dockerfile=Path(__file__).parent / "image" / "Dockerfile", packages=("{module}",)),
            local_command=(sys.executable, str(Path(__file__).parent / "worker.py")),
            capabilities=Capabilities(deterministic=True, share_containers=True),
        )

    @hookimpl
    def dockergym_startup(env):
        env.tasks = TaskList([Task("easy"), Task("hard")])
"""

WORKER = """
    import json, sys

    for line in sys.stdin:
        asked = json.loads(line)
        said = asked.get("action", "hello")
        reply = {"status": "ok", "observation": said, "reward": 0.0, "done": said == "end"}
        print(json.dumps(reply), flush=True)
"""


class Site:
    """A folder of packages that are installed for one test."""

    good_plugin = GOOD_PLUGIN

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def add(
        self, name: str, plugin: str = GOOD_PLUGIN, *, group: str = "dockergym.envs", owner: str = ""
    ) -> Path:
        """Install an environment, or another plugin, and return the folder of its package."""
        distribution = owner or f"dockergym-{name}"
        module = distribution.replace("-", "_")
        package = self.folder / module
        (package / "image").mkdir(parents=True)
        (package / "__init__.py").write_text("")
        code = textwrap.dedent(plugin).replace("{name}", name).replace("{module}", module)
        (package / "plugin.py").write_text(code)
        (package / "worker.py").write_text(textwrap.dedent(WORKER))
        (package / "image" / "Dockerfile").write_text("FROM scratch\nCOPY src/ /src/\n")
        facts = self.folder / f"{module}-0.7.dist-info"
        facts.mkdir()
        (facts / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {distribution}\nVersion: 0.7\n")
        (facts / "entry_points.txt").write_text(f"[{group}]\n{name} = {module}.plugin\n")
        importlib.invalidate_caches()
        return package


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Site]:
    """A place for packages, on the path of this process and of those it starts."""
    folder = tmp_path / "site"
    folder.mkdir()
    monkeypatch.syspath_prepend(str(folder))
    monkeypatch.setenv("PYTHONPATH", str(folder))
    yield Site(folder)
    for name, module in list(sys.modules.items()):
        if str(getattr(module, "__file__", "")).startswith(str(folder)):
            del sys.modules[name]


@pytest.fixture(autouse=True)
def _own_state(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let no variable of the machine's reach a test, and no test the machine's own state."""
    for variable in [name for name in os.environ if name.startswith("DOCKERGYM_")]:
        if variable not in ("DOCKERGYM_REQUIRE_DOCKER", "DOCKERGYM_WHEELS"):
            monkeypatch.delenv(variable)
    monkeypatch.setenv("DOCKERGYM_STATE_DIR", str(tmp_path / "state"))


@pytest.fixture
def run() -> Callable[..., Any]:
    """Run the command line in this process, and return what it said and its exit code."""

    def invoke(*arguments: str, **options: Any) -> Any:
        return CliRunner(env={"COLUMNS": "160", "TERM": "dumb"}).invoke(cli, arguments, **options)

    return invoke
