"""An engine that does not answer is left alone for a while, and used again as soon as it answers."""

from __future__ import annotations

import contextlib
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from dockergym.errors import RuntimeUnavailable
from dockergym.runtimes.docker.breaker import Breaker
from dockergym.runtimes.docker.engine import Engine
from dockergym.runtimes.docker.pulse import EngineSilent
from dockergym.runtimes.docker.refusal import EngineRefused

COOL_DOWN_S = 10.0


class Clock:
    """A clock that a test turns."""

    now = 0.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def breaker(clock: Clock) -> Breaker:
    """Return a breaker that opens at the third failure."""
    return Breaker(failures=3, cool_down_s=COOL_DOWN_S, clock=clock)


def fail(breaker: Breaker) -> None:
    """Make a call that is not answered."""
    with contextlib.suppress(RuntimeUnavailable), breaker.watch("answer"):
        raise RuntimeUnavailable("it kept silent")


def is_let_through(breaker: Breaker) -> bool:
    """Say whether a call is made; it is answered."""
    try:
        with breaker.watch("answer"):
            return True
    except RuntimeUnavailable:
        return False


def test_failures_in_a_row_open_it(breaker: Breaker) -> None:
    for _ in range(2):
        fail(breaker)
        fail(breaker)
        assert is_let_through(breaker)
    for _ in range(3):
        fail(breaker)
    assert breaker.is_open
    with (
        pytest.raises(RuntimeUnavailable, match=r"has not answered for a while.*it kept silent") as caught,
        breaker.watch("create the container"),
    ):
        pytest.fail("the call was made")
    assert caught.value.retry_after_s == COOL_DOWN_S


def test_one_call_tries_after_the_cool_down_and_its_answer_closes_it(breaker: Breaker, clock: Clock) -> None:
    for _ in range(3):
        fail(breaker)
    clock.now = COOL_DOWN_S
    with breaker.watch("answer"):
        assert not is_let_through(breaker)
    assert not breaker.is_open
    assert is_let_through(breaker)


def test_a_try_that_fails_opens_it_for_another_cool_down(breaker: Breaker, clock: Clock) -> None:
    for _ in range(3):
        fail(breaker)
    clock.now = COOL_DOWN_S
    fail(breaker)
    assert not is_let_through(breaker)
    clock.now = 2 * COOL_DOWN_S
    assert is_let_through(breaker)


def test_a_try_that_is_given_up_leaves_room_for_the_next(breaker: Breaker, clock: Clock) -> None:
    for _ in range(3):
        fail(breaker)
    clock.now = COOL_DOWN_S
    with contextlib.suppress(KeyboardInterrupt), breaker.watch("answer"):
        raise KeyboardInterrupt
    assert breaker.is_open
    assert is_let_through(breaker)
    assert not breaker.is_open


def test_an_engine_found_silent_opens_it_at_once(breaker: Breaker) -> None:
    with contextlib.suppress(EngineSilent), breaker.watch("answer"):
        raise EngineSilent("it answers no ping")
    assert breaker.is_open
    assert not is_let_through(breaker)


def test_a_refusal_is_an_answer(breaker: Breaker) -> None:
    for _ in range(5):
        with contextlib.suppress(EngineRefused), breaker.watch("answer"):
            raise EngineRefused("no such container", 404, "no such container")
    assert not breaker.is_open


@pytest.fixture
def short_folder() -> Iterator[Path]:
    with tempfile.TemporaryDirectory() as folder:
        yield Path(folder)


@pytest.mark.docker
async def test_an_engine_that_comes_back_is_used_again(
    short_folder: Path, monkeypatch: pytest.MonkeyPatch, clock: Clock
) -> None:
    monkeypatch.setenv("DOCKER_HOST", f"unix://{short_folder}/engine.sock")
    engine = Engine(2, Breaker(failures=2, cool_down_s=COOL_DOWN_S, clock=clock))
    try:
        for _ in range(2):
            with pytest.raises(RuntimeUnavailable, match="no Docker engine answers"):
                await engine.ask_facts()
        (short_folder / "engine.sock").symlink_to("/var/run/docker.sock")
        with pytest.raises(RuntimeUnavailable, match="has not answered for a while"):
            await engine.ask_facts()
        clock.now = COOL_DOWN_S
        assert (await engine.ask_facts()).version
    finally:
        await engine.close()
