from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

from dockergym.plugins.specs import Task, TaskList, Volume, translate_path


@pytest.mark.parametrize(
    ("text", "volume"),
    [
        ("/srv/data:/data", Volume(Path("/srv/data"), "/data", True)),
        ("/srv/data:/data:ro", Volume(Path("/srv/data"), "/data", True)),
        ("/srv/data:/data:rw", Volume(Path("/srv/data"), "/data", False)),
        ("/srv/./x/../data/:/data", Volume(Path("/srv/data"), "/data", True)),
    ],
)
def test_a_volume_is_read_from_text(text: str, volume: Volume) -> None:
    assert Volume.parse(text) == volume


def test_a_relative_or_home_folder_becomes_absolute(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("HOME", "/home/ada")

    assert Volume.parse("data:/data").host == tmp_path / "data"
    assert Volume.parse("~/data:/data").host == Path("/home/ada/data")


@pytest.mark.parametrize(
    "text", ["", "/data", "/data:", ":/data", "/data:/data:x", "/a:/b:ro:rw", "/data:data"]
)
def test_a_volume_of_another_form_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="volume"):
        Volume.parse(text)


def test_a_volume_needs_an_absolute_host_path() -> None:
    with pytest.raises(ValueError, match="'data' must be an absolute path"):
        Volume(Path("data"), "/data")


@pytest.mark.parametrize(
    ("path", "seen"),
    [
        ("/data/x/y", "/mnt/x/y"),
        ("/data", "/mnt"),
        ("/data/", "/mnt"),
        ("/data2/x", "/data2/x"),
        ("/data/../etc/passwd", "/data/../etc/passwd"),
        ("/data/deep/z", "/deep/z"),
        ("/data/deeper/z", "/mnt/deeper/z"),
        ("relative/x", "relative/x"),
    ],
)
def test_paths_are_translated_by_whole_components_and_the_deepest_volume(path: str, seen: str) -> None:
    volumes = [Volume(Path("/data"), "/mnt"), Volume(Path("/data/deep"), "/deep")]

    assert translate_path(path, volumes) == seen
    assert translate_path(Path(path), volumes) == str(Path(seen))


def test_tasks_are_found_by_id_and_by_attribute() -> None:
    tasks = TaskList(
        [
            Task("a/1", {"split": "train", "level": 1, "hard": True}),
            Task("a/2", {"split": "test", "level": 2, "hard": False}),
            Task("b/1"),
        ]
    )

    assert tasks.ids() == ["a/1", "a/2", "b/1"]
    assert tasks.get("a/2") is tasks[1]
    assert tasks.get("c") is None
    assert [task.env_id for task in tasks[1:]] == ["a/2", "b/1"]
    assert tasks.select({"split": "train"}) == [tasks[0]]
    assert tasks.select({"level": "2"}) == [tasks[1]]
    assert tasks.select({"hard": "true"}) == [tasks[0]]
    assert tasks.select({"hard": "false"}) == [tasks[1]]
    assert tasks.select({}, "/1") == [tasks[0], tasks[2]]
    assert tasks.select({"split": "train"}, "a/2") == []
    assert tasks.select({}) == list(tasks)


def test_a_task_without_an_attribute_fits_no_filter_on_it() -> None:
    assert TaskList([Task("a")]).select({"split": "None"}) == []


def test_two_tasks_of_one_id_are_refused() -> None:
    with pytest.raises(ValueError, match="two tasks have the env_id 'a'"):
        TaskList([Task("a"), Task("b"), Task("a")])


@pytest.mark.parametrize("task", ["a", Task(3)])  # type: ignore[arg-type]
def test_tasks_that_are_none_are_refused_with_what_they_should_be(task: Any) -> None:
    with pytest.raises(
        TypeError, match=rf"must be such as Task\('its-name'\).*, not {re.escape(repr(task))}"
    ):
        TaskList([task])


def test_a_volume_may_be_named_by_text() -> None:
    assert Volume("/srv/data", "/data") == Volume(Path("/srv/data"), "/data")  # type: ignore[arg-type]
