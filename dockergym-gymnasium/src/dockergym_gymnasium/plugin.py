"""What DockerGym serves as ``gymnasium``: any registered Gymnasium environment, played in text."""

from __future__ import annotations

import sys
from importlib import metadata
from pathlib import Path

from dockergym.plugins import hookimpl
from dockergym.plugins.environment import Environment
from dockergym.plugins.local import require_local
from dockergym.plugins.specs import (
    Capabilities,
    CreateRequest,
    EnvSpec,
    ImageBuild,
    Resources,
    SessionInit,
)
from dockergym_gymnasium.params import GymnasiumInfo, GymnasiumParams
from dockergym_gymnasium.settings import GymnasiumSettings
from dockergym_gymnasium.tasks import choose_environment, listed_tasks

WORKER = ("-m", "dockergym_gymnasium.worker")


@hookimpl
def dockergym_env_spec() -> EnvSpec:
    """Say what it is: where its worker comes from, what it needs and what is safe to do with it."""
    ours = GymnasiumSettings.load()
    version = metadata.version("dockergym-gymnasium")
    return EnvSpec(
        title="Gymnasium",
        description="Gymnasium's environments by id, in text: toy text, classic control, and what else is installed.",
        version=version,
        image=f"dockergym-gymnasium:{version}",
        build=ImageBuild(
            dockerfile=Path(__file__).parent / "image" / "Dockerfile",
            packages=("dockergym_worker", "dockergym_gymnasium"),
            build_args={"PACKAGES": " ".join(ours.packages)} if ours.packages else {},
        ),
        worker_command=("python", *WORKER),
        local_command=(sys.executable, *WORKER),
        container_env={
            # numpy's own threads would only compete with the other sessions, and would not survive a fork.
            "OPENBLAS_NUM_THREADS": "1",
            "DOCKERGYM_GYMNASIUM_MODULES": ",".join(ours.modules),
            "DOCKERGYM_GYMNASIUM_FORK": "1" if ours.fork else "0",
        },
        resources=Resources(memory_mb=ours.memory_mb, tmpfs_mb=64),
        capabilities=Capabilities(
            deterministic=ours.deterministic,
            fork=ours.fork,
            share_containers=True,
            reuse_containers=True,
            seeded=True,
        ),
        params_model=GymnasiumParams,
        info_model=GymnasiumInfo,
    )


@hookimpl
def dockergym_startup(env: Environment) -> None:
    """List the environments that every Gymnasium has; others are played by their id, and not listed."""
    if not env.runs_images:
        require_local("dockergym-gymnasium", "gymnasium")
    env.tasks = listed_tasks()


@hookimpl
def dockergym_create_session(env: Environment, request: CreateRequest) -> SessionInit:
    """Pick the environment; what is random in it follows from the seed."""
    params = GymnasiumParams.model_validate(request.params)
    env_id = choose_environment(env.tasks, request, params.family)
    return SessionInit(env_id=env_id, params=params.model_dump(exclude={"family"}, exclude_none=True))
