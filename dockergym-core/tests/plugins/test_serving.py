"""What a broken plugin costs a server: itself, and whatever is told of it."""

from __future__ import annotations

import pytest

from dockergym.testing.serving import Serve

from .conftest import Install


async def test_a_cross_cutting_plugin_that_cannot_be_loaded_is_reported_beside_a_described_environment(
    serve: Serve, install: Install, caplog: pytest.LogCaptureFixture
) -> None:
    install(
        "broken", {"dockergym.plugins": {"recorder": "broken"}}, {"broken.py": "import nothing_of_the_kind"}
    )
    served = await serve()
    error = "ModuleNotFoundError: No module named 'nothing_of_the_kind'"
    index = (await served.http.get("/envs")).json()
    assert index["failures"] == [{"name": "recorder", "distribution": "broken", "error": error}]
    assert f"plugin 'recorder' of broken 1.0: {error}" in caplog.text
    await served.create()
