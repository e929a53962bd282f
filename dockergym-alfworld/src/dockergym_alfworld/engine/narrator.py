"""Makes a game's texts out of its grammar and the facts."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from dockergym_alfworld.engine import notation
from dockergym_alfworld.engine.errors import GrammarError
from dockergym_alfworld.engine.expressions import Entity, Evaluator, compile_expression
from dockergym_alfworld.engine.facts import Facts
from dockergym_alfworld.engine.logic_file import RuleText
from dockergym_alfworld.engine.queries import Mapped, Query, TypeTree

_SEPARATORS = _EMPTY, _BETWEEN, _BEFORE_LAST = (
    notation.RuleName("list_empty"),
    notation.RuleName("list_separator"),
    notation.RuleName("list_last_separator"),
)


@dataclass(slots=True)
class Scene:
    """What a text is about: the facts, and what the names in it stand for."""

    facts: Facts
    entities: Mapping[str, Entity]
    """By id."""
    variables: Mapping[str, Entity]
    """By the name the text gives them."""
    mapped: Mapped

    def answers(self, query: Query) -> Iterator[Scene]:
        """A scene for every way in which `query` holds."""
        for mapped in query.answers(self.facts, self.mapped):
            named = {name: self.entities[variable[0]] for (name, _), variable in mapped.items()}
            yield Scene(self.facts, self.entities, {**self.variables, **named}, mapped)


@dataclass(frozen=True, slots=True)
class _ForEach:
    body: Evaluator | notation.RuleName
    query: Query | None


@dataclass(frozen=True, slots=True)
class _Listing:
    items: _ForEach


_Symbol = str | notation.RuleName | _ForEach | _Listing


@dataclass(frozen=True, slots=True)
class _Rule:
    symbols: Sequence[_Symbol]
    condition: Query | None


@dataclass(frozen=True, slots=True)
class Narration:
    """One text of a grammar, ready to be told."""

    symbols: Sequence[_Symbol]
    predicates: frozenset[str]
    """The predicates it depends on, by way of rules as well."""


class Narrator:
    """The grammar of a game."""

    def __init__(self, rules: Mapping[str, Sequence[RuleText]], types: TypeTree) -> None:
        """Read and check every text of the grammar.

        Raises:
            GrammarError: a text or a condition is malformed.
            RefusedExpressionError: an expression in a text asks for more than text.
        """
        self._types = types
        self._queries: dict[str, Query] = {}
        self._rules = {name: [self._rule(rule) for rule in texts] for name, texts in rules.items()}

    @property
    def predicates(self) -> set[str]:
        """Every predicate that some text depends on."""
        return {predicate for query in self._queries.values() for predicate in query.predicates}

    def read(self, text: str) -> Narration:
        """Make a text of the grammar's notation ready to be told.

        Raises:
            GrammarError, RefusedExpressionError: as for the grammar itself.
        """
        symbols = self._symbols(text)
        return Narration(symbols, frozenset(self._predicates_of(symbols, set())))

    def tell(self, narration: Narration, scene: Scene) -> str:
        """The text, for this scene.

        Raises:
            GrammarError: it names a rule or a thing that does not exist, or never ends.
        """
        parts: list[str] = []
        try:
            self._tell(narration.symbols, scene, parts)
        except RecursionError:
            raise GrammarError("the grammar's rules refer to each other without end") from None
        return "".join(parts)

    def _tell(self, symbols: Sequence[_Symbol], scene: Scene, parts: list[str]) -> None:
        for symbol in symbols:
            if isinstance(symbol, str):
                parts.append(symbol)
            elif isinstance(symbol, notation.RuleName):
                self._tell(self._applicable(symbol.name, scene).symbols, scene, parts)
            elif isinstance(symbol, _ForEach):
                for each in _scenes(symbol, scene):
                    self._tell_body(symbol.body, each, parts)
            else:
                self._tell_listing(symbol.items, scene, parts)

    def _tell_body(self, body: Evaluator | notation.RuleName, scene: Scene, parts: list[str]) -> None:
        if isinstance(body, notation.RuleName):
            self._tell((body,), scene, parts)
        else:
            parts.append(str(body(scene.variables)))

    def _tell_listing(self, items: _ForEach, scene: Scene, parts: list[str]) -> None:
        scenes = list(_scenes(items, scene))
        if not scenes:
            self._tell((_EMPTY,), scene, parts)
        for index, each in enumerate(scenes):
            if index:
                self._tell((_BETWEEN if index < len(scenes) - 1 else _BEFORE_LAST,), scene, parts)
            self._tell_body(items.body, each, parts)

    def _applicable(self, name: str, scene: Scene) -> _Rule:
        for rule in self._rules.get(name, ()):
            if rule.condition is None or rule.condition.holds(scene.facts, scene.mapped):
                return rule
        raise GrammarError(f"the grammar has no rule {name!r} for what is the case here")

    def _rule(self, rule: RuleText) -> _Rule:
        return _Rule(self._symbols(rule.text), self._query(rule.condition) if rule.condition else None)

    def _symbols(self, text: str) -> tuple[_Symbol, ...]:
        return tuple(self._compiled(symbol) for symbol in notation.parse_text(text))

    def _compiled(self, symbol: notation.Symbol) -> _Symbol:
        if isinstance(symbol, notation.Plain):
            return symbol.text
        if isinstance(symbol, notation.RuleName):
            return symbol
        if isinstance(symbol, notation.Listing):
            return _Listing(self._for_each(symbol.items))
        return self._for_each(symbol)

    def _for_each(self, symbol: notation.ForEach) -> _ForEach:
        body = symbol.body
        compiled = body if isinstance(body, notation.RuleName) else compile_expression(body.source)
        return _ForEach(compiled, self._query(symbol.condition) if symbol.condition else None)

    def _predicates_of(self, symbols: Sequence[_Symbol], seen: set[str]) -> set[str]:
        found: set[str] = set()
        for symbol in symbols:
            if isinstance(symbol, _Listing):
                found |= self._predicates_of((symbol.items, *_SEPARATORS), seen)
            elif isinstance(symbol, _ForEach):
                found |= symbol.query.predicates if symbol.query else frozenset()
                if isinstance(symbol.body, notation.RuleName):
                    found |= self._predicates_of((symbol.body,), seen)
            elif isinstance(symbol, notation.RuleName) and symbol.name not in seen:
                seen.add(symbol.name)
                found |= self._predicates_of_rules(symbol.name, seen)
        return found

    def _predicates_of_rules(self, name: str, seen: set[str]) -> set[str]:
        found: set[str] = set()
        for rule in self._rules.get(name, ()):
            found |= rule.condition.predicates if rule.condition else frozenset()
            found |= self._predicates_of(rule.symbols, seen)
        return found

    def _query(self, text: str) -> Query:
        query = self._queries.get(text)
        if query is None:
            query = self._queries[text] = Query(text, self._types)
        return query


def _scenes(symbol: _ForEach, scene: Scene) -> Iterator[Scene]:
    return iter((scene,)) if symbol.query is None else scene.answers(symbol.query)
