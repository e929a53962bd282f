"""The task catalog: which games are found, how they are picked, and the index that remembers them."""

from __future__ import annotations

import builtins
import json
import os
import time
from pathlib import Path

import pytest

from dockergym_alfworld import tasks
from dockergym_alfworld.task_index import index_path
from dockergym_alfworld.tasks import (
    TASK_TYPES,
    DataNotFoundError,
    NoMatchingTaskError,
    TaskCatalog,
    TaskError,
    UnknownSplitError,
    UnknownTaskError,
    UnknownTaskTypeError,
    data_directory,
    scan_tasks,
    task_type_name,
)

EGG = "valid_seen/pick_and_place_simple-Egg-None-Microwave-4/trial_T20190906_234406_356490"


def write_trial(
    root: Path, env_id: str, *, task_type: str = "pick_and_place_simple", solvable: object = True
) -> Path:
    """Write the two files a loader looks at; solvable ``...`` leaves the key out."""
    trial = root / "json_2.1.1" / env_id
    trial.mkdir(parents=True)
    (trial / "traj_data.json").write_text(json.dumps({"task_type": task_type}))
    game = {"pddl_domain": "", "grammar": "", "pddl_problem": ""}
    (trial / "game.tw-pddl").write_text(
        json.dumps(game if solvable is ... else {**game, "solvable": solvable})
    )
    return trial


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A data root of five playable tasks."""
    folder = tmp_path / "data"
    write_trial(folder, "train/pick_and_place_simple-Mug-None-Shelf-301/trial_1")
    write_trial(folder, "train/pick_and_place_simple-Mug-None-Shelf-301/trial_2")
    write_trial(folder, "train/pick_two_obj_and_place-Mug-None-Desk-302/trial_3", task_type=TASK_TYPES[6])
    write_trial(folder, "valid_seen/pick_and_place_simple-Pen-None-Desk-303/trial_4")
    write_trial(
        folder, "valid_unseen/look_at_obj_in_light-Pen-None-DeskLamp-308/trial_5", task_type=TASK_TYPES[2]
    )
    return folder


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The trial files opened while the test runs."""
    paths: list[str] = []
    real_open = builtins.open

    def watch(path: str, *arguments: str) -> object:
        paths.append(path)
        return real_open(path, *arguments)

    monkeypatch.setattr(tasks, "open", watch, raising=False)
    return paths


def ids(catalog: TaskCatalog) -> list[str]:
    return [task.env_id for task in catalog]


def test_a_game_that_is_just_being_written_is_none_yet(root: Path) -> None:
    before = ids(scan_tasks(root, use_index=False))
    write_trial(root, "train/pick_and_place_simple-Mug-None-Shelf-301/.draft-x1")
    assert ids(scan_tasks(root, use_index=False)) == before


def test_genuine_and_generated_games_are_found(shared_alfworld_data: Path) -> None:
    for name, count in (("genuine-0.2", 18), ("genuine-0.4", 18), ("generated", 30)):
        catalog = scan_tasks(shared_alfworld_data / name)
        assert len(catalog) == count
        assert {task.task_type for task in catalog} == set(TASK_TYPES.values())
        assert all(task.path.is_file() for task in catalog)


def test_a_task_knows_its_split_type_and_file(shared_alfworld_data: Path) -> None:
    task = scan_tasks(shared_alfworld_data / "genuine-0.4").resolve(EGG)
    assert (task.split, task.task_type) == ("valid_seen", "pick_and_place_simple")
    assert task.root == (shared_alfworld_data / "genuine-0.4" / "json_2.1.1").resolve()
    assert task.path == task.root / EGG / "game.tw-pddl"


def test_the_root_may_be_the_json_folder_itself(root: Path) -> None:
    assert ids(scan_tasks(root / "json_2.1.1")) == ids(scan_tasks(root))
    renamed = (root / "json_2.1.1").rename(root.parent / "mounted")
    assert len(scan_tasks(renamed)) == 5


def test_games_are_written_where_they_are_read(root: Path, tmp_path: Path) -> None:
    flat = (root / "json_2.1.1").rename(tmp_path / "flat")
    assert data_directory(flat) == flat
    (root / "json_2.1.1").symlink_to(flat)
    assert data_directory(root) == data_directory(root / "json_2.1.1") == flat
    for folder in (tmp_path / "none", tmp_path / "none" / "json_2.1.1"):
        assert data_directory(folder) == tmp_path / "none" / "json_2.1.1"


