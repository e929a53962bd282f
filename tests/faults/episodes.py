"""Playing an episode with the client that trainers use, and keeping what was seen."""

from __future__ import annotations

import json
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from dockergym.client import AsyncEnvClient, RetryPolicy, StepResult
from dockergym.errors import DockerGymError
from faults.plans import Plan
from faults.proxy import EPISODE

if TYPE_CHECKING:
    from faults.verdict import Fault

ATTEMPT_TIMEOUT_S = 1.5
"""A client that hears nothing for this long sends its request again."""
TIMEOUT_S = 300.0

Seen = tuple[str, str, float, bool, bool, str, int]
"""Action, observation, reward, terminated, truncated, info, step."""


@dataclass(eq=False)
class Attempt:
    """One episode that is played, or was."""

    name: str
    plan: Plan
    recover: bool
    seen: list[Seen] = field(default_factory=list)
    met: list[Fault] = field(default_factory=list)
    """The faults that happened while it was played, and might have touched it."""
    session_id: str | None = None
    doing: str | None = None
    """The action that is under way."""
    error: DockerGymError | None = None
    """What ended it, where it did not end by itself."""
    accident: BaseException | None = None
    """What no client should ever see."""
    repeated: DockerGymError | StepResult[str] | None = None
    """What came of doing the same again after an error."""
    recovered: bool = False
    """Whether the server says that it was rebuilt."""
    over: bool = False


class WatchedClient(AsyncEnvClient[str, str]):
    """A client that also tells whether its episode was rebuilt."""

    recovered = False

    def _parse_state(self, payload: Mapping[str, Any]) -> Any:
        self.recovered = payload["recovered"]
        return super()._parse_state(payload)


def seen(action: str, result: StepResult[str]) -> Seen:
    """Return a step as it stands in a transcript."""
    info = json.dumps(result.info, sort_keys=True)
    return (
        action, result.observation, result.reward, result.terminated, result.truncated, info, result.step,
    )  # fmt: skip


def client_of(attempt: Attempt, url: str) -> WatchedClient:
    """Return the client for an episode."""
    return WatchedClient(
        url,
        timeout_s=TIMEOUT_S,
        retry=RetryPolicy(attempt_timeout_s=ATTEMPT_TIMEOUT_S, longest_pause_s=0.5),
        headers={EPISODE: attempt.name},
        rollout=attempt.name,
        recover="replay" if attempt.recover else None,
    )


async def at_once() -> None:
    """Do not wait before a step."""


async def play(attempt: Attempt, url: str, turn: Callable[[], Awaitable[None]] = at_once) -> None:
    """Play an episode to its end, or to the error that ends it; ``turn`` is awaited before each step."""
    client = client_of(attempt, url)
    try:
        await _play(attempt, client, turn)
    except DockerGymError as error:
        attempt.error = error
        if attempt.doing is not None:
            attempt.repeated = await _again(client, attempt.doing)
    except Exception as error:
        attempt.accident = error
    finally:
        attempt.over = True
        await client.close()


async def _play(attempt: Attempt, client: WatchedClient, turn: Callable[[], Awaitable[None]]) -> None:
    plan = attempt.plan
    result = await client.reset(env_id=plan.env_id, params=plan.params)
    attempt.session_id = client.session_id
    attempt.seen.append(seen("", result))
    while not result.done:
        await turn()
        attempt.doing = plan.action(attempt.name, result)
        result = await client.step(attempt.doing)
        attempt.seen.append(seen(plan.shown(attempt.doing), result))
        attempt.doing = None
    await client.state()
    attempt.recovered = client.recovered


async def _again(client: WatchedClient, action: str) -> DockerGymError | StepResult[str]:
    """Do the same again, as somebody might who did not believe the error."""
    try:
        return await client.step(action, timeout_s=20)
    except DockerGymError as error:
        return error
