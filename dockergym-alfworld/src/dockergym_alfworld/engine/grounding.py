"""Which facts and actions of a problem can be reached: the translator's slowest part, done faster.

The translator joins facts in a queue until nothing new comes up. Here the same rules fire in the same order,
on plain tuples and with what each rule takes from where worked out beforehand; the queue ends up the same.
"""

from __future__ import annotations

import importlib
import itertools
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from operator import itemgetter
from typing import Any

Fact = tuple[Any, ...]
"""A predicate (or an action) and its arguments."""
Rule = Any
"""One of the translator's own: it has an effect and conditions, whose arguments are numbers of variables."""


@contextmanager
def faster_grounding() -> Iterator[None]:
    """Let the translator use `reachable` instead of its own way, as long as this lasts."""
    module: Any = importlib.import_module("fast_downward.translate.build_model")
    original = module.compute_model
    module.compute_model = reachable
    try:
        yield
    finally:
        module.compute_model = original


def reachable(program: Any) -> list[Any]:
    """Everything that follows from the program's facts by its rules, as atoms, in the translator's order."""
    module = importlib.import_module("fast_downward.translate.build_model")
    rules = module.convert_rules(program)
    given = sorted(fact.atom for fact in program.facts)
    agenda = _Agenda([(atom.predicate, *atom.args) for atom in given])
    handlers = _Handlers(module.Unifier(rules), rules, agenda)
    for fact in agenda.facts:  # grows meanwhile
        for handle in handlers.of(fact):
            handle(fact)
    atom_type = module.pddl.Atom
    return [atom_type(fact[0], fact[1:]) for fact in agenda.facts]


class _Agenda:
    """Facts in the order in which they were found; those found, not those given, are there only once."""

    def __init__(self, given: list[Fact]) -> None:
        self.facts = given
        self._known = set(given)

    def add(self, fact: Fact) -> None:
        if fact not in self._known:
            self._known.add(fact)
            self.facts.append(fact)


class _Atom:
    """A fact in the form in which the translator looks for rules."""

    __slots__ = ("args", "predicate")

    def __init__(self, fact: Fact) -> None:
        self.predicate = fact[0]
        self.args = fact[1:]


class _Handlers:
    """What to do with a new fact, by the rules that have a condition it meets."""

    def __init__(self, unifier: Any, rules: Sequence[Rule], agenda: _Agenda) -> None:
        self._unifier = unifier
        self._by_condition = {
            (id(rule), index): handle
            for rule in rules
            for index, handle in enumerate(_rule_handlers(rule, agenda))
        }
        self._without_constants: dict[Any, list[Callable[[Fact], None]]] = {}

    def of(self, fact: Fact) -> list[Callable[[Fact], None]]:
        predicate = fact[0]
        found = self._without_constants.get(predicate)
        if found is None:
            found = [self._by_condition[id(rule), index] for rule, index in self._unifier.unify(_Atom(fact))]
            if self._never_looks_at_arguments(predicate):
                self._without_constants[predicate] = found
        return found

    def _never_looks_at_arguments(self, predicate: Any) -> bool:
        generator = self._unifier.predicate_to_rule_generator.get(predicate)
        return generator is None or not hasattr(generator, "match_generator")


def _rule_handlers(rule: Rule, agenda: _Agenda) -> list[Callable[[Fact], None]]:
    kind = type(rule).__name__
    if kind == "ProjectRule":
        return [_projection(rule, agenda)]
    if kind == "JoinRule":
        return _join(rule, agenda)
    if kind == "ProductRule":
        return _product(rule, agenda)
    raise TypeError(f"the translator has a rule of a new kind: {kind}")


def _projection(rule: Rule, agenda: _Agenda) -> Callable[[Fact], None]:
    effect = _effect_of(rule, [0])

    def handle(fact: Fact) -> None:
        agenda.add(effect(fact))

    return handle


def _join(rule: Rule, agenda: _Agenda) -> list[Callable[[Fact], None]]:
    indexes: tuple[dict[Any, list[Fact]], ...] = ({}, {})
    return [_joining(rule, side, indexes, agenda) for side in (0, 1)]


def _joining(
    rule: Rule, side: int, indexes: Sequence[dict[Any, list[Fact]]], agenda: _Agenda
) -> Callable[[Fact], None]:
    common = _taker([position + 1 for position in rule.common_var_positions[side]])
    effect = _effect_of(rule, [side, 1 - side])
    mine, others = indexes[side], indexes[1 - side]
    add = agenda.add

    def handle(fact: Fact) -> None:
        key = common(fact)
        mine.setdefault(key, []).append(fact)
        for other in others.get(key, ()):
            add(effect(fact + other))

    return handle


def _taker(places: Sequence[int]) -> Callable[[Fact], Any]:
    """Make a function that takes these places of a fact, as something that can be compared."""
    return itemgetter(*places) if places else lambda _fact: ()


def _product(rule: Rule, agenda: _Agenda) -> list[Callable[[Fact], None]]:
    found: list[list[Fact]] = [[] for _ in rule.conditions]
    return [_multiplying(rule, number, found, agenda) for number in range(len(found))]


def _multiplying(rule: Rule, number: int, found: list[list[Fact]], agenda: _Agenda) -> Callable[[Fact], None]:
    rest = [other for other in range(len(found)) if other != number]
    effect = _effect_of(rule, [number, *rest])

    def handle(fact: Fact) -> None:
        found[number].append(fact)
        for others in itertools.product(*(found[other] for other in rest)):
            agenda.add(effect(sum(others, fact)))

    return handle


def _effect_of(rule: Rule, order: Sequence[int]) -> Callable[[Fact], Fact]:
    """Make a function from facts that meet the rule's conditions to its effect.

    It takes the facts one behind the other, in this order of the conditions.
    """
    positions: dict[int, int] = {}
    length = 0
    for number in order:
        arguments = rule.conditions[number].args
        positions.update(
            (one, length + 1 + place) for place, one in enumerate(arguments) if isinstance(one, int)
        )
        length += 1 + len(arguments)
    fixed = (rule.effect.predicate, *(one for one in rule.effect.args if not isinstance(one, int)))
    if len(fixed) == 1 + len(rule.effect.args):
        return lambda _facts: fixed
    constants = iter(range(length + 1, length + len(fixed)))
    taken = [positions[one] if isinstance(one, int) else next(constants) for one in rule.effect.args]
    take = itemgetter(length, *taken)
    return lambda facts: take(facts + fixed)
