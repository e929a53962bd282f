"""Queries over the facts, such as ``atlocation(a:agent, l:location) & receptacleatlocation(r:receptacle, l:location)``.

A query's answers come in a fixed order, and different names in it always stand for different things.
"""

from __future__ import annotations

import functools
import re
from collections import deque
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from dockergym_alfworld.engine.errors import GrammarError
from dockergym_alfworld.engine.facts import Facts, Signature, Variable, negated

Placeholder = tuple[str, str]
"""A name in a query, and the type of what it stands for."""
Mapped = Mapping[Placeholder, Variable]
"""What names stand for."""

_REMEMBERED = 512

_CONDITION = re.compile(r"\s*(!?[\w/]+)\s*\(([^()#]*)\)\s*")
_PARAMETER = re.compile(r"\s*([\w']+)\s*(?::\s*([\w/-]+)\s*)?")


@dataclass(frozen=True, slots=True)
class Condition:
    """One predicate of a query."""

    predicate: str
    parameters: tuple[Placeholder, ...]


@functools.lru_cache(maxsize=_REMEMBERED)
def parse_query(text: str) -> tuple[Condition, ...]:
    """The conditions of a query, which must all hold.

    Raises:
        GrammarError: `text` is no query.
    """
    types: dict[str, str] = {}
    conditions = []
    position = 0
    while True:
        found = _CONDITION.match(text, position)
        if found is None:
            raise GrammarError(f"the grammar's condition {text!r} is not of the form p(x:type, …) & q(…)")
        conditions.append(_condition(found[1], found[2], types))
        position = found.end()
        if position == len(text):
            return tuple(conditions)
        if text[position] != "&":
            raise GrammarError(f"the grammar's condition {text!r} lacks an '&' between two predicates")
        position += 1


def _condition(name: str, parameters: str, types: dict[str, str]) -> Condition:
    predicate = negated(name[1:]) if name.startswith("!") else name
    if not parameters.strip():
        return Condition(predicate, ())
    return Condition(predicate, tuple(_placeholder(part, types) for part in parameters.split(",")))


def _placeholder(text: str, types: dict[str, str]) -> Placeholder:
    found = _PARAMETER.fullmatch(text)
    if found is None:
        raise GrammarError(f"{text!r} in a condition of the grammar is not of the form name:type")
    name, kind = found[1], found[2] or found[1]
    if types.setdefault(name, kind) != kind:
        raise GrammarError(f"{name!r} has two types in a condition of the grammar: {types[name]} and {kind}")
    return name, kind


class TypeTree:
    """Which types are kinds of which."""

    def __init__(self, types: Sequence[tuple[str, Sequence[str]]]) -> None:
        """Take the types with the names of their supertypes; of two with one name, the first counts."""
        declared: dict[str, Sequence[str]] = {}
        for name, parents in types:
            declared.setdefault(name, parents)
        self._children = {
            name: sorted(child for child, parents in declared.items() if name in parents) for name in declared
        }

    def subtypes(self, types: tuple[str, ...]) -> list[tuple[str, ...]]:
        """`types` and every combination of their subtypes: the types that facts about them may have.

        Nearer ones come first. A combination may come twice, as it does in textworld, where it makes
        answers come twice.

        Raises:
            GrammarError: there is no such type.
        """
        for name in types:
            if name not in self._children:
                raise GrammarError(
                    f"a condition of the grammar names the type {name!r}, which does not exist"
                )
        found = [types]
        seen: set[tuple[str, ...]] = set()
        queue = deque(self._narrower(types))
        while queue:
            one = queue.popleft()
            found.append(one)
            for narrower in self._narrower(one):
                if narrower not in seen:
                    seen.add(narrower)
                    queue.append(narrower)
        return found

    def _narrower(self, types: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
        for index, name in enumerate(types):
            for child in self._children[name]:
                yield (*types[:index], child, *types[index + 1 :])


class Query:
    """A query over the facts of a game."""

    def __init__(self, text: str, types: TypeTree) -> None:
        """Read `text`; what its types are is looked up in `types` when it is first asked.

        Raises:
            GrammarError: `text` is no query.
        """
        self._conditions = parse_query(text)
        self._types = types
        self._signatures: list[list[Signature]] = []
        self.predicates = frozenset(condition.predicate for condition in self._conditions)

    def answers(self, facts: Facts, mapped: Mapped) -> Iterator[dict[Placeholder, Variable]]:
        """Every way to extend `mapped` so that all conditions hold.

        Raises:
            GrammarError: the query names a type that does not exist.
        """
        if not self._signatures:
            self._signatures = [self._look_up(condition) for condition in self._conditions]
        mapping = dict(mapped)
        return self._extend(0, facts, mapping, set(mapping.values()))

    def holds(self, facts: Facts, mapped: Mapped) -> bool:
        """Whether there is an answer."""
        return next(self.answers(facts, mapped), None) is not None

    def _look_up(self, condition: Condition) -> list[Signature]:
        types = tuple(kind for _, kind in condition.parameters)
        return [(condition.predicate, subtypes) for subtypes in self._types.subtypes(types)]

    def _extend(
        self, depth: int, facts: Facts, mapping: dict[Placeholder, Variable], used: set[Variable]
    ) -> Iterator[dict[Placeholder, Variable]]:
        if depth == len(self._conditions):
            yield mapping.copy()
            return
        parameters = self._conditions[depth].parameters
        bound_row = tuple([mapping[one] for one in parameters if one in mapping])
        if len(bound_row) == len(parameters):
            for signature in self._signatures[depth]:
                if facts.holds(signature, bound_row):
                    yield from self._extend(depth + 1, facts, mapping, used)
            return
        for signature in self._signatures[depth]:
            for row in facts.rows(signature):
                bound = _bind(parameters, row, mapping, used)
                if bound is None:
                    continue
                yield from self._extend(depth + 1, facts, mapping, used)
                _unbind(bound, mapping, used)


def _bind(
    parameters: Sequence[Placeholder],
    row: Sequence[Variable],
    mapping: dict[Placeholder, Variable],
    used: set[Variable],
) -> list[Placeholder] | None:
    """Let the parameters stand for the things in `row`; what was added, or None where they cannot."""
    bound: list[Placeholder] = []
    for placeholder, variable in zip(parameters, row, strict=True):
        existing = mapping.get(placeholder)
        if existing is None and variable not in used:
            mapping[placeholder] = variable
            used.add(variable)
            bound.append(placeholder)
        elif existing != variable:
            _unbind(bound, mapping, used)
            return None
    return bound


def _unbind(bound: list[Placeholder], mapping: dict[Placeholder, Variable], used: set[Variable]) -> None:
    for placeholder in bound:
        used.discard(mapping.pop(placeholder))
