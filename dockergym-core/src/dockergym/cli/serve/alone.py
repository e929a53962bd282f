"""A server for one environment alone, with that environment's own settings as flags: ``python -m dockergym_NAME``."""

from __future__ import annotations

import os
from collections.abc import Mapping

from dockergym.plugins.settings import EnvironmentSettings
from dockergym.settings import ServerSettings


def serve_alone(
    name: str,
    settings: ServerSettings,
    own: type[EnvironmentSettings],
    given: Mapping[str, object],
    *,
    verbose: bool = False,
) -> None:
    """Serve an installed environment until SIGTERM or SIGINT.

    ``given`` are those of the environment's own settings that were typed, by field; ``None`` was not.

    Raises:
        DockerGymError: the server cannot start like this.
    """
    # The plugin is found by its entry point, and reads its settings from the variables.
    os.environ.update(
        {own.variable(field): str(value) for field, value in given.items() if value is not None}
    )
    own.load()
    # FastAPI takes most of a second to import, which `--help` and a mistake in the flags need not wait for.
    from dockergym.cli.serve.serving import serve

    serve(settings, environments=[name], verbose=verbose)
