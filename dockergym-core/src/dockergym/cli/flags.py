"""Command-line flags made from settings models, and settings made from the flags that were given."""

from __future__ import annotations

import functools
import inspect
import re
import types
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any, Literal, TypeVar, Union, get_args, get_origin, get_type_hints

import typer
from pydantic import ValidationError
from pydantic.fields import FieldInfo
from pydantic_core import ErrorDetails
from pydantic_settings import BaseSettings, SettingsError

from dockergym.cli.command import WORD_LISTS, words_of
from dockergym.errors import ConfigurationError
from dockergym.plugins.specs import Volume

R = TypeVar("R")
S = TypeVar("S", bound=BaseSettings)

_METAVARS: Mapping[object, str] = {int: "INTEGER", float: "NUMBER", Path: "PATH"}
_LIST_METAVARS: Mapping[object, str] = {Volume: "HOST:CONTAINER[:ro|rw]"}
_GROUPS = {"ServerSettings": "Server", "ServerConfig": "One environment, described by hand"}


@dataclass(frozen=True, slots=True)
class Flag:
    """One field of a settings model as a flag."""

    field: str
    names: tuple[str, ...]
    """As typed: ``--port``; two where the plural is understood too."""
    negation: str | None
    """``--no-reuse-containers``, for what is true or false."""
    variable: str
    """The environment variable of the same field."""
    metavar: str | None
    """What the value is, in the help; ``None`` for what is true or false."""
    repeats: bool
    """Whether it may be given several times."""
    default: str
    """The default in words; empty where there is none."""
    help: str
    """What it is for; may hold ``code`` between backticks."""
    group: str
    """Heading in the help and in the reference."""


class GivenFlags(dict[str, Any]):
    """The flags that were given, by the names of their fields; what was not given is not here."""

    def settings(self, model: type[S]) -> S:
        """Return the settings: what was given, else the variables, else the defaults.

        Flags of fields that the model does not have are not looked at.

        Raises:
            ConfigurationError: a value is not allowed; the message names its flag or its variable.
        """
        known = {name: value for name, value in self.items() if name in model.model_fields}
        try:
            return model(**known)
        except ValidationError as error:
            problems = [_problem(model, known, details) for details in error.errors()]
            raise ConfigurationError("; ".join(problems)) from error
        except SettingsError as error:
            raise ConfigurationError(_unreadable_variable(model, error)) from error


def flags_of(model: type[BaseSettings]) -> list[Flag]:
    """Return the flags of a settings model, in the order of its fields."""
    return [_flag(model, name, field) for name, field in model.model_fields.items()]


def takes_flags(*models: type[BaseSettings]) -> Callable[[Callable[..., R]], Callable[..., R]]:
    """Give a command one flag for each field of the models; its parameter ``flags`` gets `GivenFlags`."""
    return functools.partial(_with_flags, models=models, made=lambda given: {"flags": given}, names={"flags"})


def takes_settings(**models: type[BaseSettings]) -> Callable[[Callable[..., R]], Callable[..., R]]:
    """Give a command one flag for each field of the models, beside its own parameters.

    Every keyword names a parameter of the function, which gets the settings of that model::

        @cli.command(cls=SettingsCommand)
        @takes_settings(settings=ServerSettings)
        def serve_mine(settings: ServerSettings, fast: bool = False) -> None: ...
    """

    def made(given: GivenFlags) -> dict[str, Any]:
        return {parameter: given.settings(model) for parameter, model in models.items()}

    return functools.partial(_with_flags, models=tuple(models.values()), made=made, names=set(models))


def _with_flags(
    function: Callable[..., R],
    *,
    models: tuple[type[BaseSettings], ...],
    made: Callable[[GivenFlags], dict[str, Any]],
    names: set[str],
) -> Callable[..., R]:
    """Return the function with the flags of the models in place of the parameters of these names."""
    # Two models may share fields, as a model and its subclass do.
    flags = {flag.field: flag for model in models for flag in flags_of(model)}
    hints = get_type_hints(function, include_extras=True)
    own = [
        one.replace(annotation=hints[name], kind=inspect.Parameter.KEYWORD_ONLY)
        for name, one in inspect.signature(function).parameters.items()
        if name not in names
    ]
    parameters = [*own, *map(_parameter, flags.values())]

    def run(**values: Any) -> R:
        given = GivenFlags()
        for field, flag in flags.items():
            value = values.pop(field)
            if value not in (None, []):
                given[field] = _value(flag, value)
        return function(**made(given), **values)

    run.__name__, run.__doc__, run.__module__ = function.__name__, function.__doc__, function.__module__
    # typer reads both.
    run.__signature__ = inspect.Signature(parameters)  # type: ignore[attr-defined]
    run.__annotations__ = {one.name: one.annotation for one in parameters}
    return run


