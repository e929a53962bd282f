"""A ReAct agent that plays over any OpenAI-compatible endpoint (vLLM, SGLang, llama.cpp, a hosted one).

    dockergym serve alfworld
    OPENAI_API_KEY=… python examples/react_agent.py --env http://localhost:8000/envs/alfworld \\
        --endpoint http://localhost:8001/v1 --model Qwen/Qwen3-8B --param split=valid_unseen --episodes 8

The model thinks, then names an action; the environment's answer is the next message. Episodes are played at once.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import httpx

from dockergym.cli.params import parsed_params
from dockergym.client import AsyncEnvClient, StepResult

INSTRUCTIONS = """You play a text game. Answer with two lines and nothing else:
Thought: what you make of the situation
Action: one action, word for word as the game takes it"""

_ACTION = re.compile(r"^\s*Action:\s*(.+?)\s*$", re.MULTILINE)

Message = dict[str, str]


@dataclass
class Episode:
    """How an episode went."""

    messages: list[Message] = field(default_factory=list)
    reward: float = 0.0
    steps: int = 0
    done: bool = False


class ChatModel:
    """A model behind ``POST {endpoint}/chat/completions``."""

    def __init__(self, http: httpx.AsyncClient, endpoint: str, model: str, **sampling: Any) -> None:
        self._http = http
        self._url = f"{endpoint.rstrip('/')}/chat/completions"
        self._body = {"model": model, **sampling}

    async def answer(self, messages: list[Message]) -> str:
        """Return what the model says next."""
        reply = await self._http.post(self._url, json={**self._body, "messages": messages})
        reply.raise_for_status()
        return str(reply.json()["choices"][0]["message"]["content"])


async def play(
    env: AsyncEnvClient,
    model: ChatModel,
    seed: int,
    max_steps: int = 50,
    params: Mapping[str, Any] | None = None,
) -> Episode:
    """Play one episode."""
    result = await env.reset(seed=seed, params=params)
    episode = Episode([{"role": "system", "content": INSTRUCTIONS}, told(result)])
    while not result.done and episode.steps < max_steps:
        said = await model.answer(episode.messages)
        episode.messages.append({"role": "assistant", "content": said})
        action = _ACTION.search(said)
        if action is None:
            episode.messages.append({"role": "user", "content": "There was no line `Action: …`. Try again."})
        else:
            result = await env.step(action[1])
            episode.messages.append(told(result))
            episode.reward += result.reward
        # Answers without an action count as well, so that a model that never names one comes to an end.
        episode.steps += 1
    episode.done = result.done
    return episode


def told(result: StepResult[str]) -> Message:
    """Return what the environment said as a message for the model."""
    commands = result.info.get("admissible_commands")
    offered = f"\nAdmissible actions: {'; '.join(commands)}" if commands else ""
    return {"role": "user", "content": f"{result.observation}{offered}"}


async def play_all(
    address: str, model: ChatModel, episodes: int, concurrency: int, params: Mapping[str, Any] | None = None
) -> list[Episode]:
    """Play episodes with seeds from 0 on, so many at once."""
    places = asyncio.Semaphore(concurrency)

    async def one(seed: int) -> Episode:
        async with places, AsyncEnvClient(address, run="react") as env:
            return await play(env, model, seed, params=params)

    return await asyncio.gather(*(one(seed) for seed in range(episodes)))


async def run(given: argparse.Namespace) -> None:
    """Play, and say how it went."""
    key = os.environ.get("OPENAI_API_KEY")
    headers = {"Authorization": f"Bearer {key}"} if key else {}
    async with httpx.AsyncClient(headers=headers, timeout=300) as http:
        model = ChatModel(http, given.endpoint, given.model, temperature=given.temperature)
        episodes = await play_all(
            given.env, model, given.episodes, given.concurrency, parsed_params(given.param)
        )
    for number, episode in enumerate(episodes):
        print(f"episode {number}: reward {episode.reward:g} after {episode.steps} steps")
    print(f"mean reward {sum(one.reward for one in episodes) / len(episodes):.3f}")


def main() -> None:
    """Read the command line and play."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--env", required=True, help="address of the environment")
    parser.add_argument(
        "--endpoint", required=True, help="address of the API, such as http://localhost:8001/v1"
    )
    parser.add_argument("--model", required=True)
    parser.add_argument("--episodes", type=int, default=8)
    parser.add_argument("--concurrency", type=int, default=8)
    parser.add_argument("--temperature", type=float, default=0.7)
    parser.add_argument(
        "--param",
        metavar="NAME=VALUE",
        action="append",
        default=[],
        help="one of the environment, such as split=valid_unseen; may be repeated",
    )
    asyncio.run(run(parser.parse_args()))


if __name__ == "__main__":
    main()
