"""What a worker's container is made of: everything off that its environment has not asked for."""

from __future__ import annotations

import math
import os
from pathlib import Path
from typing import Any

from dockergym.runtimes.base import (
    LABEL_ENVIRONMENT,
    LABEL_IMAGE,
    LABEL_PROTOCOL,
    LABEL_SERVER,
    LABEL_WORKER,
    WORKER_PROTOCOL,
    WORKER_SOCKET_DIR,
    WorkerLaunch,
)
from dockergym.runtimes.docker.engine import EngineFacts

_MIB = 1024 * 1024
_NOBODY = "65534:65534"


def container_name(launch: WorkerLaunch) -> str:
    """Return the name of a worker's container."""
    return f"dockergym-{launch.environment}-{launch.worker_id}"


def container_user(launch: WorkerLaunch) -> str:
    """Return the user inside the container: never root unless the environment says so, or the server's own is."""
    if launch.isolation.user is not None:
        return launch.isolation.user
    return _NOBODY if os.getuid() == 0 else f"{os.getuid()}:{os.getgid()}"


def user_number(user: str) -> int | None:
    """Return the number of a user; ``None`` where only the image knows it."""
    name = user.partition(":")[0]
    return int(name) if name.isdigit() else None


def container_config(
    launch: WorkerLaunch, image_digest: str, facts: EngineFacts, socket_dir: Path | None
) -> dict[str, Any]:
    """Return the body of the engine's ``POST /containers/create``."""
    return {
        "Image": launch.image,
        "Entrypoint": list(launch.wrapper) or None,
        "Cmd": list(launch.command) or None,
        "User": container_user(launch),
        "Env": [f"{name}={value}" for name, value in _variables(launch, socket_dir).items()],
        "Labels": _labels(launch, image_digest),
        "OpenStdin": True,
        # The input outlives a connection to it, and so the server: the next one can attach again.
        "StdinOnce": False,
        "Tty": False,
        "NetworkDisabled": _needs_no_engine_network(launch),
        "StopTimeout": math.ceil(launch.stop_timeout_s),
        "HostConfig": {
            **_isolation(launch),
            **_limits(launch, facts),
            "Mounts": _mounts(launch, socket_dir),
            "Init": True,
            "Runtime": launch.container_runtime or "",
            "LogConfig": {"Type": "json-file", "Config": {"max-size": "1m", "max-file": "1"}},
            "RestartPolicy": {"Name": "no"},
            "AutoRemove": False,
        },
    }


def _needs_no_engine_network(launch: WorkerLaunch) -> bool:
    # The engine sets up a network for "none" too, which is half the time of a start. These OCI runtimes make an
    # empty one with a loopback by themselves; of others that is not known.
    return launch.isolation.network == "none" and launch.container_runtime in (None, "runc", "crun")


def _variables(launch: WorkerLaunch, socket_dir: Path | None) -> dict[str, str]:
    offer = {"DOCKERGYM_SOCKET_DIR": WORKER_SOCKET_DIR} if socket_dir is not None else {}
    # The home of a user that no image expects is a folder that is not there, or cannot be written.
    return {"HOME": "/tmp", "DOCKERGYM_HELLO": "1", **offer, **launch.variables}


def _labels(launch: WorkerLaunch, image_digest: str) -> dict[str, str]:
    return {
        **launch.labels,
        LABEL_SERVER: launch.server,
        LABEL_ENVIRONMENT: launch.environment,
        LABEL_WORKER: launch.worker_id,
        LABEL_PROTOCOL: str(WORKER_PROTOCOL),
        LABEL_IMAGE: image_digest,
    }


def _isolation(launch: WorkerLaunch) -> dict[str, Any]:
    isolation = launch.isolation
    # Not noexec: environments unpack native libraries to /tmp and load them from there.
    tmpfs = f"rw,exec,nosuid,nodev,size={launch.resources.tmpfs_mb}m,mode=1777"
    return {
        "NetworkMode": isolation.network,
        "ReadonlyRootfs": isolation.read_only_root,
        "Tmpfs": {"/tmp": tmpfs},
        "CapDrop": ["ALL"],
        "CapAdd": list(isolation.cap_add),
        "SecurityOpt": ["no-new-privileges"] if isolation.no_new_privileges else [],
        "Privileged": False,
    }


def _limits(launch: WorkerLaunch, facts: EngineFacts) -> dict[str, Any]:
    resources = launch.resources
    # An engine refuses more processors than it has.
    cpus = min(resources.cpus, facts.cpus or resources.cpus)
    return {
        "Memory": resources.memory_mb * _MIB,
        # The sum of memory and swap: no swap.
        "MemorySwap": resources.memory_mb * _MIB,
        "NanoCpus": int(cpus * 1e9),
        "PidsLimit": resources.pids,
        "Ulimits": [
            {"Name": "nofile", "Soft": resources.open_files, "Hard": resources.open_files},
            {"Name": "core", "Soft": 0, "Hard": 0},
        ],
    }


def _mounts(launch: WorkerLaunch, socket_dir: Path | None) -> list[dict[str, Any]]:
    mounts = [_bind(volume.host, volume.container, volume.read_only) for volume in launch.volumes]
    if socket_dir is not None:
        mounts.append(_bind(socket_dir, WORKER_SOCKET_DIR, False))
    return mounts


def _bind(source: Path, target: str, read_only: bool) -> dict[str, Any]:
    # Of this kind, as a source that is not there is an error; the older kind makes an empty folder of it.
    return {"Type": "bind", "Source": str(source), "Target": target, "ReadOnly": read_only}
