"""What a broken plugin costs a server: itself, and whatever is told of it."""

from __future__ import annotations

from pathlib import Path
from textwrap import dedent

import pytest

from dockergym.settings import ServerSettings
from dockergym.testing.serving import Serve, serving

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


PLUGIN = """
    from dockergym.plugins import hookimpl
    from dockergym.plugins.specs import EnvSpec
    from dockergym.testing.serving import worker_command

    @hookimpl
    def dockergym_env_spec(settings):
        return EnvSpec(worker_command=tuple(worker_command("echo")))
"""
ROUTES = """
    @hookimpl
    def dockergym_register_routes(env):
        {routes}
"""


@pytest.mark.parametrize(
    ("routes", "error"),
    [
        (
            "raise ValueError('no routes today')",
            "dockergym_register_routes failed: ValueError: no routes today",
        ),
        ("return [print]", "dockergym_register_routes gave builtin_function_or_method for a router"),
    ],
)
async def test_routes_that_fail_keep_their_own_environment_from_being_served_and_no_other(
    install: Install, tmp_path: Path, routes: str, error: str
) -> None:
    install("sound", {"dockergym.envs": {"sound": "sound_env"}}, {"sound_env.py": PLUGIN})
    broken = dedent(PLUGIN) + dedent(ROUTES).format(routes=routes)
    install("broken", {"dockergym.envs": {"broken": "broken_env"}}, {"broken_env.py": broken}, site="other")
    settings = ServerSettings(runtime="local", state_dir=tmp_path / "state")
    async with serving(settings, environments=["broken", "sound"]) as served:
        index = (await served.http.get("/envs")).json()
        assert [one["name"] for one in index["environments"]] == ["sound"]
        [failure] = index["failures"]
        assert failure["name"] == "broken"
        assert error in failure["error"]
        assert "plugin 'broken' of broken 1.0" in failure["error"]
        await served.create()
