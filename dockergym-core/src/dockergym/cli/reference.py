"""The reference pages that are made from the code: ``python -m dockergym.cli.reference FOLDER``."""

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
from dockergym.errors import DockerGymError
from dockergym.settings import ServerConfig
from dockergym.testing.environments import POINTS, name_of

_MADE = "<!-- Made by `python -m dockergym.cli.reference`; edit the code, not this page. -->"


def pages() -> dict[str, str]:
    """Return the pages by their file names."""
    return {
        "cli.md": _commands_page(),
        "settings.md": _settings_page(),
        "errors.md": _errors_page(),
        "check.md": _check_page(),
    }


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


def _errors_page() -> str:
    rows = [_error(kind) for kind in _errors_of(DockerGymError)]
    return _page(
        "Errors",
        'Every error is one of this tree, in a program (`dockergym.errors`) as on the wire: `{"detail", '
        '"error_code", "retryable", "applied"}`, some with more keys. The client raises what the server '
        "answered, as the same class. `retryable`: the same request may succeed later. `applied`: whether"
        " the step changed the episode; *unknown* where nobody can know. Both are what a class says by "
        "itself; an error may know better.",
        _table(("code", "status", "retryable", "applied", "class", "means"), rows),
    )


def _errors_of(kind: type[DockerGymError]) -> Iterator[type[DockerGymError]]:
    """Yield a class and those below it, as the tree is read."""
    yield kind
    for below in kind.__subclasses__():
        # Those of other modules never reach the wire.
        if below.__module__ == DockerGymError.__module__:
            yield from _errors_of(below)


def _error(kind: type[DockerGymError]) -> Sequence[str]:
    parents = " ← ".join(f"`{one.__name__}`" for one in kind.__mro__ if issubclass(one, DockerGymError))
    applied = "unknown" if kind.applied is None else _word(kind.applied)
    meaning = inspect.cleandoc(kind.__doc__ or "").splitlines()[0].replace("``", "`")
    return (f"`{kind.code}`", str(kind.status_code), _word(kind.retryable), applied, parents, meaning)


def _word(flag: bool) -> str:
    return "yes" if flag else "no"


def _check_page() -> str:
    rows = [(f"`{name_of(point)}`", inspect.cleandoc(point.__doc__ or "")) for point in POINTS]
    return _page(
        "What is checked",
        "`dockergym check NAME|PATH|IMAGE` goes through these points with the real workers of an "
        "environment, in containers where an engine answers. A point comes out as `passed`, with what was"
        " measured; `failed`, with what is wrong and what to do; or `skipped`, with the reason. "
        "`dockergym check --points` shows the same list. From a program: "
        "`dockergym.testing.environments.check_environment`.",
        _table(("point", "demands"), rows),
        "## What a name, a path, an image stands for",
        "An installed environment's name goes before a path, and a path before an image. A folder is that"
        " of a package, used as if it were installed; a file is a worker, run on this machine. An image "
        "and a file have no package, so points about one are skipped; `--deterministic` and `--shareable`"
        " declare what a package would.",
        "## When a point fails that is meant to",
        "Leave it out with `--skip POINT`, and say in the README why. A network, a writable root or more "
        "privileges are asked for in `EnvSpec.isolation`; `runs_unprivileged` then fails, as it should "
        "for whoever decides whether to run it.",
    )


def _table(heading: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    return "\n".join(_lines([heading, ["---"] * len(heading), *rows]))


def _lines(rows: Iterable[Sequence[str]]) -> Iterator[str]:
    for row in rows:
        yield "| " + " | ".join(cell.replace("|", "\\|") for cell in row) + " |"


def _page(title: str, *parts: str) -> str:
    return "\n\n".join([_MADE, f"# {title}", *parts]) + "\n"


if __name__ == "__main__":
    write(Path(sys.argv[1]))
