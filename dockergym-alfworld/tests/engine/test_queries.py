"""Queries over facts: the answers of textworld, in textworld's order."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from textworld import logic

from dockergym_alfworld.engine.errors import GrammarError
from dockergym_alfworld.engine.facts import Fact, Facts
from dockergym_alfworld.engine.queries import Query, TypeTree, parse_query

TREES = (
    [("object", []), ("agent", ["object"]), ("place", ["object"]), ("object", ["object"])],
    [("object", []), ("b", ["a", "object"]), ("a", ["object"]), ("c", ["b", "a", "object"])],
    [("x", []), ("object", []), ("z", ["x", "object"]), ("y", ["x"]), ("w", ["y", "z", "x"])],
)
PREDICATES = ("p", "q", "not_p")

trees = st.sampled_from(TREES)


@st.composite
def questions(draw: st.DrawFn) -> tuple[list[tuple[str, list[str]]], list[Fact], str, dict[str, str]]:
    """A tree of types, facts about things of these types, a query, and names that stand for things."""
    tree = draw(trees)
    kinds = sorted({name for name, _ in tree})
    things = [(f"t{number}", draw(st.sampled_from(kinds))) for number in range(4)]
    rows = st.lists(st.sampled_from(things), max_size=2).map(tuple)
    facts = draw(st.lists(st.tuples(st.sampled_from(PREDICATES), rows), max_size=10))
    types = {name: draw(st.sampled_from(kinds)) for name in "uvw"}
    labels = st.lists(st.sampled_from("uvw"), max_size=2)
    conditions = draw(st.lists(st.tuples(st.sampled_from(("p", "q", "!p")), labels), min_size=1, max_size=3))
    text = " & ".join(
        f"{name}({', '.join(f'{label}: {types[label]}' for label in chosen)})" for name, chosen in conditions
    )
    fixed = draw(st.dictionaries(st.sampled_from("uv"), st.sampled_from(things), max_size=2))
    mapped = {(label, types[label]): thing for label, thing in fixed.items()}
    return tree, facts, text, mapped


def _theirs(tree, facts, text, mapped):  # type: ignore[no-untyped-def]
    game = logic.GameLogic()
    for name, parents in tree:
        if name not in game.types._types:
            game.types.add(logic.Type(name, parents))
    state = logic.State(game)
    for predicate, row in facts:
        state.add_fact(logic.Proposition(predicate, [logic.Variable(*thing) for thing in row]))
    start = {logic.Placeholder(*label): logic.Variable(*thing) for label, thing in mapped.items()}
    answers = state.all_assignments(logic.Rule.parse_conjunctive_query(text), start)
    return [
        [((label.name, label.type), (thing.name, thing.type)) for label, thing in answer.items()]
        for answer in answers
    ]


@given(questions())
def test_answers_are_textworlds(question) -> None:  # type: ignore[no-untyped-def]
    tree, facts, text, mapped = question
    held = Facts(PREDICATES)
    for fact in facts:
        held.add(fact)
    answers = Query(text, TypeTree(tree)).answers(held, mapped)
    assert [list(answer.items()) for answer in answers] == _theirs(tree, facts, text, mapped)


@given(trees, st.data())
def test_combinations_of_subtypes_are_textworlds(tree, data) -> None:  # type: ignore[no-untyped-def]
    kinds = data.draw(st.lists(st.sampled_from(sorted({name for name, _ in tree})), max_size=3))
    hierarchy = logic.TypeHierarchy()
    for name, parents in tree:
        if name not in hierarchy._types:
            hierarchy.add(logic.Type(name, parents))
    theirs = hierarchy.multi_subtypes([hierarchy.get(kind) for kind in kinds])
    ours = TypeTree(tree).subtypes(tuple(kinds))
    assert ours == [tuple(kind.name for kind in combination) for combination in theirs]


def test_a_fact_replaces_its_opposite() -> None:
    facts = Facts(["p", "not_p"])
    row = (("t", "object"),)
    facts.add(("p", row))
    facts.replace_opposite(("not_p", row))
    assert facts.rows(("p", ("object",))) == []
    assert facts.rows(("not_p", ("object",))) == [row]
    facts.replace_opposite(("p", row))
    assert facts.rows(("p", ("object",))) == [row]
    assert facts.rows(("not_p", ("object",))) == []


@pytest.mark.parametrize(
    "text",
    ["", "   ", "p", "p(", "p(x:a))", "p(x:a) q(x:a)", "p(x:a) &", "p(x:a,)", "p(x y)", "p(x:a) # q(x:a)"],
)
def test_what_is_no_query_is_refused(text: str) -> None:
    with pytest.raises(GrammarError):
        parse_query(text)


def test_a_name_has_one_type() -> None:
    with pytest.raises(GrammarError, match="two types"):
        parse_query("p(x:a) & q(x:b)")


def test_an_unknown_type_is_an_error_when_asked() -> None:
    query = Query("p(x:nowhere)", TypeTree(TREES[0]))
    with pytest.raises(GrammarError, match="does not exist"):
        query.holds(Facts(["p"]), {})
