"""What can be said about serving ALFWorld: where its games are, and which of them to serve."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Literal

from pydantic import Field
from pydantic_settings import SettingsConfigDict

from dockergym.plugins.local import require_local
from dockergym.plugins.settings import DATA_TARGET, DataVolume, EnvironmentSettings
from dockergym.plugins.specs import Volume

_UPSTREAM_VARIABLE = "ALFWORLD_DATA"
_UPSTREAM_DEFAULT = "~/.cache/alfworld"


def default_data_folder() -> Path:
    """Return the folder that alfworld itself uses: ``ALFWORLD_DATA``, else ``~/.cache/alfworld``."""
    return Path(os.environ.get(_UPSTREAM_VARIABLE) or _UPSTREAM_DEFAULT).expanduser()


class AlfworldSettings(EnvironmentSettings):
    """Settings of the ALFWorld environment; each may be given as ``DOCKERGYM_ALFWORLD_<NAME>``."""

    model_config = SettingsConfigDict(env_prefix="DOCKERGYM_ALFWORLD_")

    data: DataVolume = Field(default_factory=lambda: Volume(default_data_folder().absolute(), DATA_TARGET))
    """Folder that holds `json_2.1.1`, as `HOST` or `HOST:CONTAINER:ro`. Default: `ALFWORLD_DATA`, else
    `~/.cache/alfworld`."""
    starter: Literal["auto", "only", "add", "never"] = "auto"
    """When the games that ship with the package are served: where no data folder is named and the default one
    has no games (`auto`), `only` they, in addition to the data folder's (`add`), or `never`."""
    engine: Literal["auto", "fast", "upstream"] = "auto"
    """What plays the games: alfworld's own classes (`upstream`), a faster engine with the same output
    (`fast`), or the faster one where it fits the installed versions (`auto`)."""

    @property
    def names_data(self) -> bool:
        """Whether the data folder was named, also by ``ALFWORLD_DATA``: doing without it would be a mistake then."""
        # alfworld itself sets the variable to its default where it is imported; that names nothing.
        default = Path(_UPSTREAM_DEFAULT).expanduser()
        return "data" in self.model_fields_set or default_data_folder() != default

    @property
    def data_source(self) -> str:
        """What names the data folder."""
        if "data" in self.model_fields_set:
            return "DOCKERGYM_ALFWORLD_DATA"
        return _UPSTREAM_VARIABLE if self.names_data else "the default"


def require_local_engine() -> None:
    """Make sure that workers can play on this machine, outside of containers.

    Raises:
        ConfigurationError: what they need is not installed here.
    """
    require_local("dockergym-alfworld", "alfworld", "textworld", "fast_downward")
