from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator, Callable
from functools import partial
from typing import Any

import pytest

from dockergym.plugins.calls import Implementation
from dockergym.plugins.environment import Environment
from dockergym.plugins.events import EventDispatcher
from dockergym.plugins.specs import SessionEvent
from dockergym.testing.waiting import eventually

MakeEnvironment = Callable[..., Environment]


def event(number: int) -> SessionEvent:
    return SessionEvent("stepped", str(number), "toy", float(number))


def observer(name: str, function: Callable[..., Any]) -> Implementation:
    return Implementation("dockergym_session_event", f"plugin {name!r}", function, ("event",))


@pytest.fixture
async def dispatcher_of(
    make_environment: MakeEnvironment,
) -> AsyncIterator[Callable[..., EventDispatcher]]:
    """Return a function that starts a dispatcher, which is closed after the test."""
    made: list[EventDispatcher] = []

    def make(*observers: Implementation, queue_length: int = 1000) -> EventDispatcher:
        dispatcher = EventDispatcher(observers, queue_length)
        dispatcher.start(make_environment())
        made.append(dispatcher)
        return dispatcher

    yield make
    for dispatcher in made:
        await dispatcher.close(0)


Dispatching = Callable[..., EventDispatcher]


async def test_every_observer_sees_every_event_in_order(dispatcher_of: Dispatching) -> None:
    at_once: list[str] = []
    later: list[str] = []

    async def slowly(event: SessionEvent) -> None:
        await asyncio.sleep(0)
        later.append(event.session_id)

    dispatcher = dispatcher_of(
        observer("sync", lambda event: at_once.append(event.session_id)), observer("async", slowly)
    )
    for number in range(500):
        dispatcher.emit(event(number))

    expected = [str(number) for number in range(500)]
    await eventually(lambda: at_once == expected and later == expected)


async def test_an_observer_that_hangs_holds_up_neither_the_caller_nor_the_others(
    dispatcher_of: Dispatching, caplog: pytest.LogCaptureFixture
) -> None:
    seen: list[str] = []

    async def hang(event: SessionEvent) -> None:
        await asyncio.Event().wait()

    dispatcher = dispatcher_of(
        observer("hanging", hang),
        observer("quick", lambda event: seen.append(event.session_id)),
        queue_length=10,
    )
    for number in range(50):
        dispatcher.emit(event(number))
        await eventually(partial(seen.__contains__, str(number)))

    assert dispatcher.dropped == {"plugin 'hanging'": 39}
    assert caplog.text.count("plugin 'hanging' is too slow for its events: 10 wait") == 1

    await dispatcher.close(0.05)
    assert dispatcher.dropped == {"plugin 'hanging'": 50}
    assert "plugin 'hanging' did not take its last 11 events" in caplog.text


async def test_an_observer_that_catches_up_gets_events_again(
    dispatcher_of: Dispatching, caplog: pytest.LogCaptureFixture
) -> None:
    gate = asyncio.Event()
    seen: list[str] = []

    async def gated(event: SessionEvent) -> None:
        await gate.wait()
        seen.append(event.session_id)

    dispatcher = dispatcher_of(observer("gated", gated), queue_length=2)
    for number in range(5):
        dispatcher.emit(event(number))
    gate.set()
    await eventually(lambda: seen == ["0", "1"])
    await eventually(lambda: "plugin 'gated' has caught up; 3 events were dropped so far" in caplog.text)

    dispatcher.emit(event(5))
    await eventually(lambda: seen == ["0", "1", "5"])


async def test_an_observer_that_raises_gets_the_next_event(
    dispatcher_of: Dispatching, caplog: pytest.LogCaptureFixture
) -> None:
    seen: list[str] = []

    def fragile(event: SessionEvent) -> None:
        if event.session_id == "0":
            raise KeyError("reward")
        seen.append(event.session_id)

    dispatcher = dispatcher_of(observer("fragile", fragile))
    dispatcher.emit(event(0))
    dispatcher.emit(event(1))

    await eventually(lambda: seen == ["1"])
    assert "plugin 'fragile' failed at the event 'stepped' of a session" in caplog.text
    assert "KeyError: 'reward'" in caplog.text


async def test_requests_pass_between_deliveries(dispatcher_of: Dispatching) -> None:
    turns_when_seen: list[int] = []
    turns = 0

    def work(event: SessionEvent) -> None:
        end = time.perf_counter() + 0.001
        while time.perf_counter() < end:
            pass
        turns_when_seen.append(turns)

    dispatcher = dispatcher_of(observer("busy", work))
    for number in range(100):
        dispatcher.emit(event(number))
    while len(turns_when_seen) < 100:
        turns += 1
        await asyncio.sleep(0)

    assert len(set(turns_when_seen)) >= 10, "the loop turned while the events were delivered"


async def test_an_observer_that_holds_up_the_loop_is_reported_once(
    dispatcher_of: Dispatching, caplog: pytest.LogCaptureFixture
) -> None:
    seen: list[str] = []

    def block(event: SessionEvent) -> None:
        end = time.perf_counter() + 0.06
        while time.perf_counter() < end:
            pass
        seen.append(event.session_id)

    dispatcher = dispatcher_of(observer("blocking", block))
    dispatcher.emit(event(0))
    dispatcher.emit(event(1))

    await eventually(lambda: len(seen) == 2)
    assert caplog.text.count("plugin 'blocking' held up the server for") == 1


async def test_closing_delivers_what_waits_and_takes_nothing_more(dispatcher_of: Dispatching) -> None:
    seen: list[str] = []

    async def slowly(event: SessionEvent) -> None:
        await asyncio.sleep(0.001)
        seen.append(event.session_id)

    dispatcher = dispatcher_of(observer("slow", slowly))
    for number in range(20):
        dispatcher.emit(event(number))
    await dispatcher.close(10)

    assert len(seen) == 20
    dispatcher.emit(event(20))
    assert dispatcher.dropped == {"plugin 'slow'": 1}
    assert len(seen) == 20


async def test_events_before_the_start_are_kept(make_environment: MakeEnvironment) -> None:
    seen: list[str] = []
    dispatcher = EventDispatcher([observer("quick", lambda event: seen.append(event.session_id))])
    dispatcher.emit(event(0))

    dispatcher.start(make_environment())
    await dispatcher.close(10)

    assert seen == ["0"]
    assert dispatcher.observes
    assert not EventDispatcher([]).observes
