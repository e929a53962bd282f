"""Whether the images of installed environments are there, and are what the installed packages would build."""

from __future__ import annotations

import enum
from dataclasses import dataclass

from dockergym.cli.installed import InstalledEnvironment
from dockergym.errors import ImageNotFound
from dockergym.images import LABEL_SOURCE, build_context
from dockergym.runtimes.docker.images import Image, ImageStore


class ImageState(enum.StrEnum):
    """How an environment's image is."""

    NONE = "none"
    """The environment names no image; it runs as local processes only."""
    PRESENT = "present"
    STALE = "stale"
    """It was built from other sources than those installed now."""
    MISSING = "missing"
    UNKNOWN = "unknown"
    """No Docker engine answers."""


@dataclass(frozen=True, slots=True)
class EnvironmentImage:
    """An environment's image, and how it is."""

    state: ImageState
    image: Image | None = None


def image_of(environment: InstalledEnvironment, store: ImageStore | None) -> EnvironmentImage:
    """Return how an environment's image is on an engine; ``None`` where no engine answers.

    Raises:
        ConfigurationError: what the image would be built from is not all installed.
        RuntimeUnavailable: the engine has gone away.
    """
    if environment.spec.image is None:
        return EnvironmentImage(ImageState.NONE)
    if store is None:
        return EnvironmentImage(ImageState.UNKNOWN)
    try:
        image = store.find(environment.spec.image)
    except ImageNotFound:
        return EnvironmentImage(ImageState.MISSING)
    build = environment.spec.build
    # An image that somebody else made is taken as it is.
    built_from = image.labels.get(LABEL_SOURCE)
    if build is not None and built_from is not None and built_from != build_context(build).digest:
        return EnvironmentImage(ImageState.STALE, image)
    return EnvironmentImage(ImageState.PRESENT, image)
