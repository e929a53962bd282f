"""Sessions over HTTP, from create to end."""

from __future__ import annotations

import asyncio
import json
from typing import Any

import pytest

from dockergym.testing.serving import Serve, Served, problem
from dockergym.testing.waiting import eventually


async def test_an_episode_is_played_to_its_end(serve: Serve) -> None:
    served = await serve()
    created = await served.create(params={"length": 2})
    assert set(created) >= {
        "session_id", "env_id", "observation", "info", "status", "created_at", "last_active_at",
    }  # fmt: skip
    assert created["status"] == "active"
    first = (await served.step(created["session_id"], "hello")).json()
    assert first["observation"] == "echo: hello"
    assert (first["step"], first["done"]) == (1, False)
    last = (await served.step(created["session_id"], "bye")).json()
    assert (last["step"], last["done"], last["terminated"]) == (2, True, True)
    refused = problem(await served.step(created["session_id"], "more"), 409, "SESSION_ALREADY_DONE")
    assert refused["applied"] is False
    assert (await served.http.get(f"/sessions/{created['session_id']}")).json()["status"] == "done"


async def test_the_same_routes_answer_under_the_environment_and_at_the_root(serve: Serve) -> None:
    served = await serve()
    created = (await served.http.post("/envs/echo/sessions")).json()
    shown = (await served.http.get(f"/sessions/{created['session_id']}")).json()
    assert shown["session_id"] == created["session_id"]


async def test_a_get_shows_the_last_observation(serve: Serve) -> None:
    served = await serve()
    created = await served.create()
    await served.step(created["session_id"], "hello")
    shown = (await served.http.get(f"/sessions/{created['session_id']}")).json()
    assert (shown["observation"], shown["step"]) == ("echo: hello", 1)


async def test_sessions_are_listed_by_run_and_status(serve: Serve) -> None:
    served = await serve()
    first = await served.create(run="a", rollout="1")
    await served.create(run="b")
    listed = (await served.http.get("/sessions", params={"run": "a"})).json()
    assert listed["total"] == 1
    assert (listed["sessions"][0]["session_id"], listed["sessions"][0]["rollout"]) == (
        first["session_id"],
        "1",
    )
    assert (await served.http.get("/sessions", params={"status": "done"})).json()["total"] == 0
    paged = (await served.http.get("/sessions", params={"limit": 1, "offset": 1})).json()
    assert (len(paged["sessions"]), paged["total"]) == (1, 2)


async def test_an_ended_session_is_gone_with_its_reason(serve: Serve) -> None:
    served = await serve()
    created = await served.create()
    ended = await served.http.delete(f"/sessions/{created['session_id']}")
    assert ended.json() == {"status": "ok", "session_id": created["session_id"]}
    body = problem(await served.step(created["session_id"], "x"), 404, "SESSION_NOT_FOUND")
    assert "ended by the client" in body["detail"]
    problem(await served.http.delete(f"/sessions/{created['session_id']}"), 404, "SESSION_NOT_FOUND")


async def test_all_sessions_of_a_run_are_ended(serve: Serve) -> None:
    served = await serve()
    mine = {(await served.create(run="mine"))["session_id"] for _ in range(2)}
    other = await served.create(run="other")
    ended = (await served.http.delete("/sessions", params={"run": "mine"})).json()
    assert (ended["status"], set(ended["deleted"]), ended["count"]) == ("ok", mine, 2)
    ended = (await served.http.delete("/sessions")).json()
    assert ended["deleted"] == [other["session_id"]]


async def test_the_cap_is_answered_with_retry_after_and_frees_up(serve: Serve) -> None:
    served = await serve(max_sessions=1)
    created = await served.create()
    answer = await served.http.post("/sessions")
    assert problem(answer, 503, "NO_SLOTS_AVAILABLE")["retryable"] is True
    assert int(answer.headers["retry-after"]) >= 1
    await served.http.delete(f"/sessions/{created['session_id']}")
    await served.create()


