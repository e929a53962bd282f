"""Plays with OpenEnv's own clients, in a Python that has OpenEnv and nothing of ours.

Says ``{"value": "loaded"}`` as soon as it can, and then obeys orders on standard input, a line of JSON each:
``{"play": name, "url": address, …}``. Every one is answered by a line: ``{"value": …}``, or ``{"failure": traceback}``.
"""

from __future__ import annotations

import asyncio
import json
import os
import sys
import traceback
from importlib import metadata
from typing import Any

from openenv import AutoEnv, GenericEnvClient
from openenv.core.mcp_client import MCPToolClient

PLAYS: dict[str, Any] = {}
HELD: dict[str, Any] = {}
"""Clients that outlive an order, by name."""


def play(function: Any) -> Any:
    """Let a function be ordered by its name."""
    PLAYS[function.__name__] = function
    return function


@play
async def version() -> str:
    for name in ("openenv-core", "openenv"):
        try:
            return f"{name} {metadata.version(name)}"
        except metadata.PackageNotFoundError:
            continue
    raise AssertionError("OpenEnv is not installed here")


@play
async def episode(url: str, length: int = 3) -> list[Any]:
    """Play an episode to its end, and tell all that was seen."""
    async with GenericEnvClient(base_url=url) as env:
        result = await env.reset(seed=42, episode_id="ep-9", length=length)
        seen = [shown(result)]
        while not result.done:
            result = await env.step({"action": f"go {len(seen)}"})
            seen.append(shown(result))
        return [*seen, await env.state()]


@play
async def sync_episode(url: str, length: int = 3) -> list[Any]:
    """The same, with the client for code that waits."""

    def play_it() -> list[Any]:
        with GenericEnvClient(base_url=url).sync() as env:
            result = env.reset(length=length)
            seen = [shown(result)]
            while not result.done:
                result = env.step({"action": f"go {len(seen)}"})
                seen.append(shown(result))
            return seen

    return await asyncio.to_thread(play_it)


@play
async def side_by_side(url: str) -> dict[str, Any]:
    """Two sessions at once; what each was told."""
    async with GenericEnvClient(base_url=url) as one, GenericEnvClient(base_url=url) as other:
        await asyncio.gather(one.reset(), other.reset())
        told: dict[str, Any] = {"one": [], "other": []}
        for number in range(5):
            answers = await asyncio.gather(
                one.step({"action": f"one {number}"}), other.step({"action": f"other {number}"})
            )
            told["one"].append(text(answers[0]))
            told["other"].append(text(answers[1]))
        told["counts"] = [(await env.state())["step_count"] for env in (one, other)]
        told["sessions"] = [(await env.state())["session_id"] for env in (one, other)]
        return told


@play
async def refusals(url: str, requests: list[list[Any]]) -> list[Any]:
    """Send requests one after the other over one socket; what each was answered."""
    async with GenericEnvClient(base_url=url) as env:
        answers = []
        for kind, data in requests:
            try:
                if kind == "reset":
                    answers.append(text(await env.reset(**data)))
                elif kind == "state":
                    answers.append(await env.state())
                else:
                    answers.append(text(await env.step(data)))
            except RuntimeError as error:
                answers.append(str(error))
        return answers


@play
async def hold(url: str, name: str, pause_s: float = 0.0, **options: Any) -> str:
    """Reset a client and keep it; ``pause_s`` between connecting and the reset."""
    env = HELD[name] = GenericEnvClient(base_url=url, **options)
    await env.connect()
    await asyncio.sleep(pause_s)
    return await answer(env.reset())


@play
async def step_held(name: str, action: str) -> str:
    return await answer(HELD[name].step({"action": action}))


@play
async def reset_held(name: str, **options: Any) -> str:
    return await answer(HELD[name].reset(**options))


@play
async def state_held(name: str) -> Any:
    return await HELD[name].state()


@play
async def let_go(name: str) -> None:
    await HELD.pop(name).close()


@play
async def connect(url: str, **options: Any) -> str:
    """Connect and play a step; how that went."""
    try:
        async with GenericEnvClient(base_url=url, **options) as env:
            await env.reset()
            return text(await env.step({"action": "look"}))
    except ConnectionError as error:
        return f"ConnectionError: {error}"


@play
async def shown_by(url: str, action: dict[str, Any]) -> dict[str, Any]:
    """Play a step, and tell what the environment itself showed."""
    async with GenericEnvClient(base_url=url) as env:
        await env.reset()
        observation = (await env.step(action)).observation
        return {name: observation[name] for name in observation if name not in ("observation", "metadata")}


@play
async def tools(url: str) -> dict[str, Any]:
    """List and call tools."""
    async with MCPToolClient(base_url=url) as env:
        listed = await env.list_tools()
        try:
            await env.call_tool("act", action="too early")
            early = ""
        except RuntimeError as error:
            early = str(error)
        await env.reset()
        told = {
            "tools": [[tool.name, sorted(tool.input_schema["properties"])] for tool in listed],
            "early": early,
            "look": await env.call_tool("act", action="look"),
            "again": await env.call_tool("act", action="again"),
            "steps": (await env.state()).step_count,
        }
        try:
            await env.call_tool("fly", action="away")
        except RuntimeError as error:
            told["unknown"] = str(error)
        return told


@play
async def auto(url: str) -> str:
    """Find the environment as AutoEnv does, and play a step."""
    found = await asyncio.to_thread(AutoEnv.from_env, "echo", base_url=url, skip_install=True)
    async with found as env:
        await env.reset()
        return text(await env.step({"action": "look"}))


async def answer(request: Any) -> str:
    """Return what a request was answered, in words."""
    try:
        return text(await request)
    except Exception as error:
        return f"{type(error).__name__}: {error}"


def text(result: Any) -> str:
    """Return the text of an observation."""
    return str(result.observation["observation"])


def shown(result: Any) -> dict[str, Any]:
    """Return a result as JSON can hold it."""
    return {
        "observation": result.observation,
        "reward": result.reward,
        "done": result.done,
        "metadata": getattr(result, "metadata", None),
    }


async def obey(order: dict[str, Any]) -> dict[str, Any]:
    """Do one thing, and tell how it went."""
    try:
        return {"value": await PLAYS[order.pop("play")](**order)}
    except Exception:
        return {"failure": traceback.format_exc()}


async def main() -> None:
    """Obey until there are no more orders."""
    # What OpenEnv prints must not come between the answers.
    answers = os.fdopen(os.dup(1), "w")
    os.dup2(2, 1)
    print(json.dumps({"value": "loaded"}), file=answers, flush=True)
    loop = asyncio.get_running_loop()
    while line := await loop.run_in_executor(None, sys.stdin.readline):
        print(json.dumps(await obey(json.loads(line))), file=answers, flush=True)


if __name__ == "__main__":
    asyncio.run(main())
