"""Every code block of the documentation is executed, or says why it is not; every command in it exists."""

from __future__ import annotations

import ast
import re
import shlex
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import typer.main

from dockergym.cli.group import cli

ROOT = Path(__file__).resolve().parents[2]
PAGES = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md"), *ROOT.glob("dockergym-*/README.md")])

FOLLOWED = {"docs/tutorial/new-environment.md", "docs/how-to/add-an-environment.md"}
"""Pages whose blocks are all executed, by test_followed_pages.py."""

PYTHON_EXECUTED_BY = {
    "docs/how-to/python-client.md": "dockergym-core/tests/client/test_how_to.py",
    "docs/how-to/stream-and-batch.md": "dockergym-core/tests/client/test_how_to.py",
    "docs/how-to/gymnasium.md": "dockergym-core/tests/client/test_how_to.py",
    "docs/how-to/mcp.md": "dockergym-core/tests/api/test_mcp.py",
    "docs/how-to/openenv.md": "tests/openenv/test_how_to.py",
    "docs/how-to/trainers.md": "tests/examples/test_page.py",
    "docs/reference/hooks.md": "dockergym-core/tests/plugins/test_hookspecs.py",
}
"""Pages whose Python is executed, and the test that names them."""

NOT_EXECUTED = {
    "README.md": "it installs from PyPI; `make demo` and the tutorial do the same from the work tree",
    "CONTRIBUTING.md": "it runs these tests",
    "docs/explanation/reliability.md": "it names the long programs whose tables stand below it",
    "docs/how-to/mcp.md": "the shell commands start programs of others; what they ask is asked by test_mcp.py",
    "dockergym-core/README.md": "the worker is that of the SDK's own docstring, which the tests of the SDK run",
}
"""Pages whose blocks are not executed as they stand, and why. Of environments' READMEs: see below."""

OF_READMES = (
    "it serves until it is stopped; the package's tests and the tests across packages do each of these steps"
)

Blocks = Callable[[str], list[Any]]


@pytest.fixture(scope="module")
def command_line() -> Any:
    """The command line, with the environments' own commands."""
    return typer.main.get_command(cli)


def runnable(page: Path, blocks: Blocks) -> list[Any]:
    return [one for one in blocks(str(page)) if one.language in ("python", "sh", "bash", "console")]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_every_block_is_executed_or_says_why_not(page: Path, blocks: Blocks) -> None:
    name = str(page.relative_to(ROOT))
    for block in runnable(page, blocks):
        is_followed = name in FOLLOWED and (block.language == "sh" or block.title)
        is_executed = block.language == "python" and name in PYTHON_EXECUTED_BY
        is_readme = name.startswith("dockergym-") and OF_READMES
        why_not = NOT_EXECUTED.get(name) or is_readme or block.mark.startswith("not run: ")
        assert is_followed or is_executed or why_not, (
            f"{name}, line {block.line}: let a test execute it, or write <!-- not run: why --> before it"
        )


def test_the_tests_that_execute_pages_name_them() -> None:
    for page, test in PYTHON_EXECUTED_BY.items():
        assert (ROOT / page).is_file()
        assert Path(page).name in (ROOT / test).read_text(), f"{test} does not execute {page}"
    assert [name for name in (*FOLLOWED, *NOT_EXECUTED) if not (ROOT / name).is_file()] == []


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_python_is_python(page: Path, blocks: Blocks) -> None:
    for block in blocks(str(page)):
        if block.language == "python" and not block.mark.startswith("not run: "):
            ast.parse(block.text, f"{page}, line {block.line}")


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_every_command_exists_with_its_flags(page: Path, blocks: Blocks, command_line: Any) -> None:
    for block in runnable(page, blocks):
        if block.language == "python":
            continue
        for words in commands_in(block.text):
            wrong = problem_with(words, command_line)
            assert not wrong, f"{page.name}, line {block.line}: {shlex.join(words)}: {wrong}"


def commands_in(text: str) -> Iterator[list[str]]:
    """Yield the words of every ``dockergym`` command, without the program's name."""
    for line in re.sub(r"\\\n", " ", text).splitlines():
        found = re.match(
            r"\s*(?:\$ )?(?:[A-Z_]+=\S+ )*(?:dockergym|python -m dockergym) (?P<words>[^#|>]*)", line
        )
        if found:
            yield shlex.split(found["words"])


def problem_with(words: list[str], command_line: Any) -> str:
    """Return what of a command does not exist; an empty string where all does."""
    command, context = command_line, None
    rest = list(words)
    while rest and hasattr(command, "get_command"):
        name = rest.pop(0)
        if name.startswith("-"):
            return ""
        following = command.get_command(context, name)
        if following is None:
            return f"there is no command {name!r}"
        # A command that is not loaded yet knows no flags.
        loaded = following.make_context(name, [], resilient_parsing=True)
        command, context = loaded.command, loaded
    flags = {flag for one in command.params for flag in (*one.opts, *one.secondary_opts)} | {"--help"}
    unknown = [word.partition("=")[0] for word in rest if word.startswith("--")]
    return ", ".join(f"there is no flag {flag}" for flag in unknown if flag not in flags)


def test_a_command_that_does_not_exist_is_found(command_line: Any) -> None:
    assert problem_with(["serv"], command_line)
    assert problem_with(["serve", "--prot", "8"], command_line) == "there is no flag --prot"
    assert problem_with(["build", "alfworld", "--wheels", "x"], command_line) == ""
