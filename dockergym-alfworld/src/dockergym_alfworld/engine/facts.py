"""What is true in a game, as far as its texts ask."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

Variable = tuple[str, str]
"""The id of a thing, and its type."""
Signature = tuple[str, tuple[str, ...]]
"""A predicate, and the types of its arguments."""
Row = tuple[Variable, ...]
"""The arguments of one fact."""
Fact = tuple[str, Row]
"""A predicate and its arguments. ``not_p`` says that ``p`` ceased to hold."""

_NEGATION = "not_"


def negated(predicate: str) -> str:
    """The predicate that says the opposite."""
    return predicate[len(_NEGATION) :] if predicate.startswith(_NEGATION) else _NEGATION + predicate


class Facts:
    """The facts of a game whose predicates somebody asks for; others are not kept."""

    def __init__(self, predicates: Iterable[str]) -> None:
        """Keep facts of these predicates, and of none else."""
        self._wanted = frozenset(predicates)
        self._rows: dict[Signature, set[Row]] = {}
        self._sorted: dict[Signature, Sequence[Row]] = {}

    def add(self, fact: Fact) -> None:
        """Note that `fact` holds."""
        predicate, row = fact
        if predicate in self._wanted:
            signature = _signature(fact)
            self._rows.setdefault(signature, set()).add(row)
            self._sorted.pop(signature, None)

    def replace_opposite(self, fact: Fact) -> None:
        """Note that `fact` holds and its opposite does not."""
        predicate, row = fact
        opposite = negated(predicate)
        if opposite in self._wanted:
            signature = _signature((opposite, row))
            self._rows.get(signature, set()).discard(row)
            self._sorted.pop(signature, None)
        self.add(fact)

    def holds(self, signature: Signature, row: Row) -> bool:
        """Whether the fact of this signature with these arguments holds."""
        return row in self._rows.get(signature, ())

    def rows(self, signature: Signature) -> Sequence[Row]:
        """The facts of this signature, in order of their arguments."""
        rows = self._sorted.get(signature)
        if rows is None:
            rows = self._sorted[signature] = sorted(self._rows.get(signature, ()))
        return rows


def _signature(fact: Fact) -> Signature:
    predicate, row = fact
    return predicate, tuple([kind for _, kind in row])
