"""What can be said about serving {{ cookiecutter.__title }}."""

from __future__ import annotations
{% if cookiecutter.data == "volume" %}
from pathlib import Path
from typing import Annotated
{% endif %}
{%- if cookiecutter.data == "volume" %}
from dockergym.errors import ConfigurationError
from dockergym.plugins.specs import Volume
from pydantic import BeforeValidator, Field, ValidationError
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

PREFIX = "{{ cookiecutter.__prefix }}"
"""What the names of our variables begin with."""
DATA_TARGET = "/data"
"""Where containers see the data folder."""
STARTER = Path(__file__).parent / "starter"
"""The tasks that ship with the package."""


def parse_folder(value: object) -> object:
    """Read the name of a folder, which may begin with ``~``, as what containers see of it.

    Raises:
        ValueError: there is no such folder.
    """
    if not isinstance(value, str | Path):
        return value
    folder = Path(value).expanduser().absolute()
    if not folder.is_dir():
        raise ValueError(f"there is no folder {folder}; name the one that holds the tasks")
    return Volume(folder, DATA_TARGET)


Folder = Annotated[Volume, NoDecode, BeforeValidator(parse_folder)]
{%- else %}
from dockergym.errors import ConfigurationError
from pydantic import Field, ValidationError
from pydantic_settings import BaseSettings, SettingsConfigDict

PREFIX = "{{ cookiecutter.__prefix }}"
"""What the names of our variables begin with."""
{%- endif %}


class Settings(BaseSettings):
    """Settings of this environment; each may be given as a variable: `PREFIX` and its name."""

    model_config = SettingsConfigDict(
        env_prefix=PREFIX, extra="ignore", use_attribute_docstrings=True, validate_default=True
    )

    max_steps: int = Field(20, ge=1)
    """Steps after which an episode is cut off, where the client does not say."""
{%- if cookiecutter.data == "volume" %}
    data: Folder = Volume(STARTER, DATA_TARGET)
    """Folder that holds the tasks, a `<env_id>.json` each. Default: the tasks that ship with the package."""
{%- endif %}


def load_settings() -> Settings:
    """Read the settings from the environment's variables.

    Raises:
        ConfigurationError: a variable does not hold what it may hold; the message names it.
    """
    try:
        return Settings()
    except ValidationError as error:
        wrong = [f"{PREFIX}{str(one['loc'][0]).upper()}: {one['msg']}" for one in error.errors()]
        raise ConfigurationError("; ".join(wrong)) from error
