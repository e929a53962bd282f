"""Expressions of a grammar: what games use is evaluated, and nothing else."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dockergym_alfworld.engine.errors import GrammarError, RefusedExpressionError
from dockergym_alfworld.engine.expressions import Entity, compile_expression

APPLE = Entity("apple_bar_1", "object", "apple 1")
FRIDGE = Entity("fridge_bar_1", "receptacle", "")

names = st.sampled_from(["o", "r"])
attributes = st.sampled_from(["id", "type", "name", "definite", "indefinite"])
texts = st.text("ab '\"\\", max_size=5).map(repr)
atoms = st.one_of(st.builds("{}.{}".format, names, attributes), texts)
expressions = st.recursive(
    atoms,
    lambda inner: st.one_of(
        st.builds("{} + {}".format, inner, inner),
        st.builds("({} or {})".format, inner, inner),
        st.builds("({})".format, inner),
    ),
    max_leaves=6,
)


@given(expressions)
def test_values_are_those_of_python(source: str) -> None:
    variables = {"o": APPLE, "r": FRIDGE}
    assert compile_expression(source)(variables) == eval(source, {}, dict(variables))


def test_an_entity_reads_as_its_name() -> None:
    assert str(compile_expression("o")({"o": APPLE})) == "apple 1"


def test_the_first_true_value_counts() -> None:
    assert compile_expression("r.name or r.id")({"r": FRIDGE}) == "fridge_bar_1"


@pytest.mark.parametrize(
    "source",
    [
        "__import__('os').getpid()",
        "__import__('os').system('true') and 'x'",
        "o.__class__",
        "o.name.upper",
        "o.name.__class__",
        "o.name()",
        "o['name']",
        "(lambda: 'x')()",
        "[c for c in 'abc']",
        "f'{o.name}'",
        "'a' * 9",
        "'%s' % o.name",
        "1",
        "b'x'",
        "o.name if o else ''",
        "(x := 'a')",
        "o.name and o.id",
        "not o",
        "",
        "o.",
        "\x00",
        "(" * 5000,
        "-" * 900 + "1",
        "+".join(["'a'"] * 400),
    ],
)
def test_everything_else_is_refused(source: str) -> None:
    with pytest.raises(RefusedExpressionError):
        compile_expression(source)


def test_a_name_nothing_has_is_an_error_of_the_grammar() -> None:
    with pytest.raises(GrammarError, match="nothing is called so"):
        compile_expression("eval")({"o": APPLE})
