"""What DockerGym serves as ``{{ cookiecutter.name }}``."""

from __future__ import annotations

import random
{%- if cookiecutter.worker == "sdk" %}
import sys
{%- endif %}
from importlib import metadata
from pathlib import Path

from dockergym.plugins import hookimpl
from dockergym.plugins.defaults import choose_task
from dockergym.plugins.environment import Environment
from dockergym.plugins.specs import Capabilities, CreateRequest, EnvSpec, ImageBuild, SessionInit

from {{ cookiecutter.__module }}.params import Info, Params
from {{ cookiecutter.__module }}.settings import Settings
from {{ cookiecutter.__module }}.tasks import all_tasks{% if cookiecutter.data == "volume" %}, file_of{% endif %}

IMAGE_FOLDER = Path(__file__).parent / "image"
{%- if cookiecutter.worker == "sdk" %}
WORKER = ("-m", "{{ cookiecutter.__module }}.worker")
{%- endif %}


@hookimpl
def dockergym_env_spec() -> EnvSpec:
    """Say what this environment is: where its worker comes from, and what is safe to do with it."""
    version = metadata.version("{{ cookiecutter.__package }}")
    return EnvSpec(
        title="{{ cookiecutter.__title }}",
        description="Guess a number: each guess is answered with higher, lower or yes.",
        version=version,
        image=f"{{ cookiecutter.__package }}:{version}",
{%- if cookiecutter.worker == "sdk" %}
        build=ImageBuild(
            dockerfile=IMAGE_FOLDER / "Dockerfile",
            packages=("dockergym_worker", "{{ cookiecutter.__module }}"),
        ),
        worker_command=("python", *WORKER),
        local_command=(sys.executable, *WORKER),
        capabilities=Capabilities(
            deterministic=True, fork=True, share_containers=True, reuse_containers=True
        ),
{%- else %}
        build=ImageBuild(dockerfile=IMAGE_FOLDER / "Dockerfile"),
        worker_command=("perl", "/opt/worker/worker.pl"),
        local_command=("perl", str(IMAGE_FOLDER / "worker.pl")),
        capabilities=Capabilities(deterministic=True),
{%- endif %}
{%- if cookiecutter.data == "volume" %}
        volumes=(Settings.load().data,),
{%- endif %}
        params_model=Params,
        info_model=Info,
    )


@hookimpl
def dockergym_startup(env: Environment) -> None:
    """Find the tasks."""
    env.tasks = all_tasks({% if cookiecutter.data == "volume" %}Settings.load().data.host{% endif %})


@hookimpl
def dockergym_create_session(env: Environment, request: CreateRequest) -> SessionInit:
    """Pick the task, and say what the worker needs to begin it."""
    params = Params.model_validate(request.params)
    env_id = choose_task(env.name, env.tasks, request) or ""
    told = {
        "max_steps": params.max_steps or Settings.load().max_steps,
        # Drawn here where the client gives none, so that the episode can be played again.
        "seed": request.seed if request.seed is not None else random.randrange(2**31),
{%- if cookiecutter.data == "volume" %}
        "task_file": env.translate_path(file_of(Settings.load().data.host, env_id)),
{%- endif %}
    }
    return SessionInit(env_id=env_id, params=told)
