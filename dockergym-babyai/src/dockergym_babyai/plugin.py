"""What DockerGym serves as ``babyai``: BabyAI's levels, seen and played in words."""

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
from dockergym_babyai.params import BabyaiInfo, BabyaiParams
from dockergym_babyai.tasks import choose_level, level_tasks

WORKER = ("-m", "dockergym_babyai.worker")


@hookimpl
def dockergym_env_spec() -> EnvSpec:
    """Say what BabyAI is: where its worker comes from, what it needs and what is safe to do with it."""
    version = metadata.version("dockergym-babyai")
    return EnvSpec(
        title="BabyAI",
        description="Missions in a grid world, in words: go to, open, pick up, put next to, unlock.",
        version=version,
        image=f"dockergym-babyai:{version}",
        build=ImageBuild(
            dockerfile=Path(__file__).parent / "image" / "Dockerfile",
            packages=("dockergym_worker", "dockergym_babyai"),
        ),
        worker_command=("python", *WORKER),
        local_command=(sys.executable, *WORKER),
        container_env={
            # numpy's own threads would only compete with the other sessions, and would not survive a fork.
            "OPENBLAS_NUM_THREADS": "1",
            # Set to anything, it makes minigrid fail an episode at the first "done".
            "BABYAI_DONE_ACTIONS": "",
        },
        resources=Resources(memory_mb=512, tmpfs_mb=64),
        capabilities=Capabilities(
            deterministic=True,
            fork=True,
            share_containers=True,
            reuse_containers=True,
            walkthrough=True,
            seeded=True,
        ),
        params_model=BabyaiParams,
        info_model=BabyaiInfo,
    )


@hookimpl
def dockergym_startup(env: Environment) -> None:
    """List the levels."""
    if not env.runs_images:
        require_local("dockergym-babyai", "gymnasium", "minigrid")
    env.tasks = level_tasks()


@hookimpl
def dockergym_create_session(env: Environment, request: CreateRequest) -> SessionInit:
    """Pick the level; its layout and its mission follow from the seed."""
    params = BabyaiParams.model_validate(request.params)
    level = choose_level(env.tasks, request, params.family)
    return SessionInit(env_id=level, params=params.model_dump(exclude={"family"}, exclude_defaults=True))
