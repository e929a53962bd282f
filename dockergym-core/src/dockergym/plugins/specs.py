"""The typed values that plugins return: what an environment is and what it may do."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path, PurePath
from typing import TYPE_CHECKING, Any, ClassVar, overload

from pydantic import BaseModel, ConfigDict, NonNegativeInt, PositiveFloat, PositiveInt

if TYPE_CHECKING:
    from dockergym.runtimes.base import Runtime
    from dockergym.settings import ServerSettings

_CHECKED = ConfigDict(revalidate_instances="always")
"""For what a plugin returns: the fields of instances are checked too."""


@dataclass(frozen=True, slots=True)
class Volume:
    """A folder or file of the host that workers see."""

    __pydantic_config__: ClassVar[ConfigDict] = _CHECKED

    host: Path
    """Absolute path on the host."""
    container: str
    """Absolute path inside the container."""
    read_only: bool = True

    def __post_init__(self) -> None:
        # A text is what many write there first.
        object.__setattr__(self, "host", Path(self.host))
        if not self.host.is_absolute():
            raise ValueError(f"volume source {str(self.host)!r} must be an absolute path, such as /srv/data")
        if not PurePath(self.container).is_absolute():
            raise ValueError(f"volume target {self.container!r} must be an absolute path, such as /data")

    @classmethod
    def parse(cls, text: str) -> Volume:
        """Read ``HOST:CONTAINER[:ro|rw]``; the host side may be relative or begin with ``~``.

        Raises:
            ValueError: the text is of another form.
        """
        host, separator, rest = text.partition(":")
        container, _, mode = rest.partition(":")
        if not separator or not host or not container or mode not in ("", "ro", "rw"):
            raise ValueError(f"volume {text!r} is not of the form HOST:CONTAINER[:ro|rw]")
        return cls(Path(os.path.abspath(Path(host).expanduser())), container, mode != "rw")  # noqa: PTH100 - keeps symlinks


def translate_path(path: str | Path, volumes: Iterable[Volume]) -> str:
    """Return where a host path is seen inside a container with these volumes.

    Only whole path components count: ``/data2/x`` is not under ``/data``. Where several volumes
    fit, the deepest one wins. A path outside all of them is returned unchanged.
    """
    pure = PurePath(os.path.normpath(path))
    fitting = [volume for volume in volumes if pure.is_relative_to(volume.host)]
    if not fitting:
        return str(path)
    volume = max(fitting, key=lambda one: len(one.host.parts))
    return str(PurePath(volume.container) / pure.relative_to(volume.host))


@dataclass(frozen=True, slots=True, kw_only=True)
class Resources:
    """What one session may use. A container that several share may use as much for each of them."""

    __pydantic_config__: ClassVar[ConfigDict] = _CHECKED

    memory_mb: PositiveInt = 1024
    """Memory limit in MiB."""
    cpus: PositiveFloat = 1.0
    """Processor time limit, in processors."""
    pids: PositiveInt = 512
    """Processes and threads."""
    tmpfs_mb: NonNegativeInt = 256
    """Size of the in-memory ``/tmp`` in MiB."""
    open_files: PositiveInt = 4096
    """Open file descriptors."""

    def times(self, sessions: int) -> Resources:
        """Return what so many sessions together may use."""
        return Resources(
            memory_mb=self.memory_mb * sessions,
            cpus=self.cpus * sessions,
            pids=self.pids * sessions,
            tmpfs_mb=self.tmpfs_mb * sessions,
            open_files=self.open_files,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Isolation:
    """How far a worker container is shut off; every default is the strictest."""

    __pydantic_config__: ClassVar[ConfigDict] = _CHECKED

    network: str = "none"
    """Docker network mode."""
    read_only_root: bool = True
    user: str | None = None
    """``uid:gid`` inside the container. ``None``: nobody when the server runs as root, else its own."""
    cap_add: tuple[str, ...] = ()
    no_new_privileges: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Capabilities:
    """What is safe to do with an environment; the operator decides what is done."""

    __pydantic_config__: ClassVar[ConfigDict] = _CHECKED

    deterministic: bool = False
    """The same task, params, seed and actions always give the same replies, so episodes may be rebuilt by replay."""
    fork: bool = False
    """A process that holds a running episode may be forked."""
    share_containers: bool = False
    """Sessions may share a container, a process each."""
    reuse_containers: bool = False
    """A used container may serve another session in a fresh process."""
    walkthrough: bool = False
    """Asked with the param ``"walkthrough": true``, the first ``info`` of an episode holds ``walkthrough``: the list of
    the actions that solve the task."""
    seeded: bool = False
    """Episodes of a task differ by their seed: where a create names none, the server draws one and shows it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ImageBuild:
    """How ``dockergym build`` makes an environment's image."""

    __pydantic_config__: ClassVar[ConfigDict] = _CHECKED

    dockerfile: Path
    """The Dockerfile; everything beside it is in the build context as well."""
    packages: tuple[str, ...] = ()
    """Importable packages whose sources are copied to ``src/`` in the build context."""
    build_args: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class EnvSpec:
    """What a package offers under ``/envs/<name>``."""

    __pydantic_config__: ClassVar[ConfigDict] = _CHECKED

    worker_command: tuple[str, ...] = ()
    """Command of the worker inside the container; empty: the image's own."""
    command_wrapper: tuple[str, ...] = ()
    """Command inside the container that runs in place of the image's entrypoint, with what the image would have run as
    its arguments; see `dockergym.plugins.openenv`."""
    local_command: tuple[str, ...] = ()
    """Command of the worker as a process of this machine; empty: ``worker_command``."""
    image: str | None = None
    """Image of the worker container; ``None`` for environments that only run locally."""
    build: ImageBuild | None = None
    """How the image is built; ``None``: it is found elsewhere."""
    title: str = ""
    description: str = ""
    version: str = ""
    """Version of the environment package."""
    volumes: tuple[Volume, ...] = ()
    container_env: Mapping[str, str] = field(default_factory=dict)
    """Variables set for the worker, in a container as in a local process."""
    local_env: Mapping[str, str] = field(default_factory=dict)
    """Variables set for local workers alone, over those of ``container_env``: paths of this machine."""
    container_label: str | None = None
    """Label with the session id as its value. ``None``: ``<name>-session``."""
    resources: Resources = field(default_factory=Resources)
    isolation: Isolation = field(default_factory=Isolation)
    capabilities: Capabilities = field(default_factory=Capabilities)
    params_model: type[BaseModel] | None = None
    """Model that ``params`` of a create must fit; ``None``: any object."""
    info_model: type[BaseModel] | None = None
    """Model of ``info``, for the documentation; replies are not checked against it."""
    action_schema: Mapping[str, Any] | None = None
    """JSON Schema of actions that are objects; clients send their JSON text. ``None``: actions are plain text."""
    max_sessions: PositiveInt | None = None
    """Cap of this environment; ``None``: the server's ``max_sessions``."""


