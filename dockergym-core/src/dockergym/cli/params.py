"""Parameters of an environment as they are typed."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Annotated, Any

import typer

from dockergym.errors import ConfigurationError

GivenParams = Annotated[
    list[str] | None,
    typer.Option("--param", metavar="KEY=VALUE", help="Parameter of the environment; the value may be JSON."),
]


def parsed_params(given: Sequence[str] | None) -> dict[str, Any]:
    """Return the parameters; a value that is not JSON is text.

    Raises:
        ConfigurationError: one of them has no name.
    """
    params = {}
    for one in given or ():
        key, equals, value = one.partition("=")
        if not equals or not key:
            raise ConfigurationError(f"--param is KEY=VALUE, not {one!r}")
        try:
            params[key] = json.loads(value)
        except ValueError:
            params[key] = value
    return params
