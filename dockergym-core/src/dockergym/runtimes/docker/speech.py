"""What the server inside an image speaks, as far as the image tells without being run."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Literal

import docker.errors

from dockergym.errors import ImageNotFound
from dockergym.runtimes.docker.images import connected_engine

Speech = Literal["worker", "openenv"]

_OURS = ("dockergym", "_worker")
_SIGNS_OF_OPENENV = ("openenv", "uvicorn", "fastapi", "/health", "gunicorn", "hypercorn")


def speech_of(image: str) -> Speech:
    """Return what an image speaks: our worker protocol over its standard streams, or OpenEnv over a port. Blocks.

    Raises:
        ImageNotFound: it is not there.
        RuntimeUnavailable: the engine does not answer.
    """
    with connected_engine() as engine:
        try:
            facts = engine.api.inspect_image(image)  # type: ignore[no-untyped-call]
        except docker.errors.ImageNotFound as error:
            raise ImageNotFound(
                f"image {image!r} is not on the Docker engine: build it, or fetch it with `docker pull {image}`"
            ) from error
    return speech_in(facts.get("Config") or {})


def speech_in(config: Mapping[str, Any]) -> Speech:
    """Return what an image of this configuration speaks; one that looks like neither is taken for a worker's."""
    command = " ".join([*(config.get("Entrypoint") or ()), *(config.get("Cmd") or ())]).lower()
    if any(sign in command for sign in _OURS):
        return "worker"
    health = " ".join((config.get("Healthcheck") or {}).get("Test") or ()).lower()
    serves = any(sign in f"{command} {health}" for sign in _SIGNS_OF_OPENENV)
    return "openenv" if serves or config.get("ExposedPorts") else "worker"