def test_games_are_not_written_into_a_train_of_somebody_else(tmp_path: Path) -> None:
    (tmp_path / "train" / "cats").mkdir(parents=True)
    assert data_directory(tmp_path) == tmp_path / "json_2.1.1"


@pytest.mark.parametrize("make", [True, False])
def test_a_root_without_games_says_what_to_run(tmp_path: Path, make: bool) -> None:
    folder = tmp_path / "empty"
    if make:
        folder.mkdir()
    with pytest.raises(DataNotFoundError, match="dockergym alfworld download"):
        scan_tasks(folder)


def test_what_alfworld_does_not_play_is_excluded_and_says_why(root: Path) -> None:
    write_trial(root, "train/pick_and_place_with_movable_recep-Pen-Mug-Desk-301/trial_m")
    write_trial(root, "train/pick_and_place_simple-AppleSliced-None-Fridge-1/trial_s")
    write_trial(root, "train/pick_and_place_simple-Pen-None-Desk-301/trial_u", solvable=False)
    write_trial(root, "train/pick_and_place_simple-Pen-None-Desk-301/trial_c", solvable=...)
    write_trial(root, "train/pick_and_place_simple-Pen-None-Desk-301/trial_t", task_type="juggle")
    no_game = write_trial(root, "train/pick_and_place_simple-Pen-None-Desk-301/trial_g")
    (no_game / "game.tw-pddl").unlink()
    no_trajectory = write_trial(root, "train/pick_and_place_simple-Pen-None-Desk-301/trial_j")
    (no_trajectory / "traj_data.json").unlink()
    broken = write_trial(root, "train/pick_and_place_simple-Pen-None-Desk-301/trial_b")
    (broken / "game.tw-pddl").write_text('{"solvable": tr')
    catalog = scan_tasks(root)
    assert len(catalog) == 5
    assert sum(catalog.exclusions().values()) == 7
    for trial, reason in {"u": "unsolvable", "c": "never checked", "g": "no game", "b": "JSON"}.items():
        with pytest.raises(UnknownTaskError, match=f"not playable: .*{reason}"):
            catalog.resolve(f"train/pick_and_place_simple-Pen-None-Desk-301/trial_{trial}")


def test_the_words_movable_and_sliced_in_a_parent_folder_exclude_nothing(tmp_path: Path) -> None:
    folder = tmp_path / "movable-Sliced"
    write_trial(folder, "train/pick_and_place_simple-Mug-None-Shelf-301/trial_1")
    assert len(scan_tasks(folder)) == 1


def test_the_catalog_agrees_with_alfworlds_own_loader(root: Path, shared_alfworld_data: Path) -> None:
    alfred = pytest.importorskip("alfworld.agents.environment.alfred_tw_env")
    write_trial(root, "train/pick_and_place_simple-AppleSliced-None-Fridge-1/trial_s")
    write_trial(root, "train/pick_and_place_simple-Pen-None-Desk-301/trial_u", solvable=False)
    for folder in (root, shared_alfworld_data / "genuine-0.4"):
        data = folder / "json_2.1.1"
        config = {
            "env": {"goal_desc_human_anns_prob": 0, "task_types": list(TASK_TYPES)},
            "dataset": {"data_path": str(data), "num_train_games": -1, "num_eval_games": -1},
        }
        listed = alfred.AlfredTWEnv(config, train_eval="train").game_files
        assert {Path(file).resolve() for file in listed} == {task.path for task in scan_tasks(folder)}


def test_find_by_type_split_and_text(root: Path) -> None:
    catalog = scan_tasks(root)
    assert len(catalog.find(task_type=1)) == len(catalog.find(task_type="pick_and_place_simple")) == 3
    assert [task.env_id[-1] for task in catalog.find(task_type="6")] == ["3"]
    assert [task.env_id[-1] for task in catalog.find(split="eval_in_distribution")] == ["4"]
    assert [task.env_id[-1] for task in catalog.find(text="DESK pen")] == ["4", "5"]
    assert catalog.find(task_type=2, split="train") == ()


