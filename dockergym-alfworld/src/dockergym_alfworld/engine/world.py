"""A game's state: what the planner holds, and the facts that texts ask about."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from dockergym_alfworld.engine.errors import UnsolvableGameError
from dockergym_alfworld.engine.facts import Fact, Facts, Variable, negated
from dockergym_alfworld.engine.planner import Planner
from dockergym_alfworld.engine.translation import Translation

_POSITIVE, _NEGATIVE = "Atom", "NegatedAtom"
_PLACEHOLDER_TASK = "dummy(val"


@dataclass(frozen=True, slots=True)
class Operator:
    """An action applied to things."""

    id: int
    """The planner's number of it."""
    name: str
    """Action and arguments, separated by blanks."""
    effects: int
    """How many facts it changes at most."""


class World:
    """The state of one game."""

    def __init__(self, planner: Planner, translation: Translation, predicates: Iterable[str]) -> None:
        """Start the game in `planner`; of the facts, keep those with one of the `predicates`.

        Raises:
            UnsolvableGameError: its goal can never hold.
        """
        self._planner = planner
        self._translation = translation
        self._predicates = frozenset(predicates)
        self._operators: dict[int, Operator] = {}
        self._atoms: dict[str, Fact] = {}
        self.facts = Facts(self._predicates)
        self.things: frozenset[Variable] = frozenset()
        """Everything some fact named at the start."""
        self.changing: frozenset[str] = frozenset()
        """The predicates whose facts may change."""
        self.start()

    def start(self) -> None:
        """Go back to the beginning."""
        self._planner.load(self._translation.planner_task())
        now = self._planner.atoms()
        if any(_PLACEHOLDER_TASK in atom for atom in now):
            raise UnsolvableGameError("the goal of this game can never be reached")
        atoms = [self._fact(atom) for atom in now]
        facts = [*self._told_facts(), *(fact for fact in atoms if not fact[0].startswith("not_"))]
        self.facts = Facts(self._predicates)
        for fact in facts:
            self.facts.add(fact)
        self.things = frozenset(thing for _, row in facts for thing in row)
        self.changing = frozenset(name for predicate, _ in atoms for name in (predicate, negated(predicate)))

    def goal_reached(self) -> bool:
        """Whether the goal holds now."""
        return self._planner.goal_reached()

    def applicable(self) -> Sequence[Operator]:
        """What can be done now; of several operators with one name, the first."""
        operators: dict[str, Operator] = {}
        for index, number in enumerate(self._planner.applicable()):
            operator = self._operators.get(number)
            if operator is None:
                operator = self._operators[number] = Operator(number, *self._planner.operator(index))
            operators.setdefault(operator.name, operator)
        return list(operators.values())

    def apply(self, operator: Operator) -> None:
        """Do what is applicable.

        Raises:
            ValueError: the planner did it, and names an effect that is no fact.
        """
        for atom in self._planner.apply(operator.id, operator.effects):
            self.facts.replace_opposite(self._fact(atom))

    def plan(self, search_task: bytes) -> list[str]:
        """Names of operators that reach the goal from here, or nothing."""
        return self._planner.plan(search_task)

    def _told_facts(self) -> Iterator[Fact]:
        objects = self._translation.objects
        for predicate, arguments in self._translation.facts:
            yield predicate, tuple([(argument, objects[argument]) for argument in arguments])

    def _fact(self, atom: str) -> Fact:
        fact = self._atoms.get(atom)
        if fact is None:
            fact = self._atoms[atom] = self._parse(atom)
        return fact

    def _parse(self, atom: str) -> Fact:
        sign, rest = atom.split(" ", 1)
        predicate, arguments = rest.split("(", 1)
        if sign == _NEGATIVE:
            predicate = "not_" + predicate
        objects = self._translation.objects
        row = [(_spelt(name), objects[name]) for name in arguments[:-1].split(", ") if name]
        return predicate, tuple(row)


def _spelt(name: str) -> str:
    """The planner's name of a thing, with the two that textworld spells in capitals."""
    return name.upper() if name in ("i", "p") else name