async def test_a_failed_create_frees_its_slot(serve: Serve) -> None:
    served = await serve(max_sessions=1, worker_command=["false"])
    for _ in range(3):
        body = problem(await served.http.post("/sessions"), 502, "WORKER_START_FAILED")
        assert body["exit_code"] == 1
        assert body["applied"] is False
    assert (await served.http.get("/health")).json()["active_sessions"] == 0


async def test_an_idle_session_is_ended(serve: Serve) -> None:
    served = await serve(idle_timeout_s=0.2)
    created = await served.create()
    await eventually(lambda: served.server.managers["echo"].active == 0)
    body = problem(await served.http.get(f"/sessions/{created['session_id']}"), 404, "SESSION_NOT_FOUND")
    assert "idle_timeout_s" in body["detail"]


async def test_an_old_session_is_ended_however_busy(serve: Serve) -> None:
    served = await serve(session_lifetime_s=0.4)
    created = await served.create()

    async def play() -> int:
        while True:
            answer = await served.step(created["session_id"], "x")
            if answer.status_code != 200:
                return answer.status_code

    async with asyncio.timeout(20):
        assert await play() == 404


async def test_a_request_id_on_create_makes_one_session(serve: Serve) -> None:
    served = await serve()
    both = await asyncio.gather(*(served.create(request_id="once") for _ in range(2)))
    assert both[0]["session_id"] == both[1]["session_id"]
    again = await served.http.post("/sessions", headers={"Idempotency-Key": "once"})
    assert again.json()["session_id"] == both[0]["session_id"]
    problem(
        await served.http.post("/sessions", json={"request_id": "once", "seed": 7}), 409, "REQUEST_CONFLICT"
    )


async def test_a_request_id_on_step_applies_it_once(serve: Serve) -> None:
    served = await serve()
    session_id = (await served.create())["session_id"]
    answers = await asyncio.gather(*(served.step(session_id, "x", request_id="r1") for _ in range(5)))
    assert {answer.text for answer in answers} == {answers[0].text}
    assert answers[0].json()["step"] == 1
    problem(await served.step(session_id, "y", request_id="r1"), 409, "REQUEST_CONFLICT")
    assert (await served.step(session_id, "y", request_id="r2")).json()["step"] == 2


async def test_the_reply_that_ended_an_episode_can_be_asked_for_again(serve: Serve) -> None:
    served = await serve()
    session_id = (await served.create(params={"length": 1}))["session_id"]
    last = await served.step(session_id, "x", request_id="r1")
    assert last.json()["done"] is True
    assert (await served.step(session_id, "x", request_id="r1")).text == last.text


async def test_a_conditional_step_is_refused_at_another_count(serve: Serve) -> None:
    served = await serve()
    session_id = (await served.create())["session_id"]
    assert (await served.step(session_id, "x", if_step=0)).json()["step"] == 1
    body = problem(await served.step(session_id, "x", if_step=0), 409, "STEP_CONFLICT")
    assert (body["step"], body["applied"]) == (1, False)


async def test_steps_that_arrive_inside_the_window_are_applied(serve: Serve) -> None:
    served = await serve(batch_window_ms=20)
    sessions = [await served.create() for _ in range(3)]
    answers = await asyncio.gather(*(served.step(one["session_id"], "x") for one in sessions))
    assert [answer.json()["step"] for answer in answers] == [1, 1, 1]


async def test_steps_of_one_session_are_applied_one_after_another(serve: Serve) -> None:
    served = await serve()
    session_id = (await served.create())["session_id"]
    answers = await asyncio.gather(*(served.step(session_id, f"{n}") for n in range(10)))
    assert sorted(answer.json()["step"] for answer in answers) == list(range(1, 11))


