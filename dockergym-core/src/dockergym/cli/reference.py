"""The reference pages on commands and settings, made from the code: ``python -m dockergym.cli.reference FOLDER``."""

from __future__ import annotations

import inspect
import sys
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

import typer.main

from dockergym.cli.command import load
from dockergym.cli.flags import Flag, flags_of
from dockergym.cli.group import COMMANDS
from dockergym.settings import ServerConfig

_MADE = "<!-- Made by `python -m dockergym.cli.reference`; edit the code, not this page. -->"


def pages() -> dict[str, str]:
    """Return the pages by their file names."""
    return {"cli.md": _commands_page(), "settings.md": _settings_page()}


def write(folder: Path) -> None:
    """Write the pages into a folder."""
    for name, text in pages().items():
        (folder / name).write_text(text)


def _settings_page() -> str:
    flags = flags_of(ServerConfig)
    groups = dict.fromkeys(flag.group for flag in flags)
    sections = [_settings_section(group, [one for one in flags if one.group == group]) for group in groups]
    return _page(
        "Settings",
        "Each setting is a flag of `dockergym serve` and a variable. A flag goes before the variable, and the "
        "variable before the default. In a program, the same names are the fields of `ServerSettings` and "
        "`ServerConfig`. A variable that holds several values holds them as JSON, but `DOCKERGYM_WORKER_COMMAND` "
        "as it is typed in a shell.",
        *sections,
    )


def _settings_section(group: str, flags: Sequence[Flag]) -> str:
    rows = [(_typed(flag), f"`{flag.variable}`", _default(flag), flag.help) for flag in flags]
    return f"## {group}\n\n{_table(('flag', 'variable', 'default', 'what it does'), rows)}"


def _typed(flag: Flag) -> str:
    name = flag.names[0]
    return f"`{name} {flag.metavar}`" if flag.metavar else f"`{name}`, `{flag.negation}`"


def _default(flag: Flag) -> str:
    return f"`{flag.default}`" if flag.default and flag.metavar else flag.default


def _commands_page() -> str:
    sections = [_command_section(name) for name in COMMANDS]
    return _page(
        "Commands",
        "`dockergym COMMAND --help` says the same. `python -m dockergym` is the same program; given nothing but "
        "flags, it serves. An installed environment may add a command of its own name, as "
        "`dockergym alfworld --help` shows. What cannot be done as it was asked ends with code 2, what fails "
        "with code 1, each with one line that says why; `--verbose` adds the traceback.",
        *sections,
    )


def _command_section(name: str) -> str:
    command = typer.main.get_command(load(f"dockergym.cli.{name}").cli)
    groups = {flag.group for flag in flags_of(ServerConfig)}
    own = [one for one in command.params if getattr(one, "rich_help_panel", None) not in groups]
    parts = [f"## dockergym {name}", inspect.cleandoc(command.help or "")]
    parts.append(_table(("option", "what it does"), [_option(one) for one in own]))
    if len(own) < len(command.params):
        parts.append("Besides these, the flags of [the settings](settings.md).")
    return "\n\n".join(parts)


def _option(parameter: Any) -> tuple[str, str]:
    if parameter.param_type_name == "argument":
        return f"`{parameter.metavar}`", parameter.help or ""
    value = f" {parameter.metavar}" if parameter.metavar else ""
    return ", ".join(f"`{name}{value}`" for name in parameter.opts), parameter.help or ""


def _table(heading: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    return "\n".join(_lines([heading, ["---"] * len(heading), *rows]))


def _lines(rows: Iterable[Sequence[str]]) -> Iterator[str]:
    for row in rows:
        yield "| " + " | ".join(cell.replace("|", "\\|") for cell in row) + " |"


def _page(title: str, *parts: str) -> str:
    return "\n\n".join([_MADE, f"# {title}", *parts]) + "\n"


if __name__ == "__main__":
    write(Path(sys.argv[1]))
