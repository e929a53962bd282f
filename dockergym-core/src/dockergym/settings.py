"""What a server can be told: one model that makes the CLI flags, the variables and the reference table."""

from __future__ import annotations

import ipaddress
import os
import shlex
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated, Literal, Self

from pydantic import Field, SecretStr, field_validator, model_validator
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

from dockergym.plugins.specs import Volume, translate_path


def default_state_dir() -> Path:
    """Return the folder for sockets and state that belongs to this user alone."""
    runtime_dir = os.environ.get("XDG_RUNTIME_DIR")
    if runtime_dir:
        return Path(runtime_dir) / "dockergym"
    return Path(tempfile.gettempdir()) / f"dockergym-{os.getuid()}"


def is_loopback(host: str) -> bool:
    """Say whether a bind address can only be reached from this machine."""
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


class ServerSettings(BaseSettings):
    """Settings of one server; each may also be given as ``DOCKERGYM_<NAME>``."""

    model_config = SettingsConfigDict(
        env_prefix="DOCKERGYM_",
        extra="ignore",
        use_attribute_docstrings=True,
        validate_default=True,
        # Every wait has an end.
        allow_inf_nan=False,
    )

    name: str = Field("dockergym", pattern=r"^[a-z0-9][a-z0-9_.-]{0,62}$")
    """The server's name. Containers carry it as a label: a server touches only those of its own name,
    and takes them back after a restart."""
    title: str = "DockerGym API"
    """Title of the API, as `/docs` shows it."""
    version: str = "0.1.0"
    """Version of the API, as `/docs` shows it."""

    host: str = "127.0.0.1"
    """Address to listen on. Any other than loopback needs an API key, or `no_auth`."""
    port: int = Field(8000, ge=0, le=65535)
    """Port to listen on; 0 takes a free one."""
    api_key: SecretStr | None = None
    """Key that every request must carry as `Authorization: Bearer <key>`. Unset or empty: no key is asked for."""
    api_keys_file: Path | None = None
    """File of further keys: a line `name:key` or `name:key:quota` each, or a JSON list of `{"name", "key", "quota"}`.
    The quota is the number of sessions that the key may hold, over all environments. A change of the file holds
    within a second or two; one that cannot be read changes nothing, and is in the log."""
    no_auth: bool = False
    """Serve without a key on an address that other machines can reach."""
    cors_origins: list[str] = Field(default_factory=list)
    """Origins whose pages may call the API from a browser, such as `https://example.org`; none by default."""

    runtime: str = "auto"
    """What starts workers: `docker`, `local`, the name of an installed runtime, or `auto`, which takes
    Docker when an engine answers and local processes when none does."""
    state_dir: Path = Field(default_factory=default_state_dir)
    """Folder for sockets and durable state. Keep its path short; sockets live in it. Unset: `dockergym` in
    `$XDG_RUNTIME_DIR`, else `dockergym-<uid>` in the folder for temporary files."""

    max_sessions: int = Field(64, ge=1)
    """Sessions that one environment runs at once; a further create is answered 503."""
    idle_timeout_s: float = Field(120, gt=0)
    """Seconds without a step or a fork, whatever came of it, after which a session is ended. To look at it (`GET`) does
    not count; a connection of OpenEnv that is open does."""
    session_lifetime_s: float = Field(14400, gt=0)
    """Seconds after its creation at which a session is ended, however busy."""
    start_timeout_s: float = Field(120, gt=0)
    """Seconds a worker may take to start."""
    init_timeout_s: float = Field(120, gt=0)
    """Seconds a worker may take to begin an episode."""
    command_timeout_s: float = Field(60, gt=0)
    """Seconds a worker may take for a step."""
    close_timeout_s: float = Field(5, gt=0)
    """Seconds a worker may take to close its environment before it is killed."""
    container_stop_timeout_s: float = Field(2, ge=0)
    """Seconds between asking a worker's container (or process) to stop and killing it."""
    shutdown_timeout_s: float = Field(30, gt=0)
    """Seconds for requests in flight and for ending sessions when the server is told to stop."""
    on_exit: Literal["auto", "end", "leave"] = "auto"
    """What a server that is told to stop does with its sessions: `end` them, or `leave` them running for the next
    server of the same name to take back. `auto` ends them on Ctrl-C (SIGINT) and leaves them on SIGTERM."""
    reap_interval_s: float = Field(1, gt=0)
    """Seconds between two looks for sessions that are idle too long or too old."""

    batch_window_ms: float = Field(0, ge=0)
    """Milliseconds for which steps are gathered and then handed to the runtime together; 0 hands each on at once."""
    start_concurrency: int = Field(8, ge=1)
    """Workers that may be starting at the same time."""
    engine_concurrency: int = Field(6, ge=1)
    """Calls to the Docker engine that may be under way at the same time."""

    warm: int = Field(0, ge=0)
    """Workers kept started ahead of demand, for each environment."""
    sessions_per_container: int = Field(1, ge=1)
    """Sessions that may share a container, where the environment declares sharing safe."""
    reuse_containers: bool | None = None
    """Whether a used container may serve another session, in a fresh process. Unset: where the environment
    declares it safe."""
    recycle_after: int = Field(500, ge=1)
    """Sessions after which a container that is used again is replaced, for each of `sessions_per_container`."""
    recycle_memory: float = Field(0.85, gt=0, le=1)
    """Share of its memory limit beyond which a container takes no further session, and is replaced."""
    spare: int = Field(8, ge=0)
    """Used workers that may stay for further sessions, beyond `warm`, where they may be used again."""
    spare_timeout_s: float = Field(30, gt=0)
    """Seconds that a spare worker stays."""
    templates: int = Field(16, ge=0)
    """Episodes per container kept frozen right after init, so that further sessions of the same task are forked
    from them. Used where sessions share containers and the environment can be forked; 0 turns it off."""
    container_runtime: str | None = None
    """OCI runtime for worker containers, such as `runsc` (gVisor). Unset: the engine's default."""

    openenv_timeout_s: float = Field(55, gt=0)
    """Seconds within which an OpenEnv client is answered, if only with an error. Its own patience ends at 60, and it
    does not get over that."""

    max_body_bytes: int = Field(1_048_576, ge=1024)
    """Largest request body in bytes; a larger one is answered 413."""
    max_reply_bytes: int = Field(4_194_304, ge=1024)
    """Largest reply of a worker in bytes; a larger one ends its session with an error."""
    remembered_sessions: int = Field(10_000, ge=1)
    """Creates of an environment, the last ones, that are remembered, should they be sent again; and sessions, of which
    it is remembered how they ended. Each session takes about 5 KiB."""

    @property
    def asks_for_key(self) -> bool:
        """Whether requests must carry an API key."""
        return self.api_key is not None or self.api_keys_file is not None

    @field_validator("api_key")
    @classmethod
    def _take_no_empty_key(cls, value: SecretStr | None) -> SecretStr | None:
        # As a variable that was never set comes through a shell or a compose file; anybody could send it.
        return value if value is not None and value.get_secret_value().strip() else None

    @model_validator(mode="after")
    def _refuse_open_doors(self) -> Self:
        if not is_loopback(self.host) and not self.asks_for_key and not self.no_auth:
            raise ValueError(
                f"host {self.host!r} can be reached from other machines: set DOCKERGYM_API_KEY, "
                "or pass --no-auth if anyone who can reach it may use it"
            )
        return self


