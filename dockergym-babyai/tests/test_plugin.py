"""The BabyAI plugin behind the server's own plugin manager."""

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
from dockergym_babyai import tasks


class Served:
    """The environment as a server would have it after its startup."""

    def __init__(self, hooks: EnvironmentHooks, environment: Environment) -> None:
        self.hooks = hooks
        self.environment = environment

    async def create(self, env_id: str | None = None, seed: int | None = None, **params: Any) -> SessionInit:
        return await self.hooks.create_session(CreateRequest(env_id=env_id, seed=seed, params=params))


Start = Callable[..., Awaitable[Served]]


@pytest.fixture
async def start() -> AsyncIterator[Start]:
    """Starts the environment; its shutdown is called at the end."""
    async with AsyncExitStack() as stack:

        async def begin(*, runs_images: bool = True) -> Served:
            hooks = EnvironmentHooks(discover(["babyai"]).environment("babyai"))
            settings = ServerSettings()
            environment = Environment(
                "babyai", await hooks.env_spec(settings), settings, runs_images=runs_images
            )
            stack.push_async_callback(hooks.shutdown)
            await hooks.startup(environment)
            return Served(hooks, environment)

        yield begin


async def test_levels_are_listed_and_filtered_by_family(start: Start) -> None:
    listed = (await start()).environment.tasks
    assert len(listed) == sum(map(len, tasks.LEVELS.values()))
    assert {task.env_id for task in listed.select({"family": "synth"})} == set(tasks.LEVELS["synth"])


async def test_the_worker_is_told_the_level_and_the_params(start: Start) -> None:
    served = await start()
    assert await served.create("BabyAI-GoTo-v0") == SessionInit(env_id="BabyAI-GoTo-v0")
    asked = {"image": True, "max_steps": 9, "walkthrough": True}
    assert (await served.create("BabyAI-GoTo-v0", **asked, family="goto")).params == asked


async def test_a_family_picks_among_its_levels(start: Start) -> None:
    assert (await (await start()).create(seed=1, family="unlock")).env_id in tasks.LEVELS["unlock"]


@pytest.mark.parametrize(
    ("params", "message"),
    [
        ({"family": "boss"}, "family"),
        ({"max_steps": 0}, "max_steps"),
        ({"max_steps": "9"}, "max_steps"),
        ({"image": "yes"}, "image"),
        ({"images": True}, "images: .*known: family, max_steps, image, walkthrough"),
    ],
)
async def test_params_that_do_not_fit_are_refused(start: Start, params: dict[str, Any], message: str) -> None:
    with pytest.raises(InvalidParams, match=message):
        await (await start()).create(**params)


async def test_without_minigrid_local_workers_are_refused_at_startup(
    start: Start, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(local, "find_spec", lambda name: None)
    with pytest.raises(ConfigurationError, match=r'pip install "dockergym-babyai\[local\]"'):
        await start(runs_images=False)
    assert len((await start()).environment.tasks) > 0


async def test_the_image_can_be_built_from_what_is_installed(start: Start) -> None:
    spec = (await start()).environment.spec
    assert spec.build is not None
    assert spec.build.dockerfile.is_file()
    assert (spec.build.dockerfile.parent / "requirements.txt").is_file()
    assert spec.image == f"dockergym-babyai:{spec.version}"
