"""A game's PDDL translated to the planner's own notation, by fast_downward's translator."""

from __future__ import annotations

import importlib
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from dockergym_alfworld.engine.errors import GameFileError
from dockergym_alfworld.engine.grounding import faster_grounding

_IMPORTED_LATE = ("options", "normalize", "translate", "pddl_parser")


@dataclass(frozen=True, slots=True)
class Translation:
    """What the translator makes of a problem."""

    task: bytes
    """The planner's notation."""
    types: Sequence[tuple[str, Sequence[str]]]
    """Every type with its supertypes, as declared."""
    objects: Mapping[str, str]
    """Every object's type."""
    parameters: Mapping[str, Sequence[tuple[str, str]]]
    """Every action's parameters, names without the question mark and types."""
    facts: Sequence[tuple[str, Sequence[str]]]
    """What the problem says is true at the start: predicates and arguments."""


def preload() -> None:
    """Import the translator."""
    _translator()
    with _foreign_arguments():
        for module in _IMPORTED_LATE:
            importlib.import_module(f"fast_downward.translate.{module}")


def translate(domain: str, problem: str) -> Translation:
    """Translate a problem, as textworld does for playing: tens to hundreds of milliseconds.

    Raises:
        GameFileError: the translator does not accept it.
    """
    task, notation = _run_translator(domain, problem, optimize=False)
    return Translation(
        task=notation.encode(),
        types=[(kind.name, list(kind.supertype_names)) for kind in task.types],
        objects={thing.name: thing.type_name for thing in task.objects},
        parameters={action.name: _parameters(action) for action in task.actions},
        facts=[fact for fact in map(_initial_fact, task.init) if fact is not None],
    )


def translate_for_search(domain: str, problem: str) -> bytes:
    """Translate a problem, as textworld does for planning.

    Raises:
        GameFileError: the translator does not accept it.
    """
    _task, notation = _run_translator(domain, problem, optimize=True)
    return notation.encode()


def _translator() -> Any:
    # The translator reads the command line when it is first imported.
    with _foreign_arguments():
        return importlib.import_module("fast_downward")


def _run_translator(domain: str, problem: str, *, optimize: bool) -> tuple[Any, str]:
    translator = _translator()
    try:
        with _foreign_arguments(), faster_grounding():
            task, notation = translator.pddl2sas(domain, problem, optimize=optimize)
    except (Exception, SystemExit) as exc:
        # The translator has no errors of its own: it raises whatever happens, and exits where it gives up.
        raise GameFileError(f"the game's PDDL cannot be translated: {type(exc).__name__}: {exc}") from exc
    return task, notation


@contextmanager
def _foreign_arguments() -> Iterator[None]:
    """Put back the command line, which the translator replaces."""
    arguments = sys.argv
    sys.argv = ["translate.py", "domain", "task"]
    try:
        yield
    finally:
        sys.argv = arguments


def _initial_fact(fact: Any) -> tuple[str, Sequence[str]] | None:
    if hasattr(fact, "predicate"):
        return None if fact.predicate == "=" else (fact.predicate, list(fact.args))
    value = str(fact.expression.value)
    if fact.fluent.symbol == "total-cost" or value.isdigit():
        return None
    return value, list(fact.fluent.args)


def _parameters(action: Any) -> Sequence[tuple[str, str]]:
    return [(parameter.name.strip("?"), parameter.type_name) for parameter in action.parameters]
