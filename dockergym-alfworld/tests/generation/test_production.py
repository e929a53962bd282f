"""Making games, end to end: real maker processes, real games on disk."""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
from dataclasses import asdict
from pathlib import Path

import pytest

import dockergym_alfworld
from dockergym_alfworld.generation import GeneratedGame, GenerationError, generate
from dockergym_alfworld.generation.order import plan_orders
from dockergym_alfworld.starter import STARTER_RUNS, STARTER_SEED, starter_root
from dockergym_alfworld.tasks import TASK_TYPES, TaskError, scan_tasks

SOURCES = Path(dockergym_alfworld.__file__).resolve().parents[1]


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, list[GeneratedGame], list[str]]:
    """Four games in one run: where, which, and what progress said."""
    pytest.importorskip("alfworld", reason="making games needs dockergym-alfworld[local]")
    root = tmp_path_factory.mktemp("made")
    said: list[str] = []
    games = generate(
        root, 4, 21, [2, "1", "pick_two_obj_and_place", 3], progress=lambda *args: said.append(f"{args[:2]}")
    )
    return root, games, said


def tree(root: Path) -> dict[str, bytes]:
    return {str(path.relative_to(root)): path.read_bytes() for path in root.rglob("*") if path.is_file()}


def test_games_come_in_the_order_asked_for(made: tuple[Path, list[GeneratedGame], list[str]]) -> None:
    root, games, said = made
    assert [game.task_type for game in games] == [TASK_TYPES[number] for number in (2, 1, 6, 3)]
    assert said == [f"({ready}, 4)" for ready in (1, 2, 3, 4)]
    assert all(game.path == root / "json_2.1.1" / game.env_id / "game.tw-pddl" for game in games)


def test_the_catalog_and_alfworlds_loader_list_exactly_what_was_made(
    made: tuple[Path, list[GeneratedGame], list[str]],
) -> None:
    from alfworld.agents.environment.alfred_tw_env import AlfredTWEnv

    root, games, _ = made
    assert [task.env_id for task in scan_tasks(root)] == sorted(game.env_id for game in games)
    config = {
        "env": {"goal_desc_human_anns_prob": 0, "task_types": list(TASK_TYPES)},
        "dataset": {"data_path": str(root / "json_2.1.1" / "train"), "num_train_games": -1},
    }
    listed = AlfredTWEnv(config, train_eval="train").game_files
    assert {Path(file) for file in listed} == {game.path for game in games}
    assert {path.name for path in root.rglob("*") if path.is_file()} == {
        "game.tw-pddl",
        "initial_state.pddl",
        "traj_data.json",
    }


def test_the_files_agree_with_each_other(made: tuple[Path, list[GeneratedGame], list[str]]) -> None:
    for made_game in made[1]:
        game = json.loads(made_game.path.read_text())
        trajectory = json.loads(made_game.path.with_name("traj_data.json").read_text())
        params = trajectory["pddl_params"]
        task_type, target, _, destination, scene = made_game.env_id.split("/")[1].split("-")
        assert game["solvable"] is True
        assert game["walkthrough"] == list(made_game.walkthrough)
        assert game["pddl_problem"] == made_game.path.with_name("initial_state.pddl").read_text()
        assert f"Your task is to: {made_game.sentence}." in game["grammar"]
        assert trajectory["task_type"] == task_type == made_game.task_type
        assert params["object_target"] == target
        assert destination in (params["parent_target"], params["toggle_target"])
        assert trajectory["scene"]["scene_num"] == int(scene)
        assert trajectory["task_id"] == made_game.path.parent.name
        assert re.fullmatch(r"trial_T2025\d{4}_\d{6}_\d{6}", trajectory["task_id"])


def test_sentences_hold_no_code(made: tuple[Path, list[GeneratedGame], list[str]]) -> None:
    assert all(re.fullmatch("[a-z ]+", game.sentence) for game in made[1])


def test_a_shorter_run_makes_the_first_games_again(
    made: tuple[Path, list[GeneratedGame], list[str]], tmp_path: Path
) -> None:
    root, games, _ = made
    again = generate(tmp_path, 2, 21, [2, 1, 6, 3], workers=1)
    assert [game.env_id for game in again] == [game.env_id for game in games[:2]]
    first = tree(tmp_path)
    assert first == {name: content for name, content in tree(root).items() if name in first}


@pytest.mark.parametrize(("split", "count"), [("train", 2), ("valid_unseen", 1)])
def test_the_starter_games_are_made_by_their_seed(tmp_path: Path, split: str, count: int) -> None:
    pytest.importorskip("alfworld", reason="making games needs dockergym-alfworld[local]")
    games = generate(tmp_path, count, STARTER_SEED, STARTER_RUNS[split], split)
    assert len(games) == count
    for game in games:
        shipped = starter_root() / "json_2.1.1" / game.env_id
        assert tree(game.path.parent) == tree(shipped)


