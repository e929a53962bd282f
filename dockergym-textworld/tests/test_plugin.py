"""The TextWorld plugin behind the server's own plugin manager."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from dockergym.errors import ConfigurationError, InvalidParams, TaskNotFound
from dockergym.plugins import local
from dockergym.plugins.discovery import discover
from dockergym.plugins.environment import Environment
from dockergym.plugins.manager import EnvironmentHooks
from dockergym.plugins.specs import CreateRequest, SessionInit, Volume
from dockergym.settings import ServerSettings
from dockergym_textworld.challenges import CHALLENGES


class Offered:
    """The environment as a server has it after its startup."""

    def __init__(self, hooks: EnvironmentHooks, environment: Environment) -> None:
        self.hooks = hooks
        self.environment = environment

    async def create(self, env_id: str | None = None, seed: int | None = 1, **params: Any) -> SessionInit:
        return await self.hooks.create_session(CreateRequest(env_id=env_id, seed=seed, params=params))


async def started(*, runs_images: bool = True) -> Offered:
    hooks = EnvironmentHooks(discover(["textworld"]).environment("textworld"))
    settings = ServerSettings()
    environment = Environment("textworld", await hooks.env_spec(settings), settings, runs_images=runs_images)
    await hooks.startup(environment)
    return Offered(hooks, environment)


@pytest.fixture
async def offered(monkeypatch: pytest.MonkeyPatch) -> Offered:
    monkeypatch.delenv("DOCKERGYM_TEXTWORLD_DATA", raising=False)
    return await started()


@pytest.fixture
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "zork1.z5").touch()
    monkeypatch.setenv("DOCKERGYM_TEXTWORLD_DATA", f"{tmp_path}:/games:ro")
    return tmp_path


async def test_tasks_can_be_filtered_by_what_they_are_made_of(offered: Offered) -> None:
    tasks = offered.environment.tasks
    assert {task.attributes["challenge"] for task in tasks} == set(CHALLENGES)
    wanted = {"challenge": "cooking", "recipe": "2", "take": "2", "cook": "true", "cut": "false", "go": "6"}
    assert [task.env_id for task in tasks.select(wanted)] == [
        "cooking/recipe2+take2+cook+go6",
        "cooking/recipe2+take2+cook+drop+go6",
        "cooking/recipe2+take2+cook+open+go6",
        "cooking/recipe2+take2+cook+open+drop+go6",
    ]


async def test_a_generated_game_is_told_to_the_worker_as_tw_make_would_be(offered: Offered) -> None:
    init = await offered.create("treasure-hunter/12", seed=7)
    assert (init.env_id, init.params) == (
        "treasure-hunter/12",
        {
            "challenge": "tw-treasure_hunter",
            "settings": {"level": 12},
            "seed": 7,
            "max_steps": 200,
            "policy_commands": False,
        },
    )
    init = await offered.create("cooking/recipe1+take1+go1", seed=0, recipe_seed=5, food_split="valid")
    assert init.params["settings"]["recipe_seed"] == 5
    assert init.params["settings"]["split"] == "valid"


async def test_the_same_seed_picks_the_same_task_and_every_challenge_is_as_likely(offered: Offered) -> None:
    picked = [(await offered.create(seed=seed)).env_id for seed in range(60)]
    assert picked == [(await offered.create(seed=seed)).env_id for seed in range(60)]
    counts = [sum(str(env_id).startswith(name) for env_id in picked) for name in CHALLENGES]
    assert min(counts) >= 5
    for seed in range(5):
        assert str((await offered.create(seed=seed, challenge="simple")).env_id).startswith("simple/")


@pytest.mark.parametrize("params", [{"food_split": "train"}, {"recipe_seed": 5}])
@pytest.mark.parametrize("challenge", [None, "cooking"])
async def test_only_games_that_the_params_fit_are_picked(
    offered: Offered, params: Mapping[str, Any], challenge: str | None
) -> None:
    for seed in range(200):
        init = await offered.create(seed=seed, challenge=challenge, **params)
        assert str(init.env_id).startswith("cooking/")
        settings = init.params["settings"]
        assert settings["split"] == params.get("food_split")
        assert settings["recipe_seed"] == params.get("recipe_seed", 0)
        assert settings["take"] or "recipe_seed" not in params


async def test_what_a_seed_picks_is_for_all_time(offered: Offered) -> None:
    assert [(await offered.create(seed=seed)).env_id for seed in range(4)] == [
        "treasure-hunter/14",
        "cooking/recipe5+take4+cook+cut+drop+go1",
        "coin-collector/24",
        "cooking/recipe5+take4+cook+cut+drop+go12",
    ]
    assert (await offered.create(seed=1, challenge="cooking")).env_id == "cooking/recipe2+take2+open+drop+go6"


async def test_what_may_take_minutes_is_made_only_where_it_is_named(offered: Offered) -> None:
    picked = [await offered.create(seed=seed, challenge="treasure-hunter") for seed in range(200)]
    assert {init.params["settings"]["level"] for init in picked} == set(range(1, 21))
    assert (await offered.create("treasure-hunter/30")).params["settings"] == {"level": 30}


async def test_game_files_are_tasks_that_workers_find_in_their_volume(data: Path) -> None:
    offered = await started()
    assert offered.environment.spec.volumes == (Volume(data, "/games"),)
    init = await offered.create("files/zork1.z5", seed=3)
    assert (init.params["game_file"], init.params["seed"]) == ("/games/zork1.z5", 3)
    assert (await offered.create(challenge="files")).env_id == "files/zork1.z5"
    with pytest.raises(InvalidParams, match="are for cooking games"):
        await offered.create("files/zork1.z5", food_split="train")
    local = await started(runs_images=False)
    assert (await local.create("files/zork1.z5")).params["game_file"] == str(data / "zork1.z5")


@pytest.mark.parametrize(
    "env_id", ["", "coin-collector/151", "cooking/recipe9", "files/zork1.z5", "/etc/passwd"]
)
async def test_an_unknown_task_is_not_found(offered: Offered, env_id: str) -> None:
    with pytest.raises(TaskNotFound, match=r"GET environments|did you mean"):
        await offered.create(env_id)


@pytest.mark.parametrize(
    ("env_id", "params", "message"),
    [
        (None, {"challenge": "chess"}, "challenge"),
        (None, {"challenge": "files"}, "DOCKERGYM_TEXTWORLD_DATA"),
        ("simple/dense+none", {"challenge": "cooking"}, "leave challenge out"),
        ("simple/dense+none", {"food_split": "train"}, "are for cooking games"),
        (None, {"challenge": "simple", "food_split": "train"}, "are for cooking games"),
        (None, {"challenge": "coin-collector", "recipe_seed": 1}, "are for cooking games"),
        ("cooking/recipe1+go1", {"recipe_seed": 1}, "nothing has to be taken"),
        (None, {"max_steps": 0}, "max_steps"),
        (None, {"policy_commands": 1}, "policy_commands"),
        (None, {"level": 3}, "level: .*known: challenge"),
    ],
)
async def test_params_that_do_not_fit_are_refused(
    offered: Offered, env_id: str | None, params: Mapping[str, Any], message: str
) -> None:
    with pytest.raises(InvalidParams, match=message):
        await offered.create(env_id, **params)


@pytest.mark.parametrize("seed", [-1, 2**32])
async def test_a_seed_that_textworld_does_not_take_is_refused(offered: Offered, seed: int) -> None:
    assert (await offered.create("simple/dense+none", seed=2**32 - 1)).params["seed"] == 2**32 - 1
    with pytest.raises(InvalidParams, match="takes 0 to 4294967295"):
        await offered.create("simple/dense+none", seed=seed)


async def test_without_textworld_local_workers_are_refused_at_startup(
    offered: Offered, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(local, "find_spec", lambda name: None)
    with pytest.raises(ConfigurationError, match=r"pip install \"dockergym-textworld\[local\]\""):
        await started(runs_images=False)


@pytest.mark.parametrize(
    ("value", "message"),
    [("/games:/data:rw", "write /games:/data:ro"), ("/games:data", "must be an absolute path")],
)
async def test_a_wrong_setting_names_its_variable(
    monkeypatch: pytest.MonkeyPatch, value: str, message: str
) -> None:
    monkeypatch.setenv("DOCKERGYM_TEXTWORLD_DATA", value)
    with pytest.raises(ConfigurationError, match=f"DOCKERGYM_TEXTWORLD_DATA: .*{message}"):
        await started()


async def test_the_image_can_be_built_from_what_is_installed(offered: Offered) -> None:
    spec = offered.environment.spec
    assert spec.build is not None
    assert spec.build.dockerfile.is_file()
    assert (spec.build.dockerfile.parent / "requirements.txt").is_file()
    assert spec.image == f"dockergym-textworld:{spec.version}"
