"""The file a game calls its grammar: actions with their command and feedback, and the rules of its texts."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from dockergym_alfworld.engine.errors import GrammarError

_IGNORED = re.compile(r"(?:\s+|\#.*?$)*", re.MULTILINE)
_NAME = re.compile(r"[\w/-]+")
_TEXT = re.compile(r'"[^"]*"')
_BLOCK = re.compile(r'"""(?:.|\n)*?"""')
_KEYWORD = re.compile(r"(action|template|feedback|pddl|grammar)(?![^\W_])")


@dataclass(frozen=True, slots=True)
class RuleText:
    """One way to say something, and when it may be said."""

    text: str
    condition: str
    """A query over the facts; empty: always."""


@dataclass(frozen=True, slots=True)
class ActionText:
    """The texts of an action."""

    template: str
    """The command that does it."""
    feedback: str
    """What the player reads then."""


@dataclass(frozen=True, slots=True)
class LogicFile:
    """What a game's grammar says."""

    actions: Mapping[str, ActionText]
    """By lower-case name, as the planner spells them."""
    rules: Mapping[str, Sequence[RuleText]]


def parse_logic_file(source: str) -> LogicFile:
    """Read the grammar of a game.

    Raises:
        GrammarError: it is malformed; the message names the line.
    """
    return _LogicFileParser(source).document()


@dataclass(slots=True)
class _Document:
    actions: dict[str, ActionText] = field(default_factory=dict)
    rules: dict[str, Any] = field(default_factory=dict)


class _LogicFileParser:
    def __init__(self, source: str) -> None:
        self._source = source
        self._position = 0

    def document(self) -> LogicFile:
        found = _Document()
        while not self._at_end():
            keyword = self._keyword()
            if keyword == "action":
                self._action(found)
            elif keyword == "grammar":
                found.rules.update(self._rules(self._value(_BLOCK)[3:-3]))
            else:
                raise self._error("expected 'action' or 'grammar'")
        return LogicFile(
            found.actions, {name: _rule_texts(name, rules) for name, rules in found.rules.items()}
        )

    def _action(self, found: _Document) -> None:
        name = self._match(_NAME, "the action's name")
        parts = self._action_parts(name)
        for needed in ("template", "feedback"):
            if needed not in parts:
                raise GrammarError(f"the action {name!r} of the grammar has no {needed}")
        found.actions[name.lower()] = ActionText(parts["template"][1:-1], parts["feedback"][1:-1])
        lines = parts.get("grammar", '"""{}"""')[3:-3].split("\n")
        found.rules.update(
            self._rules("\n".join(line for line in lines if not line.lstrip().startswith("#")))
        )

    def _action_parts(self, name: str) -> dict[str, str]:
        parts: dict[str, str] = {}
        self._token("{")
        while not self._next_is("}"):
            keyword = self._keyword()
            if keyword == "action":
                raise self._error(f"an action inside the action {name!r}")
            if keyword in parts:
                raise self._error(f"a second {keyword} in the action {name!r}")
            parts[keyword] = self._value(_TEXT if keyword in ("template", "feedback") else _BLOCK)
        self._token("}")
        return parts

    def _value(self, pattern: re.Pattern[str]) -> str:
        self._token("::")
        value = self._match(pattern, "a quoted text")
        self._token(";")
        return value

    def _rules(self, text: str) -> dict[str, Any]:
        try:
            rules = json.loads(text)
        except (ValueError, RecursionError) as exc:
            raise GrammarError(f"rules of the grammar are not valid JSON: {exc}") from exc
        if not isinstance(rules, dict):
            raise GrammarError("rules of the grammar are not a JSON object")
        return rules

    def _keyword(self) -> str:
        return self._match(_KEYWORD, "a keyword")

    def _token(self, token: str) -> None:
        if not self._next_is(token):
            raise self._error(f"expected {token!r}")
        self._position += len(token)

    def _next_is(self, token: str) -> bool:
        self._skip()
        return self._source.startswith(token, self._position)

    def _match(self, pattern: re.Pattern[str], what: str) -> str:
        self._skip()
        found = pattern.match(self._source, self._position)
        if found is None:
            raise self._error(f"expected {what}")
        self._position = found.end()
        return found.group()

    def _at_end(self) -> bool:
        self._skip()
        return self._position >= len(self._source)

    def _skip(self) -> None:
        found = _IGNORED.match(self._source, self._position)
        if found is not None:
            self._position = found.end()

    def _error(self, problem: str) -> GrammarError:
        line = self._source.count("\n", 0, self._position) + 1
        return GrammarError(f"line {line} of the grammar: {problem}")


def _rule_texts(name: str, rules: object) -> tuple[RuleText, ...]:
    if not isinstance(rules, list):
        raise GrammarError(f"the grammar's rule {name!r} is not a list")
    return tuple(_rule_text(name, rule) for rule in rules)


def _rule_text(name: str, rule: object) -> RuleText:
    text = rule.get("rhs") if isinstance(rule, dict) else None
    condition = rule.get("condition", "") if isinstance(rule, dict) else None
    if not isinstance(text, str) or not isinstance(condition, str):
        raise GrammarError(f"the grammar's rule {name!r} lacks a text 'rhs', or its 'condition' is no text")
    return RuleText(text, condition)
