"""Plugin packages written for one test, installed the way pip leaves them."""

from __future__ import annotations

import importlib
import sys
import textwrap
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import pytest

from dockergym.plugins.environment import Environment
from dockergym.plugins.specs import EnvSpec, Task, TaskList
from dockergym.settings import ServerSettings

Install = Callable[..., Path]
MakeEnvironment = Callable[..., Environment]


@pytest.fixture
def install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Install]:
    """Return a function that installs a distribution on ``sys.path``, and returns the folder it went to."""
    before = set(sys.modules)

    def put(
        distribution: str,
        entry_points: Mapping[str, Mapping[str, str]],
        modules: Mapping[str, str],
        *,
        version: str = "1.0",
        site: str = "site-packages",
    ) -> Path:
        folder = tmp_path / site
        info = folder / f"{distribution.replace('-', '_')}-{version}.dist-info"
        info.mkdir(parents=True)
        (info / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {distribution}\nVersion: {version}\n")
        (info / "entry_points.txt").write_text(
            "\n".join(
                f"[{group}]\n" + "".join(f"{name} = {value}\n" for name, value in named.items())
                for group, named in entry_points.items()
            )
        )
        for path, source in modules.items():
            (folder / path).parent.mkdir(parents=True, exist_ok=True)
            (folder / path).write_text(textwrap.dedent(source))
        monkeypatch.syspath_prepend(folder)
        importlib.invalidate_caches()
        return folder

    yield put
    for name in set(sys.modules) - before:
        if str(getattr(sys.modules[name], "__file__", "")).startswith(str(tmp_path)):
            del sys.modules[name]


@pytest.fixture
def make_environment() -> MakeEnvironment:
    """Return a function that makes an environment with tasks of the names given."""

    def make(*tasks: str, name: str = "toy", spec: EnvSpec | None = None) -> Environment:
        environment = Environment(name, spec or EnvSpec(image="toy"), ServerSettings())
        environment.tasks = TaskList(Task(task) for task in tasks)
        return environment

    return make
