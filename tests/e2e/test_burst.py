"""Sixty-four sessions at once, each in a container of its own."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import Any

import httpx

SESSIONS = 64
STEPS = 20


async def create(http: httpx.AsyncClient, number: int) -> str:
    answer = await http.post("/sessions", json={"env_id": f"task-{number}", "params": {"length": STEPS}})
    assert answer.status_code == 200, answer.text
    assert answer.json()["observation"] == f"ready: task-{number}"
    return str(answer.json()["session_id"])


async def play(http: httpx.AsyncClient, session: str) -> None:
    for step in range(1, STEPS + 1):
        answer = await http.post(f"/sessions/{session}/step", json={"action": f"{session} {step}"})
        assert answer.status_code == 200, answer.text
        told = answer.json()
        assert (told["observation"], told["step"]) == (f"echo: {session} {step}", step)
        assert told["done"] == (step == STEPS)


async def test_sixty_four_sessions_are_created_stepped_and_ended_at_once(
    serve: Any, described: Callable[[str, str], list[str]], eventually: Callable[..., None], echo_image: str
) -> None:
    server = await asyncio.to_thread(serve, *described("echo", "docker"), runtime="docker")
    assert await asyncio.to_thread(server.active) == 0
    descriptors = server.descriptors()
    limits = httpx.Limits(max_connections=SESSIONS)
    async with httpx.AsyncClient(
        base_url=server.process.url, timeout=100, limits=limits, trust_env=False
    ) as http:
        sessions = await asyncio.gather(*(create(http, number) for number in range(SESSIONS)))
        assert len(set(sessions)) == SESSIONS
        full = await http.post("/sessions", json={})
        assert (full.status_code, full.json()["error_code"]) == (503, "NO_SLOTS_AVAILABLE")
        assert int(full.headers["retry-after"]) >= 1
        await asyncio.gather(*(play(http, session) for session in sessions))
        ended = await asyncio.gather(*(http.delete(f"/sessions/{session}") for session in sessions))
        assert {answer.status_code for answer in ended} == {200}
    assert await asyncio.to_thread(server.active) == 0
    await asyncio.to_thread(server.wait_for_no_workers)
    await asyncio.to_thread(
        eventually, lambda: server.descriptors() <= descriptors, f"as few descriptors as {descriptors}"
    )


async def test_a_server_stopped_in_the_middle_of_a_burst_leaves_nothing(
    serve: Any, described: Callable[[str, str], list[str]], runtime: str
) -> None:
    server = await asyncio.to_thread(serve, *described("echo", runtime), runtime=runtime)
    async with httpx.AsyncClient(base_url=server.process.url, timeout=100, trust_env=False) as http:
        creates = [asyncio.create_task(http.post("/sessions", json={})) for _ in range(16)]
        await asyncio.wait(creates, return_when=asyncio.FIRST_COMPLETED)
        assert await asyncio.to_thread(server.process.stop) == 0
        answers = await asyncio.gather(*creates, return_exceptions=True)
    unforeseen = [answer for answer in answers if not isinstance(answer, httpx.TransportError)]
    assert {answer.status_code for answer in unforeseen} <= {200, 503}
    await asyncio.to_thread(server.wait_for_no_workers)
