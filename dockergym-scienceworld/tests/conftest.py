"""Fixtures shared by the tests: simulators that are started once, and ScienceWorld as it is served."""

from __future__ import annotations

import os
import secrets
from collections.abc import AsyncIterator, Iterator
from pathlib import Path
from typing import Any

import pytest
from scienceworld import ScienceWorldEnv

from dockergym.settings import ServerSettings
from dockergym.testing.serving import Served, serving
from dockergym_scienceworld.simulator import close_environment, prepare_java
from dockergym_scienceworld.worker import ScienceWorldWorker


@pytest.fixture(scope="session")
def upstream() -> Iterator[Any]:
    """ScienceWorld's own environment, started with the Java that workers start."""
    with pytest.MonkeyPatch.context() as patch:
        variables = dict(os.environ)
        prepare_java(variables)
        for name in ("PATH", "JDK_JAVA_OPTIONS"):
            patch.setenv(name, variables[name])
        environment = ScienceWorldEnv()
    yield environment
    close_environment(environment)


@pytest.fixture(scope="session")
def worker() -> Iterator[ScienceWorldWorker]:
    """A worker in this process; its Java process is started once for all tests."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PATH", os.environ["PATH"])
        patch.setenv("JDK_JAVA_OPTIONS", "")
        made = ScienceWorldWorker()
        made.preload()
    yield made
    made.close_env()


@pytest.fixture(params=["local", pytest.param("docker", marks=pytest.mark.docker)])
async def served(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[Served]:
    """ScienceWorld as a server offers it: by local workers, and from containers."""
    if request.param == "docker":
        request.getfixturevalue("build_image")("scienceworld")
    settings = ServerSettings(
        runtime=request.param, name=f"scienceworld-{secrets.token_hex(4)}", state_dir=tmp_path, warm=1
    )
    async with serving(settings, environments=["scienceworld"]) as server:
        yield server
