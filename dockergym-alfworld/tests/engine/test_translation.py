"""Problems translated as fast_downward translates them."""

from __future__ import annotations

import importlib
import json
from pathlib import Path
from typing import Any

import fast_downward
import pytest

from dockergym_alfworld.engine import translation
from dockergym_alfworld.engine.errors import GameFileError
from dockergym_alfworld.engine.grounding import faster_grounding, reachable

DOMAIN = """(define (domain d) (:requirements :adl :typing)
  (:types thing place - object heavything - thing)
  (:constants home - place)
  (:predicates (at ?t - thing ?p - place) (open ?p - place) (near ?p ?q - place) (moved) (seen ?t - thing))
  (:action move :parameters (?t - thing ?p ?q - place)
    :precondition (and (at ?t ?p) (or (near ?p ?q) (open ?q)) (exists (?o - thing) (at ?o home)))
    :effect (and (not (at ?t ?p)) (at ?t ?q) (moved) (when (open ?q) (seen ?t))))
  (:action wait :parameters (?t ?u - thing) :precondition (and (seen ?t) (seen ?u) (moved)) :effect (open home))
  (:action rest :parameters () :precondition () :effect (forall (?t - thing) (seen ?t))))"""
PROBLEM = """(define (problem p) (:domain d) (:objects a b - thing c - heavything x y z - place)
  (:init (at a home) (at b x) (at c y) (near home x) (near x y) (near y z) (open y))
  (:goal (and {goal})))"""
GOALS = ["(at a z)", "(moved)", "(forall (?t - thing) (seen ?t))", "(exists (?t - heavything) (at ?t home))"]


@pytest.fixture(scope="module", autouse=True)
def _translator() -> None:
    translation.preload()


def _program(domain: str, problem: str) -> Any:
    package = "fast_downward.translate"
    parser = importlib.import_module(f"{package}.pddl_parser")
    task = parser.parsing_functions.parse_task(
        parser.lisp_parser.parse_nested_list(domain.split("\n")),
        parser.lisp_parser.parse_nested_list(problem.split("\n")),
    )
    importlib.import_module(f"{package}.normalize").normalize(task)
    return importlib.import_module(f"{package}.pddl_to_prolog").translate(task)


def _texts(game: Path) -> tuple[str, str]:
    document = json.loads(game.read_bytes())
    return document["pddl_domain"], document["pddl_problem"]


def _assert_same_atoms(program: Any) -> None:
    original = importlib.import_module("fast_downward.translate.build_model").compute_model(program)
    ours = reachable(program)
    assert [(atom.predicate, atom.args) for atom in ours] == [
        (atom.predicate, atom.args) for atom in original
    ]


@pytest.mark.parametrize("goal", GOALS)
def test_the_same_atoms_are_reachable_in_the_same_order(goal: str) -> None:
    _assert_same_atoms(_program(DOMAIN, PROBLEM.format(goal=goal)))


def test_the_same_atoms_of_a_game_are_reachable(small_game: Path) -> None:
    _assert_same_atoms(_program(*_texts(small_game)))


def test_a_rule_of_a_new_kind_is_no_rule_to_guess_about(monkeypatch: pytest.MonkeyPatch) -> None:
    module = importlib.import_module("fast_downward.translate.build_model")
    monkeypatch.setattr(module, "ProjectRule", type("NewRule", (module.ProjectRule,), {}))
    with pytest.raises(TypeError, match="NewRule"):
        reachable(_program(DOMAIN, PROBLEM.format(goal="(moved)")))


def test_the_translator_is_itself_again_afterwards() -> None:
    module = importlib.import_module("fast_downward.translate.build_model")
    original = module.compute_model
    with pytest.raises(GameFileError):
        translation.translate("(define", "")
    with pytest.raises(KeyError), faster_grounding():
        raise KeyError
    assert module.compute_model is original


def test_tasks_of_games_are_the_translators_own(starters: list[Path]) -> None:
    for game in starters[:3]:
        domain, problem = _texts(game)
        _task, expected = fast_downward.pddl2sas(domain, problem)
        _task, for_search = fast_downward.pddl2sas(domain, problem, optimize=True)
        assert translation.translate(domain, problem).task == expected.encode()
        assert translation.translate_for_search(domain, problem) == for_search.encode()


def test_what_else_a_translation_says() -> None:
    made = translation.translate(DOMAIN, PROBLEM.format(goal="(at a z)"))
    assert made.objects["c"] == "heavything"
    assert ("heavything", ["thing", "object"]) in [
        (name, sorted(above, reverse=True)) for name, above in made.types
    ]
    assert ("at", ["b", "x"]) in [(name, list(arguments)) for name, arguments in made.facts]
    assert not any(name == "=" for name, _ in made.facts)
    assert made.parameters["move"][:3] == [("t", "thing"), ("p", "place"), ("q", "place")]


@pytest.mark.parametrize(
    ("domain", "problem"),
    [
        ("", ""),
        ("(define", "x"),
        (DOMAIN, "(define (problem p))"),
        (DOMAIN, PROBLEM.format(goal="(nowhere a)")),
    ],
)
def test_what_cannot_be_translated_is_an_error_of_the_game(domain: str, problem: str) -> None:
    with pytest.raises(GameFileError, match="cannot be translated"):
        translation.translate(domain, problem)
