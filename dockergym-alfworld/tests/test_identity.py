"""The fast engine says what alfworld says, byte for byte."""

from __future__ import annotations

import importlib
import json
import re
from dataclasses import replace
from pathlib import Path

import pytest

from dockergym_alfworld.engine.fast import FastEngine, FastGame
from dockergym_alfworld.engine.game import Turn
from dockergym_alfworld.engine.upstream import UpstreamEngine
from dockergym_alfworld.generation import generate
from dockergym_alfworld.starter import starter_root
from dockergym_alfworld.tasks import scan_tasks
from dockergym_alfworld.verification import (
    NONSENSE,
    Episode,
    Verdict,
    Verification,
    _explore_file,
    compare,
    explore,
    replay,
    verify,
)

GENERATED = 200


def _starters() -> list[Path]:
    return sorted((task.path for task in scan_tasks(starter_root(), use_index=False)), key=_size)


def _size(path: Path) -> int:
    return path.stat().st_size


def _assert_identical(games: list[Path]) -> Verification:
    verification = verify(games, progress=_report)
    assert [verdict for verdict in verification.verdicts if not verdict.identical] == []
    assert all(verdict.turns > 20 for verdict in verification.verdicts)
    return verification


def _report(verdict: Verdict) -> None:
    print(verdict.turns, "identical" if verdict.identical else "DIFFERENT", verdict.game.parent)


