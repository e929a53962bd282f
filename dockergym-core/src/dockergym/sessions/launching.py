"""What a worker of an environment is started with."""

from __future__ import annotations

import hashlib
import os
import re
import secrets

from dockergym.errors import ConfigurationError
from dockergym.plugins.environment import Environment
from dockergym.runtimes.base import LABEL_STATE, Runtime, WorkerLaunch
from dockergym.settings import ServerSettings


def new_session_id() -> str:
    """Return an id that cannot be guessed: 24 hexadecimal digits."""
    return secrets.token_hex(12)


def is_session_id(text: object) -> bool:
    """Say whether it is an id that `new_session_id` may have made."""
    return isinstance(text, str) and re.fullmatch(r"[0-9a-f]{24}", text) is not None


def new_short_id() -> str:
    """Return an id of 12 hexadecimal digits, for what becomes part of socket paths, which must be short."""
    return secrets.token_hex(6)


def session_label(environment: Environment) -> str:
    """Return the label whose value is the session a worker was started for."""
    return environment.spec.container_label or f"{environment.name}-session"


def seats_per_worker(environment: Environment, settings: ServerSettings) -> int:
    """Return how many sessions may share a worker: what the operator wants, where the environment allows it."""
    return settings.sessions_per_container if environment.spec.capabilities.share_containers else 1


def state_label(settings: ServerSettings) -> str:
    """Return what tells this server's workers from those of a server of the same name with another state folder.

    The folder is the same whichever way it is written, also through links.
    """
    folder = os.path.realpath(settings.state_dir)
    return hashlib.blake2b(os.fsencode(folder), digest_size=8).hexdigest()


def worker_launch(
    environment: Environment, runtime: Runtime, settings: ServerSettings, session_id: str
) -> WorkerLaunch:
    """Return how to start a worker of the environment on the runtime.

    Raises:
        ConfigurationError: the environment cannot run on this runtime.
    """
    spec = environment.spec
    if runtime.runs_images and spec.image is None:
        raise ConfigurationError(
            f"environment {environment.name!r} names no image; serve it with --runtime local"
        )
    command = spec.worker_command if runtime.runs_images else (spec.local_command or spec.worker_command)
    if not runtime.runs_images and not command:
        raise ConfigurationError(
            f"environment {environment.name!r} names no worker command; serve it with --runtime docker"
        )
    return WorkerLaunch(
        worker_id=new_short_id(),
        server=settings.name,
        environment=environment.name,
        command=tuple(command),
        wrapper=tuple(spec.command_wrapper),
        image=spec.image,
        variables={
            **spec.container_env,
            **({} if runtime.runs_images else spec.local_env),
            "DOCKERGYM_ORPHAN_TIMEOUT_S": f"{settings.session_lifetime_s:g}",
        },
        volumes=tuple(spec.volumes),
        labels={session_label(environment): session_id, LABEL_STATE: state_label(settings)},
        resources=spec.resources.times(seats_per_worker(environment, settings)),
        isolation=spec.isolation,
        container_runtime=settings.container_runtime,
        stop_timeout_s=settings.container_stop_timeout_s,
    )
