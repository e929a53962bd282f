"""Plays a Gymnasium environment on a running server: a client to read, and to start your own from.

    dockergym serve gymnasium
    python -m dockergym_gymnasium.example --base-url http://127.0.0.1:8000

The agent takes any action. Put your own in its place: it is given what the environment said, and returns an action.
"""

from __future__ import annotations

import random
from typing import Annotated, Any

import typer

from dockergym.client import EnvClient, StepResult
from dockergym.errors import DockerGymError


def act(result: StepResult[str], dice: random.Random) -> str:
    """Return the next action: one of those that are listed, or a number where none are."""
    commands = result.info["admissible_commands"]
    return str(dice.choice(commands)) if commands else f"{dice.uniform(-1, 1):.3f}"


def play(env: EnvClient[str, str], dice: random.Random, wanted: dict[str, Any]) -> float:
    """Play one episode, print all that is said, and return the sum of its rewards."""
    result = env.reset(**wanted)
    total = 0.0
    while not result.done:
        print(result.observation)
        action = act(result, dice)
        result = env.step(action)
        total += result.reward
        print(f"> {action}   [reward {result.reward:g}]")
    print(f"{result.observation}\n{result.step} steps, rewards {total:g} in all")
    return total


def main(
    base_url: Annotated[
        str, typer.Option(help="The server, or one of its environments: http://…/envs/gymnasium.")
    ] = "http://127.0.0.1:8000",
    env_id: Annotated[str, typer.Option(help="Any registered environment.")] = "FrozenLake-v1",
    max_steps: Annotated[int, typer.Option(min=1, help="Steps after which an episode is cut off.")] = 50,
    episodes: Annotated[int, typer.Option(min=1, help="Episodes to play, one after another.")] = 1,
    seed: Annotated[int, typer.Option(min=0, help="The same seed plays the same episodes.")] = 0,
) -> None:
    """Play episodes of a Gymnasium environment on a running server."""
    dice = random.Random(seed)
    try:
        with EnvClient(base_url) as env:
            for number in range(episodes):
                play(env, dice, {"seed": seed + number, "env_id": env_id, "params": {"max_steps": max_steps}})
    except DockerGymError as error:
        raise SystemExit(f"{base_url}: {error}") from error


if __name__ == "__main__":
    typer.run(main)
