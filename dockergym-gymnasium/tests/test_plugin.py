"""The Gymnasium plugin behind the server's own plugin manager, and its settings."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AsyncExitStack
from typing import Any

import pytest

from dockergym.errors import ConfigurationError, InvalidParams
from dockergym.plugins import local
from dockergym.plugins.discovery import discover
from dockergym.plugins.environment import Environment
from dockergym.plugins.manager import EnvironmentHooks
from dockergym.plugins.specs import CreateRequest, SessionInit
from dockergym.settings import ServerSettings
from dockergym_gymnasium import tasks


class Served:
    """The environment as a server would have it after its startup."""

    def __init__(self, hooks: EnvironmentHooks, environment: Environment) -> None:
        self.hooks = hooks
        self.environment = environment

    async def create(self, env_id: str | None = None, seed: int | None = None, **params: Any) -> SessionInit:
        return await self.hooks.create_session(CreateRequest(env_id=env_id, seed=seed, params=params))


Start = Callable[..., Awaitable[Served]]


@pytest.fixture
async def start(monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Start]:
    """Starts the environment with these settings; its shutdown is called at the end."""
    async with AsyncExitStack() as stack:

        async def begin(*, runs_images: bool = True, **ours: object) -> Served:
            for name, value in ours.items():
                monkeypatch.setenv(f"DOCKERGYM_GYMNASIUM_{name.upper()}", str(value))
            hooks = EnvironmentHooks(discover(["gymnasium"]).environment("gymnasium"))
            settings = ServerSettings()
            spec = await hooks.env_spec(settings)
            environment = Environment("gymnasium", spec, settings, runs_images=runs_images)
            stack.push_async_callback(hooks.shutdown)
            await hooks.startup(environment)
            return Served(hooks, environment)

        yield begin


async def test_environments_are_listed_and_filtered_by_family(start: Start) -> None:
    listed = (await start()).environment.tasks
    assert {task.env_id for task in listed.select({"family": "toy_text"})} == set(tasks.LISTED["toy_text"])


async def test_the_worker_is_told_what_was_asked_for(start: Start) -> None:
    served = await start()
    plain = await served.create("CartPole-v1")
    assert plain == SessionInit(env_id="CartPole-v1", params={"format": "words", "kwargs": {}})
    asked = {"format": "json", "max_steps": 7, "kwargs": {"a": [1]}, "options": {"low": -0.1}}
    assert (await served.create("CartPole-v1", **asked)).params == asked


@pytest.mark.parametrize(
    ("params", "message"),
    [
        ({"family": "atari"}, "family"),
        ({"format": "yaml"}, "format"),
        ({"max_steps": 0}, "max_steps"),
        ({"max_steps": True}, "max_steps"),
        ({"kwargs": []}, "kwargs"),
        ({"kwargs": {"render_mode": "human"}}, "render_mode: not an argument of the environment itself"),
        ({"kwargs": {"max_episode_steps": 3}}, "max_episode_steps"),
        ({"options": 3}, "options"),
        ({"kwarg": {}}, "kwarg: .*known: family, format, max_steps, kwargs, options"),
    ],
)
async def test_params_that_do_not_fit_are_refused(start: Start, params: dict[str, Any], message: str) -> None:
    with pytest.raises(InvalidParams, match=message):
        await (await start()).create(**params)


async def test_without_gymnasium_local_workers_are_refused_at_startup(
    start: Start, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(local, "find_spec", lambda name: None)
    with pytest.raises(ConfigurationError, match=r'pip install "dockergym-gymnasium\[local\]"'):
        await start(runs_images=False)
    assert len((await start()).environment.tasks) > 0


async def test_the_image_can_be_built_from_what_is_installed(start: Start) -> None:
    spec = (await start()).environment.spec
    assert spec.build is not None
    assert spec.build.dockerfile.is_file()
    assert (spec.build.dockerfile.parent / "requirements.txt").is_file()
    assert spec.build.build_args == {}
    assert spec.image == f"dockergym-gymnasium:{spec.version}"


async def test_further_packages_and_modules_reach_the_image_and_the_worker(start: Start) -> None:
    spec = (await start(packages="minigrid==3.2.0, ale-py", modules="minigrid ale_py")).environment.spec
    assert spec.build is not None
    assert spec.build.build_args == {"PACKAGES": "minigrid==3.2.0 ale-py"}
    assert spec.container_env["DOCKERGYM_GYMNASIUM_MODULES"] == "minigrid,ale_py"


async def test_what_the_environments_can_stand_is_the_operators_to_say(start: Start) -> None:
    assert (await start()).environment.spec.capabilities.fork
    spec = (await start(fork="false", deterministic="false", memory_mb=2048)).environment.spec
    assert not spec.capabilities.fork
    assert not spec.capabilities.deterministic
    assert spec.container_env["DOCKERGYM_GYMNASIUM_FORK"] == "0"
    assert spec.resources.memory_mb == 2048


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("packages", "minigrid; rm -rf /"),
        ("packages", "--index-url=x"),
        ("packages", "$(id)"),
        ("modules", "mini-grid"),
        ("modules", "a..b"),
        ("fork", "perhaps"),
        ("memory_mb", "1"),
    ],
)
async def test_a_wrong_setting_is_an_error_that_names_its_variable(
    start: Start, name: str, value: str
) -> None:
    with pytest.raises(ConfigurationError, match=f"DOCKERGYM_GYMNASIUM_{name.upper()}: "):
        await start(**{name: value})
