"""The planner's library, opened more than once."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

from dockergym_alfworld.engine.errors import EngineUnavailableError
from dockergym_alfworld.engine.planner import LIBRARY_VARIABLE, Planner, PlannerShelf, loadable_part
from dockergym_alfworld.engine.planner import _library_path as library_path
from dockergym_alfworld.engine.translation import translate

DOMAIN = """(define (domain lights) (:requirements :typing) (:types lamp)
  (:predicates (lit ?l - lamp) (dark ?l - lamp))
  (:action switchon :parameters (?l - lamp) :precondition (dark ?l)
           :effect (and (lit ?l) (not (dark ?l)))))"""


def _problem(*lamps: str) -> str:
    dark = " ".join(f"(dark {lamp})" for lamp in lamps)
    lit = " ".join(f"(lit {lamp})" for lamp in lamps)
    objects = " ".join(lamps)
    return f"(define (problem p) (:domain lights) (:objects {objects} - lamp) (:init {dark}) (:goal (and {lit})))"


def _task(*lamps: str) -> bytes:
    return translate(DOMAIN, _problem(*lamps)).task


def _names(planner: Planner) -> set[str]:
    return {planner.operator(index)[0] for index in range(len(planner.applicable()))}


def test_plays_a_task() -> None:
    planner = Planner()
    planner.load(_task("a"))
    assert sorted(planner.atoms()) == ["Atom dark(a)", "NegatedAtom lit(a)"]
    assert not planner.goal_reached()
    (operator,) = planner.applicable()
    name, effects = planner.operator(0)
    assert name == "switchon a"
    assert sorted(planner.apply(operator, effects)) == ["Atom lit(a)", "NegatedAtom dark(a)"]
    assert planner.goal_reached()
    assert planner.applicable() == []


def test_planners_of_one_process_do_not_disturb_each_other() -> None:
    first, second = Planner(), Planner()
    first.load(_task("a"))
    second.load(_task("b", "c"))
    assert _names(first) == {"switchon a"}
    first.apply(first.applicable()[0], first.operator(0)[1])
    assert first.goal_reached()
    assert _names(second) == {"switchon b", "switchon c"}
    assert not second.goal_reached()


def test_more_operators_than_there_was_room_for() -> None:
    lamps = [f"lamp{number}" for number in range(600)]
    planner = Planner()
    planner.load(_task(*lamps))
    assert _names(planner) == {f"switchon {lamp}" for lamp in lamps}


def test_a_planner_put_back_is_taken_again() -> None:
    shelf = PlannerShelf()
    planner = shelf.take()
    shelf.put_back(planner)
    assert shelf.take() is planner
    assert shelf.take() is not planner


def test_debug_information_is_left_out_of_copies(tmp_path: Path) -> None:
    whole = library_path().read_bytes()
    part = loadable_part(whole)
    assert len(part) < 2 * 1024 * 1024
    assert part[0x40:] == whole[0x40 : len(part)]
    assert loadable_part(part) == part


@pytest.mark.skipif(shutil.which("strip") is None, reason="no strip on this machine")
def test_a_stripped_library_serves_as_well(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    stripped = tmp_path / "libdownward.so"
    subprocess.run(["strip", "--strip-unneeded", "-o", stripped, library_path()], check=True, timeout=60)
    monkeypatch.setenv(LIBRARY_VARIABLE, str(stripped))
    planner = Planner()
    planner.load(_task("a"))
    assert _names(planner) == {"switchon a"}


def test_what_is_no_library_is_returned_whole() -> None:
    assert loadable_part(b"no library") == b"no library"


def test_a_missing_library_says_what_to_set(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv(LIBRARY_VARIABLE, str(tmp_path / "missing.so"))
    with pytest.raises(EngineUnavailableError, match=LIBRARY_VARIABLE):
        Planner()
