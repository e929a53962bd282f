"""Which engine a worker plays with."""

from __future__ import annotations

import importlib
import logging
import os

from dockergym_alfworld.engine.errors import EngineUnavailableError
from dockergym_alfworld.engine.game import Engine
from dockergym_alfworld.engine.versions import version_differences

logger = logging.getLogger(__name__)

ENGINE_VARIABLE = "DOCKERGYM_ALFWORLD_ENGINE"
"""``auto`` (the default), ``fast`` or ``upstream``."""


def select_engine(choice: str | None = None) -> Engine:
    """The engine named by `choice`, by default by the environment variable ``DOCKERGYM_ALFWORLD_ENGINE``.

    ``auto`` takes the fast one where the installed packages are the versions it was checked against, and
    otherwise says so in the log and takes alfworld's own classes.

    Raises:
        EngineUnavailableError: ``fast`` was asked for with other versions, or `choice` names no engine.
    """
    wanted = _wanted(choice)
    if wanted == "upstream":
        return _upstream()
    differences = version_differences()
    if not differences:
        return _fast()
    if wanted == "fast":
        raise EngineUnavailableError(
            f"{_not_checked(differences)}; set {ENGINE_VARIABLE}=auto to play with alfworld's own code"
        )
    logger.warning("%s", _fallen_back(differences))
    return _upstream()


def fallback_warning() -> str:
    """Why ``auto`` takes alfworld's own classes here; empty where it does not, or another engine is asked for.

    Raises:
        EngineUnavailableError: the environment variable names no engine.
    """
    differences = version_differences() if _wanted(None) == "auto" else []
    return _fallen_back(differences) if differences else ""


def _wanted(choice: str | None) -> str:
    wanted = (choice or os.environ.get(ENGINE_VARIABLE) or "auto").strip().lower()
    if wanted not in ("auto", "fast", "upstream"):
        raise EngineUnavailableError(f"{ENGINE_VARIABLE} is {wanted!r}; it must be auto, fast or upstream")
    return wanted


def _not_checked(differences: list[str]) -> str:
    return f"the fast ALFWorld engine was not checked against {', '.join(differences)}"


def _fallen_back(differences: list[str]) -> str:
    return (
        f"{_not_checked(differences)}: playing with alfworld's own code, to which a game file is code, hundreds of "
        "times slower"
    )


def _upstream() -> Engine:
    # A thread of numpy's would not survive the fork of a loaded game.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    # Imported when chosen: it brings all of textworld, which the fast engine does without.
    engine: Engine = importlib.import_module("dockergym_alfworld.engine.upstream").UpstreamEngine()
    return engine


def _fast() -> Engine:
    engine: Engine = importlib.import_module("dockergym_alfworld.engine.fast").FastEngine()
    return engine
