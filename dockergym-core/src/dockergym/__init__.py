"""DockerGym: gym-like text environments over REST, each worker in its own container."""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from dockergym.app import create_app
    from dockergym.plugins import hookimpl
    from dockergym.plugins.hooks import Hooks
    from dockergym.settings import ServerConfig, ServerSettings
    from dockergym_worker import BaseWorker

__version__ = "0.1.0"

_HOMES = {
    "BaseWorker": "dockergym_worker",
    "Hooks": "dockergym.plugins.hooks",
    "ServerConfig": "dockergym.settings",
    "ServerSettings": "dockergym.settings",
    "create_app": "dockergym.app",
    "hookimpl": "dockergym.plugins",
}

__all__ = ["BaseWorker", "Hooks", "ServerConfig", "ServerSettings", "create_app", "hookimpl"]


def __getattr__(name: str) -> Any:
    # A worker that says `from dockergym import BaseWorker` must not load a web framework with it.
    if name in _HOMES:
        return getattr(importlib.import_module(_HOMES[name]), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
