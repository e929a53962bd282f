"""The echo environment under OpenEnv's own server, or stepped by OpenEnv's own client.

Runs in a Python that has OpenEnv and nothing of ours: ``serve PORT``, or ``load URL`` with orders on standard input.
"""

from __future__ import annotations

import asyncio
import json
import sys
import time
from typing import Any

import uvicorn
from openenv.core import GenericEnvClient
from openenv.core.env_server.http_server import create_app
from openenv.core.env_server.interfaces import Environment
from openenv.core.env_server.types import Action, Observation, State

MOST_SESSIONS = 1024


class EchoAction(Action):
    action: str


class EchoObservation(Observation):
    observation: str
    admissible_commands: list[str]
    won: bool


class EchoEnvironment(Environment):
    """What ``dockergym.testing.workers.echo`` is for DockerGym."""

    SUPPORTS_CONCURRENT_SESSIONS = True

    def __init__(self) -> None:
        super().__init__()
        self.steps = 0

    def reset(self, seed: int | None = None, episode_id: str | None = None, **kwargs: Any) -> EchoObservation:
        self.steps = 0
        return self.turn("ready", 0.0)

    def step(self, action: EchoAction, timeout_s: float | None = None, **kwargs: Any) -> EchoObservation:
        self.steps += 1
        return self.turn(f"echo: {action.action}", 1.0)

    def turn(self, text: str, reward: float) -> EchoObservation:
        commands = ["look", "wait"]
        return EchoObservation(
            observation=text, admissible_commands=commands, won=False, reward=reward, done=False
        )

    @property
    def state(self) -> State:
        return State(step_count=self.steps)


def serve(port: int) -> None:
    """Serve as ``uvicorn`` with its defaults does, but for the access log."""
    app = create_app(EchoEnvironment, EchoAction, EchoObservation, max_concurrent_envs=MOST_SESSIONS)
    uvicorn.run(app, host="127.0.0.1", port=port, log_level="warning", access_log=False)


async def load(url: str) -> None:
    """Obey ``{"sessions": n}`` and ``{"seconds": s}``; each is answered by a line of JSON."""
    clients: list[GenericEnvClient] = []
    loop = asyncio.get_running_loop()
    while line := await loop.run_in_executor(None, sys.stdin.readline):
        order = json.loads(line)
        if "sessions" in order:
            while len(clients) < order["sessions"]:
                clients.append(GenericEnvClient(base_url=url))
                await clients[-1].connect()
                await clients[-1].reset()
            answer: dict[str, Any] = {"sessions": len(clients)}
        else:
            answer = await drive(clients, order["seconds"])
        print(json.dumps(answer), flush=True)
    for client in clients:
        await client.close()


async def drive(clients: list[GenericEnvClient], seconds: float) -> dict[str, Any]:
    """Let every client step as fast as it is answered; as ``load.drive``."""
    latencies: list[float] = []

    async def play(client: GenericEnvClient, until: float) -> None:
        sent = time.perf_counter()
        while sent < until:
            await client.step({"action": "look"})
            answered = time.perf_counter()
            latencies.append(answered - sent)
            sent = answered

    began = time.perf_counter()
    await asyncio.gather(*(play(client, began + seconds) for client in clients))
    return {"latencies_s": latencies, "took_s": time.perf_counter() - began}


if __name__ == "__main__":
    if sys.argv[1] == "serve":
        serve(int(sys.argv[2]))
    else:
        asyncio.run(load(sys.argv[2]))
