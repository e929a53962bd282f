"""The ALFWorld plugin behind the server's own plugin manager, with real games."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import AsyncExitStack
from pathlib import Path
from typing import Any

import pytest
import pytest_asyncio

from dockergym.errors import ConfigurationError, InvalidParams, TaskNotFound
from dockergym.plugins import local
from dockergym.plugins.discovery import discover
from dockergym.plugins.environment import Environment
from dockergym.plugins.manager import EnvironmentHooks
from dockergym.plugins.specs import CreateRequest, Volume
from dockergym.settings import ServerSettings
from dockergym_alfworld.starter import starter_root
from dockergym_alfworld.tasks import TASK_TYPES
from dockergym_alfworld.walkthroughs import local_walkthroughs

GENUINE_GAMES = 18
STARTER_GAMES = 12


class Served:
    """The environment as a server would have it after its startup."""

    def __init__(self, hooks: EnvironmentHooks, environment: Environment) -> None:
        self.hooks = hooks
        self.environment = environment

    async def create(self, env_id: str | None = None, seed: int | None = None, **params: Any) -> Any:
        return await self.hooks.create_session(CreateRequest(env_id=env_id, seed=seed, params=params))

    def splits(self) -> set[str]:
        return {task.attributes["split"] for task in self.environment.tasks}


Serve = Callable[..., Awaitable[Served]]


@pytest.fixture(autouse=True)
def _no_settings_of_this_machine(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for name in ("DATA", "STARTER", "ENGINE"):
        monkeypatch.delenv(f"DOCKERGYM_ALFWORLD_{name}", raising=False)
    monkeypatch.delenv("ALFWORLD_DATA", raising=False)
    monkeypatch.setenv("HOME", str(tmp_path / "no-data-here"))


@pytest_asyncio.fixture
async def serve(monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Serve]:
    """Starts the environment with these settings; its shutdown is called at the end."""
    async with AsyncExitStack() as stack:

        async def start(*, runs_images: bool = True, **ours: object) -> Served:
            for name, value in ours.items():
                monkeypatch.setenv(f"DOCKERGYM_ALFWORLD_{name.upper()}", str(value))
            hooks = EnvironmentHooks(discover(["alfworld"]).environment("alfworld"))
            settings = ServerSettings()
            spec = await hooks.env_spec(settings)
            environment = Environment("alfworld", spec, settings, runs_images=runs_images)
            stack.push_async_callback(hooks.shutdown)
            await hooks.startup(environment)
            return Served(hooks, environment)

        yield start


@pytest.fixture
def genuine(shared_alfworld_data: Path) -> Path:
    return (shared_alfworld_data / "genuine-0.4").resolve()


async def test_without_data_the_starter_games_are_served(
    serve: Serve, caplog: pytest.LogCaptureFixture
) -> None:
    served = await serve()
    assert len(served.environment.tasks) == STARTER_GAMES
    assert "dockergym alfworld download" in caplog.text
    assert {task.attributes["task_type"] for task in served.environment.tasks} == set(TASK_TYPES.values())


async def test_the_games_of_the_data_folder_are_served(serve: Serve, genuine: Path) -> None:
    served = await serve(data=genuine)
    assert len(served.environment.tasks) == GENUINE_GAMES
    assert served.splits() == {"train", "valid_seen", "valid_unseen"}


async def test_starter_games_can_be_forced_or_added(serve: Serve, genuine: Path) -> None:
    assert len((await serve(data=genuine, starter="only")).environment.tasks) == STARTER_GAMES
    both = await serve(data=genuine, starter="add")
    assert len(both.environment.tasks) == GENUINE_GAMES + STARTER_GAMES
    seen = {(await both.create(seed=seed)).params["game_file"].split("/")[1] for seed in range(40)}
    assert seen == {"data", "starter"}


async def test_a_data_folder_that_was_named_must_hold_games(serve: Serve, tmp_path: Path) -> None:
    with pytest.raises(ConfigurationError, match="STARTER=only"):
        await serve(data=tmp_path / "typo")
    (tmp_path / "json_2.1.1" / "train").mkdir(parents=True)
    with pytest.raises(ConfigurationError, match="holds no playable game"):
        await serve(data=tmp_path)


async def test_a_data_folder_that_alfworlds_own_variable_names_must_hold_games(
    serve: Serve, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ALFWORLD_DATA", str(tmp_path / "typo"))
    with pytest.raises(
        ConfigurationError, match=r"typo.*dockergym alfworld download.*\(ALFWORLD_DATA\).*STARTER=only"
    ):
        await serve()
    assert len((await serve(starter="only")).environment.tasks) == STARTER_GAMES
    for unnamed in ("", f"{os.environ['HOME']}/.cache/alfworld"):
        # alfworld sets it to its own default where it is imported.
        monkeypatch.setenv("ALFWORLD_DATA", unnamed)
        assert len((await serve(starter="auto")).environment.tasks) == STARTER_GAMES


async def test_never_means_never(serve: Serve) -> None:
    with pytest.raises(ConfigurationError, match="dockergym alfworld download"):
        await serve(starter="never")


@pytest.mark.parametrize(
    ("name", "value", "message"),
    [
        ("data", "/games:/data:rw", "write /games:/data:ro"),
        ("data", "/games:data", "must be an absolute path"),
        ("starter", "always", "'auto', 'only', 'add' or 'never'"),
    ],
)
async def test_a_wrong_setting_is_an_error_that_names_its_variable(
    serve: Serve, name: str, value: str, message: str
) -> None:
    with pytest.raises(ConfigurationError, match=f"DOCKERGYM_ALFWORLD_{name.upper()}: .*{message}"):
        await serve(**{name: value})


async def test_workers_see_the_data_folder_read_only_where_the_setting_says(
    serve: Serve, genuine: Path
) -> None:
    served = await serve(data=f"{genuine}:/games:ro")
    starter = Volume(starter_root(), "/starter")
    assert served.environment.spec.volumes == (Volume(genuine, "/games"), starter)
    init = await served.create(seed=3)
    assert init.params["game_file"] == f"/games/json_2.1.1/{init.env_id}/game.tw-pddl"


async def test_local_workers_get_paths_of_this_machine(serve: Serve, genuine: Path) -> None:
    served = await serve(data=genuine, runs_images=False)
    init = await served.create(seed=3)
    assert Path(init.params["game_file"]) == genuine / "json_2.1.1" / init.env_id / "game.tw-pddl"


@pytest.mark.parametrize("linked", ["folder", "json_2.1.1", "game"])
async def test_links_in_the_data_folder_lead_to_games_that_workers_see(
    serve: Serve, genuine: Path, tmp_path: Path, linked: str
) -> None:
    folder = tmp_path / "data"
    if linked == "folder":
        folder.symlink_to(genuine)
    elif linked == "game":
        shutil.copytree(genuine / "json_2.1.1" / "train", folder / "json_2.1.1" / "train")
        for number, game in enumerate(sorted((folder / "json_2.1.1").rglob("game.tw-pddl"))):
            game.symlink_to(game.rename(folder / "json_2.1.1" / f"blob-{number}"))
    else:
        folder.mkdir()
        (folder / linked).symlink_to(genuine / linked)
    served = await serve(data=folder)
    task = served.environment.tasks[0]
    init = await served.create(str(folder / "json_2.1.1" / task.env_id))
    volume = served.environment.spec.volumes[0]
    inside = Path(init.params["game_file"]).relative_to(volume.container)
    assert (volume.host / inside).is_file()
    assert not (volume.host / inside).is_symlink()
    assert init.params.get("task_type", task.attributes["task_type"]) == task.attributes["task_type"]
    assert ("task_type" in init.params) == (linked == "game")
    assert not any(part.is_symlink() for part in [volume.host, *volume.host.parents])


async def test_a_split_may_lead_to_another_place_in_the_data_folder(
    serve: Serve, genuine: Path, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    folder = tmp_path / "data"
    shutil.copytree(genuine / "json_2.1.1" / "train", folder / "pool" / "train")
    (folder / "json_2.1.1").mkdir()
    (folder / "json_2.1.1" / "train").symlink_to("../pool/train")
    served = await serve(data=folder)
    assert served.splits() == {"train"}
    assert not caplog.records
    init = await served.create(seed=3)
    inside = init.env_id.removeprefix("train/")
    assert init.params["game_file"] == f"/data/pool/train/{inside}/game.tw-pddl"


async def test_a_split_that_is_a_link_elsewhere_is_served_to_local_workers_and_said_otherwise(
    serve: Serve, genuine: Path, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    folder = tmp_path / "data" / "json_2.1.1"
    shutil.copytree(genuine / "json_2.1.1" / "valid_seen", folder / "valid_seen")
    (folder / "train").symlink_to(genuine / "json_2.1.1" / "train")
    assert (await serve(data=folder, runs_images=False)).splits() == {"train", "valid_seen"}
    assert not caplog.records
    assert (await serve(data=folder)).splits() == {"valid_seen"}
    (said,) = (record for record in caplog.records if "link to a folder" in record.message)
    assert said.levelname == "WARNING"
    assert "1, the first is 'train'" in said.message
    assert "trial" not in said.message.replace(str(tmp_path), "")


async def test_games_of_a_split_that_is_a_link_elsewhere_have_their_walkthroughs(
    genuine: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "data" / "json_2.1.1"
    folder.mkdir(parents=True)
    (folder / "train").symlink_to(genuine / "json_2.1.1" / "train")
    monkeypatch.setenv("DOCKERGYM_ALFWORLD_DATA", str(folder.parent))
    game = next((genuine / "json_2.1.1").glob("train/*/*/game.tw-pddl"))
    commands = local_walkthroughs().of(game.parent.relative_to(genuine / "json_2.1.1").as_posix())
    assert commands == json.loads(game.read_bytes())["walkthrough"]


async def test_without_alfworld_local_workers_are_refused_at_startup(
    serve: Serve, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(local, "find_spec", lambda name: None)
    with pytest.raises(ConfigurationError, match=r"pip install \"dockergym-alfworld\[local\]\""):
        await serve(runs_images=False)
    assert len((await serve(runs_images=True)).environment.tasks) == STARTER_GAMES


async def test_the_same_seed_picks_the_same_task(serve: Serve) -> None:
    served = await serve()
    again = await serve()
    picked = [(await served.create(seed=seed)).env_id for seed in range(30)]
    assert picked == [(await again.create(seed=seed)).env_id for seed in range(30)]
    assert len(set(picked)) > STARTER_GAMES / 2


@pytest.mark.parametrize("task_type", [5, "5", "pick_cool_then_place_in_recep"])
async def test_params_narrow_the_choice(serve: Serve, task_type: int | str) -> None:
    served = await serve()
    for seed in range(5):
        init = await served.create(seed=seed, task_type=task_type, split="valid_seen")
        assert init.env_id.startswith("valid_seen/pick_cool_then_place_in_recep-")


async def test_the_steps_of_an_episode_are_limited_to_200_unless_params_say_otherwise(serve: Serve) -> None:
    served = await serve()
    assert (await served.create()).params["max_steps"] == 200
    assert (await served.create(max_steps=100_000)).params["max_steps"] == 100_000


async def test_a_task_is_named_by_env_id_or_by_a_path_of_this_machine(serve: Serve) -> None:
    served = await serve(starter="only")
    for task in served.environment.tasks:
        folder = starter_root() / "json_2.1.1" / task.env_id
        for name in (task.env_id, str(folder), str(folder / "game.tw-pddl")):
            assert (await served.create(name)).env_id == task.env_id


@pytest.mark.parametrize("env_id", ["", "no-such-task", "/etc/passwd", "../../etc/passwd", "train"])
async def test_an_unknown_task_is_not_found(serve: Serve, env_id: str) -> None:
    served = await serve()
    with pytest.raises(TaskNotFound, match="GET environments"):
        await served.create(env_id)


@pytest.mark.parametrize(
    ("params", "message"),
    [
        ({"task_type": 7}, "unknown task_type '7'"),
        ({"task_type": "pick_cool"}, "did you mean 'pick_cool_then_place_in_recep'"),
        ({"task_type": True}, "task_type"),
        ({"task_type": [1]}, "task_type"),
        ({"split": "valid_sen"}, "did you mean 'valid_seen'"),
        ({"split": 1}, "split"),
        ({"max_steps": 0}, "max_steps"),
        ({"max_steps": 100_001}, "max_steps"),
        ({"max_steps": "50"}, "max_steps"),
        ({"max_steps": 12.5}, "max_steps"),
        ({"max_steps": True}, "max_steps"),
        ({"max_step": 50}, "max_step: .*known: task_type, split, max_steps"),
        ({"game_file": "/etc/passwd"}, "game_file"),
    ],
)
async def test_params_that_do_not_fit_are_refused(
    serve: Serve, params: Mapping[str, Any], message: str
) -> None:
    served = await serve()
    with pytest.raises(InvalidParams, match=message):
        await served.create(**params)


async def test_filters_that_leave_no_task_are_said(serve: Serve) -> None:
    served = await serve()
    with pytest.raises(TaskNotFound, match="leave a filter out"):
        await served.create(task_type=2, split="valid_seen")


async def test_a_task_that_contradicts_the_params_is_refused(serve: Serve) -> None:
    served = await serve()
    task = served.environment.tasks.select({"task_type": TASK_TYPES[1]})[0]
    assert (await served.create(task.env_id, task_type=1)).env_id == task.env_id
    with pytest.raises(InvalidParams, match="leave task_type and split out"):
        await served.create(task.env_id, task_type=2)


async def test_tasks_can_be_filtered_by_split_and_type(serve: Serve) -> None:
    tasks = (await serve()).environment.tasks
    found = tasks.select({"split": "valid_seen", "task_type": TASK_TYPES[1]})
    assert [task.attributes for task in found] == [{"split": "valid_seen", "task_type": TASK_TYPES[1]}]


async def test_filters_take_the_spellings_that_params_take(serve: Serve) -> None:
    tasks = (await serve()).environment.tasks
    wanted = tasks.select({"split": "valid_seen", "task_type": TASK_TYPES[1]})
    assert wanted
    for task_type in ("1", TASK_TYPES[1]):
        assert tasks.select({"split": "eval_in_distribution", "task_type": task_type}) == wanted
    assert tasks.select({"task_type": "7"}) == tasks.select({"split": "valid"}) == []
    assert tasks.select({"task_type": "1"}, "no such text") == []


async def test_the_image_can_be_built_from_what_is_installed(serve: Serve) -> None:
    spec = (await serve()).environment.spec
    assert spec.build is not None
    assert spec.build.dockerfile.is_file()
    assert (spec.build.dockerfile.parent / "requirements.txt").is_file()
    assert spec.image == f"dockergym-alfworld:{spec.version}"


async def test_the_engine_that_is_set_reaches_the_worker(serve: Serve) -> None:
    spec = (await serve(engine="upstream")).environment.spec
    assert spec.container_env["DOCKERGYM_ALFWORLD_ENGINE"] == "upstream"


async def test_what_workers_may_keep_fits_their_containers_and_is_as_set_on_this_machine(
    serve: Serve, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("DOCKERGYM_CACHE_MAX_MB", raising=False)
    monkeypatch.delenv("DOCKERGYM_ALFWORLD_PLANNER", raising=False)
    spec = (await serve()).environment.spec
    assert int(spec.container_env["DOCKERGYM_CACHE_MAX_MB"]) <= spec.resources.tmpfs_mb // 2
    assert spec.local_env["DOCKERGYM_CACHE_MAX_MB"] == "512"
    assert "DOCKERGYM_ALFWORLD_PLANNER" not in spec.local_env
    monkeypatch.setenv("DOCKERGYM_CACHE_MAX_MB", "32")
    monkeypatch.setenv("DOCKERGYM_ALFWORLD_PLANNER", "/opt/libdownward.so")
    spec = (await serve()).environment.spec
    assert spec.container_env["DOCKERGYM_CACHE_MAX_MB"] == spec.local_env["DOCKERGYM_CACHE_MAX_MB"] == "32"
    assert spec.local_env["DOCKERGYM_ALFWORLD_PLANNER"] == "/opt/libdownward.so"
    assert "DOCKERGYM_ALFWORLD_PLANNER" not in spec.container_env


async def test_a_planner_that_is_named_by_a_relative_path_is_that_of_the_servers_folder(
    serve: Serve, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("DOCKERGYM_ALFWORLD_PLANNER", "libdownward.so")
    spec = (await serve()).environment.spec
    assert spec.local_env["DOCKERGYM_ALFWORLD_PLANNER"] == str(tmp_path / "libdownward.so")
