"""The fast engine: what it refuses, what it keeps, and what a fork of it does."""

from __future__ import annotations

import json
import os
import pickle
import random
import re
import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from dockergym_alfworld.engine.errors import (
    GameFileError,
    GrammarError,
    RefusedExpressionError,
    UnsolvableGameError,
)
from dockergym_alfworld.engine.fast import FastEngine, FastGame
from dockergym_alfworld.engine.game import Turn
from dockergym_alfworld.engine.upstream import UpstreamEngine
from dockergym_alfworld.verification import replay


@pytest.fixture(scope="module")
def engine() -> FastEngine:
    made = FastEngine()
    made.preload()
    return made


def _walkthrough(path: Path) -> list[str]:
    commands: list[str] = json.loads(path.read_bytes())["walkthrough"]
    return commands


def _wander(game: FastGame, steps: int, seed: int) -> list[Turn]:
    dice = random.Random(seed)
    turns = [game.step("look")]
    for _ in range(steps):
        turns.append(game.step(dice.choice(turns[-1].admissible_commands)))
    return turns


def test_a_walkthrough_wins(engine: FastEngine, small_game: Path) -> None:
    game = engine.load(small_game)
    turns = replay(game, _walkthrough(small_game))
    assert [turn.won for turn in turns] == [False] * (len(turns) - 1) + [True]
    assert (turns[-1].score, turns[-1].done) == (1, True)


def test_a_reset_begins_anew(engine: FastEngine, small_game: Path) -> None:
    game = engine.load(small_game)
    first = replay(game, _walkthrough(small_game))
    assert replay(game, _walkthrough(small_game)) == first


def test_what_is_not_admissible_changes_nothing(engine: FastEngine, small_game: Path) -> None:
    game = engine.load(small_game)
    first = game.reset()
    turn = game.step("go to the moon")
    assert turn.observation == "Nothing happens."
    assert turn.admissible_commands == first.admissible_commands


def test_several_games_in_turn_do_not_mix(engine: FastEngine, starters: list[Path]) -> None:
    alone = []
    for path in starters[:3]:
        game = engine.load(path)
        alone.append(replay(game, _walkthrough(path)))
        game.close()
    games = [engine.load(path) for path in starters[:3]]
    turns = [[game.reset()] for game in games]
    for step in range(max(map(len, alone)) - 1):
        for path, game, told in zip(starters, games, turns, strict=False):
            if step < len(_walkthrough(path)):
                told.append(game.step(_walkthrough(path)[step]))
    assert turns == alone


def test_a_closed_game_leaves_its_planner_to_the_next(engine: FastEngine, small_game: Path) -> None:
    engine.load(small_game).close()
    before = len(engine._planners._idle)
    for _ in range(3):
        game = engine.load(small_game)
        game.close()
        game.close()
    assert len(engine._planners._idle) == before


def test_translating_leaves_the_command_line_and_output_alone(
    small_game: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    arguments, output = list(sys.argv), sys.stdout
    FastEngine().load(small_game).close()
    assert sys.argv == arguments
    assert sys.stdout is output
    assert capsys.readouterr().out == ""


def test_a_plan_found_in_the_middle_is_alfworlds(engine: FastEngine, small_game: Path) -> None:
    ours, theirs = engine.load(small_game), UpstreamEngine().load(small_game)
    some = _walkthrough(small_game)[:2]
    replay(ours, some)
    replay(theirs, some)
    plan = ours.plan()
    assert plan == theirs.plan()
    assert [ours.step(command) for command in plan] == [theirs.step(command) for command in plan]
    assert ours.step("look").won


def _in_a_fork(play: Callable[[], Sequence[Turn]]) -> Callable[[], Sequence[Turn]]:
    """Run `play` in a fork of this process; what is returned waits for its turns."""
    reading, writing = os.pipe()
    pid = os.fork()
    if pid == 0:
        status = 1
        try:
            with os.fdopen(writing, "wb") as stream:
                pickle.dump(play(), stream)
            status = 0
        finally:
            os._exit(status)
    os.close(writing)

    def result() -> Sequence[Turn]:
        with os.fdopen(reading, "rb") as stream:
            content = stream.read()
        assert os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]) == 0
        turns: Sequence[Turn] = pickle.loads(content)
        return turns

    return result


@pytest.mark.filterwarnings("ignore:.*multi-threaded.*fork:DeprecationWarning")
@pytest.mark.parametrize("number", [0, 5, 11])
def test_forks_of_a_running_game_go_on_independently(
    engine: FastEngine, starters: list[Path], number: int
) -> None:
    path = starters[number]
    walkthrough = _walkthrough(path)
    middle = len(walkthrough) // 2
    reference = engine.load(path)
    finished = replay(reference, walkthrough)[middle + 1 :]
    replay(reference, walkthrough[:middle])
    wandered = _wander(reference, 15, seed=1)
    replay(reference, walkthrough[:middle])
    strayed = _wander(reference, 15, seed=2)
    assert wandered != strayed

    game = engine.load(path)
    replay(game, walkthrough[:middle])
    children = [
        _in_a_fork(lambda: [game.step(command) for command in walkthrough[middle:]]),
        _in_a_fork(lambda: _wander(game, 15, seed=1)),
        _in_a_fork(lambda: [game.step(command) for command in walkthrough[middle:]]),
    ]
    assert _wander(game, 15, seed=2) == strayed
    assert [child() for child in children] == [finished, wandered, finished]
    assert finished[-1].won


