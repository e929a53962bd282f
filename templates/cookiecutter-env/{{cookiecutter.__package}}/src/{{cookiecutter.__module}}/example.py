"""Plays one episode on a running server: a client to read, and to start your own from.

    dockergym serve {{ cookiecutter.name }}
    python -m {{ cookiecutter.__module }}.example --base-url http://127.0.0.1:8000

Any HTTP client will do; this one sends a request again where that is safe.
"""

from __future__ import annotations

import argparse

from dockergym.client import EnvClient


def play(base_url: str, env_id: str | None, seed: int) -> bool:
    """Guess by halving, show every turn, and say whether the number was found."""
    with EnvClient(base_url) as env:
        result = env.reset(env_id=env_id, seed=seed)
        print(result.observation)
        low, high = 1, int(str(env.state().env_id).rpartition("-")[2])
        while not result.done:
            guess = (low + high) // 2
            result = env.step(str(guess))
            print(f"> {guess}\n{result.observation}")
            low, high = (guess + 1, high) if result.observation == "Higher." else (low, guess - 1)
    return bool(result.info["won"])


def main() -> None:
    """Read the command line, and play."""
    parser = argparse.ArgumentParser(description="Play one episode on a running server.")
    parser.add_argument("--base-url", default="http://127.0.0.1:8000")
    parser.add_argument("--env-id", help="task to play; default: one by the seed")
    parser.add_argument("--seed", type=int, default=0)
    given = parser.parse_args()
    raise SystemExit(0 if play(given.base_url, given.env_id, given.seed) else 1)


if __name__ == "__main__":
    main()
