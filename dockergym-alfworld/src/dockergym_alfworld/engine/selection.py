"""Which engine a worker plays with."""

from __future__ import annotations

import importlib
import logging
import os
from collections.abc import Mapping
from importlib import metadata

from dockergym_alfworld.engine.errors import EngineUnavailableError
from dockergym_alfworld.engine.game import Engine

logger = logging.getLogger(__name__)

ENGINE_VARIABLE = "DOCKERGYM_ALFWORLD_ENGINE"
"""``auto`` (the default), ``fast`` or ``upstream``."""

CHECKED_VERSIONS: Mapping[str, str] = {
    "alfworld": "0.4.2",
    "textworld": "1.7.0",
    "fast_downward_textworld": "20.6.4",
}
"""The packages the fast engine was compared with, byte for byte. With others it does not run."""


def select_engine(choice: str | None = None) -> Engine:
    """The engine named by `choice`, by default by the environment variable ``DOCKERGYM_ALFWORLD_ENGINE``.

    Raises:
        EngineUnavailableError: `choice` names no engine, or one that cannot run here.
    """
    wanted = (choice or os.environ.get(ENGINE_VARIABLE) or "auto").strip().lower()
    if wanted not in ("auto", "fast", "upstream"):
        raise EngineUnavailableError(f"{ENGINE_VARIABLE} is {wanted!r}; it must be auto, fast or upstream")
    if wanted == "upstream":
        return _upstream()
    if wanted == "fast":
        raise EngineUnavailableError(f"there is no fast engine yet; set {ENGINE_VARIABLE}=upstream")
    return _upstream()


def version_differences() -> list[str]:
    """How the installed packages differ from `CHECKED_VERSIONS`, such as ``textworld 1.8.0``."""
    installed = {name: _installed_version(name) for name in CHECKED_VERSIONS}
    return [f"{name} {version}" for name, version in installed.items() if version != CHECKED_VERSIONS[name]]


def _installed_version(name: str) -> str:
    try:
        return metadata.version(name)
    except metadata.PackageNotFoundError:
        return "(not installed)"


def _upstream() -> Engine:
    # A thread of numpy's would not survive the fork of a loaded game.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    # Imported when chosen: it brings all of textworld, which the fast engine does without.
    engine: Engine = importlib.import_module("dockergym_alfworld.engine.upstream").UpstreamEngine()
    return engine