BAD_STEPS: list[tuple[bytes, int]] = [
    (b"not json", 400),
    (b"\xff", 400),
    (b"", 400),
    (b"[]", 422),
    (b"{}", 422),
    (b'{"action": 1}', 422),
    (b'{"action": "x", "acton": "x"}', 422),
    (b'{"action": "x", "if_step": -1}', 422),
    (b'{"action": "x", "request_id": ""}', 422),
]


@pytest.mark.parametrize(("body", "status"), BAD_STEPS)
async def test_a_body_that_is_no_step_is_refused_and_nothing_is_applied(
    serve: Serve, body: bytes, status: int
) -> None:
    served = await serve()
    session_id = (await served.create())["session_id"]
    answer = await served.http.post(f"/sessions/{session_id}/step", content=body)
    assert problem(answer, status, "INVALID_REQUEST")["applied"] is False
    assert (await served.step(session_id, "x")).json()["step"] == 1


@pytest.mark.parametrize(
    ("body", "status"),
    [
        (b"not json", 400),
        (b'{"envid": "x"}', 422),
        (b'{"seed": -1}', 422),
        (b"[]", 422),
        (b'{"params": {"x": "\\ud800"}}', 422),
    ],
)
async def test_a_body_that_is_no_create_is_refused(serve: Serve, body: bytes, status: int) -> None:
    served = await serve()
    headers = {"content-type": "application/json"}
    problem(await served.http.post("/sessions", content=body, headers=headers), status, "INVALID_REQUEST")
    assert (await served.http.get("/health")).json()["active_sessions"] == 0


@pytest.mark.parametrize(
    ("value", "said"),
    [
        (b'"\xff"', "it is not UTF-8 at byte"),
        (b"[" * 5000 + b"]" * 5000, "it is nested too deeply"),
        (b"9" * 5000, "Exceeds the limit"),
    ],
    ids=["bytes", "nested", "number"],
)
async def test_a_body_that_python_cannot_read_is_refused_with_the_reason(
    serve: Serve, value: bytes, said: str
) -> None:
    served = await serve()
    headers = {"content-type": "application/json"}
    for path, body in [
        ("/sessions", b'{"params": {"x": %s}}'),
        ("/groups", b'{"count": 1, "params": {"x": %s}}'),
        ("/batch/create", b'{"items": [{"params": {"x": %s}}]}'),
        ("/reset", b'{"x": %s}'),
    ]:
        answer = await served.http.post(path, content=body % value, headers=headers)
        assert said in problem(answer, 400, "INVALID_REQUEST")["detail"]


async def test_a_body_that_is_not_declared_as_json_is_refused_with_the_header_to_send(serve: Serve) -> None:
    served = await serve()
    for headers in ({}, {"content-type": "application/x-www-form-urlencoded"}):
        answer = await served.http.post("/sessions", content=b'{"env_id": "a"}', headers=headers)
        problem(answer, 400, "INVALID_REQUEST")
        assert "Content-Type: application/json" in answer.json()["detail"]


async def test_a_session_is_used_by_steps_and_forks_and_not_by_looking_at_it(serve: Serve) -> None:
    served = await serve(shareable=True, sessions_per_container=4)
    session_id = (await served.create())["session_id"]
    session = served.server.managers["echo"].get(session_id)
    begun = session.last_active_at
    for path in (f"/sessions/{session_id}", "/sessions", f"/state?session_id={session_id}"):
        assert (await served.http.get(path)).status_code == 200
    assert session.last_active_at == begun
    problem(await served.step(session_id, "x", if_step=7), 409, "STEP_CONFLICT")
    stepped = session.last_active_at
    assert stepped > begun
    assert (await served.http.post(f"/sessions/{session_id}/fork", json={})).status_code == 200
    assert session.last_active_at > stepped


