"""An environment's own command: the server's flags, and its own settings beside them."""

from __future__ import annotations

import textwrap
from collections.abc import Callable
from typing import Any

import httpx
import pytest

PLUGIN = """
    import sys
    from pathlib import Path
    from pydantic import Field
    from pydantic_settings import SettingsConfigDict
    from dockergym.plugins import hookimpl
    from dockergym.plugins.settings import EnvironmentSettings
    from dockergym.plugins.specs import EnvSpec, Task, TaskList

    class CaveSettings(EnvironmentSettings):
        model_config = SettingsConfigDict(env_prefix="DOCKERGYM_CAVE_")
        rooms: int = Field(3, ge=1)
        lamp: str = "dark"

    @hookimpl
    def dockergym_env_spec(settings):
        return EnvSpec(local_command=(sys.executable, str(Path(__file__).parent / "worker.py")))

    @hookimpl
    def dockergym_startup(env):
        ours = CaveSettings.load()
        env.tasks = TaskList(Task(f"{ours.lamp}-{number}") for number in range(ours.rooms))
"""

MAIN = """
    from typing import Annotated
    import typer
    from dockergym.cli.command import Command
    from dockergym.cli.flags import takes_settings
    from dockergym.cli.serve.alone import serve_alone
    from dockergym.settings import ServerSettings
    from dockergym_cave.plugin import CaveSettings

    cli = typer.Typer(rich_markup_mode=None)

    @cli.command(cls=Command)
    @takes_settings(settings=ServerSettings)
    def serve_cave(
        settings: ServerSettings,
        rooms: Annotated[int | None, typer.Option()] = None,
        lamp: Annotated[str | None, typer.Option()] = None,
    ) -> None:
        serve_alone("cave", settings, CaveSettings, {"rooms": rooms, "lamp": lamp})

    cli()
"""


@pytest.fixture
def cave(site: Any) -> None:
    """An installed environment with a command of its own."""
    package = site.add("cave", PLUGIN)
    (package / "__main__.py").write_text(textwrap.dedent(MAIN))


@pytest.mark.usefixtures("cave")
def test_what_was_typed_reaches_the_plugin_and_what_was_not_is_read_from_variables(
    start: Callable[..., Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DOCKERGYM_CAVE_ROOMS", "9")
    monkeypatch.setenv("DOCKERGYM_CAVE_LAMP", "lit")
    server = start("--rooms", "2", module="dockergym_cave").wait_until_serving()
    listed = httpx.get(f"{server.url}/environments").json()
    assert listed == {"environments": ["lit-0", "lit-1"], "total": 2}


@pytest.mark.usefixtures("cave")
def test_a_setting_that_is_not_allowed_is_said_before_anything_is_served(start: Callable[..., Any]) -> None:
    server = start("--rooms", "0", module="dockergym_cave")
    assert server.exit_code() == 2
    assert "DOCKERGYM_CAVE_ROOMS: Input should be greater than or equal to 1" in server.said()
