"""Wins eight ALFWorld games at once, through the REST API of a server started for it."""

from __future__ import annotations

import asyncio
import os
import shlex
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path
from types import FrameType
from typing import Annotated, Literal, NoReturn

import httpx
import typer
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TaskID, TextColumn
from rich.table import Column, Table

from dockergym.errors import DockerGymError
from dockergym_alfworld.catalog import starter_games
from dockergym_alfworld.example import Actor, Outcome, follow_walkthrough, play
from dockergym_alfworld.server_process import ServerFailed, serving
from dockergym_alfworld.settings import require_local_engine
from dockergym_alfworld.tasks import Task
from dockergym_alfworld.walkthroughs import Walkthroughs

EPISODES = 8
WHEELS_VARIABLE = "DOCKERGYM_WHEELS"
"""Names a folder of ready wheels for building the image."""

_PLAY_TIMEOUT_S = 900.0

console = Console(highlight=False)


class DemoFailed(Exception):
    """The demo cannot go on; the message says why."""


def main(
    runtime: Annotated[
        Literal["local", "docker"],
        typer.Option(help="Workers as processes of this machine, or in containers."),
    ] = "local",
) -> None:
    """Serve ALFWorld on a free port, and win eight of the games that come with it, all at once."""
    signal.signal(signal.SIGTERM, _interrupt)
    try:
        won = _run(runtime)
    except KeyboardInterrupt:
        console.print("stopped; nothing is left running")
        raise typer.Exit(130) from None
    except (DemoFailed, ServerFailed, DockerGymError, TimeoutError) as exc:
        console.print(f"the demo failed: {exc}", style="red", markup=False, soft_wrap=True)
        raise typer.Exit(1) from exc
    if won < EPISODES:
        raise typer.Exit(1)
    _say_how_to_go_on(runtime)


def _interrupt(number: int, frame: FrameType | None) -> NoReturn:
    raise KeyboardInterrupt


def _run(runtime: str) -> int:
    """Play, show how it went, and return how many games were won."""
    if runtime == "docker":
        _build_image()
    else:
        require_local_engine()
    games = starter_games()
    command = _dockergym("serve", "alfworld", "--runtime", runtime)
    _show_command(command)
    with serving(command, {"DOCKERGYM_ALFWORLD_STARTER": "only"}) as server:
        console.print(f"serving on {server.url}; playing {EPISODES} games at once")
        outcomes = asyncio.run(_play(server.url, list(games)[:EPISODES], Walkthroughs(games)))
        _show(outcomes)
        won = sum(outcome.won for outcome in outcomes)
        if won < EPISODES:
            console.print(f"the server's log:\n{server.log()}", markup=False, soft_wrap=True)
    return won


def _build_image() -> None:
    """Build the worker image where it is missing, or was made from other sources than those installed."""
    wheels = os.environ.get(WHEELS_VARIABLE)
    command = _dockergym("build", "alfworld", *(("--wheels", wheels) if wheels else ()))
    _show_command(command)
    if subprocess.run(command, check=False).returncode:
        raise DemoFailed("the image could not be built; `dockergym doctor` finds out why")


async def _play(url: str, games: Sequence[Task], walkthroughs: Walkthroughs) -> list[Outcome]:
    """Play every game by its own walkthrough, all at the same time, each with a bar of its own."""
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TextColumn("steps"))
    with Progress(*columns, console=console) as progress:
        bars = {
            game.env_id: progress.add_task(_short(game.env_id), total=len(walkthroughs.of(game.env_id)))
            for game in games
        }

        def policy(env_id: str) -> Actor:
            return _counted(follow_walkthrough(walkthroughs)(env_id), progress, bars[env_id])

        async with (
            asyncio.timeout(_PLAY_TIMEOUT_S),
            httpx.AsyncClient(base_url=url, timeout=300, trust_env=False) as http,
        ):
            wanted = [{"env_id": game.env_id} for game in games]
            return await asyncio.gather(*(play(http, one, policy) for one in wanted))


def _counted(act: Actor, progress: Progress, bar: TaskID) -> Actor:
    def counting(admissible: Sequence[str]) -> str:
        progress.advance(bar)
        return act(admissible)

    return counting


def _show(outcomes: Iterable[Outcome]) -> None:
    table = Table(Column("task type", no_wrap=True), "task", "steps", "seconds", "won")
    for outcome in outcomes:
        verdict = "[green]yes" if outcome.won else f"[red]{outcome.error or 'no'}"
        what = outcome.goal if outcome.error is None else outcome.detail
        kind = outcome.kind or _short(outcome.env_id)
        table.add_row(kind, what, str(outcome.steps), f"{outcome.seconds:.1f}", verdict)
    console.print(table)


def _short(env_id: str) -> str:
    """Return the part of an env_id that a person reads: the kind of task, the things and the scene."""
    return env_id.split("/")[1] if "/" in env_id else env_id


def _say_how_to_go_on(runtime: str) -> None:
    """Print what to type next, as it can be typed where the demo was started."""
    serve = shlex.join(_as_typed(_dockergym("serve", "alfworld", "--runtime", runtime)))
    example = shlex.join(_as_typed([sys.executable, "-m", "dockergym_alfworld.example"]))
    console.print(f"\nAll {EPISODES} games won. To go on:\n")
    console.print(f"  {serve}\n      serves ALFWorld; its API is described at http://127.0.0.1:8000/docs")
    console.print(f"  {example}\n      plays 20 episodes on that server, 8 at a time")
    if runtime == "local":
        console.print(f"  {_demo_in_containers()}\n      the same with every game in a container of its own")


def _demo_in_containers() -> str:
    if "MAKELEVEL" in os.environ:
        return "make demo RUNTIME=docker"
    return shlex.join(_as_typed([sys.executable, "-m", "dockergym_alfworld.demo", "--runtime", "docker"]))


def _dockergym(*arguments: str) -> list[str]:
    """Return a ``dockergym`` command with the interpreter that runs this, whatever PATH holds."""
    return [sys.executable, "-m", "dockergym", *arguments]


def _show_command(command: Sequence[str]) -> None:
    console.print(f"$ {shlex.join(_as_typed(command))}", markup=False, soft_wrap=True)


def _as_typed(command: Sequence[str]) -> list[str]:
    """Return a command in the shortest form that works in this shell and folder."""
    program, *rest = command
    if rest[:2] == ["-m", "dockergym"]:
        return [_shortest(Path(program).with_name("dockergym")), *rest[2:]]
    return [_shortest(Path(program)), *rest]


def _shortest(program: Path) -> str:
    # nox puts its environment on the PATH of what it runs; the shell that started nox does not have it there.
    if "NOX_CURRENT_SESSION" not in os.environ and shutil.which(program.name) == str(program):
        return program.name
    here = Path.cwd()
    return str(program.relative_to(here)) if program.is_relative_to(here) else str(program)


if __name__ == "__main__":
    typer.run(main)
