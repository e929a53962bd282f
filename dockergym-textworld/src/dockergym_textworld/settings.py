"""What can be said about serving TextWorld: where game files are."""

from __future__ import annotations

from pydantic_settings import SettingsConfigDict

from dockergym.plugins.settings import DataVolume, EnvironmentSettings


class TextWorldSettings(EnvironmentSettings):
    """Settings of the TextWorld environment; each may be given as ``DOCKERGYM_TEXTWORLD_<NAME>``."""

    model_config = SettingsConfigDict(env_prefix="DOCKERGYM_TEXTWORLD_")

    data: DataVolume | None = None
    """Folder of game files, as `HOST` or `HOST:CONTAINER:ro`. Default: none; games are generated only."""