@pytest.mark.filterwarnings("ignore:.*multi-threaded.*fork:DeprecationWarning")
def test_a_fork_may_load_a_game_of_its_own(engine: FastEngine, starters: list[Path]) -> None:
    first, second = starters[:2]
    game = engine.load(first)
    expected = replay(game, _walkthrough(first))
    child = _in_a_fork(lambda: replay(engine.load(second), _walkthrough(second)))
    assert replay(game, _walkthrough(first)) == expected
    assert child() == replay(engine.load(second), _walkthrough(second))


CODE = "{__import__('os').environ.update(HACKED='1') or 'x'}"


def test_code_in_a_task_sentence_is_refused_before_it_runs(
    engine: FastEngine, changed_game: Callable[..., Path]
) -> None:
    path = changed_game("grammar", "Your task is to: ", f"Your task is to: {CODE} ")
    with pytest.raises(RefusedExpressionError, match="Call"):
        engine.load(path)
    assert "HACKED" not in os.environ


def test_alfworld_itself_would_run_it(
    changed_game: Callable[..., Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("HACKED", raising=False)
    monkeypatch.setenv("HACKED", "0")
    path = changed_game("grammar", "Your task is to: ", f"Your task is to: {CODE} ")
    UpstreamEngine().load(path).reset()
    assert os.environ["HACKED"] == "1"


def test_rules_without_end_are_an_error(engine: FastEngine, changed_game: Callable[..., Path]) -> None:
    path = changed_game("grammar", "Your task is to: ", "#task#")
    with pytest.raises(GrammarError, match="without end"):
        engine.load(path)


def test_a_rule_that_does_not_exist_is_an_error(
    engine: FastEngine, changed_game: Callable[..., Path]
) -> None:
    path = changed_game("grammar", "Your task is to: ", "#nowhere#")
    with pytest.raises(GrammarError, match="nowhere"):
        engine.load(path)


def test_a_goal_that_cannot_be_reached_is_said(engine: FastEngine, changed_game: Callable[..., Path]) -> None:
    path = changed_game("pddl_problem", "(:goal", "(:goal (and (full agent1) ")
    document = json.loads(path.read_bytes())
    document["pddl_problem"] = document["pddl_problem"].rstrip() + ")"
    path.write_text(json.dumps(document))
    with pytest.raises(UnsolvableGameError, match="no sequence of actions"):
        engine.load(path)
    with pytest.raises(UnsolvableGameError):
        UpstreamEngine().load(path)


def test_a_fact_about_what_is_no_object_is_said(
    engine: FastEngine, changed_game: Callable[..., Path]
) -> None:
    path = changed_game("pddl_problem", "(:init", "(:init (objectType Ghost_bar_1 BoxType)")
    with pytest.raises(
        GameFileError, match=f"{path} cannot be played: .*'ghost_bar_1'.* not among its objects"
    ):
        engine.load(path)


def test_an_object_with_braces_in_its_name_is_refused(
    engine: FastEngine, changed_game: Callable[..., Path]
) -> None:
    with pytest.raises(GameFileError, match="brace"):
        engine.load(changed_game("pddl_problem", "agent1", "agent{x}"))


@pytest.mark.parametrize(
    "content",
    [b"", b"{", b"[]", b"{}", b'{"grammar": 1}', b"\xff\xfe", b"[" * 100_000],
)
def test_what_is_no_game_file_is_refused(engine: FastEngine, tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "game.tw-pddl"
    path.write_bytes(content)
    with pytest.raises(GameFileError, match=r"game\.tw-pddl"):
        engine.load(path)


def test_a_missing_game_file_is_said(engine: FastEngine, tmp_path: Path) -> None:
    with pytest.raises(GameFileError, match="is the data directory mounted"):
        engine.load(tmp_path / "game.tw-pddl")


def test_a_refused_game_leaves_its_planner_to_the_next(
    engine: FastEngine, changed_game: Callable[..., Path], small_game: Path
) -> None:
    engine.load(small_game).close()
    idle = len(engine._planners._idle)
    with pytest.raises(GrammarError):
        engine.load(changed_game("grammar", "Your task is to: ", "#nowhere#"))
    assert len(engine._planners._idle) == idle


LOAD = """
import sys
from pathlib import Path
from dockergym_alfworld.engine.errors import GameFileError
from dockergym_alfworld.engine.fast import FastEngine
try:
    FastEngine().load(Path(sys.argv[1]))
except GameFileError as exc:
    print("refused:", exc)
"""


def test_names_too_long_for_the_planner_are_refused(
    changed_game: Callable[..., Path], small_game: Path
) -> None:
    problem = json.loads(small_game.read_bytes())["pddl_problem"]
    found = re.search(r"(\S+_bar_\S+) - object", problem)
    assert found is not None
    path = changed_game("pddl_problem", found[1], found[1] + "x" * 5000)
    # In a process of its own, which the planner would end.
    loaded = subprocess.run(
        [sys.executable, "-c", LOAD, str(path)], capture_output=True, text=True, timeout=60, check=False
    )
    assert loaded.returncode == 0, loaded.stderr
    assert "refused: " in loaded.stdout
    assert "1000 bytes or more" in loaded.stdout
