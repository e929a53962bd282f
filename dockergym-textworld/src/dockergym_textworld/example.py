"""Plays TextWorld episodes on a running server, many at once: a client to read, and to start your own from.

    dockergym serve textworld
    python -m dockergym_textworld.example --base-url http://127.0.0.1:8000 --concurrent 8 --total-jobs 20

An episode is `reset`, then `step` with an action, again and again until `done`; leaving the block ends the session.
The client sends again what got lost on the way; the server applies it once.
"""

from __future__ import annotations

import asyncio
import random
import time
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from statistics import mean
from typing import Annotated, Any, Literal

import typer
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TimeElapsedColumn
from rich.table import Table

from dockergym.client import AsyncEnvClient, StepResult
from dockergym.errors import DockerGymError

Actor = Callable[[StepResult], str]
"""Chooses the next action from what was seen last."""


@dataclass(frozen=True)
class Outcome:
    """How one episode went; `error` is the code of what ended it early."""

    challenge: str = ""
    won: bool = False
    score: int = 0
    steps: int = 0
    seconds: float = 0.0
    error: str | None = None
    detail: str = ""


def act_at_random(seen: StepResult) -> str:
    """Take any command that would do something; that seldom wins."""
    return str(random.choice(seen.info["admissible_commands"] or ["look"]))


def follow_plan(seen: StepResult) -> str:
    """Do what TextWorld itself would do next."""
    plan = seen.info["policy_commands"]
    return str(plan[0]) if plan else act_at_random(seen)


async def play(base_url: str, seed: int, params: dict[str, Any], run: str) -> Outcome:
    """Play one episode to its end."""
    act: Actor = follow_plan if params["policy_commands"] else act_at_random
    began = time.monotonic()
    try:
        async with AsyncEnvClient(base_url, run=run) as env:
            seen = await env.reset(seed=seed, params=params)
            challenge = (await env.state()).env_id or ""
            while not seen.done:
                seen = await env.step(act(seen))
    except DockerGymError as exc:
        return Outcome(error=exc.code, detail=exc.detail)
    seconds = time.monotonic() - began
    info, kind = seen.info, challenge.partition("/")[0]
    return Outcome(kind, info["won"], info["score"] or 0, seen.step, seconds)


async def play_all(
    base_url: str, seeds: Sequence[int], params: dict[str, Any], concurrent: int
) -> list[Outcome]:
    """Play an episode for each seed, so many of them at a time, behind a progress bar."""
    outcomes: list[Outcome] = []
    waiting = iter(seeds)
    run = f"example-{time.time_ns()}"
    columns = ("playing", BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=Console(stderr=True)) as progress:
        bar = progress.add_task("", total=len(seeds))

        async def player() -> None:
            for seed in waiting:
                outcomes.append(await play(base_url, seed, params, run))
                progress.advance(bar)

        async with asyncio.TaskGroup() as players:
            for _ in range(concurrent):
                players.create_task(player())
    return outcomes


def show(outcomes: Sequence[Outcome], seconds: float) -> None:
    """Print how the episodes went by challenge, and how often each error happened."""
    table = Table("challenge", title=f"{len(outcomes)} episodes in {seconds:.1f} s")
    for heading in ("episodes", "won", "mean score", "mean steps", "mean seconds"):
        table.add_column(heading, justify="right")
    played = [outcome for outcome in outcomes if outcome.error is None]
    for challenge in sorted({outcome.challenge for outcome in played}):
        table.add_row(challenge, *figures([one for one in played if one.challenge == challenge]))
    if played:
        table.add_section()
        table.add_row("all", *figures(played))
    console = Console()
    console.print(table)
    for code, count in Counter(outcome.error for outcome in outcomes if outcome.error).most_common():
        detail = next(outcome.detail for outcome in outcomes if outcome.error == code)
        console.print(f"{count} x {code}, such as: {detail}", markup=False, highlight=False, style="red")


def figures(group: Sequence[Outcome]) -> list[str]:
    """Return one line of the table."""
    figures = (mean(one.score for one in group), mean(one.steps for one in group))
    seconds = mean(one.seconds for one in group)
    return [
        str(len(group)),
        str(sum(one.won for one in group)),
        *(f"{one:.1f}" for one in figures),
        f"{seconds:.2f}",
    ]


def main(
    base_url: Annotated[
        str, typer.Option(help="The server, or one of its environments: http://…/envs/textworld.")
    ] = "http://127.0.0.1:8000",
    concurrent: Annotated[int, typer.Option(min=1, help="Episodes played at once.")] = 8,
    total_jobs: Annotated[int, typer.Option(min=1, help="Episodes played in all.")] = 20,
    policy: Annotated[
        Literal["random", "plan"], typer.Option(help="plan: as TextWorld says that the game is won.")
    ] = "random",
    challenge: Annotated[
        str | None, typer.Option(help="coin-collector, treasure-hunter, cooking, simple or files.")
    ] = None,
    max_steps: Annotated[int, typer.Option(help="Steps after which an episode is cut off.")] = 30,
    seed: Annotated[int, typer.Option(help="The same seed plays the same tasks.")] = 0,
) -> None:
    """Play TextWorld episodes on a running server; its key, if any, is taken from DOCKERGYM_API_KEY."""
    params = {"challenge": challenge, "max_steps": max_steps, "policy_commands": policy == "plan"}
    began = time.monotonic()
    outcomes = asyncio.run(play_all(base_url, range(seed, seed + total_jobs), params, concurrent))
    show(outcomes, time.monotonic() - began)
    raise SystemExit(1 if any(outcome.error for outcome in outcomes) else 0)


if __name__ == "__main__":
    typer.run(main)