def test_a_task_fits_what_would_find_it(root: Path) -> None:
    catalog = scan_tasks(root)
    for task_type in (None, 1, "6", TASK_TYPES[2]):
        for split in (None, "train", "eval_in_distribution", "valid_unseen"):
            found = catalog.find(task_type=task_type, split=split)
            assert [task for task in catalog if catalog.fits(task, task_type=task_type, split=split)] == list(
                found
            )
    with pytest.raises(UnknownSplitError):
        catalog.fits(next(iter(catalog)), split="validseen")


def test_pages_cover_everything_once(root: Path) -> None:
    catalog = scan_tasks(root)
    pages = [catalog.page(limit=2, offset=offset) for offset in (0, 2, 4, 6)]
    assert [task.env_id for page, _ in pages for task in page] == ids(catalog)
    assert {total for _, total in pages} == {5}
    assert catalog.page(limit=0) == ((), 5)
    for bad in ({"limit": -1}, {"offset": -1}):
        with pytest.raises(TaskError):
            catalog.page(**bad)


def test_wrong_filters_are_named_with_a_suggestion(root: Path) -> None:
    catalog = scan_tasks(root)
    with pytest.raises(UnknownTaskTypeError, match="did you mean 'pick_two_obj_and_place'"):
        catalog.find(task_type="pick_two")
    for number in (0, 7, "7", "²", "9" * 5000):
        with pytest.raises(UnknownTaskTypeError, match="6 pick_two_obj_and_place"):
            task_type_name(number)
    with pytest.raises(UnknownSplitError, match="did you mean 'valid_seen'"):
        catalog.find(split="validseen")
    with pytest.raises(NoMatchingTaskError, match="task_type=4"):
        catalog.choose(task_type=4)


def test_choice_follows_the_seed(root: Path) -> None:
    catalog = scan_tasks(root)
    first = [catalog.choose(seed).env_id for seed in range(30)]
    assert first == [scan_tasks(root).choose(seed).env_id for seed in range(30)]
    assert set(first) == set(ids(catalog))
    assert catalog.choose(3, split="valid_seen").split == "valid_seen"


def test_resolve_takes_ids_and_paths(root: Path) -> None:
    catalog = scan_tasks(root)
    env_id = ids(catalog)[0]
    host = root / "json_2.1.1" / env_id
    link = root.parent / "link"
    link.symlink_to(root)
    spellings = [
        env_id,
        f"{env_id}/game.tw-pddl",
        f"{env_id}/",
        str(host),
        f"{host}/",
        str(host / "game.tw-pddl"),
        str(link / "json_2.1.1" / env_id / "game.tw-pddl"),
    ]
    assert [catalog.resolve(spelling).env_id for spelling in spellings] == [env_id] * len(spellings)
    by_link = scan_tasks(link)
    assert by_link.resolve(str(link / "json_2.1.1" / env_id)) == by_link.resolve(str(host))


def test_resolve_refuses_everything_else(root: Path) -> None:
    catalog = scan_tasks(root)
    env_id = ids(catalog)[0]
    twin = write_trial(root.parent / "data2", "train/pick_and_place_simple-Mug-None-Shelf-301/trial_1")
    for wrong in (
        "",
        "/",
        "train",
        "game.tw-pddl",
        str(root),
        str(twin),
        f"{root}2/json_2.1.1/{env_id}",
        f"train/../{env_id}",
        f"{root}/json_2.1.1/../../data2/json_2.1.1/{env_id}",
        f"{env_id}\0",
        f"/{env_id}",
        "x" * 100_000,
        "/" * 100_000,
    ):
        with pytest.raises(UnknownTaskError) as caught:
            catalog.resolve(wrong)
        assert len(str(caught.value)) < 1000


def test_resolve_suggests_what_was_meant(root: Path) -> None:
    catalog = scan_tasks(root)
    with pytest.raises(UnknownTaskError, match="did you mean 'train/pick_two_obj_and_place-Mug"):
        catalog.resolve("trian/pick_two_obj_and_place-Mug-None-Desk-302/trial_33")


def test_links_out_of_the_root_are_not_tasks(root: Path, tmp_path: Path) -> None:
    outside = write_trial(tmp_path / "outside", "train/pick_and_place_simple-Pen-None-Desk-301/trial_o")
    split = root / "json_2.1.1" / "train"
    (split / "linked").symlink_to(outside.parent)
    trial = write_trial(root, "train/pick_and_place_simple-Pen-None-Desk-301/trial_l")
    (trial / "game.tw-pddl").unlink()
    (trial / "game.tw-pddl").symlink_to(outside / "game.tw-pddl")
    inside = write_trial(root, "train/pick_and_place_simple-Pen-None-Desk-301/trial_i")
    (inside / "game.tw-pddl").rename(inside / "blob")
    (inside / "game.tw-pddl").symlink_to("blob")
    catalog = scan_tasks(root)
    assert len(catalog) == 6
    assert f"{inside.relative_to(root / 'json_2.1.1')}" in catalog
    for escape in ("train/linked/trial_o", str(split / "linked" / "trial_o"), str(trial)):
        with pytest.raises(UnknownTaskError):
            catalog.resolve(escape)


