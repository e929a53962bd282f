from __future__ import annotations

import asyncio
from collections.abc import Mapping
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from dockergym.errors import PluginError, TaskNotFound
from dockergym.plugins.environment import Environment
from dockergym.plugins.hooks import Hooks, HooksPlugin
from dockergym.plugins.manager import EnvironmentHooks
from dockergym.plugins.specs import CreateRequest, SessionInit, Volume
from dockergym.settings import ServerConfig


def config_of(**options: Any) -> ServerConfig:
    return ServerConfig(**{"env_name": "toy", "docker_image": "toy:1"} | options)


async def started(
    hooks: Hooks, config: ServerConfig
) -> tuple[EnvironmentHooks, Environment, SimpleNamespace]:
    app = SimpleNamespace(state=SimpleNamespace(config=config))
    adapted = EnvironmentHooks(HooksPlugin(hooks, config, lambda: app).loaded())
    environment = Environment("toy", await adapted.env_spec(config), config)
    await adapted.startup(environment)
    return adapted, environment, app


async def test_the_spec_is_what_the_configuration_says() -> None:
    config = config_of(
        worker_command="python worker.py",
        volumes=["/srv/data:/data"],
        container_env={"A": "1"},
        container_label="toy-session",
        title="Toys",
        version="9",
    )

    _, environment, _ = await started(Hooks(), config)

    spec = environment.spec
    assert spec.image == "toy:1"
    assert spec.worker_command == ("python", "worker.py")
    assert spec.volumes == (Volume(Path("/srv/data"), "/data"),)
    assert spec.container_env == {"A": "1"}
    assert spec.container_label == "toy-session"
    assert (spec.title, spec.version) == ("Toys", "9")


async def test_without_overrides_a_request_passes_as_it_is() -> None:
    adapted, environment, _ = await started(Hooks(), config_of(env_files=["a", "b", "a"]))

    assert environment.tasks.ids() == ["a", "b"]
    init = await adapted.create_session(CreateRequest(env_id="b", params={"level": 3}))
    assert init == SessionInit(env_id="b", params={"level": 3})
    with pytest.raises(TaskNotFound, match="no task 'c'"):
        await adapted.create_session(CreateRequest(env_id="c"))
    picked = {(await adapted.create_session(CreateRequest(seed=seed))).env_id for seed in range(20)}
    assert picked == {"a", "b"}


class Recording(Hooks):
    def __init__(self) -> None:
        self.calls: list[tuple[Any, ...]] = []

    def on_startup(self, app: Any) -> None:
        self.calls.append(("startup", app))
        app.state.config.env_files = ["/srv/data/one", "/srv/data/two"]

    def on_create_session(self, env_id: str | None, params: Mapping[str, Any]) -> dict[str, Any]:
        self.calls.append(("create", env_id, dict(params)))
        return {"env_id": f"seen/{env_id}", "doubled": params["n"] * 2}

    def on_shutdown(self, app: Any) -> None:
        self.calls.append(("shutdown", app))


async def test_overrides_are_called_and_env_files_changed_at_startup_count() -> None:
    hooks = Recording()
    adapted, environment, app = await started(hooks, config_of(env_files=["old"]))

    assert environment.tasks.ids() == ["/srv/data/one", "/srv/data/two"]
    init = await adapted.create_session(CreateRequest(env_id="of its own", params={"n": 4}))
    assert init == SessionInit(env_id="seen/of its own", params={"doubled": 8})
    await adapted.shutdown()
    assert hooks.calls == [("startup", app), ("create", "of its own", {"n": 4}), ("shutdown", app)]


async def test_an_override_is_given_a_task_where_the_client_names_none() -> None:
    hooks = Recording()
    adapted, _, _ = await started(hooks, config_of())

    await adapted.create_session(CreateRequest(params={"n": 1}, seed=5))
    await adapted.create_session(CreateRequest(params={"n": 1}, seed=5))

    _, first, second = hooks.calls
    assert first == second
    assert first[1] in ("/srv/data/one", "/srv/data/two")


class Awaiting(Hooks):
    async def on_startup(self, app: Any) -> None:
        await asyncio.sleep(0)
        app.state.config.env_files = ["late"]

    async def on_create_session(self, env_id: str | None, params: Mapping[str, Any]) -> dict[str, Any] | None:
        await asyncio.sleep(0)
        return {"extra": True} if params else None

    async def on_shutdown(self, app: Any) -> None:
        await asyncio.sleep(0)
        app.state.ended = True


async def test_overrides_may_be_async() -> None:
    adapted, environment, app = await started(Awaiting(), config_of())

    assert environment.tasks.ids() == ["late"]
    assert await adapted.create_session(CreateRequest()) == SessionInit(env_id="late", params={})
    asked = CreateRequest(params={"x": 1})
    assert await adapted.create_session(asked) == SessionInit(env_id="late", params={"extra": True})
    with pytest.raises(TaskNotFound):
        await adapted.create_session(CreateRequest(env_id="absent"))
    await adapted.shutdown()
    assert app.state.ended


class Replacing(Hooks):
    def on_startup(self, app: Any) -> None:
        app.state.config = config_of(env_files=["from the new one"])


async def test_a_configuration_put_in_place_of_the_first_counts() -> None:
    _, environment, _ = await started(Replacing(), config_of(env_files=["old"]))

    assert environment.tasks.ids() == ["from the new one"]


class Wrong(Hooks):
    def on_create_session(self, env_id: str | None, params: Mapping[str, Any]) -> Any:
        return "a task"


async def test_a_payload_that_is_no_mapping_is_named() -> None:
    adapted, _, _ = await started(Wrong(), config_of())

    with pytest.raises(PluginError, match=r"Wrong\.on_create_session returned str; it must return"):
        await adapted.create_session(CreateRequest())


async def test_without_env_files_the_worker_chooses() -> None:
    adapted, _, _ = await started(Hooks(), config_of())

    assert await adapted.create_session(CreateRequest()) == SessionInit(env_id=None, params={})
    assert (await adapted.create_session(CreateRequest(env_id="any"))).env_id == "any"
