"""Plays ALFWorld episodes on a running server, many at once: a client to read, and to start your own from.

    dockergym serve alfworld
    python -m dockergym_alfworld.example --base-url http://127.0.0.1:8000 --concurrent 8 --total-jobs 20

All that playing needs is an HTTP client. An episode is three kinds of request: POST /sessions begins it, POST
/sessions/{id}/step applies an action, again and again until `done`, and DELETE /sessions/{id} ends it. The progress
bar and the table are `dockergym.client.outcomes`.
"""

from __future__ import annotations

import asyncio
import contextlib
import random
import time
import uuid
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Annotated, Any, Literal

import httpx
import typer

from dockergym.client import outcomes
from dockergym.errors import DockerGymError
from dockergym_alfworld.walkthroughs import NoWalkthroughError, Walkthroughs, local_walkthroughs

ATTEMPTS = 6

Actor = Callable[[Sequence[str]], str]
"""Chooses one of the admissible commands."""
Policy = Callable[[str], Actor]
"""Makes the actor for an episode of the task with this env_id."""


@dataclass(frozen=True, kw_only=True)
class Outcome(outcomes.Outcome):
    """How one episode went, and which it was."""

    env_id: str = ""
    goal: str = ""


class EpisodeFailed(Exception):
    """A request failed, and sending it again did not help or would not have."""

    def __init__(self, code: str, detail: str) -> None:
        super().__init__(detail)
        self.code = code


async def send(
    http: httpx.AsyncClient,
    method: str,
    path: str,
    body: dict[str, Any] | None = None,
    attempts: int = ATTEMPTS,
) -> Any:
    """Send a request, again while that may help, and return the answer.

    Every create and step has a `request_id`: however often it is sent, the server does it once.
    """
    content = {**body, "request_id": uuid.uuid4().hex} if body is not None else None
    attempt = 0
    while True:
        attempt += 1
        wait_s = random.uniform(0, 0.2 * 2**attempt)
        try:
            reply = await http.request(method, path, json=content)
            if reply.is_success:
                return reply.json()
            problem = problem_of(reply)
            failure, again = EpisodeFailed(problem["error_code"], problem["detail"]), problem["retryable"]
            if again:
                wait_s = max(wait_s, float(reply.headers.get("retry-after", 0)))
        except httpx.TransportError as exc:
            failure, again = EpisodeFailed(type(exc).__name__, str(exc)), True
        if not again or attempt == attempts:
            raise failure
        await asyncio.sleep(wait_s)


def problem_of(reply: httpx.Response) -> dict[str, Any]:
    """Return the error as the server describes it, or a description where something else answered."""
    unknown = {"error_code": f"HTTP_{reply.status_code}", "detail": reply.text[:200], "retryable": False}
    is_json = reply.headers.get("content-type", "").startswith("application/json")
    return {**unknown, **reply.json()} if is_json else unknown


async def play(http: httpx.AsyncClient, wanted: dict[str, Any], policy: Policy) -> Outcome:
    """Play one episode to its end, and end its session whatever happens."""
    started = time.monotonic()
    try:
        state = await send(http, "POST", "sessions", wanted)
        session = f"sessions/{state['session_id']}"
        try:
            act = policy(state["env_id"])
            while not state["done"]:
                action = act(state["info"]["admissible_commands"])
                state = await send(http, "POST", f"{session}/step", {"action": action})
        finally:
            with contextlib.suppress(EpisodeFailed):
                await send(http, "DELETE", session, attempts=1)
    except EpisodeFailed as exc:
        return Outcome(env_id=wanted.get("env_id", ""), error=exc.code, detail=str(exc))
    info, seconds = state["info"], time.monotonic() - started
    return Outcome(
        env_id=info["game_file"],
        goal=info["goal"],
        kind=info["task_type"],
        won=info["won"],
        steps=state["step"],
        seconds=seconds,
    )


def act_at_random(env_id: str) -> Actor:
    """Take any admissible command; that seldom wins."""
    return random.choice


def follow_walkthrough(walkthroughs: Walkthroughs) -> Policy:
    """Do what the game's own file says; the games must be on this machine too."""

    def policy(env_id: str) -> Actor:
        try:
            commands = iter(walkthroughs.of(env_id))
        except NoWalkthroughError as exc:
            raise EpisodeFailed("NO_WALKTHROUGH", str(exc)) from exc
        return lambda admissible: next(commands, "look")

    return policy


async def run(
    http: httpx.AsyncClient, jobs: Sequence[dict[str, Any]], concurrent: int, policy: Policy
) -> bool:
    """Play every job and say how it went; return whether all went without an error."""
    name = f"example-{uuid.uuid4().hex}"
    async with http:
        await send(http, "GET", "environments?limit=0")
        started = time.monotonic()
        try:
            wanted = [{**job, "run": name} for job in jobs]
            played = await outcomes.play_all(wanted, lambda one: play(http, one, policy), concurrent)
        finally:
            # Stopped halfway, there may be sessions of which nobody has heard yet.
            with contextlib.suppress(EpisodeFailed):
                await send(http, "DELETE", f"sessions?run={name}", attempts=1)
    outcomes.show(played, time.monotonic() - started, figures=["won"])
    return all(outcome.error is None for outcome in played)


def main(
    base_url: Annotated[
        str, typer.Option(help="The server, or one of its environments: http://…/envs/alfworld.")
    ] = "http://127.0.0.1:8000",
    concurrent: Annotated[int, typer.Option(min=1, help="Episodes played at once.")] = 8,
    total_jobs: Annotated[int, typer.Option(min=1, help="Episodes played in all.")] = 20,
    policy: Annotated[
        Literal["random", "walkthrough"],
        typer.Option(help="walkthrough needs the games on this machine too."),
    ] = "random",
    task_type: Annotated[str | None, typer.Option(help="1 to 6, or a type's name.")] = None,
    split: Annotated[str | None, typer.Option(help="train, valid_seen or valid_unseen.")] = None,
    max_steps: Annotated[int, typer.Option(help="Steps after which an episode is cut off.")] = 50,
    seed: Annotated[int, typer.Option(help="The same seed plays the same tasks.")] = 0,
    api_key: Annotated[str | None, typer.Option(envvar="DOCKERGYM_API_KEY")] = None,
) -> None:
    """Play ALFWorld episodes on a running server."""
    params = {"task_type": task_type, "split": split, "max_steps": max_steps}
    jobs = [{"seed": seed + number, "params": params} for number in range(total_jobs)]
    headers = {"Authorization": f"Bearer {api_key}"} if api_key else {}
    limits = httpx.Limits(max_connections=concurrent)
    http = httpx.AsyncClient(base_url=base_url, headers=headers, timeout=300, limits=limits)
    try:
        chosen = act_at_random if policy == "random" else follow_walkthrough(local_walkthroughs())
        succeeded = asyncio.run(run(http, jobs, concurrent, chosen))
    except EpisodeFailed as exc:
        raise SystemExit(
            f"{base_url} does not answer as ALFWorld: {exc}\nIs it running (dockergym serve alfworld)? "
            "Where it serves several environments, --base-url ends in /envs/alfworld."
        ) from exc
    except DockerGymError as exc:
        raise SystemExit(f"no walkthroughs here: {exc}") from exc
    raise SystemExit(0 if succeeded else 1)


if __name__ == "__main__":
    typer.run(main)
