"""Clients of a DockerGym server.

::

    from dockergym.client import EnvClient

    with EnvClient("http://localhost:8000/envs/alfworld") as env:
        result = env.reset(seed=7)
        while not result.done:
            result = env.step(choose(result.observation))

`AsyncEnvClient` is the same for event loops. An environment whose actions or observations are more than text
gets a subclass::

    class Chess(EnvClient[Move, Board]):
        def _step_payload(self, action):
            return action.uci()

        def _parse_result(self, payload):
            return replace(super()._parse_result(payload), observation=Board(payload["observation"]))

Every call is made again where that is safe, also over a restart of the server; a step is applied once.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

from dockergym.client.asynchronous import AsyncEnvClient
from dockergym.client.episode import ClientOptions
from dockergym.client.failures import ServerTimeout, ServerUnreachable
from dockergym.client.providers import ContainerProvider, NotReady, ProviderError
from dockergym.client.results import EpisodeState, StepResult
from dockergym.client.retrying import RetryPolicy
from dockergym.client.sync import EnvClient

if TYPE_CHECKING:
    from dockergym.client.local_docker import LocalDockerProvider

__all__ = [
    "AsyncEnvClient",
    "ClientOptions",
    "ContainerProvider",
    "EnvClient",
    "EpisodeState",
    "LocalDockerProvider",
    "NotReady",
    "ProviderError",
    "RetryPolicy",
    "ServerTimeout",
    "ServerUnreachable",
    "StepResult",
]


def __getattr__(name: str) -> Any:
    # What starts containers takes longer to load than all that plays, and few need it.
    if name == "LocalDockerProvider":
        return importlib.import_module("dockergym.client.local_docker").LocalDockerProvider
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