@dataclass(frozen=True, slots=True)
class Task:
    """One problem inside an environment."""

    env_id: str
    """Its name on the wire."""
    attributes: Mapping[str, Any] = field(default_factory=dict)
    """What it can be filtered by, such as ``{"split": "train"}``."""

    def matches(self, filters: Mapping[str, str], text: str | None = None) -> bool:
        """Say whether every filter equals the attribute of that name, and the text is in the id.

        Attributes are compared as JSON writes them, without its quotes: ``true``, ``3``, ``train``. A task
        without an attribute never fits a filter on it.
        """
        if text and text not in self.env_id:
            return False
        return all(
            name in self.attributes and _as_text(self.attributes[name]) == wanted
            for name, wanted in filters.items()
        )


def _as_text(attribute: Any) -> str:
    return str(attribute).lower() if isinstance(attribute, bool) else str(attribute)


def _check_task(task: object) -> None:
    if not isinstance(task, Task) or not isinstance(task.env_id, str):
        raise TypeError(f"a task must be such as Task('its-name'), its env_id a text, not {task!r}")


class TaskList(Sequence[Task]):
    """The tasks of an environment, in a fixed order, each found by its id at once.

    Raises:
        ValueError: an ``env_id`` comes twice.
        TypeError: one is no `Task`, or its ``env_id`` is no text.
    """

    def __init__(self, tasks: Iterable[Task] = ()) -> None:
        self._tasks = list(tasks)
        self._by_id: dict[str, Task] = {}
        for task in self._tasks:
            _check_task(task)
            if self._by_id.setdefault(task.env_id, task) is not task:
                raise ValueError(f"two tasks have the env_id {task.env_id!r}")

    @overload
    def __getitem__(self, index: int) -> Task: ...
    @overload
    def __getitem__(self, index: slice) -> list[Task]: ...
    def __getitem__(self, index: int | slice) -> Task | list[Task]:
        return self._tasks[index]

    def __len__(self) -> int:
        return len(self._tasks)

    def __iter__(self) -> Iterator[Task]:
        return iter(self._tasks)

    def get(self, env_id: str) -> Task | None:
        """Return the task of that id, or ``None``."""
        return self._by_id.get(env_id)

    def ids(self) -> list[str]:
        """Return every task's id, in order."""
        return [task.env_id for task in self._tasks]

    def select(self, filters: Mapping[str, str], text: str | None = None) -> list[Task]:
        """Return the tasks that match, in order."""
        if not filters and not text:
            return list(self._tasks)
        return [task for task in self._tasks if task.matches(filters, text)]


@dataclass(frozen=True, slots=True, kw_only=True)
class CreateRequest:
    """What a client asked for when it created a session."""

    env_id: str | None = None
    params: Mapping[str, Any] = field(default_factory=dict)
    seed: int | None = None
    run: str | None = None
    rollout: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SessionInit:
    """What a worker is told at init: the task and its parameters, flat beside it."""

    __pydantic_config__: ClassVar[ConfigDict] = _CHECKED

    env_id: str | None
    params: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class SessionEvent:
    """Something that has happened to a session; new fields may be added."""

    kind: str
    """``created``, ``stepped``, ``done``, ``closed`` or ``lost``."""
    session_id: str
    env_name: str
    at: float
    """Seconds since the epoch."""
    data: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class StepResult:
    """A worker's reply to an init or a step."""

    __pydantic_config__: ClassVar[ConfigDict] = _CHECKED

    observation: str
    reward: float = 0.0
    done: bool = False
    terminated: bool = False
    truncated: bool = False
    info: Mapping[str, Any] = field(default_factory=dict)
    step: int = 0
    """Steps applied so far; 0 for the reply to init."""


@dataclass(frozen=True, slots=True)
class RuntimeSpec:
    """A runtime that a plugin offers."""

    name: str
    """What ``--runtime`` calls it: lower-case letters, digits, ``-`` and ``_``."""
    factory: Callable[[ServerSettings], Runtime]
    """Makes the runtime; called once, when it is used."""
    description: str = ""
    """One line for ``dockergym serve --help`` and the documentation."""