async def test_an_action_of_five_megabytes_is_refused(serve: Serve) -> None:
    served = await serve()
    session_id = (await served.create())["session_id"]
    problem(await served.step(session_id, "x" * 5_000_000), 413, "REQUEST_TOO_LARGE")

    async def chunks() -> Any:
        for _ in range(5):
            yield b"x" * 1_000_000

    headers = {"content-type": "application/json"}
    for path in ("/sessions", f"/sessions/{session_id}/step"):
        answer = await served.http.post(path, content=chunks(), headers=headers)
        problem(answer, 413, "REQUEST_TOO_LARGE")
    assert (await served.step(session_id, "x")).json()["step"] == 1


async def play_two(served: Served) -> tuple[str, str]:
    """Create two sessions and return their ids."""
    return (await served.create())["session_id"], (await served.create())["session_id"]


@pytest.mark.parametrize(
    ("action", "status", "code"),
    [("crash", 502, "WORKER_CRASHED"), ("hang", 504, "WORKER_TIMEOUT")],
)
async def test_a_worker_that_fails_costs_its_own_session_only(
    serve: Serve, action: str, status: int, code: str
) -> None:
    served = await serve("crashing", command_timeout_s=1, max_sessions=2)
    victim, other = await play_two(served)
    body = problem(await served.step(victim, action), status, code)
    assert body["applied"] is None
    problem(await served.step(victim, "x"), 410, "SESSION_LOST")
    assert (await served.step(other, "x")).status_code == 200
    await served.create()


async def test_a_worker_killed_while_nobody_waits_frees_its_slot(serve: Serve) -> None:
    served = await serve(max_sessions=1)
    session_id = (await served.create())["session_id"]
    session = served.server.managers["echo"].get(session_id)
    assert session.worker is not None
    await session.worker.handle.stop(0)
    await eventually(lambda: served.server.managers["echo"].active == 0)
    problem(await served.step(session_id, "x"), 410, "SESSION_LOST")
    await served.create()


async def test_a_step_that_may_have_been_applied_before_its_session_ended_says_so(serve: Serve) -> None:
    served = await serve("crashing", max_sessions=2)
    victim, other = await play_two(served)
    assert (await served.step(victim, "x", request_id="one")).status_code == 200
    problem(await served.step(victim, "crash", request_id="two"), 502, "WORKER_CRASHED")
    await served.http.delete(f"/sessions/{other}")
    for session_id, status, code in ((victim, 410, "SESSION_LOST"), (other, 404, "SESSION_NOT_FOUND")):
        again = problem(await served.step(session_id, "x", request_id="one"), status, code)
        assert again["applied"] is None
        assert problem(await served.step(session_id, "x"), status, code)["applied"] is False


@pytest.mark.parametrize("worker", ["plain_echo", "echo", "noisy"])
async def test_any_worker_that_keeps_the_lines_is_served(serve: Serve, worker: str) -> None:
    served = await serve(worker)
    session_id = (await served.create())["session_id"]
    answers = [await served.step(session_id, f"go {n}") for n in range(3)]
    assert [answer.json()["step"] for answer in answers] == [1, 2, 3]


DEEP = '{"params": {"x": ' + "[" * 500 + "]" * 500 + "}}"
DEEPER = '{"params": {"x": ' + "[" * 900 + "]" * 900 + "}}"
LONG = json.dumps({"params": {"x": "é" * 12_000}})


@pytest.mark.parametrize(
    "body", [DEEP, DEEPER, r'{"params": {"x": "\ud800"}}', r'{"params": {"\ud800": 1}}', LONG]
)
@pytest.mark.parametrize("request_id", [None, "once"])
async def test_params_that_no_worker_could_be_told_or_could_keep_are_refused(
    serve: Serve, body: str, request_id: str | None
) -> None:
    served = await serve()
    headers = {"Content-Type": "application/json"} | ({"Idempotency-Key": request_id} if request_id else {})
    answer = await served.http.post("/sessions", content=body, headers=headers)
    refused = problem(answer, 422, "INVALID_PARAMS" if body is LONG else "INVALID_REQUEST")
    assert (refused["retryable"], refused["applied"]) == (False, False)
    assert "params" in refused["detail"]
    assert served.server.managers["echo"].active == 0
