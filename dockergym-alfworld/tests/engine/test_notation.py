"""What is read of a grammar's texts is what textworld reads."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from textworld.envs.pddl import textgen

from dockergym_alfworld.engine.notation import (
    Expression,
    ForEach,
    Listing,
    Plain,
    RuleName,
    parse_text,
)

PIECES = (
    '#{}[]|";()<>,. \n\t\r\x0b\u2028/\\é',
    ["//", "o.name", "r", "holds(a:agent)", "'x'", " + ", "\n  ", "#overview(o)#"],
    ["{o.name}", "[{o.name | p(o:object)}]", "{#overview(o)# | p(o:object)}", "Your task is to: "],
)
texts = st.lists(st.one_of(*map(st.sampled_from, PIECES)), max_size=14).map("".join)


def _ours(symbol: object) -> object:
    match symbol:
        case textgen.TerminalSymbol():
            return Plain(symbol.symbol)
        case textgen.NonterminalSymbol():
            return RuleName(symbol.symbol)
        case textgen.EvalSymbol():
            return Expression(symbol.expression)
        case textgen.ListSymbol():
            return Listing(_ours(symbol.symbol))
        case textgen.ConditionalSymbol():
            return ForEach(_ours(symbol.expression), symbol.given)
    raise AssertionError(symbol)


@given(texts)
def test_reads_what_textworld_reads(text: str) -> None:
    theirs = textgen._parse_and_convert(text, rule_name="symbols")
    assert parse_text(text) == tuple(_ours(symbol) for symbol in theirs)


def test_tells_the_five_kinds_of_symbol_apart() -> None:
    assert parse_text("You see [{o.name | in(o:object)}]#end#.") == (
        Plain("You see "),
        Listing(ForEach(Expression("o.name "), "in(o:object)")),
        RuleName("end"),
        Plain("."),
    )
