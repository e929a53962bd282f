"""The grammar of a game, read as textworld reads it."""

from __future__ import annotations

from importlib import resources

import pytest
from textworld.envs.pddl import logic as pddl_logic

from dockergym_alfworld.engine.errors import GrammarError
from dockergym_alfworld.engine.logic_file import LogicFile, parse_logic_file
from dockergym_alfworld.engine.notation import parse_text

ACTION = 'action look { template :: "look"; feedback :: "#look.feedback#"; }'
RULES = 'grammar :: """{"look.feedback": [{"rhs": "You look."}]}""";'


@pytest.fixture(scope="module")
def packaged() -> str:
    return (resources.files("alfworld") / "data" / "alfred.twl2").read_text()


def _theirs(source: str) -> tuple[dict[str, tuple[str, str]], dict[str, list[tuple[str, str]]]]:
    game = pddl_logic.GameLogic("", source)
    actions = {name: (action.template, action.feedback_rule) for name, action in game.actions.items()}
    rules = {
        name: [(rule.condition, len(rule.rhs)) for rule in rules]
        for name, rules in game.grammar._rules.items()
    }
    return actions, rules


def _ours(file: LogicFile) -> tuple[dict[str, tuple[str, str]], dict[str, list[tuple[str, int]]]]:
    actions = {name: (action.template, action.feedback) for name, action in file.actions.items()}
    rules = {
        name: [(rule.condition, len(parse_text(rule.text))) for rule in rules]
        for name, rules in file.rules.items()
    }
    return actions, rules


def test_reads_the_packaged_grammar_as_textworld_does(packaged: str) -> None:
    assert _ours(parse_logic_file(packaged)) == _theirs(packaged)


@pytest.mark.parametrize(
    "source",
    [
        ACTION + RULES,
        RULES + ACTION,
        "",
        "# nothing but a comment",
        f"# first\n{ACTION}  # second\n\n# third",
        ACTION.replace("look {", "Look/Around-2{"),
        ACTION.replace(" :: ", "::").replace("; ", ";"),
        ACTION.replace("}", 'pddl :: """(anything)"""; }'),
        ACTION.replace("}", 'grammar :: """\n{\n # "x": [],\n"y": [{"rhs": "z", "weight": 2}]}""";}'),
        RULES + RULES.replace("You look", "You glance"),
    ],
)
def test_reads_small_grammars_as_textworld_does(source: str) -> None:
    assert _ours(parse_logic_file(source)) == _theirs(source)


@pytest.mark.parametrize(
    "source",
    [
        "action",
        "look",
        "actionlook { }",
        ACTION[:-1],
        ACTION.replace(";", "", 1),
        ACTION.replace("::", ":", 1),
        ACTION.replace('"look"', "look"),
        ACTION.replace("template", "templates"),
        ACTION.replace('feedback :: "#look.feedback#";', ""),
        ACTION.replace("feedback", "template"),
        ACTION + "}",
        "grammar :: '''{}''';",
        'grammar :: """{""";',
        'grammar :: """{"a": [{}]}""";',
        'grammar :: """{"a": ["text"]}""";',
        'grammar :: """{"a": "text"}""";',
    ],
)
def test_refuses_what_textworld_cannot_read(source: str) -> None:
    with pytest.raises(Exception):  # noqa: B017 - whatever it raises, it does not read this
        _theirs(source)
    with pytest.raises(GrammarError):
        parse_logic_file(source)


@pytest.mark.parametrize("block", ["[]", '{"a": [{"rhs": 3}]}', '{"a": [{"rhs": "b", "condition": 3}]}'])
def test_refuses_rules_that_are_no_texts(block: str) -> None:
    with pytest.raises(GrammarError):
        parse_logic_file(f'grammar :: """{block}""";')


def test_an_error_names_its_line() -> None:
    with pytest.raises(GrammarError, match="line 3"):
        parse_logic_file("# one\n# two\nnonsense")