@pytest.mark.parametrize("hash_seed", ["1", "4242"])
def test_the_hash_seed_does_not_matter(tmp_path: Path, hash_seed: str) -> None:
    pytest.importorskip("alfworld", reason="making games needs dockergym-alfworld[local]")
    names = [TASK_TYPES[number] for number in STARTER_RUNS["train"]]
    order = plan_orders(3, STARTER_SEED, names, "train")[2]
    environment = {**os.environ, "PYTHONHASHSEED": hash_seed, "ALFWORLD_DATA": str(tmp_path)}
    done = subprocess.run(
        [sys.executable, "-m", "dockergym_alfworld.generation.maker", "100"],
        input=json.dumps(asdict(order)),
        capture_output=True,
        text=True,
        timeout=100,
        env=environment,
        check=True,
    )
    game = json.loads(done.stdout)["game"]
    shipped = tree(starter_root() / "json_2.1.1" / game["env_id"])
    assert {name: content.encode() for name, content in game["files"].items()} == shipped


def test_a_maker_left_alone_ends_itself() -> None:
    pytest.importorskip("alfworld", reason="making games needs dockergym-alfworld[local]")
    command = [sys.executable, "-m", "dockergym_alfworld.generation.maker", "0.2"]
    with subprocess.Popen(command, stdin=subprocess.PIPE) as orphan:
        assert orphan.wait(timeout=60) == -signal.SIGALRM


def test_games_that_are_there_stay_as_they_are(
    made: tuple[Path, list[GeneratedGame], list[str]],
) -> None:
    root, games, _ = made
    before = games[0].path.stat()
    (again,) = generate(root, 1, 21, [2, 1, 6, 3])
    assert again == games[0]
    assert again.path.stat().st_mtime_ns == before.st_mtime_ns


def test_another_game_of_the_same_name_is_not_overwritten(
    made: tuple[Path, list[GeneratedGame], list[str]], tmp_path: Path
) -> None:
    mine = tmp_path / "json_2.1.1" / made[1][0].env_id / "game.tw-pddl"
    mine.parent.mkdir(parents=True)
    mine.write_text("mine")
    with pytest.raises(GenerationError, match="exists and differs"):
        generate(tmp_path, 1, 21, [2, 1, 6, 3])
    assert mine.read_text() == "mine"


def test_the_json_folder_itself_may_be_named(
    made: tuple[Path, list[GeneratedGame], list[str]], tmp_path: Path
) -> None:
    (game,) = generate(tmp_path / "json_2.1.1", 1, 21, [2, 1, 6, 3])
    assert game.path == tmp_path / "json_2.1.1" / made[1][0].env_id / "game.tw-pddl"


def test_makers_that_take_too_long_are_given_up(tmp_path: Path) -> None:
    pytest.importorskip("alfworld", reason="making games needs dockergym-alfworld[local]")
    with pytest.raises(GenerationError, match="after 20 attempts"):
        generate(tmp_path, 1, 1, timeout_s=0.01)
    assert tree(tmp_path) == {}


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ({"count": -1}, "count must be 0 or more"),
        ({"task_types": ["pick_two"]}, "did you mean"),
        ({"task_types": []}, "leave it out"),
        ({"split": "test"}, "train, valid_seen, valid_unseen"),
    ],
)
def test_wrong_arguments_are_named(tmp_path: Path, arguments: dict[str, object], message: str) -> None:
    with pytest.raises(TaskError, match=message):
        generate(**{"out_root": tmp_path, "count": 1, "seed": 1, **arguments})  # type: ignore[arg-type]


def test_no_games_are_made_at_once(tmp_path: Path) -> None:
    pytest.importorskip("alfworld", reason="making games needs dockergym-alfworld[local]")
    assert generate(tmp_path, 0, 1) == []


def run_bare(program: str) -> subprocess.CompletedProcess[str]:
    """Run with the standard library and this package only: -S leaves installed packages out."""
    command = [sys.executable, "-S", "-c", f"import sys; sys.path.insert(0, {str(SOURCES)!r})\n{program}"]
    return subprocess.run(command, capture_output=True, text=True, timeout=60)


def test_without_alfworld_the_error_says_what_to_install(tmp_path: Path) -> None:
    done = run_bare(
        "from dockergym_alfworld.generation import generate, GenerationError\n"
        f"try: generate({str(tmp_path)!r}, 1, 1)\n"
        "except GenerationError as exc: print(exc)"
    )
    assert 'pip install "dockergym-alfworld[local]"' in done.stdout, done.stderr


def test_importing_the_generator_imports_no_alfworld() -> None:
    program = (
        "import sys, dockergym_alfworld.starter, dockergym_alfworld.generation\n"
        "sys.exit('alfworld' in sys.modules or 'textworld' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", program], timeout=60).returncode == 0
