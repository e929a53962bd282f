"""Creates whose clients go away while they wait, for good or to send them again."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import replace
from typing import Any

import pytest

from dockergym.api import presence
from dockergym.client import AsyncEnvClient, RetryPolicy, ServerTimeout
from dockergym.errors import NoSlotsAvailable
from dockergym.testing.serving import Serve, Served, problem
from dockergym.testing.waiting import eventually

OpenPort = Callable[[Served], Awaitable[str]]


async def waiting_creates(served: Served, count: int) -> None:
    """Return when so many creates wait for a slot."""
    await eventually(lambda: served.server.managers["echo"].waiting == count)


async def leave_waiting(served: Served, **body: Any) -> None:
    """Send a create that has to wait, and go away."""
    disconnected = asyncio.Event()
    before = served.server.managers["echo"].waiting
    answering = asyncio.create_task(post_until(served, {"wait_s": 60, **body}, disconnected))
    await waiting_creates(served, before + 1)
    disconnected.set()
    await answering


@pytest.mark.parametrize("body", [{}, {"request_id": "r1"}])
async def test_a_client_that_goes_away_leaves_the_queue(
    serve: Serve, monkeypatch: pytest.MonkeyPatch, body: dict[str, str]
) -> None:
    monkeypatch.setattr(presence, "COMES_BACK_S", 0.1)
    served = await serve(max_sessions=1)
    first = await served.create()
    await leave_waiting(served, **body)
    await waiting_creates(served, 0)
    await served.http.delete(f"/sessions/{first['session_id']}")
    assert served.server.managers["echo"].active == 0
    await served.create(**body)


async def test_a_create_that_is_sent_again_keeps_its_place(serve: Serve) -> None:
    served = await serve(max_sessions=1)
    holder = await served.create()
    await leave_waiting(served, request_id="first")
    second = asyncio.create_task(served.create(request_id="second", wait_s=60))
    await waiting_creates(served, 2)
    again = asyncio.create_task(served.create(request_id="first", wait_s=60))
    await served.http.delete(f"/sessions/{holder['session_id']}")
    begun = await again
    assert not second.done()
    await served.http.delete(f"/sessions/{begun['session_id']}")
    await second


async def test_a_client_that_comes_back_and_would_not_wait_leaves_the_queue(serve: Serve) -> None:
    served = await serve(max_sessions=1)
    await served.create()
    await leave_waiting(served, request_id="first")
    problem(await served.http.post("/sessions", json={"request_id": "first"}), 503, "NO_SLOTS_AVAILABLE")
    await waiting_creates(served, 0)


async def test_a_client_that_comes_back_with_less_patience_waits_no_longer_than_that(serve: Serve) -> None:
    served = await serve(max_sessions=1)
    await served.create()
    await leave_waiting(served, request_id="first")
    back = served.http.post("/sessions", json={"request_id": "first", "wait_s": 0.2})
    problem(await asyncio.wait_for(back, 10), 503, "NO_SLOTS_AVAILABLE")
    await waiting_creates(served, 0)


async def test_a_client_that_comes_back_with_more_patience_waits_for_as_long(
    serve: Serve, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(presence, "COMES_BACK_S", 1.0)
    served = await serve(max_sessions=1)
    holder = await served.create()
    await leave_waiting(served, request_id="first", wait_s=0.5)
    back = asyncio.create_task(served.create(request_id="first", wait_s=60))
    other = asyncio.create_task(served.create(request_id="other", wait_s=1))
    with pytest.raises(AssertionError):
        await other
    await served.http.delete(f"/sessions/{holder['session_id']}")
    assert (await back)["status"] == "active"


async def test_a_create_that_another_body_comes_for_is_a_conflict(serve: Serve) -> None:
    served = await serve(max_sessions=1)
    await served.create()
    await leave_waiting(served, request_id="first")
    other = {"request_id": "first", "seed": 7, "wait_s": 60}
    problem(await served.http.post("/sessions", json=other), 409, "REQUEST_CONFLICT")


async def test_a_client_whose_attempt_timed_out_keeps_its_place(serve: Serve, open_port: OpenPort) -> None:
    served = await serve(max_sessions=1)
    creates = 0

    async def counted(scope: Any, receive: Any, send: Any) -> None:
        nonlocal creates
        creates += scope["type"] == "http" and (scope["method"], scope["path"]) == ("POST", "/sessions")
        await served.app(scope, receive, send)

    url = f"http://{await open_port(replace(served, app=counted))}"
    begun: list[str] = []

    async def play(name: str, **options: Any) -> None:
        async with AsyncEnvClient(url, **options) as env:
            await env.reset()
            begun.append(name)

    async with AsyncEnvClient(url) as holder:
        await holder.reset()
        impatient = RetryPolicy(attempt_timeout_s=0.5)
        first = asyncio.create_task(play("first", retry=impatient))
        await waiting_creates(served, 1)
        second = asyncio.create_task(play("second"))
        await waiting_creates(served, 2)
        before = creates
        await eventually(lambda: creates >= before + 2)
    await asyncio.gather(first, second)
    assert begun == ["first", "second"]


async def test_a_reset_over_a_stream_that_is_given_up_after_several_tries_leaves_the_queue(
    serve: Serve, open_port: OpenPort
) -> None:
    served = await serve(max_sessions=1)
    url = f"http://{await open_port(served)}"
    impatient = RetryPolicy(attempt_timeout_s=0.1)
    async with (
        AsyncEnvClient[str, str](url, stream=True) as holder,
        AsyncEnvClient[str, str](url, stream=True, retry=impatient) as env,
    ):
        await holder.reset()
        resetting = asyncio.create_task(env.reset())
        await waiting_creates(served, 1)
        before = asyncio.get_running_loop().time()
        while asyncio.get_running_loop().time() < before + 5 * impatient.attempt_timeout_s:
            # Without anything to hear, the connection would be given up as well.
            await holder.step("on")
        assert served.server.managers["echo"].waiting == 1
        resetting.cancel()
        await asyncio.wait([resetting])
        await waiting_creates(served, 0)


async def test_a_client_that_closes_after_several_tries_leaves_the_queue_at_once(
    serve: Serve, open_port: OpenPort
) -> None:
    served = await serve(max_sessions=1)
    url = f"http://{await open_port(served)}"
    async with AsyncEnvClient[str, str](url, stream=True) as holder:
        await holder.reset()
        env = AsyncEnvClient[str, str](url, stream=True, retry=RetryPolicy(attempt_timeout_s=0.1))
        with pytest.raises((ServerTimeout, NoSlotsAvailable)):
            await env.reset(timeout_s=0.5)
        await asyncio.wait_for(env.close(), 5)
        await waiting_creates(served, 0)


async def post_until(served: Served, body: object, disconnected: asyncio.Event) -> None:
    """Send a create over a connection that breaks when the event is set."""
    content = served.http.build_request("POST", "/sessions", json=body).read()
    requests = [{"type": "http.request", "body": content, "more_body": False}]

    async def receive() -> dict[str, object]:
        if requests:
            return requests.pop()
        await disconnected.wait()
        return {"type": "http.disconnect"}

    async def send(message: object) -> None:
        pass

    scope = {
        "type": "http",
        "method": "POST",
        "path": "/sessions",
        "raw_path": b"/sessions",
        "query_string": b"",
        "headers": [(b"content-type", b"application/json"), (b"content-length", str(len(content)).encode())],
        "server": ("test", 80),
        "scheme": "http",
        "http_version": "1.1",
    }
    await served.app(scope, receive, send)
