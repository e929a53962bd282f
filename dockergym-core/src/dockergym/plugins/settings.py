"""Settings of an environment package, read from variables: what a server's operator may say about that environment."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Self

from pydantic import BeforeValidator, ValidationError
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

from dockergym.errors import ConfigurationError
from dockergym.plugins.specs import Volume

if TYPE_CHECKING:
    from pydantic_core import ErrorDetails

DATA_TARGET = "/data"
"""Where containers see a `DataVolume`, unless it names another place."""


class EnvironmentSettings(BaseSettings):
    """Settings of one environment; each field may be given as the variable of its name, behind the package's prefix::

    class CaveSettings(EnvironmentSettings):
        model_config = SettingsConfigDict(env_prefix="DOCKERGYM_CAVE_")

        max_steps: int = Field(20, ge=1)
        \"""Steps after which an episode is cut off.\"""
    """

    model_config = SettingsConfigDict(extra="ignore", use_attribute_docstrings=True)

    @classmethod
    def load(cls) -> Self:
        """Read the settings from their variables.

        Raises:
            ConfigurationError: a variable does not hold what it may hold; the message names it.
        """
        try:
            return cls()
        except ValidationError as error:
            raise ConfigurationError("; ".join(map(cls._problem, error.errors()))) from error

    @classmethod
    def variable(cls, *names: str) -> str:
        """Return the name of the variable of a field, or of a field of a field."""
        return f"{cls.model_config['env_prefix']}{'_'.join(names)}".upper()

    @classmethod
    def _problem(cls, details: ErrorDetails) -> str:
        message = details["msg"].removeprefix("Value error, ")
        return f"{cls.variable(*map(str, details['loc']))}: {message}"


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
        raise ValueError(f"{text!r}: workers only ever read it; write {volume.host}:{volume.container}:ro")
    return volume


DataVolume = Annotated[Volume, NoDecode, BeforeValidator(parse_data_volume)]
"""Type of a setting that names a folder of data, which workers read: see `parse_data_volume`."""
