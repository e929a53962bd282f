"""A game's state: what the planner holds, and the facts that texts ask about."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from dockergym_alfworld.engine.facts import Fact, Facts, negated
from dockergym_alfworld.engine.opening import Opening, split_atom, typed
from dockergym_alfworld.engine.planner import Planner


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

    def __init__(self, planner: Planner, opening: Opening, predicates: Iterable[str]) -> None:
        """Start the game in `planner`; of the facts, keep those with one of the `predicates`."""
        self._planner = planner
        self._opening = opening
        self._predicates = frozenset(predicates)
        self._first_facts = [typed(*fact, opening.objects) for fact in opening.facts]
        self._operators: dict[int, Operator] = {}
        self._effects: dict[str, Fact] = {}
        self.facts = Facts(self._predicates)
        self.things = frozenset([thing for _, row in self._first_facts for thing in row])
        """Everything some fact named at the start."""
        self.changing = frozenset([*opening.changing, *map(negated, opening.changing)])
        """The predicates whose facts may change."""
        self.start()

    def start(self) -> None:
        """Go back to the beginning."""
        self._planner.load(self._opening.planner_task())
        self.facts = Facts(self._predicates)
        for fact in self._first_facts:
            self.facts.add(fact)

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
            self.facts.replace_opposite(self._effect(atom))

    def plan(self, search_task: bytes) -> list[str]:
        """Names of operators that reach the goal from here, or nothing."""
        return self._planner.plan(search_task)

    def _effect(self, atom: str) -> Fact:
        fact = self._effects.get(atom)
        if fact is None:
            is_negated, predicate, arguments = split_atom(atom)
            name = negated(predicate) if is_negated else predicate
            fact = self._effects[atom] = typed(name, arguments, self._opening.objects)
        return fact
