"""What holds for the repository as a whole: what is in it, and what its README promises."""

from __future__ import annotations

import ast
import re
import shutil
import stat
import subprocess
import tomllib
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
THIS_FILE = Path(__file__).resolve()
PACKAGES = sorted(project.parent.name for project in ROOT.glob("dockergym-*/pyproject.toml"))

# Written in pieces, so that this file is not what it looks for.
UNWANTED = {
    "a folder of one machine": re.compile(r"(?<![\w.-])/(?:root|work)/"),
    "a package index, named": re.compile(
        r"https?://[^\s\"']*(?:artifact|nexus|pkg\.dev|/simple\b)", re.IGNORECASE
    ),
    "an index setting": re.compile(r"--(?:extra-)?index-url[= ]https?:"),
    "a private key": re.compile("-----BEGIN [A-Z ]*" + "PRIVATE KEY-----"),
    "a token": re.compile(r"\b(?:ghp|gho|github_pat|sk|pypi)[-_][A-Za-z0-9_]{20,}"),
    "a mark of unfinished work": re.compile(r"\b(?:TO" + r"DO|FIX" + r"ME|XX" + r"X)\b"),
    "a conflict mark": re.compile(r"^(?:<{7}|>{7}) ", re.MULTILINE),
}


def files_of_the_repository() -> list[Path]:
    """Return what git keeps; outside a checkout there is nothing to look at, and the test is skipped."""
    if not shutil.which("git") or not (ROOT / ".git").exists():
        pytest.skip("not a git checkout: nothing says which files belong to the repository")
    listed = subprocess.run(
        ["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, timeout=60, check=True
    )
    return [ROOT / name for name in listed.stdout.split("\0") if name and (ROOT / name).is_file()]


def texts(paths: Iterable[Path]) -> Iterator[tuple[Path, str]]:
    """Yield the files that hold text, and their text."""
    for path in paths:
        try:
            yield path, path.read_text(encoding="utf-8")
        except UnicodeDecodeError:
            continue


def unwanted_in(text: str) -> list[str]:
    """Return what a text has that no file of the repository may have, with its line."""
    return [
        f"line {text.count(chr(10), 0, found.start()) + 1}: {what}: {found.group(0).strip()!r}"
        for what, pattern in UNWANTED.items()
        for found in pattern.finditer(text)
    ]


def commands_in(markdown: str, program: str) -> list[str]:
    """Return the lines of a document's code blocks that run a program, and its words."""
    blocks = re.findall(r"```[^\n]*\n(.*?)```", markdown, re.DOTALL)
    lines = [line.strip().removeprefix("$ ") for block in blocks for line in block.splitlines()]
    return [line for line in lines if line.split(" ")[0] == program]


def make_targets() -> set[str]:
    """Return the targets a person may name to make."""
    (phony,) = re.findall(r"^\.PHONY: (.*)$", (ROOT / "Makefile").read_text(), re.MULTILINE)
    return set(phony.split())


def test_no_file_holds_what_belongs_to_one_machine_or_to_nobody() -> None:
    wrong = [
        f"{path.relative_to(ROOT)}, {what}"
        for path, text in texts(files_of_the_repository())
        # The words of a game are its grammar's, not ours.
        if path != THIS_FILE and path.suffix != ".tw-pddl"
        for what in unwanted_in(text)
    ]
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize(
    "text",
    [
        "see /wo" + "rk/main/x",
        "cd /ro" + "ot/project",
        "pip install --index-url ht" + "tps://example.org/simple x",
        "ht" + "tps://packages.example.org/artifactory/api",
        "# TO" + "DO later",
        "<<<<" + "<<< HEAD\n",
        "token = gh" + "p_" + "a" * 36,
    ],
)
def test_what_is_unwanted_is_found(text: str) -> None:
    assert unwanted_in(text)


@pytest.mark.parametrize(
    "text", ["/opt/worker/src", "docs at https://docs.example.org/", "a/work/b", "/data:ro"]
)
def test_what_is_wanted_is_let_through(text: str) -> None:
    assert not unwanted_in(text)


def test_every_file_is_small_enough_to_be_source() -> None:
    large = [
        str(path.relative_to(ROOT)) for path in files_of_the_repository() if path.stat().st_size > 1_000_000
    ]
    assert not large


def test_scripts_for_ci_can_be_run_and_are_valid() -> None:
    for script in sorted((ROOT / ".ci").iterdir()):
        assert script.stat().st_mode & stat.S_IXUSR, f"{script.name} is not executable"
        shell = script.read_text().splitlines()[0].rsplit("/", 1)[-1].split()[-1]
        subprocess.run([shell, "-n", str(script)], timeout=30, check=True)


def test_every_make_command_of_the_readme_is_a_target() -> None:
    commands = [*commands_in((ROOT / "README.md").read_text(), "make")]
    named = {word for line in commands for word in line.split("#")[0].split()[1:] if "=" not in word}
    assert {"demo", "test"} <= named
    assert named <= make_targets()


def nox_sessions() -> dict[str, str | None]:
    """Return every nox session and its docstring."""
    functions = [
        node
        for node in ast.parse((ROOT / "noxfile.py").read_text()).body
        if isinstance(node, ast.FunctionDef)
    ]
    return {
        one.name: ast.get_docstring(one)
        for one in functions
        if "nox.session" in map(ast.unparse, one.decorator_list)
    }


def test_every_nox_session_says_what_it_does() -> None:
    sessions = nox_sessions()
    assert {"lint", "tests", "demo"} <= sessions.keys()
    assert all(sessions.values())


@pytest.mark.parametrize("document", ["README.md", "CONTRIBUTING.md"])
def test_every_nox_command_of_a_document_is_a_session(document: str) -> None:
    lines = commands_in((ROOT / document).read_text(), "nox")
    named = {word for line in lines for word in re.findall(r"(?:-s|--session) (\w+)", line)}
    assert named <= nox_sessions().keys()


@pytest.mark.parametrize(
    "document", ["README.md", "CONTRIBUTING.md", "CHANGELOG.md", "SECURITY.md", "LICENSE"]
)
def test_the_documents_at_the_root_are_there(document: str) -> None:
    assert (ROOT / document).read_text().strip()


@pytest.mark.parametrize("package", PACKAGES)
def test_every_package_has_a_licence_and_a_readme(package: str) -> None:
    project = tomllib.loads((ROOT / package / "pyproject.toml").read_text())["project"]
    assert project["license"] == "MIT"
    assert (ROOT / package / project["readme"]).read_text().strip()


def test_versions_of_the_packages_agree() -> None:
    versions = {
        tomllib.loads((ROOT / package / "pyproject.toml").read_text())["project"]["version"]
        for package in PACKAGES
    }
    assert len(versions) == 1
