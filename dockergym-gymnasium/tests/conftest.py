"""Fixtures shared by the tests of dockergym-gymnasium."""

from __future__ import annotations

import secrets
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from dockergym.settings import ServerSettings
from dockergym.testing.serving import Served, serving


@pytest.fixture(autouse=True)
def _no_settings_of_this_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("PACKAGES", "MODULES", "FORK", "DETERMINISTIC", "MEMORY_MB"):
        monkeypatch.delenv(f"DOCKERGYM_GYMNASIUM_{name}", raising=False)


@pytest.fixture(params=["local", pytest.param("docker", marks=pytest.mark.docker)])
async def served(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[Served]:
    """Gymnasium as a server offers it: by local workers, and from containers. Sessions share a worker."""
    if request.param == "docker":
        request.getfixturevalue("build_image")("gymnasium")
    settings = ServerSettings(
        runtime=request.param,
        name=f"gymnasium-{secrets.token_hex(4)}",
        state_dir=tmp_path,
        sessions_per_container=8,
    )
    async with serving(settings, environments=["gymnasium"]) as server:
        yield server