def _flag(model: type[BaseSettings], name: str, field: FieldInfo) -> Flag:
    kind = _plain(field.annotation)
    word = name.replace("_", "-")
    repeats = get_origin(kind) in (list, dict)
    names = [f"--{word}"]
    if repeats and name not in WORD_LISTS:
        names = [f"--{word.removesuffix('s')}", *([f"--{word}"] if word.endswith("s") else [])]
    return Flag(
        field=name,
        names=tuple(names),
        negation=_negation(word) if kind is bool else None,
        variable=_variable(model, name),
        metavar=_metavar(name, kind),
        repeats=repeats,
        default=_default(field),
        help=_with_flags_named(model, " ".join((field.description or "").split())),
        group=_group(model, name),
    )


def _with_flags_named(model: type[BaseSettings], text: str) -> str:
    """Return a description with the fields that it mentions as the flags that they are."""
    return re.sub(
        r"`(\w+)`",
        lambda found: f"`--{found[1].replace('_', '-')}`" if found[1] in model.model_fields else found[0],
        text,
    )


def _plain(annotation: Any) -> Any:
    """Return a type without ``| None`` and without what is annotated to it."""
    if get_origin(annotation) is Annotated:
        return _plain(get_args(annotation)[0])
    if get_origin(annotation) in (Union, types.UnionType):
        parts = [part for part in get_args(annotation) if part is not types.NoneType]
        return _plain(parts[0]) if len(parts) == 1 else annotation
    return annotation


def _negation(word: str) -> str:
    return f"--{word.removeprefix('no-')}" if word.startswith("no-") else f"--no-{word}"


def _variable(model: type[BaseSettings], name: str) -> str:
    return f"{model.model_config.get('env_prefix', '')}{name}".upper()


def _metavar(name: str, kind: Any) -> str | None:
    if kind is bool:
        return None
    if name in WORD_LISTS:
        return "WORD..."
    if get_origin(kind) is Literal:
        return "|".join(map(str, get_args(kind)))
    if get_origin(kind) is dict:
        return "NAME=VALUE"
    if get_origin(kind) is list:
        return _LIST_METAVARS.get(get_args(kind)[0], "TEXT")
    return _METAVARS.get(kind, "TEXT")


def _default(field: FieldInfo) -> str:
    if field.default_factory is not None or field.is_required() or field.default is None:
        return ""
    if isinstance(field.default, bool):
        return "yes" if field.default else "no"
    return str(field.default)


def _group(model: type[BaseSettings], name: str) -> str:
    owner = next(one for one in reversed(model.__mro__) if name in getattr(one, "__annotations__", {}))
    words = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", owner.__name__).capitalize()
    return _GROUPS.get(owner.__name__, words)


def _parameter(flag: Flag) -> inspect.Parameter:
    option = typer.Option(
        *((f"{flag.names[0]}/{flag.negation}",) if flag.negation else flag.names),
        help=_help(flag),
        metavar=flag.metavar,
        show_default=False,
        rich_help_panel=flag.group,
    )
    kind: Any = bool | None if flag.negation else list[str] if flag.repeats else str | None
    return inspect.Parameter(
        flag.field, inspect.Parameter.KEYWORD_ONLY, default=None, annotation=Annotated[kind, option]
    )


def _help(flag: Flag) -> str:
    facts = [f"default: {flag.default}"] if flag.default else []
    return f"{flag.help} ({'; '.join([*facts, f'variable: {flag.variable}'])})"


def _value(flag: Flag, value: Any) -> Any:
    """Return what was typed in the form in which the model takes it."""
    if flag.metavar == "NAME=VALUE":
        return dict(_pairs(flag, value))
    return words_of(value) if flag.field in WORD_LISTS else value


def _pairs(flag: Flag, texts: Iterable[str]) -> Iterable[tuple[str, str]]:
    for text in texts:
        name, separator, value = text.partition("=")
        if not separator or not name:
            raise ConfigurationError(f"{flag.names[0]} {text}: give NAME=VALUE")
        yield name, value


def _problem(model: type[BaseSettings], given: Mapping[str, Any], details: ErrorDetails) -> str:
    message = details["msg"].removeprefix("Value error, ")
    if not details["loc"]:
        return message
    name = str(details["loc"][0])
    if name not in given:
        return f"{_variable(model, name)}: {message}"
    flag = _flag(model, name, model.model_fields[name])
    typed = "" if flag.repeats or flag.negation or flag.field == "api_key" else f" {given[name]}"
    return f"{flag.names[0]}{typed}: {message}"


def _unreadable_variable(model: type[BaseSettings], error: SettingsError) -> str:
    found = re.search(r'field "(\w+)"', str(error))
    if found is None:
        return str(error)
    flag = _flag(model, found[1], model.model_fields[found[1]])
    example = '{"NAME": "VALUE"}' if flag.metavar == "NAME=VALUE" else f'["{flag.metavar}"]'
    return f"{flag.variable} is not JSON; write it as {example}"
