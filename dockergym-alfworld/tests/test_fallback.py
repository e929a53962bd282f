"""Where alfworld's own classes will play although the fast engine was not ruled out, the server says so."""

from __future__ import annotations

import logging
from pathlib import Path

import pytest

from dockergym.plugins.environment import Environment
from dockergym.settings import ServerSettings
from dockergym_alfworld import plugin
from dockergym_alfworld.engine import versions


@pytest.mark.parametrize(
    ("engine", "runs_images", "warned"),
    [
        ("auto", False, True),
        ("upstream", False, False),
        # An image has versions of its own.
        ("auto", True, False),
    ],
)
async def test_a_server_of_local_workers_warns_of_other_versions(
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
    tmp_path: Path,
    engine: str,
    runs_images: bool,
    warned: bool,
) -> None:
    monkeypatch.setattr(versions, "CHECKED_VERSIONS", {"alfworld": "0.3.5"})
    for name, value in {"ENGINE": engine, "STARTER": "only"}.items():
        monkeypatch.setenv(f"DOCKERGYM_ALFWORLD_{name}", value)
    settings = ServerSettings()
    environment = Environment(
        "alfworld", plugin.dockergym_env_spec(settings), settings, runs_images=runs_images
    )
    with caplog.at_level(logging.WARNING):
        await plugin.dockergym_startup(environment)
    assert ("was not checked against alfworld" in caplog.text) == warned
    assert ("to which a game file is code" in caplog.text) == warned
