"""Slots are handed out in the order in which they were asked for, all or none."""

from __future__ import annotations

import asyncio

import pytest

from dockergym.errors import NoSlotsAvailable, ServerShuttingDown
from dockergym.sessions.admission import Admission
from dockergym.testing.serving import Serve, Served, problem
from dockergym.testing.waiting import eventually

LONG_S = 60.0


def slots(limit: int) -> Admission:
    """Return the slots of an environment."""
    return Admission(limit, lambda: 2.5, "echo")


async def queue(admission: Admission, count: int) -> asyncio.Task[None]:
    """Ask for slots and return when the request stands in the queue."""
    before = admission.waiting
    task = asyncio.create_task(admission.take(count, LONG_S))
    await eventually(lambda: admission.waiting == before + 1)
    return task


async def test_slots_that_come_free_go_to_the_head_of_the_queue() -> None:
    admission = slots(1)
    await admission.take(1)
    first, second = await queue(admission, 1), await queue(admission, 1)
    admission.free()
    await first
    assert not second.done()
    admission.free()
    await second
    assert (admission.taken, admission.waiting) == (1, 0)


async def test_nobody_passes_one_who_waits_for_many() -> None:
    admission = slots(4)
    await admission.take(3)
    many = await queue(admission, 4)
    with pytest.raises(NoSlotsAvailable):
        await admission.take(1)
    one = await queue(admission, 1)
    admission.free(3)
    await many
    assert not one.done()
    admission.free(4)
    await one


async def test_one_who_gives_up_leaves_the_queue_and_lets_the_next_in() -> None:
    admission = slots(2)
    await admission.take(1)
    many, one = await queue(admission, 2), await queue(admission, 1)
    many.cancel()
    await one
    assert (admission.taken, admission.waiting) == (2, 0)


async def test_one_who_gives_up_as_it_is_admitted_gives_the_slot_back() -> None:
    admission = slots(1)
    await admission.take(1)
    waiting = await queue(admission, 1)
    admission.free()
    waiting.cancel()
    with pytest.raises(asyncio.CancelledError):
        await waiting
    assert admission.taken == 0


async def test_waiting_has_an_end() -> None:
    admission = slots(1)
    await admission.take(1)
    with pytest.raises(NoSlotsAvailable) as caught:
        await admission.take(1, 0.01)
    assert caught.value.retryable
    assert caught.value.retry_after_s == 2.5
    assert (admission.taken, admission.waiting) == (1, 0)


async def test_more_than_there_are_is_refused_at_once_and_for_good() -> None:
    with pytest.raises(NoSlotsAvailable) as caught:
        await slots(2).take(3, LONG_S)
    assert not caught.value.retryable


async def test_a_server_that_stops_sends_away_those_who_wait() -> None:
    admission = slots(1)
    await admission.take(1)
    waiting = await queue(admission, 1)
    admission.close()
    with pytest.raises(ServerShuttingDown):
        await waiting
    with pytest.raises(ServerShuttingDown):
        await admission.take(1)
    admission.free()
    assert admission.taken == 0


async def waiting_creates(served: Served, count: int) -> None:
    """Return when so many creates wait for a slot."""
    await eventually(lambda: served.server.managers["echo"].waiting == count)


async def test_a_create_waits_for_a_slot(serve: Serve) -> None:
    served = await serve(max_sessions=1)
    first = await served.create()
    creating = asyncio.create_task(served.create(wait_s=60))
    await waiting_creates(served, 1)
    await served.http.delete(f"/sessions/{first['session_id']}")
    second = await creating
    assert (await served.step(second["session_id"], "x")).json()["step"] == 1


async def test_a_create_that_waited_in_vain_says_when_to_come_again(serve: Serve) -> None:
    served = await serve(max_sessions=1)
    await served.create()
    answer = await served.http.post("/sessions", json={"wait_s": 0.05})
    problem(answer, 503, "NO_SLOTS_AVAILABLE")
    assert int(answer.headers["retry-after"]) >= 1


@pytest.mark.parametrize("wait_s", [-1, 301, "long"])
async def test_waiting_is_bounded(serve: Serve, wait_s: object) -> None:
    served = await serve()
    problem(await served.http.post("/sessions", json={"wait_s": wait_s}), 422, "INVALID_REQUEST")
