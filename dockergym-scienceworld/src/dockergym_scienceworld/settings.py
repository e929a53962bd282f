"""What can be said about serving ScienceWorld: how much memory its simulator has."""

from __future__ import annotations

from pydantic import Field
from pydantic_settings import SettingsConfigDict

from dockergym.plugins.settings import EnvironmentSettings


class ScienceWorldSettings(EnvironmentSettings):
    """Settings of the ScienceWorld environment; each may be given as ``DOCKERGYM_SCIENCEWORLD_<NAME>``."""

    model_config = SettingsConfigDict(env_prefix="DOCKERGYM_SCIENCEWORLD_")

    heap_mb: int = Field(384, ge=128)
    """Memory of the simulator's Java heap in MiB. A container gets 512 MiB more than that."""
