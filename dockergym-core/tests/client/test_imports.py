"""The client is light: it loads neither a web framework nor a container library, and it loads at once."""

from __future__ import annotations

import json
import os
import subprocess
import sys

HEAVY = ("fastapi", "starlette", "docker", "pluggy", "uvicorn", "pydantic", "typer", "dockergym.settings")
LONGEST_S = 0.3


def loaded_after(code: str) -> set[str]:
    program = f"{code}\nimport json, sys; print(json.dumps(sorted(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    return set(json.loads(done.stdout))


def test_a_client_that_has_played_has_loaded_nothing_of_a_server(echo_url: str) -> None:
    play = f"""
import asyncio
from dockergym.client import AsyncEnvClient, EnvClient
with EnvClient({echo_url!r}) as env:
    env.reset()
    env.step("look")
async def play():
    for stream in (False, True):
        async with AsyncEnvClient({echo_url!r}, stream=stream) as env:
            await env.reset()
asyncio.run(play())
"""
    loaded = loaded_after(play)
    assert "websockets" in loaded
    assert {name for name in HEAVY if name in loaded} == set()


def test_what_examples_share_loads_nothing_of_a_server() -> None:
    loaded = loaded_after("import dockergym.client.outcomes")
    assert {name for name in HEAVY if name in loaded} == set()


def test_httpx_is_loaded_where_it_is_needed() -> None:
    need = "from dockergym.client import EnvClient\nEnvClient('https://localhost:1')._open().close()"
    assert "httpx" in loaded_after(need)
    assert "httpx" not in loaded_after(need.replace("https", "http"))


def test_a_step_looks_for_no_module(echo_url: str) -> None:
    play = f"""
import asyncio, json, sys
from dockergym.client import AsyncEnvClient
sought = []
class Seeker:
    def find_spec(self, name, path=None, target=None):
        sought.append(name)
async def play():
    async with AsyncEnvClient({echo_url!r}) as env:
        await env.reset()
        await env.step("look")
        sys.meta_path.insert(0, Seeker())
        await env.step("look")
        sys.meta_path.pop(0)
asyncio.run(play())
print(json.dumps(sought))
"""
    done = subprocess.run([sys.executable, "-c", play], capture_output=True, text=True, check=True)
    assert json.loads(done.stdout) == []


def test_importing_the_client_takes_no_time() -> None:
    def seconds(code: str) -> float:
        # Processor time: how long a busy machine lets it wait says nothing.
        before = os.times()
        subprocess.run([sys.executable, "-c", code], check=True)
        after = os.times()
        return after.children_user + after.children_system - before.children_user - before.children_system

    # The best of several, less what the interpreter itself takes.
    bare = min(seconds("pass") for _ in range(5))
    assert min(seconds("import dockergym.client") for _ in range(5)) - bare <= LONGEST_S
