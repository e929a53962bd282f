"""What can be said about serving TextWorld: where game files are."""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from pydantic import BeforeValidator, Field, ValidationError
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

from dockergym.errors import ConfigurationError
from dockergym.plugins.specs import Volume

if TYPE_CHECKING:
    from pydantic_core import ErrorDetails

VARIABLE_PREFIX = "DOCKERGYM_TEXTWORLD_"
"""What the names of our variables begin with."""
DATA_TARGET = "/data"
"""Where containers see the game files, unless a setting names another place."""


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


class TextWorldSettings(BaseSettings):
    """Settings of the TextWorld environment; each may be given as ``DOCKERGYM_TEXTWORLD_<NAME>``."""

    model_config = SettingsConfigDict(
        env_prefix=VARIABLE_PREFIX, extra="ignore", use_attribute_docstrings=True, validate_default=True
    )

    data: DataVolume | None = Field(None)
    """Folder of game files, as `HOST` or `HOST:CONTAINER:ro`. Default: none; games are generated only."""


def load_settings() -> TextWorldSettings:
    """Read the settings from the environment's variables.

    Raises:
        ConfigurationError: a variable does not hold what it may hold; the message names it.
    """
    try:
        return TextWorldSettings()
    except ValidationError as exc:
        raise ConfigurationError("; ".join(_described(error) for error in exc.errors())) from exc


def require_local_engine() -> None:
    """Make sure that workers can play on this machine, outside of containers.

    Raises:
        ConfigurationError: what they need is not installed here.
    """
    missing = [name for name in ("textworld", "jericho") if find_spec(name) is None]
    if missing:
        raise ConfigurationError(
            f"local workers need {', '.join(missing)}, which is not installed here; "
            'run: pip install "dockergym-textworld[local]", or serve with --runtime docker'
        )


def _described(error: ErrorDetails) -> str:
    name = VARIABLE_PREFIX + "_".join(str(part) for part in error["loc"]).upper()
    return f"{name}: {error['msg'].removeprefix('Value error, ')}"
