"""Environments whose episodes differ by their seed: the server draws one where a create names none."""

from __future__ import annotations

import dataclasses
from collections.abc import AsyncIterator, Generator
from pathlib import Path
from typing import Any

import pytest

from dockergym.plugins import hookimpl
from dockergym.plugins.discovery import LoadedPlugin
from dockergym.plugins.specs import EnvSpec
from dockergym.settings import ServerConfig
from dockergym.testing.serving import Serve, Served, serving, worker_command


class DeclaresSeeded:
    """Declares an environment to be seeded, and what else is asked for."""

    def __init__(self, **declared: bool) -> None:
        self._declared = declared

    @hookimpl(wrapper=True)
    def dockergym_env_spec(self) -> Generator[None, EnvSpec, EnvSpec]:
        spec = yield
        capabilities = dataclasses.replace(spec.capabilities, seeded=True, **self._declared)
        return dataclasses.replace(spec, capabilities=capabilities)


@pytest.fixture(params=[False, True], ids=["random", "deterministic"])
async def served(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[Served]:
    """Dice that are declared seeded."""
    config = ServerConfig(
        env_name="dice", runtime="local", state_dir=tmp_path, worker_command=worker_command("dice")
    )
    plugin = LoadedPlugin(name="seeded", plugin=DeclaresSeeded(deterministic=request.param))
    async with serving(config, plugins=[plugin]) as server:
        yield server


async def rolls(served: Served, created: dict[str, Any]) -> list[str]:
    answers = [await served.step(created["session_id"], "roll") for _ in range(3)]
    return [answer.json()["observation"] for answer in answers]


async def test_a_seed_is_drawn_shown_and_begins_the_same_episode_again(served: Served) -> None:
    first, second = await served.create(), await served.create()
    assert isinstance(first["seed"], int)
    assert first["seed"] != second["seed"]
    again = await served.create(seed=first["seed"])
    assert await rolls(served, again) == await rolls(served, first) != await rolls(served, second)


async def test_a_seed_that_is_named_is_kept(served: Served) -> None:
    assert (await served.create(seed=7))["seed"] == 7


async def test_the_episodes_of_a_group_have_one_seed(served: Served) -> None:
    sessions = (await served.http.post("/groups", json={"count": 2})).json()["sessions"]
    one, other = [await rolls(served, session) for session in sessions]
    assert one == other
    assert sessions[0]["seed"] == sessions[1]["seed"] is not None


async def test_the_index_says_so(served: Served) -> None:
    (shown,) = (await served.http.get("/envs")).json()["environments"]
    assert shown["capabilities"]["seeded"] is True


async def test_elsewhere_no_seed_is_drawn(serve: Serve) -> None:
    assert (await (await serve("dice")).create())["seed"] is None
