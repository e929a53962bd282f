"""Plays BabyAI on a running server: a client to read, and to start your own from.

    dockergym serve babyai
    python -m dockergym_babyai.example --base-url http://127.0.0.1:8000

The agent wanders: it goes forward, turns at walls, and takes what it needs where the mission names it. Put
your own in its place: it is given what the environment said, and returns an action.
"""

from __future__ import annotations

import random
from typing import Annotated, Any

import typer

from dockergym.client import EnvClient, StepResult
from dockergym.errors import DockerGymError


def act(result: StepResult[str], dice: random.Random) -> str:
    """Return the next action."""
    ahead = [line for line in result.observation.splitlines() if line.endswith(" 1 step forward.")]
    thing = ahead[0].removeprefix("You see ").removesuffix(" 1 step forward.") if ahead else ""
    if "closed" in thing or "locked" in thing:
        return "toggle"
    if thing and thing.split(" ", 1)[1] in result.info["mission"] and dice.random() < 0.5:
        return "pick up"
    if thing and "open" not in thing:
        return dice.choice(["turn left", "turn right"])
    return dice.choice(["go forward", "go forward", "go forward", "turn left", "turn right"])


def play(env: EnvClient[str, str], dice: random.Random, wanted: dict[str, Any]) -> StepResult[str]:
    """Play one episode to its end and return its last result."""
    result = env.reset(**wanted)
    print(f"{result.info['mission']} (at most {result.info['max_steps']} steps)")
    while not result.done:
        result = env.step(act(result, dice))
    return result


def main(
    base_url: Annotated[
        str, typer.Option(help="The server, or one of its environments: http://…/envs/babyai.")
    ] = "http://127.0.0.1:8000",
    level: Annotated[
        str | None, typer.Option(help="Such as BabyAI-GoToLocal-v0; any, where none is given.")
    ] = None,
    episodes: Annotated[int, typer.Option(min=1, help="Episodes to play, one after another.")] = 5,
    seed: Annotated[int, typer.Option(min=0, help="The same seed plays the same levels.")] = 0,
) -> None:
    """Play BabyAI episodes on a running server."""
    dice, won = random.Random(seed), 0
    try:
        with EnvClient(base_url) as env:
            for number in range(episodes):
                result = play(env, dice, {"seed": seed + number, "env_id": level})
                won += result.info["won"]
                outcome = "won" if result.info["won"] else "lost"
                print(f"    {outcome} after {result.step} steps, reward {result.reward:.2f}")
    except DockerGymError as error:
        raise SystemExit(f"{base_url}: {error}") from error
    print(f"{won} of {episodes} won")


if __name__ == "__main__":
    typer.run(main)
