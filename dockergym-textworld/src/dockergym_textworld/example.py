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
from collections.abc import Callable
from functools import partial
from typing import Annotated, Any, Literal

import typer

from dockergym.client import AsyncEnvClient, StepResult
from dockergym.client.outcomes import Outcome, play_all, show

Actor = Callable[[StepResult], str]
"""Chooses the next action from what was seen last."""


def act_at_random(seen: StepResult) -> str:
    """Take any command that would do something; that seldom wins."""
    return str(random.choice(seen.info["admissible_commands"] or ["look"]))


def follow_plan(seen: StepResult) -> str:
    """Do what TextWorld itself would do next."""
    plan = seen.info["policy_commands"]
    return str(plan[0]) if plan else act_at_random(seen)


async def play(base_url: str, params: dict[str, Any], run: str, seed: int) -> Outcome:
    """Play one episode to its end."""
    act: Actor = follow_plan if params["policy_commands"] else act_at_random
    began = time.monotonic()
    async with AsyncEnvClient(base_url, run=run) as env:
        seen = await env.reset(seed=seed, params=params)
        challenge = ((await env.state()).env_id or "").partition("/")[0]
        while not seen.done:
            seen = await env.step(act(seen))
    info, seconds = seen.info, time.monotonic() - began
    return Outcome(
        kind=challenge, won=info["won"], score=info["score"] or 0, steps=seen.step, seconds=seconds
    )


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
    episode = partial(play, base_url, params, f"example-{time.time_ns()}")
    outcomes = asyncio.run(play_all(range(seed, seed + total_jobs), episode, concurrent))
    show(outcomes, time.monotonic() - began, kind="challenge", figures=["won", "mean score"])
    raise SystemExit(1 if any(outcome.error for outcome in outcomes) else 0)


if __name__ == "__main__":
    typer.run(main)
