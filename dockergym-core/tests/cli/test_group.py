"""The command line as a whole: help, version, and what plugins add."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from typing import Any

import importlib_metadata
import pytest

Run = Callable[..., Any]

COMMANDS = """
    import typer

    commands = typer.Typer()

    @commands.command()
    def greet(who: str):
        typer.echo(f"hello {who}")

    @commands.command()
    def fail():
        from dockergym.errors import ConfigurationError
        raise ConfigurationError("this cannot be done")

    @hookimpl
    def dockergym_register_commands(cli):
        cli.add_typer(commands, name="{name}")
"""


def test_help_lists_our_commands_and_the_environments_and_imports_neither(run: Run, site: Any) -> None:
    site.add("gentle", "raise RuntimeError('imported')")
    result = run("--help")
    assert result.exit_code == 0
    for name in ("serve", "envs", "build", "doctor", "cleanup", "gentle"):
        assert f" {name} " in result.output
    assert "imported" not in result.output


def test_help_imports_nothing_that_is_slow() -> None:
    code = (
        "import sys\n"
        "from dockergym.cli import cli\n"
        "try:\n    cli(['--help'], prog_name='dockergym')\n"
        "except SystemExit:\n    pass\n"
        "slow = {'fastapi', 'docker', 'pydantic', 'uvicorn', 'httpx'} & set(sys.modules)\n"
        "sys.exit(f'imported: {slow}' if slow else 0)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, timeout=60, check=False
    )
    assert done.returncode == 0, done.stderr


def test_version_is_that_of_the_distribution(run: Run) -> None:
    assert run("--version").output == f"dockergym {importlib_metadata.version('dockergym-core')}\n"


def test_a_plugins_commands_run(run: Run, site: Any) -> None:
    site.add("gentle", site.good_plugin + COMMANDS)
    assert run("gentle", "greet", "you").output == "hello you\n"
    assert "greet" in run("gentle", "--help").output


def test_an_error_of_a_plugins_command_is_one_line(run: Run, site: Any) -> None:
    site.add("gentle", site.good_plugin + COMMANDS)
    result = run("gentle", "fail")
    assert (result.exit_code, result.output) == (2, "error: this cannot be done\n")
    assert "Traceback" in run("--verbose", "gentle", "fail").output


def test_an_environment_without_commands_says_so(run: Run, site: Any) -> None:
    site.add("silent")
    run("--help")
    result = run("silent")
    assert result.exit_code == 2
    assert "silent" in result.output


@pytest.mark.parametrize(
    "broken",
    [
        "raise RuntimeError('broken at import')",
        "from dockergym.plugins import hookimpl\n@hookimpl\ndef dockergym_register_comands(cli): ...",
        "from dockergym.plugins import hookimpl\n@hookimpl\ndef dockergym_register_commands(cli): 1 / 0",
        "from dockergym.plugins import hookimpl\n@hookimpl\ndef dockergym_register_commands(cli):\n"
        "    @cli.command()\n    def odd(value: 'Undefined'): ...\n",
    ],
    ids=["import", "misspelt", "raises", "untyped"],
)
def test_a_broken_plugin_is_named_and_costs_only_its_own_commands(run: Run, site: Any, broken: str) -> None:
    site.add("gentle", site.good_plugin + COMMANDS)
    site.add("broken", broken)
    result = run("gentle", "greet", "you")
    assert result.exit_code == 0
    assert "hello you" in result.stdout
    assert "'broken' of dockergym-broken 0.7" in result.stderr
    assert run("envs").exit_code == 0


def test_two_packages_of_one_name_cost_no_command_of_ours(run: Run, site: Any) -> None:
    site.add("gentle")
    site.add("gentle", owner="other-gentle")
    result = run("--help")
    assert result.exit_code == 0
    assert "taken twice" in result.stderr


def test_a_command_of_ours_cannot_be_taken_over(run: Run, site: Any) -> None:
    site.add("serve", site.good_plugin + COMMANDS)
    assert "Serve environments over REST" in run("serve", "--help").output


def test_a_cross_cutting_plugin_adds_commands_too(run: Run, site: Any) -> None:
    code = "from dockergym.plugins import hookimpl\n" + COMMANDS.replace("\n    ", "\n")
    site.add("recorder", code, group="dockergym.plugins")
    assert run("recorder", "greet", "you").output == "hello you\n"


def test_an_unknown_command_gets_the_nearest(run: Run, site: Any) -> None:
    site.add("gentle", site.good_plugin + COMMANDS)
    result = run("gentel")
    assert result.exit_code == 2
    assert "Did you mean 'gentle'?" in result.output


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--version"], "dockergym "),
        (["envs", "--help"], "List the installed environments"),
        (["--port", "nowhere", "--docker-image", "x"], "--port nowhere"),
        (["--worker-command", "python", "-u", "w.py", "--port", "x"], "--port x"),
    ],
)
def test_the_module_is_the_command_and_serves_when_given_only_flags(arguments: list[str], said: str) -> None:
    command = [sys.executable, "-m", "dockergym", *arguments]
    done = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)
    assert said in done.stdout + done.stderr
