"""Many requests in one: an outcome for each, and the same exactly-once rules."""

from __future__ import annotations

import asyncio
from typing import Any

import httpx
import pytest

from dockergym.testing.serving import Serve, Served, problem
from dockergym.testing.waiting import eventually


async def batch(
    served: Served, what: str, items: list[dict[str, Any]], **headers: str
) -> list[dict[str, Any]]:
    """Send a batch and return its outcomes."""
    answer = await served.http.post(f"/batch/{what}", json={"items": items}, headers=headers)
    assert answer.status_code == 200, answer.text
    outcomes: list[dict[str, Any]] = answer.json()["items"]
    assert len(outcomes) == len(items)
    return outcomes


async def begun(served: Served, count: int) -> list[str]:
    """Begin sessions and return their ids."""
    return [one["result"]["session_id"] for one in await batch(served, "create", [{}] * count)]


async def test_episodes_are_begun_stepped_and_ended_together(serve: Serve) -> None:
    served = await serve()
    created = await batch(served, "create", [{"env_id": name} for name in ("a", "b", "c")])
    assert [one["result"]["env_id"] for one in created] == ["a", "b", "c"]
    ids = [one["result"]["session_id"] for one in created]
    stepped = await batch(
        served, "step", [{"session_id": one, "action": f"to {n}"} for n, one in enumerate(ids)]
    )
    assert [one["result"]["observation"] for one in stepped] == ["echo: to 0", "echo: to 1", "echo: to 2"]
    closed = await batch(served, "close", [{"session_id": one} for one in ids])
    assert [one["result"]["session_id"] for one in closed] == ids
    assert (await served.http.get("/health")).json()["active_sessions"] == 0


async def test_an_outcome_is_what_the_single_request_would_have_answered(serve: Serve) -> None:
    served = await serve()
    [created] = await batch(served, "create", [{"seed": 7, "run": "r"}])
    session_id = created["result"]["session_id"]
    assert created["result"] == (await served.http.get(f"/sessions/{session_id}")).json()
    [stepped] = await batch(served, "step", [{"session_id": session_id, "action": "x", "request_id": "1"}])
    assert stepped["result"] == (await served.step(session_id, "x", request_id="1")).json()
    [missed] = await batch(served, "step", [{"session_id": "nobody", "action": "x"}])
    single = await served.step("nobody", "x")
    assert missed == {"ok": False, "error": {**single.json(), "status": single.status_code}}


async def test_items_fail_by_themselves(serve: Serve) -> None:
    served = await serve(max_sessions=2)
    created = await batch(served, "create", [{}, {}, {}])
    assert sorted(one["ok"] for one in created) == [False, True, True]
    [refused] = [one["error"] for one in created if not one["ok"]]
    assert (refused["error_code"], refused["status"], refused["retryable"]) == (
        "NO_SLOTS_AVAILABLE",
        503,
        True,
    )
    assert refused["retry_after_s"] >= 1
    ids = [one["result"]["session_id"] for one in created if one["ok"]]
    await served.http.delete(f"/sessions/{ids[0]}")
    items = [{"session_id": ids[0], "action": "x"}, {"session_id": ids[1], "action": "x", "if_step": 5}]
    errors = [one["error"] for one in await batch(served, "step", items)]
    assert [error["error_code"] for error in errors] == ["SESSION_NOT_FOUND", "STEP_CONFLICT"]
    assert errors[1]["step"] == 0
    assert [one["ok"] for one in await batch(served, "close", [{"session_id": one} for one in ids])] == [
        False,
        True,
    ]


async def test_actions_for_one_session_are_applied_in_their_order(serve: Serve) -> None:
    served = await serve()
    [session_id] = await begun(served, 1)
    stepped = await batch(served, "step", [{"session_id": session_id, "action": str(n)} for n in range(50)])
    assert [(one["result"]["step"], one["result"]["observation"]) for one in stepped] == [
        (n + 1, f"echo: {n}") for n in range(50)
    ]


async def test_a_batch_that_is_sent_again_under_its_key_does_nothing_more(serve: Serve) -> None:
    served = await serve()
    first = await batch(served, "create", [{}, {}], **{"Idempotency-Key": "made"})
    again = await batch(served, "create", [{}, {}], **{"Idempotency-Key": "made"})
    assert first == again
    ids = [one["result"]["session_id"] for one in first]
    items = [{"session_id": one, "action": "x"} for one in [*ids, *ids]]
    answers = [await batch(served, "step", items, **{"Idempotency-Key": "stepped"}) for _ in range(3)]
    assert answers[0] == answers[1] == answers[2]
    assert [one["result"]["step"] for one in answers[0]] == [1, 1, 2, 2]


async def test_request_ids_of_items_are_those_of_the_single_routes(serve: Serve) -> None:
    served = await serve()
    [created] = await batch(served, "create", [{"request_id": "once"}])
    single = await served.create(request_id="once")
    assert single["session_id"] == created["result"]["session_id"]
    [conflict] = await batch(served, "create", [{"request_id": "once", "seed": 1}])
    assert conflict["error"]["error_code"] == "REQUEST_CONFLICT"


@pytest.mark.parametrize(
    ("what", "body", "status"),
    [
        ("create", {"items": []}, 422),
        ("create", {"items": [{}] * 1025}, 422),
        ("create", {"items": [{"seed": -1}]}, 422),
        ("create", {"items": [{}], "more": 1}, 422),
        ("step", {"items": []}, 422),
        ("step", {"items": [{"session_id": "a", "action": "x"}, {"session_id": "a"}]}, 422),
        ("step", {"items": [{"session_id": "a", "action": 1}]}, 422),
        ("step", {"items": [{"session_id": "a", "action": "x", "if_step": -1}]}, 422),
        ("step", {"items": [{"session_id": "a", "action": "x", "request_id": ""}]}, 422),
        ("step", [], 422),
        ("close", {"items": [{}]}, 422),
        ("close", {}, 422),
    ],
)
async def test_what_is_no_batch_is_refused_whole(serve: Serve, what: str, body: Any, status: int) -> None:
    served = await serve()
    problem(await served.http.post(f"/batch/{what}", json=body), status, "INVALID_REQUEST")
    problem(await served.http.post(f"/batch/{what}", content=b"{", headers=JSON), 400, "INVALID_REQUEST")
    assert (await served.http.get("/health")).json()["active_sessions"] == 0


JSON = {"Content-Type": "application/json"}


async def test_a_step_that_is_refused_keeps_the_others_of_its_batch_from_being_applied(serve: Serve) -> None:
    served = await serve()
    [session_id] = await begun(served, 1)
    good, bad = {"session_id": session_id, "action": "x"}, {"session_id": session_id, "action": None}
    problem(await served.http.post("/batch/step", json={"items": [good, bad]}), 422, "INVALID_REQUEST")
    assert (await served.http.get(f"/sessions/{session_id}")).json()["step"] == 0


async def test_what_a_client_that_went_away_has_begun_is_ended(serve: Serve, open_port: Any) -> None:
    served = await serve("slow", max_sessions=3)
    address = await open_port(served)
    async with httpx.AsyncClient(base_url=f"http://{address}") as http:
        items = [{"params": {"init_s": 0}}, {"params": {"init_s": 30}}, {"request_id": "kept"}]
        asked = asyncio.ensure_future(http.post("/batch/create", json={"items": items}))
        await eventually(lambda: len(served.server.managers["echo"].find(status="active")) == 2)
        asked.cancel()
    await eventually(lambda: served.server.managers["echo"].active == 1)
    [left] = served.server.managers["echo"].find()
    assert left.record.request_id == "kept"