def test_a_split_may_be_a_link(root: Path, tmp_path: Path) -> None:
    data = root / "json_2.1.1"
    (data / "train").rename(data / ".store")
    (data / "train").symlink_to(data / ".store")
    (data / "valid_seen").rename(tmp_path / "elsewhere")
    (data / "valid_seen").symlink_to(tmp_path / "elsewhere")
    inside = scan_tasks(root)
    assert inside.splits == ("train", "valid_unseen")
    assert "a link to a folder" in inside.excluded["valid_seen"]
    everything = scan_tasks(root, outside=True)
    assert everything.splits == ("train", "valid_seen", "valid_unseen")
    assert len(everything) == 5
    assert not everything.excluded
    assert all(task.path.is_file() for task in everything)


def test_links_may_lead_anywhere_in_the_folder_that_is_mounted(root: Path) -> None:
    data = root / "json_2.1.1"
    (root / "pool").mkdir()
    (data / "train").rename(root / "pool" / "train")
    (data / "train").symlink_to("../pool/train")
    game = next(data.glob("valid_seen/*/*/game.tw-pddl"))
    game.symlink_to(game.rename(root / "pool" / "game"))
    assert len(scan_tasks(root)) == 5
    # Named itself, it is all that is mounted.
    inner = scan_tasks(data)
    assert inner.splits == ("valid_unseen",)
    assert "a link to a folder" in inner.excluded["train"]
    assert list(inner.exclusions().values()) == [1, 1]


def test_with_outside_the_files_of_games_may_be_links_anywhere(root: Path, tmp_path: Path) -> None:
    for number, game in enumerate(sorted(root.rglob("game.tw-pddl"))):
        game.symlink_to(game.rename(tmp_path / f"blob-{number}"))
    assert len(scan_tasks(root)) == 0
    assert len(scan_tasks(root, outside=True)) == 5


@pytest.mark.parametrize("outside", [False, True])
@pytest.mark.parametrize("target", [".", "..", "../.."])
def test_a_link_upwards_does_not_show_the_games_twice(root: Path, target: str, outside: bool) -> None:
    (root / "json_2.1.1" / "again").symlink_to(target)
    catalog = scan_tasks(root, outside=outside)
    assert len(catalog) == 5
    assert list(catalog.excluded) == ["again"]


def test_a_linked_folder_that_is_not_followed_is_said(root: Path, tmp_path: Path) -> None:
    outside = write_trial(tmp_path / "outside", "train/pick_and_place_simple-Pen-None-Desk-301/trial_o")
    (root / "json_2.1.1" / "train" / "linked").symlink_to(outside.parent)
    (next(iter(scan_tasks(root))).path.parent / "images").symlink_to(tmp_path)
    catalog = scan_tasks(root)
    assert len(catalog) == 5
    assert list(catalog.excluded) == ["train/linked"]


@pytest.mark.parametrize("outside", [False, True])
def test_links_that_cannot_be_followed_leave_the_games_to_be_found(root: Path, outside: bool) -> None:
    for bad in ("loop", "train/loop"):
        (root / "json_2.1.1" / bad).symlink_to("loop")
    catalog = scan_tasks(root, outside=outside)
    assert len(catalog) == 5
    assert set(catalog.excluded) == {"loop", "train/loop"}
    assert catalog.exclusions() == {"it is a link that cannot be followed": 2}


def test_a_second_scan_opens_nothing(root: Path, tmp_path: Path, opened: list[str]) -> None:
    first = ids(scan_tasks(root, index_dir=tmp_path / "index"))
    assert len(opened) == 10
    opened.clear()
    assert ids(scan_tasks(root, index_dir=tmp_path / "index")) == first
    assert opened == []


