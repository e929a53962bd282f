"""What can be said about serving ALFWorld: where its games are, and which of them to serve."""

from __future__ import annotations

import os
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

from pydantic import BeforeValidator, Field, ValidationError
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

from dockergym.errors import ConfigurationError
from dockergym.plugins.specs import Volume

if TYPE_CHECKING:
    from pydantic_core import ErrorDetails

VARIABLE_PREFIX = "DOCKERGYM_ALFWORLD_"
"""What the names of our variables begin with."""
DATA_TARGET = "/data"
"""Where containers see the games of the data folder, unless a setting names another place."""


def default_data_folder() -> Path:
    """Return the folder that alfworld itself uses: ``ALFWORLD_DATA``, else ``~/.cache/alfworld``."""
    return Path(os.environ.get("ALFWORLD_DATA") or "~/.cache/alfworld").expanduser()


def parse_data_volume(value: object) -> object:
    """Read ``HOST``, ``HOST:CONTAINER`` or ``HOST:CONTAINER:ro``, where HOST may begin with ``~``.

    Raises:
        ValueError: the text is of another form, or asks for a folder that workers may write to.
    """
    if not isinstance(value, str | Path):
        return value
    text = str(value)
    volume = Volume.parse(text if ":" in text else f"{text}:{DATA_TARGET}")
    if not volume.read_only:
        raise ValueError(f"{text!r}: workers only ever read games; write {volume.host}:{volume.container}:ro")
    return volume


DataVolume = Annotated[Volume, NoDecode, BeforeValidator(parse_data_volume)]


class AlfworldSettings(BaseSettings):
    """Settings of the ALFWorld environment; each may be given as ``DOCKERGYM_ALFWORLD_<NAME>``."""

    model_config = SettingsConfigDict(
        env_prefix=VARIABLE_PREFIX, extra="ignore", use_attribute_docstrings=True, validate_default=True
    )

    data: DataVolume = Field(default_factory=lambda: Volume(default_data_folder().absolute(), DATA_TARGET))
    """Folder that holds `json_2.1.1`, as `HOST` or `HOST:CONTAINER:ro`. Default: `ALFWORLD_DATA`, else
    `~/.cache/alfworld`."""
    starter: Literal["auto", "only", "add", "never"] = "auto"
    """When the games that ship with the package are served: where the data folder has none (`auto`), `only`
    they, in addition to the data folder's (`add`), or `never`."""
    engine: Literal["auto", "fast", "upstream"] = "auto"
    """What plays the games: alfworld's own classes (`upstream`), a faster engine with the same output
    (`fast`), or the faster one where it fits the installed versions (`auto`)."""

    @property
    def names_data(self) -> bool:
        """Whether the data folder was named for this server, so that doing without it would be a mistake."""
        return "data" in self.model_fields_set


def load_settings() -> AlfworldSettings:
    """Read the settings from the environment's variables.

    Raises:
        ConfigurationError: a variable does not hold what it may hold; the message names it.
    """
    try:
        return AlfworldSettings()
    except ValidationError as exc:
        raise ConfigurationError("; ".join(_described(error) for error in exc.errors())) from exc


def require_local_engine() -> None:
    """Make sure that workers can play on this machine, outside of containers.

    Raises:
        ConfigurationError: what they need is not installed here.
    """
    missing = [name for name in ("alfworld", "textworld", "fast_downward") if find_spec(name) is None]
    if missing:
        raise ConfigurationError(
            f"local workers need {', '.join(missing)}, which is not installed here; "
            'run: pip install "dockergym-alfworld[local]", or serve with --runtime docker'
        )


def _described(error: ErrorDetails) -> str:
    name = VARIABLE_PREFIX + "_".join(str(part) for part in error["loc"]).upper()
    return f"{name}: {error['msg'].removeprefix('Value error, ')}"
