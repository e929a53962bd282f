"""Steps on the wire: however a request comes in, it is the same step with the same answer."""

from __future__ import annotations

from collections.abc import AsyncIterator
from typing import Any

import httpx

from dockergym.testing.serving import Serve, Served, problem


async def steps_applied(served: Served, session_id: str) -> int:
    """Return how many steps the session counts."""
    shown = (await served.http.get(f"/sessions/{session_id}")).json()
    return int(shown["step"])


async def test_a_body_that_comes_in_pieces_is_one_step(serve: Serve) -> None:
    async def pieces() -> AsyncIterator[bytes]:
        for piece in (b'{"act', b'ion": "he', b"", b'llo"}'):
            yield piece

    served = await serve()
    created = await served.create()
    path = f"/envs/echo/sessions/{created['session_id']}/step"
    answer = await served.http.post(path, content=pieces())
    assert (answer.status_code, answer.json()["observation"]) == (200, "echo: hello")
    assert answer.headers["content-type"] == "application/json"


async def test_a_body_in_pieces_that_is_too_large_is_refused(serve: Serve) -> None:
    async def pieces() -> AsyncIterator[bytes]:
        yield b'{"action": "'
        for _ in range(4):
            yield b"x" * 512
        yield b'"}'

    served = await serve(max_body_bytes=1024)
    created = await served.create()
    answer = await served.http.post(f"/sessions/{created['session_id']}/step", content=pieces())
    problem(answer, 413, "REQUEST_TOO_LARGE")
    assert await steps_applied(served, created["session_id"]) == 0


async def test_a_client_that_goes_before_its_body_is_whole_has_not_stepped(serve: Serve) -> None:
    served = await serve()
    created = await served.create()
    messages = [
        {"type": "http.request", "body": b'{"action": "he', "more_body": True},
        {"type": "http.disconnect"},
    ]
    sent = []

    async def receive() -> Any:
        return messages.pop(0)

    async def send(message: Any) -> None:
        sent.append(message)

    path = f"/sessions/{created['session_id']}/step"
    scope = {"type": "http", "method": "POST", "path": path, "headers": [], "query_string": b""}
    await served.app(scope, receive, send)
    assert sent == []
    assert await steps_applied(served, created["session_id"]) == 0


async def test_an_idempotency_key_is_a_request_id(serve: Serve) -> None:
    served = await serve()
    created = await served.create()
    path, key = f"/sessions/{created['session_id']}/step", {"Idempotency-Key": "once"}
    first = await served.http.post(path, json={"action": "hello"}, headers=key)
    again = await served.http.post(path, json={"action": "hello"}, headers=key)
    assert first.json() == again.json()
    problem(await served.http.post(path, json={"action": "other"}, headers=key), 409, "REQUEST_CONFLICT")
    assert await steps_applied(served, created["session_id"]) == 1


async def test_the_same_steps_are_served_below_a_path_of_another_application(serve: Serve) -> None:
    served = await serve()
    transport = httpx.ASGITransport(served.app, root_path="/gym")
    async with httpx.AsyncClient(transport=transport, base_url="http://test/gym") as below:
        created = (await below.post("/sessions")).json()
        path = f"/sessions/{created['session_id']}/step"
        first = (await below.post(path, json={"action": "hello"})).json()
        problem(await below.post(path, json={"action": 1}), 422, "INVALID_REQUEST")
    second = (await served.step(created["session_id"], "hello")).json()
    assert (first["step"], second["step"]) == (1, 2)
    assert first | {"step": 2} == second


async def test_a_step_of_a_session_nobody_knows_is_answered_as_any_other_request_for_it(serve: Serve) -> None:
    served = await serve()
    step, shown = await served.step("nobody", "x"), await served.http.get("/sessions/nobody")
    assert step.json() == shown.json()
    problem(await served.http.post("/envs/ecko/sessions/a/step"), 404, "ENVIRONMENT_NOT_FOUND")
