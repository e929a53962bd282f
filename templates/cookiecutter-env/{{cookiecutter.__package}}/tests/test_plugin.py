"""The plugin behind the server's own plugin manager."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest
from dockergym.errors import {% if cookiecutter.data == "volume" %}ConfigurationError, {% endif %}TaskNotFound
from dockergym.plugins.discovery import LoadedPlugin
from dockergym.plugins.environment import Environment
from dockergym.plugins.manager import EnvironmentHooks
from dockergym.plugins.specs import CreateRequest, SessionInit
from dockergym.settings import ServerSettings

from {{ cookiecutter.__module }} import plugin
from {{ cookiecutter.__module }}.settings import Settings

NAME = "{{ cookiecutter.name }}"


async def opened(*, runs_images: bool = True) -> tuple[EnvironmentHooks, Environment]:
    """Return the environment as a server has it after its startup."""
    hooks = EnvironmentHooks(LoadedPlugin(name=NAME, plugin=plugin))
    settings = ServerSettings()
    spec = await hooks.env_spec(settings)
    environment = Environment(NAME, spec, settings, runs_images=runs_images)
    await hooks.startup(environment)
    return hooks, environment


def created(runs_images: bool = True, **request: Any) -> SessionInit:
    """Return what the worker is told when a client asks for this."""

    async def create() -> SessionInit:
        hooks, _ = await opened(runs_images=runs_images)
        return await hooks.create_session(CreateRequest(**request))

    return asyncio.run(create())


def test_every_task_can_be_begun() -> None:
    _, environment = asyncio.run(opened())
    ids = environment.tasks.ids()
    assert "up-to-10" in ids
    assert [created(env_id=env_id).env_id for env_id in ids] == ids


def test_the_same_seed_picks_the_same_task_and_number() -> None:
    assert created(seed=3) == created(seed=3)
    assert {created(seed=seed).env_id for seed in range(20)} > {"up-to-10"}


def test_a_task_that_is_not_there_is_refused() -> None:
    with pytest.raises(TaskNotFound, match="did you mean 'up-to-10"):
        created(env_id="up-to-11")


def test_a_setting_limits_the_episode_unless_params_do(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(Settings.variable("max_steps"), "9")
    assert created().params["max_steps"] == 9
    assert created(params={"max_steps": 4}).params["max_steps"] == 4
{%- if cookiecutter.data == "volume" %}


def test_a_path_is_the_one_that_the_worker_sees() -> None:
    assert created(env_id="up-to-10").params["task_file"] == "/data/up-to-10.json"
    local = created(env_id="up-to-10", runs_images=False).params["task_file"]
    assert local.endswith("/starter/up-to-10.json")


def test_a_folder_without_tasks_is_refused(
    monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory
) -> None:
    monkeypatch.setenv(Settings.variable("data"), str(tmp_path_factory.mktemp("empty")))
    with pytest.raises(ConfigurationError, match="holds no task"):
        asyncio.run(opened())
{%- endif %}
