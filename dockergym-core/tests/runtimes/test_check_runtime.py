"""The whole suite in one call, on the event loop that servers use; and it finds what is wrong."""

from __future__ import annotations

import asyncio
import os
import sys
from collections.abc import Awaitable, Callable
from dataclasses import replace
from pathlib import Path

import pytest
import uvloop

from dockergym.runtimes.base import Runtime, WorkerHandle, WorkerLaunch
from dockergym.runtimes.docker import DockerRuntime
from dockergym.runtimes.local import LocalRuntime
from dockergym.runtimes.local.handle import LocalWorker
from dockergym.settings import ServerSettings
from dockergym.testing.runtimes import (
    RuntimeBench,
    check_runtime,
    finds_its_own_workers_only,
    passes_variables,
)


@pytest.fixture
def settings(tmp_path: Path) -> ServerSettings:
    return ServerSettings(state_dir=tmp_path / "state")


def run_on_uvloop(make_runtime: Callable[[], Runtime], **facts: object) -> None:
    with asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
        runner.run(check_runtime(make_runtime, **facts))


def test_local_on_uvloop(settings: ServerSettings) -> None:
    run_on_uvloop(lambda: LocalRuntime(settings), python=(sys.executable,))


@pytest.mark.slow
def test_docker_on_uvloop(settings: ServerSettings, echo_image: str) -> None:
    run_on_uvloop(lambda: DockerRuntime(settings), python=("python",), image=echo_image)


class FindsEverybodys(LocalRuntime):
    """A runtime that takes the workers of other servers for its own."""

    async def find(self, server: str) -> list[WorkerHandle]:
        return [*await super().find(server), *await super().find(f"{server}-other")]


class TellsSecrets(LocalRuntime):
    """A runtime that hands the server's variables on."""

    async def start(self, launch: WorkerLaunch) -> LocalWorker:
        return await super().start(replace(launch, variables={**os.environ, **launch.variables}))


@pytest.mark.parametrize(
    ("runtime", "check"),
    [(FindsEverybodys, finds_its_own_workers_only), (TellsSecrets, passes_variables)],
)
async def test_a_wrong_runtime_is_found_out(
    settings: ServerSettings,
    runtime: type[LocalRuntime],
    check: Callable[[RuntimeBench], Awaitable[None]],
) -> None:
    async with RuntimeBench(lambda: runtime(settings), python=(sys.executable,)) as bench:
        with pytest.raises(AssertionError):
            await check(bench)
