"""Images that serve the OpenEnv protocol, as environments.

::

    @hookimpl
    def dockergym_env_spec(settings):
        return openenv_spec("echo-env:latest", description="Says what it is told.")

The image is taken as it is. Its server runs as any worker does: without a network, without capabilities, with a
read-only root. Beside it, in the same container, runs the worker SDK, which speaks OpenEnv to it over the container's
loopback; it needs a ``python3`` of 3.8 or later in the image, which every image of OpenEnv has.
"""

from __future__ import annotations

import dataclasses
from pathlib import Path
from typing import Any

import dockergym_worker
from dockergym.plugins.specs import EnvSpec, Volume

PORT = 8000
"""Where servers made by OpenEnv's tools listen."""

_PLACE = "/opt/dockergym"
_RUN = f"import sys; sys.path.insert(0, {_PLACE!r}); from dockergym_worker.openenv import main; main()"
_ANY_OBJECT = {"title": "Action", "type": "object"}


def openenv_spec(image: str, *, port: int = PORT, **fields: Any) -> EnvSpec:
    """Return an environment that plays an image which serves OpenEnv on ``port``.

    ``fields`` are others of `EnvSpec`: resources, isolation, volumes, variables, a description.
    """
    return serving_openenv(EnvSpec(**fields), image, port=port)


def serving_openenv(spec: EnvSpec, image: str, *, port: int = PORT) -> EnvSpec:
    """Return a spec whose worker is an image that serves OpenEnv."""
    sdk = Path(dockergym_worker.__file__).resolve().parent
    return dataclasses.replace(
        spec,
        image=image,
        worker_command=(),
        command_wrapper=("python3", "-c", _RUN),
        volumes=(*spec.volumes, Volume(sdk, f"{_PLACE}/{sdk.name}")),
        container_env={**spec.container_env, "DOCKERGYM_OPENENV_PORT": str(port)},
        action_schema=spec.action_schema or _ANY_OBJECT,
    )
