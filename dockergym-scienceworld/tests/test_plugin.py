"""The ScienceWorld plugin behind the server's own plugin manager."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest

from dockergym.errors import ConfigurationError, InvalidParams, TaskNotFound
from dockergym.plugins import local
from dockergym.plugins.discovery import discover
from dockergym.plugins.environment import Environment
from dockergym.plugins.manager import EnvironmentHooks
from dockergym.plugins.specs import CreateRequest, SessionInit
from dockergym.settings import ServerSettings


class Offered:
    """The environment as a server has it after its startup."""

    def __init__(self, hooks: EnvironmentHooks, environment: Environment) -> None:
        self.hooks = hooks
        self.environment = environment

    async def create(self, env_id: str | None = None, seed: int | None = None, **params: Any) -> SessionInit:
        return await self.hooks.create_session(CreateRequest(env_id=env_id, seed=seed, params=params))


async def started(*, runs_images: bool = True) -> Offered:
    hooks = EnvironmentHooks(discover(["scienceworld"]).environment("scienceworld"))
    settings = ServerSettings()
    environment = Environment(
        "scienceworld", await hooks.env_spec(settings), settings, runs_images=runs_images
    )
    await hooks.startup(environment)
    return Offered(hooks, environment)


@pytest.fixture
async def offered(monkeypatch: pytest.MonkeyPatch) -> Offered:
    monkeypatch.delenv("DOCKERGYM_SCIENCEWORLD_HEAP_MB", raising=False)
    return await started()


async def test_every_task_is_listed_and_can_be_filtered(offered: Offered) -> None:
    tasks = offered.environment.tasks
    assert len(tasks) == 7207
    found = tasks.select({"task_type": "boil", "split": "dev"})
    assert [task.env_id for task in found] == [f"boil/{number}" for number in range(14, 21)]
    assert found[0].attributes == {
        "task_type": "boil",
        "task_number": "1-1",
        "topic": "Matter",
        "split": "dev",
    }


async def test_walkthroughs_are_declared_and_told_where_they_are_asked_for(offered: Offered) -> None:
    assert offered.environment.spec.capabilities.walkthrough
    assert (await offered.create("find-animal/7", walkthrough=True)).params["walkthrough"] is True


async def test_a_task_is_told_to_the_worker_with_its_defaults(offered: Offered) -> None:
    init = await offered.create("find-animal/7")
    assert init.env_id == "find-animal/7"
    assert init.params == {
        "task_type": "find-animal",
        "variation": 7,
        "simplifications": "",
        "max_steps": 200,
        "max_moves": 100,
        "admissible_commands": True,
        "walkthrough": False,
    }


async def test_the_same_seed_picks_the_same_task(offered: Offered) -> None:
    picked = [(await offered.create(seed=seed)).env_id for seed in range(20)]
    assert picked == [(await offered.create(seed=seed)).env_id for seed in range(20)]
    assert len(set(picked)) > 15


async def test_params_narrow_the_choice(offered: Offered) -> None:
    for seed in range(5):
        init = await offered.create(seed=seed, task_type="10-1", split="test")
        assert init.params["task_type"] == "mendelian-genetics-known-plant"
        assert init.params["variation"] >= 90


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ("easy", "easy"),
        (["easy"], "easy"),
        (["openDoors", "teleportAction"], "openDoors,teleportAction"),
        ("openDoors,teleportAction", "openDoors,teleportAction"),
        (" openDoors, teleportAction ,", "openDoors,teleportAction"),
        ("", ""),
        ([], ""),
    ],
)
async def test_simplifications_are_a_list_or_words(offered: Offered, given: object, told: str) -> None:
    assert (await offered.create("boil/0", simplifications=given)).params["simplifications"] == told


@pytest.mark.parametrize("env_id", ["boil/30", "boil", "", "../../etc/passwd"])
async def test_an_unknown_task_is_not_found(offered: Offered, env_id: str) -> None:
    with pytest.raises(TaskNotFound, match="GET environments"):
        await offered.create(env_id)


@pytest.mark.parametrize(
    ("params", "message"),
    [
        ({"task_type": "biol"}, "did you mean 'boil'"),
        ({"task_type": 1}, "task_type"),
        ({"split": "valid"}, "split"),
        ({"simplifications": ["openDoor"]}, "simplifications"),
        ({"simplifications": "easy,openDoors"}, "'easy' is a set"),
        ({"max_steps": 0}, "max_steps"),
        ({"max_moves": "9"}, "max_moves"),
        ({"walkthrough": "yes"}, "walkthrough"),
        ({"variation": 3}, "variation: .*known: task_type, split"),
        ({"task_type": "3-1", "simplifications": "noElectricalAction"}, "leave noElectricalAction out"),
    ],
)
async def test_params_that_do_not_fit_are_refused(
    offered: Offered, params: Mapping[str, Any], message: str
) -> None:
    with pytest.raises(InvalidParams, match=message):
        await offered.create(**params)


async def test_a_task_that_contradicts_the_params_is_refused(offered: Offered) -> None:
    assert (await offered.create("boil/3", task_type="1-1", split="train")).env_id == "boil/3"
    with pytest.raises(InvalidParams, match="leave task_type and split out"):
        await offered.create("boil/3", split="test")
    with pytest.raises(InvalidParams, match="needs electricity"):
        await offered.create("test-conductivity/3", simplifications="noElectricalAction")


async def test_the_heap_that_is_set_reaches_worker_and_container(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DOCKERGYM_SCIENCEWORLD_HEAP_MB", "500")
    spec = (await started()).environment.spec
    assert spec.container_env["DOCKERGYM_SCIENCEWORLD_HEAP_MB"] == "500"
    assert spec.resources.memory_mb == 1012
    monkeypatch.setenv("DOCKERGYM_SCIENCEWORLD_HEAP_MB", "50")
    with pytest.raises(ConfigurationError, match=r"DOCKERGYM_SCIENCEWORLD_HEAP_MB: .*128"):
        await started()


async def test_without_a_simulator_local_workers_are_refused_at_startup(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(local, "find_spec", lambda name: None)
    with pytest.raises(ConfigurationError, match=r"pip install \"dockergym-scienceworld\[local\]\""):
        await started(runs_images=False)


async def test_the_image_can_be_built_from_what_is_installed(offered: Offered) -> None:
    spec = offered.environment.spec
    assert spec.build is not None
    assert spec.build.dockerfile.is_file()
    assert (spec.build.dockerfile.parent / "requirements.txt").is_file()
    assert spec.image == f"dockergym-scienceworld:{spec.version}"
