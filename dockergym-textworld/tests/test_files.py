"""Which files of a folder are games."""

from __future__ import annotations

from pathlib import Path

import pytest

from dockergym.errors import ConfigurationError
from dockergym_textworld.files import find_game_files


def test_stories_and_descriptions_without_a_story_are_games(tmp_path: Path) -> None:
    described = '{"version": 1, "world": []}'
    for name, content in {
        "zork1.z5": "",
        "a/made.z8": "",
        "a/made.json": described,
        "b/described.json": described,
        "other.json": '{"world": 1}',
        "notes.txt": described,
        "broken.json": "{",
        "empty.json": "",
        "old.ulx": "",
        "archive.z8.gz": "",
    }.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(content)
    found = find_game_files(tmp_path)
    assert [(file.env_id, file.format) for file in found] == [
        ("files/a/made.z8", "z8"),
        ("files/b/described.json", "json"),
        ("files/zork1.z5", "z5"),
    ]
    assert found[0].path == tmp_path / "a" / "made.z8"


def test_links_out_of_the_folder_are_no_games(tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    (tmp_path / "outside.z5").touch()
    (tmp_path / "data" / "inside.z5").touch()
    (tmp_path / "data" / "linked.z5").symlink_to(tmp_path / "outside.z5")
    (tmp_path / "data" / "second.z5").symlink_to("inside.z5")
    assert [file.env_id for file in find_game_files(tmp_path / "data")] == [
        "files/inside.z5",
        "files/second.z5",
    ]


def test_a_folder_without_games_is_a_mistake(tmp_path: Path) -> None:
    with pytest.raises(ConfigurationError, match="holds no game file"):
        find_game_files(tmp_path)
    with pytest.raises(ConfigurationError, match="is not there"):
        find_game_files(tmp_path / "none")


def test_what_tw_make_writes_is_recognised(coin_story: Path, tmp_path: Path) -> None:
    (tmp_path / "coin.json").write_bytes(coin_story.with_suffix(".json").read_bytes())
    assert [file.env_id for file in find_game_files(tmp_path)] == ["files/coin.json"]
    assert [file.env_id for file in find_game_files(coin_story.parent)] == ["files/game.z8"]
