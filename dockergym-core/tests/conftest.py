"""What the tests of the core share."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, settings

from dockergym.plugins.hooks import Hooks
from dockergym.settings import ServerConfig
from dockergym.testing.serving import Serve, Served, serving, worker_command

# The machines that run these tests are busy: how long an example takes says nothing there.
settings.register_profile("busy", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("busy")


@pytest.fixture
async def serve(tmp_path: Path) -> AsyncIterator[Serve]:
    """Return a function that serves one environment, from one of the workers made for tests."""
    async with AsyncExitStack() as stack:

        async def start(worker: str = "echo", hooks: Hooks | None = None, **options: Any) -> Served:
            defaults: dict[str, Any] = {
                "env_name": "echo",
                "runtime": "local",
                "state_dir": tmp_path / "state",
                "worker_command": worker_command(worker),
                "reap_interval_s": 0.05,
                "container_stop_timeout_s": 0.2,
            }
            return await stack.enter_async_context(serving(ServerConfig(**defaults | options), hooks))

        yield start
