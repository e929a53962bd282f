"""The container side of DockerGym: standard library only, Python 3.8 and later.

Subclass :class:`BaseWorker`, and end the worker's script with ``MyWorker().run()``. In ``init_env``, raise
:class:`TaskNotFound` or :class:`InvalidParams` where the request is at fault.
"""

from __future__ import annotations

from dockergym_worker.base import BaseWorker
from dockergym_worker.rejections import InvalidParams, TaskNotFound
from dockergym_worker.version import __version__

__all__ = ["BaseWorker", "InvalidParams", "TaskNotFound", "__version__"]