class ServerConfig(ServerSettings):
    """A server for one environment described by hand, without a plugin package."""

    env_name: str = Field("default", pattern=r"^[a-z0-9][a-z0-9_-]{0,62}$")
    """The environment's name; it is served under `/envs/<env_name>` and, being alone, at the root."""
    docker_image: str | None = None
    """Image of the worker containers. Not needed by the `local` runtime."""
    openenv_image: str | None = None
    """Image that serves the OpenEnv protocol, taken as it is; in place of `docker_image` and `worker_command`."""
    openenv_port: int = Field(8000, ge=1, le=65535)
    """Port on which the server of `openenv_image` listens inside its container."""
    worker_command: Annotated[list[str], NoDecode] = Field(default_factory=list)
    """Command that runs the worker; empty: the image's own command."""
    volumes: list[Volume] = Field(default_factory=list)
    """Folders the containers see, as `HOST:CONTAINER[:ro|rw]`; read-only unless it says `rw`."""
    env_files: list[str] = Field(default_factory=list)
    """Task ids that `/environments` lists; a create that names none takes one of them at random."""
    container_label: str = "dockergym-session"
    """Label that every container carries, with the id of its session as the value."""
    container_env: dict[str, str] = Field(default_factory=dict)
    """Variables set in the containers."""
    deterministic: bool = False
    """Declare that the same task, params, seed and actions always give the same replies."""
    shareable: bool = False
    """Declare that sessions may share a container, a process each, and that a used one may serve another."""

    @field_validator("worker_command", mode="before")
    @classmethod
    def _split_command(cls, value: str | Sequence[str]) -> list[str]:
        return shlex.split(value) if isinstance(value, str) else list(value)

    @field_validator("volumes", mode="before")
    @classmethod
    def _parse_volumes(cls, value: Sequence[str | Volume]) -> list[Volume]:
        return [item if isinstance(item, Volume) else Volume.parse(item) for item in value]

    @model_validator(mode="after")
    def _need_something_to_run(self) -> Self:
        if self.openenv_image is not None and (self.docker_image is not None or self.worker_command):
            raise ValueError(
                "openenv_image stands alone: name no docker_image and no worker_command beside it"
            )
        if self.openenv_image is None and self.docker_image is None and not self.worker_command:
            raise ValueError("name a docker_image, a worker_command, or both; or an openenv_image")
        return self

    def translate_path(self, path: str | Path) -> str:
        """Return where a host path is seen inside the containers; a path outside every volume is returned as it is."""
        return translate_path(path, self.volumes)
