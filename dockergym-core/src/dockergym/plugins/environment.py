"""An environment as its plugins see it while it is served."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from types import SimpleNamespace
from typing import TYPE_CHECKING

from dockergym.plugins.specs import EnvSpec, Task, TaskList, translate_path

if TYPE_CHECKING:
    from dockergym.settings import ServerSettings


class Environment:
    """One served environment: what it is, its tasks, and a place for its plugin's own state."""

    def __init__(
        self,
        name: str,
        spec: EnvSpec,
        settings: ServerSettings,
        *,
        runs_images: bool = True,
        distribution: str | None = None,
        distribution_version: str | None = None,
    ) -> None:
        self.name = name
        """Its namespace: it is served under ``/envs/<name>``."""
        self.spec = spec
        self.settings = settings
        """The server's settings."""
        self.runs_images = runs_images
        """Whether workers run in containers (true) or as processes of this machine."""
        self.distribution = distribution
        """Distribution whose entry point named the plugin, or ``None`` where there is none."""
        self.distribution_version = distribution_version
        self.state = SimpleNamespace()
        """For the plugin's own use, from startup to shutdown; the server never looks at it."""
        self._tasks = TaskList()

    @property
    def tasks(self) -> TaskList:
        """The tasks, in the order in which they are listed.

        Empty: the environment lists none, and takes any ``env_id``. A plugin sets it at startup, to any
        iterable of tasks.
        """
        return self._tasks

    @tasks.setter
    def tasks(self, tasks: Iterable[Task]) -> None:
        self._tasks = tasks if isinstance(tasks, TaskList) else TaskList(tasks)

    @property
    def version(self) -> str:
        """The version that the spec states, else its distribution's, else an empty string."""
        return self.spec.version or self.distribution_version or ""

    def translate_path(self, host_path: str | Path) -> str:
        """Return where a worker sees a host path.

        Workers in containers see it through the spec's volumes, and a path outside all of them unchanged;
        local workers see this machine's own paths.
        """
        if not self.runs_images:
            return str(host_path)
        return translate_path(host_path, self.spec.volumes)

    def __repr__(self) -> str:
        return f"<Environment {self.name!r} with {len(self._tasks)} tasks>"
