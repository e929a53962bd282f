"""What DockerGym serves as ``alfworld``: household games, each played in a worker of its own."""

from __future__ import annotations

import asyncio
import logging
import os
import sys
from importlib import metadata
from pathlib import Path
from typing import TYPE_CHECKING

from dockergym.plugins import hookimpl
from dockergym.plugins.environment import Environment
from dockergym.plugins.specs import (
    Capabilities,
    CreateRequest,
    EnvSpec,
    ImageBuild,
    Resources,
    SessionInit,
)
from dockergym.settings import ServerSettings
from dockergym_alfworld.catalog import choose_game, game_volumes, listed, offered_games
from dockergym_alfworld.engine.opening_store import FOLDER_VARIABLE, LIMIT_VARIABLE, limit_mb
from dockergym_alfworld.engine.planner import LIBRARY_VARIABLE
from dockergym_alfworld.engine.selection import fallback_warning
from dockergym_alfworld.params import AlfworldInfo, AlfworldParams
from dockergym_alfworld.settings import AlfworldSettings, require_local_engine
from dockergym_alfworld.task_index import default_index_dir

if TYPE_CHECKING:
    import typer

logger = logging.getLogger(__name__)

WORKER = ("-m", "dockergym_alfworld.worker")


@hookimpl
def dockergym_env_spec(settings: ServerSettings) -> EnvSpec:
    """Say what ALFWorld is: where its worker comes from, what it needs and what is safe to do with it."""
    ours = AlfworldSettings.load()
    version = metadata.version("dockergym-alfworld")
    resources = Resources(memory_mb=1024)
    kept_mb = limit_mb()
    return EnvSpec(
        title="ALFWorld",
        description="Household tasks as text games: find, clean, heat, cool and put away things in a home.",
        version=version,
        image=f"dockergym-alfworld:{version}",
        build=ImageBuild(
            dockerfile=Path(__file__).parent / "image" / "Dockerfile",
            packages=("dockergym_worker", "dockergym_alfworld"),
        ),
        worker_command=("python", *WORKER),
        local_command=(sys.executable, *WORKER),
        volumes=game_volumes(ours),
        # numpy's own threads would only compete with the other sessions, and would not survive a fork.
        container_env={
            LIMIT_VARIABLE: str(min(kept_mb, resources.tmpfs_mb // 2)),
            "OPENBLAS_NUM_THREADS": "1",
            "DOCKERGYM_ALFWORLD_ENGINE": ours.engine,
            # Translated games are kept for the sessions of one container. A folder that all containers could write to
            # would let one worker change another's games.
            FOLDER_VARIABLE: "/tmp",
        },
        local_env={
            FOLDER_VARIABLE: str(default_index_dir()),
            LIMIT_VARIABLE: str(kept_mb),
            # Workers run in folders of their own.
            **(
                {LIBRARY_VARIABLE: str(Path(planner).absolute())}
                if (planner := os.environ.get(LIBRARY_VARIABLE))
                else {}
            ),
        },
        resources=resources,
        capabilities=Capabilities(
            deterministic=True, fork=True, share_containers=True, reuse_containers=True, walkthrough=True
        ),
        params_model=AlfworldParams,
        info_model=AlfworldInfo,
    )


@hookimpl
async def dockergym_startup(env: Environment) -> None:
    """Find the games."""
    if not env.runs_images:
        require_local_engine()
    games = await asyncio.to_thread(offered_games, AlfworldSettings.load(), local=not env.runs_images)
    env.state.games = games
    env.tasks = listed(games)
    if not env.runs_images and (warning := fallback_warning()):
        # A worker says it too, where nobody looks until it fails.
        logger.warning("%s", warning)


@hookimpl
def dockergym_create_session(env: Environment, request: CreateRequest) -> SessionInit:
    """Pick the game, and say where the worker finds it."""
    params = AlfworldParams.model_validate(request.params)
    game = choose_game(env.state.games, request, params)
    # A link may be absolute, and then leads nowhere in a container; its target was seen to lie in the data root.
    file = Path(os.path.realpath(game.path))
    told = {"game_file": env.translate_path(file), "max_steps": params.max_steps}
    if file != game.path:
        told["task_type"] = game.task_type
    if params.walkthrough:
        told["walkthrough"] = True
    return SessionInit(env_id=game.env_id, params=told)


@hookimpl
def dockergym_register_commands(cli: typer.Typer) -> None:
    """Add ``dockergym alfworld download``, ``… generate`` and ``… verify``."""
    # Imported here: it brings an HTTP client and the generator, and a server needs neither.
    from dockergym_alfworld.commands import commands

    cli.add_typer(commands, name="alfworld")
