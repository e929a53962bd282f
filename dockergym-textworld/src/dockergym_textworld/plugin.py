"""What DockerGym serves as ``textworld``: text games generated on demand, and game files."""

from __future__ import annotations

import asyncio
import random
import secrets
import sys
from collections.abc import Iterable, Mapping
from importlib import metadata
from pathlib import Path
from typing import Any

from dockergym.errors import InvalidParams
from dockergym.plugins import hookimpl
from dockergym.plugins.defaults import choose_task
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
from dockergym_textworld.challenges import Recipe, every_recipe
from dockergym_textworld.files import GameFile, find_game_files
from dockergym_textworld.params import TextWorldInfo, TextWorldParams
from dockergym_textworld.settings import TextWorldSettings

WORKER = ("-m", "dockergym_textworld.worker")
LARGEST_SEED = 2**32 - 1


@hookimpl
def dockergym_env_spec(settings: ServerSettings) -> EnvSpec:
    """Say what TextWorld is: where its worker comes from, what it needs and what is safe to do with it."""
    ours = TextWorldSettings.load()
    version = metadata.version("dockergym-textworld")
    return EnvSpec(
        title="TextWorld",
        description="Text games generated on demand: collect a coin, hunt a treasure, cook a meal; and game files.",
        version=version,
        image=f"dockergym-textworld:{version}",
        build=ImageBuild(
            dockerfile=Path(__file__).parent / "image" / "Dockerfile",
            packages=("dockergym_worker", "dockergym_textworld"),
        ),
        worker_command=("python", *WORKER),
        local_command=(sys.executable, *WORKER),
        volumes=(ours.data,) if ours.data is not None else (),
        # numpy's own threads would only compete with the other sessions, and would not survive a fork.
        container_env={"OPENBLAS_NUM_THREADS": "1"},
        resources=Resources(memory_mb=768),
        capabilities=Capabilities(
            deterministic=True, fork=True, share_containers=True, reuse_containers=True, seeded=True
        ),
        params_model=TextWorldParams,
        info_model=TextWorldInfo,
    )


@hookimpl
async def dockergym_startup(env: Environment) -> None:
    """List what can be generated, and find the game files."""
    if not env.runs_images:
        require_local("dockergym-textworld", "textworld", "jericho")
    data = TextWorldSettings.load().data
    files = await asyncio.to_thread(find_game_files, data.host) if data is not None else []
    recipes = list(every_recipe())
    sources: list[Recipe | GameFile] = [*recipes, *files]
    env.state.sources = {one.env_id: one for one in sources}
    env.tasks = [*map(_generated_task, recipes), *map(_file_task, files)]


@hookimpl
def dockergym_create_session(env: Environment, request: CreateRequest) -> SessionInit:
    """Pick the game and its seed, and say how it is made or where it is found."""
    params = TextWorldParams.model_validate(request.params)
    seed = request.seed if request.seed is not None else secrets.randbelow(LARGEST_SEED)
    if not 0 <= seed <= LARGEST_SEED:
        raise InvalidParams(f"seed: TextWorld takes 0 to {LARGEST_SEED}, not {seed}")
    env_id = _chosen(env, request, params, seed)
    source = env.state.sources[env_id]
    if misfit := _misfit(source, params):
        raise InvalidParams(misfit)
    wanted = _recipe(source, params) if isinstance(source, Recipe) else _file(env, source)
    told = {"max_steps": params.max_steps, "policy_commands": params.policy_commands}
    return SessionInit(env_id=env_id, params={"seed": seed, **wanted, **told})


def _generated_task(recipe: Recipe) -> Task:
    return Task(recipe.env_id, {"challenge": recipe.challenge, **recipe.settings})


def _file_task(file: GameFile) -> Task:
    return Task(file.env_id, {"challenge": "files", "format": file.format})


def _chosen(env: Environment, request: CreateRequest, params: TextWorldParams, seed: int) -> str:
    if request.env_id is None:
        return _at_random(env.state.sources.values(), params, seed)
    env_id = choose_task(env.name, env.tasks, request)
    assert env_id is not None
    challenge = _challenge_of(env_id)
    if params.challenge not in (None, challenge):
        raise InvalidParams(
            f"the task {env_id!r} is of challenge {challenge!r}; leave challenge out where env_id names the task"
        )
    return env_id


def _at_random(sources: Iterable[Recipe | GameFile], params: TextWorldParams, seed: int) -> str:
    """Return a task that the params fit: first its challenge, each as likely as the others, then how hard it is."""
    dice = random.Random(seed)
    by_challenge: dict[str, list[str]] = {}
    misfit = None
    for source in sources:
        challenge = _challenge_of(source.env_id)
        if params.challenge not in (None, challenge) or (isinstance(source, Recipe) and source.takes_long):
            continue
        if found := _misfit(source, params):
            misfit = found
            continue
        by_challenge.setdefault(challenge, []).append(source.env_id)
    if not by_challenge:
        raise InvalidParams(
            misfit or "challenge: no game files are served; DOCKERGYM_TEXTWORLD_DATA names their folder"
        )
    picked = dice.choice(sorted(by_challenge)) if params.challenge is None else params.challenge
    return dice.choice(by_challenge[picked])


def _challenge_of(env_id: str) -> str:
    return env_id.partition("/")[0]


def _misfit(source: Recipe | GameFile, params: TextWorldParams) -> str | None:
    """Return what of the params is not for this game."""
    if not params.recipe_seed and params.food_split is None:
        return None
    if not isinstance(source, Recipe) or source.challenge != "cooking":
        return f"recipe_seed and food_split are for cooking games, and {source.env_id!r} is none"
    if params.recipe_seed and not source.settings["take"]:
        return f"recipe_seed: in {source.env_id!r} nothing has to be taken; leave it out"
    return None


def _recipe(recipe: Recipe, params: TextWorldParams) -> Mapping[str, Any]:
    settings = dict(recipe.settings)
    if recipe.challenge == "cooking":
        settings |= {"recipe_seed": params.recipe_seed, "split": params.food_split}
    return {"challenge": f"tw-{recipe.challenge.replace('-', '_')}", "settings": settings}


def _file(env: Environment, file: GameFile) -> Mapping[str, Any]:
    return {"game_file": env.translate_path(file.path)}
