"""Expressions in a grammar's ``{...}``, reduced to what genuine games use.

textworld evaluates them as Python, which makes a game file a program. Here only names, five attributes,
texts, ``+`` and ``or`` are understood, and everything else is refused before the game starts.
"""

from __future__ import annotations

import ast
import functools
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from dockergym_alfworld.engine.errors import GrammarError, RefusedExpressionError

_LONGEST = 1000
_REMEMBERED = 512


@dataclass(slots=True)
class Entity:
    """A thing a game names: an object, a receptacle, a place, a class of things."""

    id: str
    type: str
    name: str
    definite: str = "the"
    indefinite: str = "a"

    def __str__(self) -> str:
        return self.name


ATTRIBUTES = frozenset(("id", "type", "name", "definite", "indefinite"))

Variables = Mapping[str, Entity]
Evaluator = Callable[[Variables], object]


@functools.lru_cache(maxsize=_REMEMBERED)
def compile_expression(source: str) -> Evaluator:
    """A function that gives the value of `source` for the entities at hand.

    Raises:
        RefusedExpressionError: it is anything but names, attributes, texts, ``+`` and ``or``.
    """
    if len(source) > _LONGEST:
        raise RefusedExpressionError(f"an expression of the grammar has {len(source)} characters: too long")
    try:
        tree = ast.parse(source.strip(" \t"), mode="eval").body
        return _compile(tree)
    except (SyntaxError, ValueError, RecursionError, MemoryError) as exc:
        if isinstance(exc, RefusedExpressionError):
            raise RefusedExpressionError(f"the grammar's expression {source!r} is refused: {exc}") from None
        raise RefusedExpressionError(f"the grammar's expression {source!r} is not valid: {exc}") from None


def _compile(node: ast.expr) -> Evaluator:
    if isinstance(node, ast.Name):
        return _name(node.id)
    if isinstance(node, ast.Attribute):
        return _attribute(node)
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return _text(node.value)
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Add):
        return _concatenation(_compile(node.left), _compile(node.right))
    if isinstance(node, ast.BoolOp) and isinstance(node.op, ast.Or):
        return _first_true([_compile(value) for value in node.values])
    raise RefusedExpressionError(
        f"{type(node).__name__} is none of the names, attributes, texts, '+' and 'or' that games use"
    )


def _name(name: str) -> Evaluator:
    def evaluate(variables: Variables) -> object:
        try:
            return variables[name]
        except KeyError:
            raise GrammarError(f"the grammar names {name!r}, and nothing is called so here") from None

    return evaluate


def _attribute(node: ast.Attribute) -> Evaluator:
    attribute = node.attr
    if attribute not in ATTRIBUTES:
        raise RefusedExpressionError(f"entities have no attribute {attribute!r}")
    if not isinstance(node.value, ast.Name):
        raise RefusedExpressionError("only entities have attributes")
    entity = _name(node.value.id)

    def evaluate(variables: Variables) -> object:
        return getattr(entity(variables), attribute)

    return evaluate


def _text(text: str) -> Evaluator:
    return lambda _variables: text


def _concatenation(left: Evaluator, right: Evaluator) -> Evaluator:
    def evaluate(variables: Variables) -> object:
        return left(variables) + right(variables)  # type: ignore[operator]

    return evaluate


def _first_true(values: list[Evaluator]) -> Evaluator:
    def evaluate(variables: Variables) -> object:
        value: object = None
        for each in values:
            value = each(variables)
            if value:
                break
        return value

    return evaluate
