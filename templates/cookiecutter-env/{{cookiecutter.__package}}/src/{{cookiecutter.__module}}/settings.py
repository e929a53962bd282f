"""What can be said about serving {{ cookiecutter.__title }}."""

from __future__ import annotations
{% if cookiecutter.data == "volume" %}
from pathlib import Path
from typing import Annotated

from dockergym.plugins.settings import DATA_TARGET, EnvironmentSettings
from dockergym.plugins.specs import Volume
from pydantic import BeforeValidator, Field
from pydantic_settings import NoDecode, SettingsConfigDict

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
from dockergym.plugins.settings import EnvironmentSettings
from pydantic import Field
from pydantic_settings import SettingsConfigDict
{%- endif %}


class Settings(EnvironmentSettings):
    """Settings of this environment; each may be given as a variable: the prefix and its name."""

    model_config = SettingsConfigDict(env_prefix="{{ cookiecutter.__prefix }}")

    max_steps: int = Field(20, ge=1)
    """Steps after which an episode is cut off, where the client does not say."""
{%- if cookiecutter.data == "volume" %}
    data: Folder = Volume(STARTER, DATA_TARGET)
    """Folder that holds the tasks, a `<env_id>.json` each. Default: the tasks that ship with the package."""
{%- endif %}
