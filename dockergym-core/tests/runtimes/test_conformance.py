"""Both runtimes pass the suite that the authors of others run."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import AsyncIterator, Awaitable, Callable, Iterable
from pathlib import Path

import docker
import pytest

from dockergym.runtimes.base import LABEL_SERVER
from dockergym.runtimes.docker import DockerRuntime
from dockergym.runtimes.folders import workers_folder
from dockergym.runtimes.local import LocalRuntime
from dockergym.settings import ServerSettings
from dockergym.testing.runtimes import RUNTIME_CHECKS, RuntimeBench


@pytest.fixture
def settings(tmp_path: Path) -> ServerSettings:
    return ServerSettings(state_dir=tmp_path / "state")


def folders_of(settings: ServerSettings, server: str) -> list[str]:
    folder = workers_folder(settings.state_dir, server)
    return [str(path) for path in folder.iterdir()] if folder.exists() else []


@pytest.fixture
async def local_bench(settings: ServerSettings) -> AsyncIterator[RuntimeBench]:
    async def leftovers() -> Iterable[str]:
        return folders_of(settings, bench.server)

    async with RuntimeBench(
        lambda: LocalRuntime(settings), python=(sys.executable,), leftovers=leftovers
    ) as bench:
        yield bench


@pytest.mark.parametrize("check", RUNTIME_CHECKS, ids=lambda check: check.__name__)
async def test_local(local_bench: RuntimeBench, check: Callable[[RuntimeBench], Awaitable[None]]) -> None:
    await check(local_bench)


@pytest.fixture
async def docker_bench(
    settings: ServerSettings, docker_engine: docker.DockerClient, echo_image: str
) -> AsyncIterator[RuntimeBench]:
    def look() -> list[str]:
        filters = {"label": f"{LABEL_SERVER}={bench.server}"}
        containers = docker_engine.api.containers(all=True, filters=filters)
        return [container["Id"] for container in containers] + folders_of(settings, bench.server)

    async def leftovers() -> Iterable[str]:
        return await asyncio.to_thread(look)

    async with RuntimeBench(
        lambda: DockerRuntime(settings), python=("python",), image=echo_image, leftovers=leftovers
    ) as bench:
        yield bench


@pytest.mark.parametrize("check", RUNTIME_CHECKS, ids=lambda check: check.__name__)
async def test_docker(docker_bench: RuntimeBench, check: Callable[[RuntimeBench], Awaitable[None]]) -> None:
    await check(docker_bench)
