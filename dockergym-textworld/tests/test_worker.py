"""The worker: what it counts around a game, and what it does to commands and seeds."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from dockergym_textworld import games
from dockergym_textworld.worker import TextWorldWorker
from dockergym_worker import InvalidParams

COIN = {"challenge": "tw-coin_collector", "settings": {"level": 2}, "seed": 11}


@pytest.fixture
def worker() -> Iterator[TextWorldWorker]:
    made = TextWorldWorker()
    yield made
    made.close_env()


def test_the_commands_that_are_told_win(worker: TextWorldWorker, coin_story: Path) -> None:
    for source in (COIN, {"game_file": str(coin_story), "seed": 11}):
        *_, info = worker.init_env(None, {**source, "policy_commands": True})
        assert (info["won"], info["score"], info["max_score"], info["steps"]) == (False, 0, 1, 0)
        assert info["goal"]
        commands = info["policy_commands"]
        assert set(commands[:1]) <= set(info["admissible_commands"])
        results = [worker.step_env(command) for command in commands]
        assert [result[1:4] for result in results] == [(0.0, False, False), (1.0, True, False)]
        assert [result[4]["intermediate_reward"] for result in results] == [1, 1]
        assert results[-1][4]["won"]
        assert results[-1][4]["score"] == 1


def test_max_steps_counts_every_command(worker: TextWorldWorker, coin_story: Path) -> None:
    worker.init_env(None, {"game_file": str(coin_story), "max_steps": 3})
    results = [worker.step_env(command) for command in ("look", "dance", "inventory")]
    assert [result[2:4] for result in results] == [(False, False), (False, False), (False, True)]
    assert [result[4]["steps"] for result in results] == [1, 2, 3]
    assert "policy_commands" not in results[0][4]


@pytest.mark.parametrize(
    "command",
    [
        "",
        "   ",
        "look\ngo east\ntake coin",
        "look\0look",
        "öffne die Tür 🚪",
        "🚪" * 100,
        "a" * 197 + "é",
        "x" * 20_000,
    ],
)
def test_a_command_may_be_any_text(worker: TextWorldWorker, coin_story: Path, command: str) -> None:
    *_, before = worker.init_env(None, {"game_file": str(coin_story)})
    _, reward, terminated, _, after = worker.step_env(command)
    assert (reward, terminated, after["steps"]) == (0.0, False, 1)
    assert after["description"] == before["description"]
    assert "You are carrying" in worker.step_env("inventory")[0]


def test_a_description_is_compiled_before_it_is_played(
    worker: TextWorldWorker, coin_story: Path, tmp_path: Path
) -> None:
    description = tmp_path / "alone.json"
    shutil.copy(coin_story.with_suffix(".json"), description)
    ours = worker.init_env(None, {"game_file": str(description)})
    assert ours == worker.init_env(None, {"game_file": str(coin_story)})
    assert [path.name for path in tmp_path.iterdir()] == ["alone.json"]


def test_a_story_without_description_is_played_as_far_as_the_interpreter_knows_it(
    worker: TextWorldWorker, coin_story: Path, tmp_path: Path
) -> None:
    story = tmp_path / "alone.z8"
    shutil.copy(coin_story, story)
    observation, *_, info = worker.init_env(None, {"game_file": str(story), "policy_commands": True})
    assert "\nYou" in observation
    assert (info["admissible_commands"], info["goal"], info["max_score"]) == ([], "", None)
    assert "policy_commands" not in info
    assert "You are carrying nothing" in worker.step_env("inventory")[0]


def test_where_no_game_comes_of_a_seed_the_next_is_taken(
    worker: TextWorldWorker, monkeypatch: pytest.MonkeyPatch
) -> None:
    *_, info = worker.init_env(None, {**COIN, "seed": 2**32 - 1})
    assert info["seed"] == 2**32 - 1
    known, make, arguments = games.textworld.challenges.CHALLENGES["tw-coin_collector"]

    def picky(settings: Any, options: Any) -> Any:
        if tried.append(settings) or len(tried) < 3:
            raise games.QuestGenerationError("too narrow")
        return make(settings=settings, options=options)

    tried: list[Any] = []
    monkeypatch.setitem(games.textworld.challenges.CHALLENGES, "tw-coin_collector", (known, picky, arguments))
    ours = worker.init_env(None, COIN)
    assert ours[4]["seed"] == COIN["seed"] + 2
    tried.clear()
    monkeypatch.setattr(games, "_SEEDS_TRIED", 2)
    with pytest.raises(InvalidParams, match="seeds 11 to 12; with the last: too narrow"):
        worker.init_env(None, COIN)


@pytest.mark.parametrize(
    ("story", "description"),
    [
        ("game.z8", '{"version": 1, "world": []}'),
        (None, '{"version": 1, "world": [}'),
        (None, '{"version": 1}'),
    ],
)
def test_a_description_that_is_none_is_an_error_that_names_the_file(
    worker: TextWorldWorker, coin_story: Path, tmp_path: Path, story: str | None, description: str
) -> None:
    (tmp_path / "game.json").write_text(description)
    if story is not None:
        shutil.copy(coin_story, tmp_path / story)
    path = tmp_path / (story or "game.json")
    with pytest.raises(ValueError, match=f"cannot open the game file {path}: .*tw-make"):
        worker.init_env(None, {"game_file": str(path)})


def test_what_one_episode_has_saved_the_next_cannot_restore(
    worker: TextWorldWorker, coin_story: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    *_, info = worker.init_env(None, {"game_file": str(coin_story), "policy_commands": True})
    nearer = info["policy_commands"][0]
    worker.step_env(nearer)
    assert worker.step_env("save")[0].strip().startswith("Ok.")
    assert worker.step_env("restore")[0].strip().startswith("Ok.")
    *_, info = worker.init_env(None, {"game_file": str(coin_story)})
    worker.step_env("restore")
    worker.step_env("look")
    assert worker.step_env("inventory")[4]["description"] == info["description"]
    assert list(tmp_path.iterdir()) == []


def test_a_file_that_was_there_before_is_left_alone(
    worker: TextWorldWorker, coin_story: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    mine = tmp_path / f"{coin_story.stem}.qzl"
    mine.write_text("mine")
    worker.init_env(None, {"game_file": str(coin_story)})
    worker.close_env()
    assert mine.read_text() == "mine"


@pytest.mark.parametrize("name", ["missing.z5", "missing.json"])
def test_a_game_file_that_cannot_be_opened_is_an_error_that_names_it(
    worker: TextWorldWorker, tmp_path: Path, name: str
) -> None:
    with pytest.raises(ValueError, match=f"cannot open the game file {tmp_path / name}"):
        worker.init_env(None, {"game_file": str(tmp_path / name)})


def test_a_step_before_any_game_says_what_to_do() -> None:
    with pytest.raises(RuntimeError, match="send 'init'"):
        TextWorldWorker().step_env("look")