def test_scans_that_see_less_leave_the_index_of_the_rest(
    root: Path, tmp_path: Path, opened: list[str]
) -> None:
    data, index = root / "json_2.1.1", tmp_path / "index"
    (data / "train").rename(tmp_path / "elsewhere")
    (data / "train").symlink_to(tmp_path / "elsewhere")
    assert len(scan_tasks(root, index_dir=index, outside=True)) == 5
    written = {file: file.stat().st_mtime_ns for file in index.iterdir()}
    opened.clear()
    for outside in (False, True):
        assert len(scan_tasks(root, index_dir=index, outside=outside)) == (5 if outside else 2)
        assert opened == []
        assert {file: file.stat().st_mtime_ns for file in index.iterdir()} == written


def test_only_what_changed_is_opened_again(root: Path, tmp_path: Path, opened: list[str]) -> None:
    index = tmp_path / "index"
    catalog = scan_tasks(root, index_dir=index)
    changed, removed, *_ = catalog
    changed.path.write_text(json.dumps({"solvable": False}))
    removed.path.unlink()
    write_trial(root, "train/pick_and_place_simple-Pen-None-Desk-301/trial_new")
    opened.clear()
    again = ids(scan_tasks(root, index_dir=index))
    assert len(again) == 4
    assert "train/pick_and_place_simple-Pen-None-Desk-301/trial_new" in again
    assert len(opened) == 4
    opened.clear()
    scan_tasks(root, index_dir=index)
    assert opened == []


def test_a_change_of_the_same_size_is_seen(root: Path, tmp_path: Path) -> None:
    catalog = scan_tasks(root, index_dir=tmp_path / "index")
    game = next(iter(catalog)).path
    text = game.read_text().replace("true", "null")
    game.write_text(text)
    later = time.time_ns() + 1_000_000_000
    os.utime(game, ns=(later, later))
    assert len(scan_tasks(root, index_dir=tmp_path / "index")) == 4


def test_two_roots_share_an_index_directory(root: Path, tmp_path: Path) -> None:
    other = tmp_path / "other"
    write_trial(other, "train/pick_and_place_simple-Mug-None-Shelf-301/trial_1")
    for _ in range(2):
        assert len(scan_tasks(root, index_dir=tmp_path / "index")) == 5
        assert len(scan_tasks(other, index_dir=tmp_path / "index")) == 1
    assert len(list((tmp_path / "index").iterdir())) == 2


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\xff\xfe garbage",
        b"[]",
        b'{"format": 0}',
        b"[" * 100_000,
        b'{"format": 1, "root": "elsewhere", "trials": {}}',
    ],
)
def test_a_corrupt_index_is_replaced(root: Path, tmp_path: Path, opened: list[str], content: bytes) -> None:
    file = index_path(tmp_path / "index", str((root / "json_2.1.1").resolve()))
    file.parent.mkdir()
    file.write_bytes(content)
    assert len(scan_tasks(root, index_dir=tmp_path / "index")) == 5
    opened.clear()
    assert len(scan_tasks(root, index_dir=tmp_path / "index")) == 5
    assert opened == []


@pytest.mark.parametrize("row", [None, [1, 2, 3, 4, "x"], ["a", 2, 3, 4, "x", ""], [1, 2, 3, 4, 5, ""]])
def test_a_malformed_row_never_reaches_the_catalog(root: Path, tmp_path: Path, row: object) -> None:
    scan_tasks(root, index_dir=tmp_path / "index")
    (file,) = (tmp_path / "index").iterdir()
    document = json.loads(file.read_text())
    document["trials"] = dict.fromkeys(document["trials"], row)
    file.write_text(json.dumps(document))
    assert len(scan_tasks(root, index_dir=tmp_path / "index")) == 5


def test_scanning_goes_on_without_a_place_for_the_index(
    root: Path, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    (tmp_path / "file").write_text("in the way")
    assert len(scan_tasks(root, index_dir=tmp_path / "file" / "index")) == 5
    assert "could not write the task index" in caplog.text


def test_a_full_disk_leaves_no_half_written_index(
    root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(self: Path, target: Path) -> Path:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(Path, "replace", full)
        assert len(scan_tasks(root, index_dir=tmp_path / "index")) == 5
    assert list((tmp_path / "index").iterdir()) == []


def test_without_an_index_nothing_is_written(root: Path, tmp_path: Path) -> None:
    assert len(scan_tasks(root, index_dir=tmp_path / "index", use_index=False)) == 5
    assert not (tmp_path / "index").exists()
