"""The notation of a grammar's texts.

A text is a row of symbols: plain text, ``#rule#``, ``{expression}``, ``{expression | condition}`` and
``[{expression | condition}]``. What is read here is what textworld's own parser reads, to the character,
its oddities included: double quotes around plain text vanish, a tab before a symbol vanishes, and so does
white space at the start of a line where a symbol starts; the first character that fits nowhere ends the
text without complaint.
"""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass

_REMEMBERED = 2048
"""Texts; a grammar has about 130, and those of different games are nearly all the same."""

_LINE_START = re.compile(r"^(//.*|\s*)\n?", re.MULTILINE)
_TABS = re.compile(r"\t+")
_PLAIN = re.compile(r'[^;|"<>\[\]#{}]*')
_RULE_NAME = re.compile(r"[\w()/!<>\-\s,.]+")
_EXPRESSION = re.compile(r"[^|\[\]{}\n<>]+")
_BAR = re.compile(r"\s*\|\s*")
_CONDITION = re.compile(r"[^;|{}\n\[\]#]+")


@dataclass(frozen=True, slots=True)
class Plain:
    """Text that stands for itself."""

    text: str


@dataclass(frozen=True, slots=True)
class RuleName:
    """``#name#``: the text of the first rule of that name that applies."""

    name: str


@dataclass(frozen=True, slots=True)
class Expression:
    """The inside of ``{...}``: an expression over the entities at hand."""

    source: str


@dataclass(frozen=True, slots=True)
class ForEach:
    """``{body | condition}``: the body, once for every way in which the condition holds."""

    body: RuleName | Expression
    condition: str | None


@dataclass(frozen=True, slots=True)
class Listing:
    """``[{body | condition}]``: the same, with separators between and a word for none at all."""

    items: ForEach


Symbol = Plain | RuleName | ForEach | Listing


@functools.lru_cache(maxsize=_REMEMBERED)
def parse_text(text: str) -> tuple[Symbol, ...]:
    """The symbols of `text`, at least one."""
    return _TextParser(text).symbols()


class _MismatchError(Exception):
    """What was tried does not stand here."""


class _TextParser:
    def __init__(self, text: str) -> None:
        self._text = text
        self._position = 0

    def symbols(self) -> tuple[Symbol, ...]:
        self._skip()
        found = [self._symbol()]
        while True:
            start = self._position
            symbol = self._symbol()
            if self._position == start:
                return tuple(found)
            found.append(symbol)

    def _symbol(self) -> Symbol:
        start = self._position
        for attempt in (self._listing, self._for_each, self._rule_name):
            try:
                return attempt()
            except _MismatchError:
                self._position = start
        return self._plain()

    def _listing(self) -> Listing:
        self._token("[")
        items = self._for_each()
        self._token("]")
        return Listing(items)

    def _for_each(self) -> ForEach:
        self._token("{")
        body = self._body()
        condition = self._condition()
        self._token("}")
        return ForEach(body, condition)

    def _body(self) -> RuleName | Expression:
        start = self._position
        try:
            return self._rule_name()
        except _MismatchError:
            self._position = start
        self._skip()
        return Expression(self._match(_EXPRESSION))

    def _condition(self) -> str | None:
        start = self._position
        try:
            self._match(_BAR)
            self._skip()
            return self._match(_CONDITION)
        except _MismatchError:
            self._position = start
            return None

    def _rule_name(self) -> RuleName:
        self._token("#")
        self._skip()
        name = self._match(_RULE_NAME)
        self._token("#")
        return RuleName(name)

    def _plain(self) -> Plain:
        self._skip()
        start = self._position
        try:
            self._token('"')
            text = self._match(_PLAIN)
            self._token('"')
            return Plain(text)
        except _MismatchError:
            self._position = start
        return Plain(self._match(_PLAIN))

    def _token(self, token: str) -> None:
        self._skip()
        if not self._text.startswith(token, self._position):
            raise _MismatchError
        self._position += len(token)

    def _match(self, pattern: re.Pattern[str]) -> str:
        found = pattern.match(self._text, self._position)
        if found is None:
            raise _MismatchError
        self._position = found.end()
        return found.group()

    def _skip(self) -> None:
        while True:
            start = self._position
            self._skip_lines()
            tabs = _TABS.match(self._text, self._position)
            if tabs is not None:
                self._position = tabs.end()
            if self._position == start:
                return

    def _skip_lines(self) -> None:
        found = _LINE_START.match(self._text, self._position)
        while found is not None and found.end() > self._position:
            self._position = found.end()
            found = _LINE_START.match(self._text, self._position)
