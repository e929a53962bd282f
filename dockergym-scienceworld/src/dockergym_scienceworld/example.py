"""Plays ScienceWorld episodes on a running server, many at once: a client to read, and to start your own from.

    dockergym serve scienceworld
    python -m dockergym_scienceworld.example --base-url http://127.0.0.1:8000 --concurrent 8 --total-jobs 20

An episode is `reset`, then `step` with an action, again and again until `done`; leaving the block ends the session.
The client sends again what got lost on the way; the server applies it once.
"""

from __future__ import annotations

import asyncio
import random
import time
from collections.abc import Callable
from functools import partial
from typing import Annotated, Any, Literal

import typer

from dockergym.client import AsyncEnvClient, StepResult
from dockergym.client.outcomes import Outcome, play_all, show

Actor = Callable[[StepResult], str]
"""Chooses the next action from what was seen last."""


def act_at_random(first: StepResult) -> Actor:
    """Return an actor that takes any possible action; that seldom scores much."""
    return lambda seen: random.choice(seen.info["admissible_commands"])


def follow_walkthrough(first: StepResult) -> Actor:
    """Return an actor that does what the simulator's own agent would do."""
    actions = iter(first.info["walkthrough"])
    return lambda seen: next(actions, "look around")


async def play(base_url: str, params: dict[str, Any], run: str, seed: int) -> Outcome:
    """Play one episode to its end."""
    policy = follow_walkthrough if params["walkthrough"] else act_at_random
    began = time.monotonic()
    async with AsyncEnvClient(base_url, run=run) as env:
        seen = await env.reset(seed=seed, params=params)
        act = policy(seen)
        while not seen.done:
            seen = await env.step(act(seen))
    info, seconds = seen.info, time.monotonic() - began
    return Outcome(kind=info["task_type"], score=info["score"], steps=seen.step, seconds=seconds)


def main(
    base_url: Annotated[
        str, typer.Option(help="The server, or one of its environments: http://…/envs/scienceworld.")
    ] = "http://127.0.0.1:8000",
    concurrent: Annotated[int, typer.Option(min=1, help="Episodes played at once.")] = 8,
    total_jobs: Annotated[int, typer.Option(min=1, help="Episodes played in all.")] = 20,
    policy: Annotated[Literal["random", "walkthrough"], typer.Option()] = "random",
    task_type: Annotated[str | None, typer.Option(help="A type's name, or its number: 1-1 to 10-2.")] = None,
    split: Annotated[str | None, typer.Option(help="train, dev or test.")] = None,
    simplifications: Annotated[str, typer.Option(help="Names with commas between, or easy.")] = "",
    max_steps: Annotated[int, typer.Option(help="Steps after which an episode is cut off.")] = 30,
    seed: Annotated[int, typer.Option(help="The same seed plays the same tasks.")] = 0,
) -> None:
    """Play ScienceWorld episodes on a running server; its key, if any, is taken from DOCKERGYM_API_KEY."""
    params = {
        "task_type": task_type,
        "split": split,
        "simplifications": simplifications,
        "max_steps": max_steps,
        "walkthrough": policy == "walkthrough",
    }
    began = time.monotonic()
    episode = partial(play, base_url, params, f"example-{time.time_ns()}")
    outcomes = asyncio.run(play_all(range(seed, seed + total_jobs), episode, concurrent))
    show(outcomes, time.monotonic() - began, figures=["mean score"])
    raise SystemExit(1 if any(outcome.error for outcome in outcomes) else 0)


if __name__ == "__main__":
    typer.run(main)