@pytest.mark.timeout(300)
def test_a_few_games_of_every_origin(shared_alfworld_data: Path) -> None:
    games = _starters()[:3]
    for kind in ("genuine-0.2", "genuine-0.4", "generated"):
        found = sorted((shared_alfworld_data / kind).rglob("game.tw-pddl"), key=_size)
        games += [found[0], found[len(found) // 3]]
    _assert_identical(games)


@pytest.mark.identity
@pytest.mark.timeout(3600)
def test_every_starter_game() -> None:
    _assert_identical(_starters())


@pytest.mark.identity
@pytest.mark.timeout(3600)
@pytest.mark.parametrize("kind", ["genuine-0.2", "genuine-0.4", "generated"])
def test_every_game_at_hand(shared_alfworld_data: Path, kind: str) -> None:
    games = sorted((shared_alfworld_data / kind).rglob("game.tw-pddl"))
    assert len(games) >= 18
    _assert_identical(games)


@pytest.mark.identity
@pytest.mark.timeout(4 * 3600)
def test_freshly_generated_games(tmp_path: Path) -> None:
    games = generate(tmp_path, GENERATED, 20_260_101, None, "train")
    _assert_identical(sorted(game.path for game in games))


BROKEN_ENGINE = """
from dataclasses import replace
from dockergym_alfworld.engine.fast import FastEngine, FastGame

class Game:
    def __init__(self, game):
        self.game = game
        self.close = game.close
        self.reset = game.reset
    def step(self, command):
        turn = self.game.step(command)
        if command != "look":
            return turn
        return replace(turn, observation=turn.observation.replace("you see", "You see"))

class Engine(FastEngine):
    def load(self, path):
        return Game(super().load(path))
"""


def test_one_byte_is_enough_to_fail(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "broken_engine.py").write_text(BROKEN_ENGINE)
    monkeypatch.syspath_prepend(tmp_path)
    broken = importlib.import_module("broken_engine").Engine
    verification = verify(_starters()[:1], candidate=broken, workers=1)
    assert not verification.identical
    difference = verification.verdicts[0].difference
    assert difference is not None
    assert (difference.command, difference.what) == ("look", "observation")
    assert difference.actual == difference.expected.replace("you see", "You see")


@pytest.mark.parametrize(
    ("part", "changed"),
    [
        ("observation", "You see a mug 1. "),
        ("admissible_commands", ["look", "go to shelf 1"]),
        ("won", True),
        ("won", 0),
        ("score", 1),
        ("done", True),
    ],
)
def test_every_part_of_an_answer_is_compared(part: str, changed: object) -> None:
    turn = Turn("You see a mug 1.", ["go to shelf 1", "look"], False)
    theirs = [Episode(["look"], [turn, turn])]
    assert compare(theirs, [[turn, turn]]) is None
    difference = compare(theirs, [[turn, replace(turn, **{part: changed})]])
    assert difference is not None
    assert (difference.episode, difference.step, difference.what) == (0, 1, part)


def test_games_that_are_refused(tmp_path: Path) -> None:
    ours, both = tmp_path / "ours" / "game.tw-pddl", tmp_path / "both" / "game.tw-pddl"
    for path in (ours, both):
        path.parent.mkdir()
    both.write_text("{}")
    text = _starters()[0].read_text()
    assert "You open the {r.name}." in text
    ours.write_text(text.replace("You open the {r.name}.", "You open the {r.name.upper()}."))
    verification = verify([both, ours], workers=1)
    assert [verdict.identical for verdict in verification.verdicts] == [True, False]
    assert "only the fast engine cannot play it" in str(verification.verdicts[1].problem)


FATAL_ENGINE = """
import os
from dockergym_alfworld.engine.fast import FastEngine

class Engine(FastEngine):
    def load(self, path):
        if path.parent.name == "fatal":
            os.abort()
        return super().load(path)
"""


def test_a_game_that_ends_the_fast_engines_process_costs_no_other_game_its_verdict(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "fatal_engine.py").write_text(FATAL_ENGINE)
    monkeypatch.syspath_prepend(tmp_path)
    fatal, good = tmp_path / "fatal" / "game.tw-pddl", _starters()[0]
    fatal.parent.mkdir()
    fatal.write_text(good.read_text())
    candidate = importlib.import_module("fatal_engine").Engine
    verification = verify([fatal, good], candidate=candidate, workers=1)
    assert [verdict.identical for verdict in verification.verdicts] == [False, True]
    assert "the process died" in str(verification.verdicts[0].problem)


@pytest.mark.parametrize("workers", [1, 2])
def test_a_game_that_ends_alfworlds_process_costs_no_other_game_its_verdict(
    tmp_path: Path, workers: int
) -> None:
    good = _starters()[0]
    document = json.loads(good.read_bytes())
    found = re.search(r"(\S+_bar_\S+) - object", document["pddl_problem"])
    assert found is not None
    document["pddl_problem"] = document["pddl_problem"].replace(found[1], found[1] + "x" * 5000)
    bad = tmp_path / "game.tw-pddl"
    bad.write_text(json.dumps(document))
    verification = verify([bad, good], workers=workers)
    assert [verdict.identical for verdict in verification.verdicts] == [False, True]
    assert "the process died" in str(verification.verdicts[0].problem)


def test_an_engine_that_breaks_down_is_a_problem_of_the_game() -> None:
    class Breaking(FastEngine):
        def load(self, path: Path) -> FastGame:
            raise ZeroDivisionError(path.name)

    assert _explore_file(Breaking, Path("game.tw-pddl"), 0) == "ZeroDivisionError: game.tw-pddl"


def test_exploring_plays_admissible_commands_and_nonsense() -> None:
    game = FastEngine().load(_starters()[0])
    episode = explore(game, [], 60, "seed")
    played = set(episode.commands)
    assert played & set(NONSENSE)
    assert played - set(NONSENSE)
    assert explore(game, [], 60, "seed") == episode
    assert explore(game, [], 60, "other seed") != episode


def test_steps_after_a_win_are_compared_too() -> None:
    path = _starters()[0]
    game, reference = FastEngine().load(path), UpstreamEngine().load(path)
    plan = game.plan()
    episode = explore(game, plan, 25, "after")
    assert episode.turns[len(plan)].won
    assert compare([Episode(episode.commands, replay(reference, episode.commands))], [episode.turns]) is None
