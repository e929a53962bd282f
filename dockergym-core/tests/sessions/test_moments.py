"""How old something is does not depend on what somebody sets the clock to."""

from __future__ import annotations

import time

import msgspec
import pytest

from dockergym.sessions.moments import Moment


def test_a_moment_is_as_old_as_it_was_said_to_be() -> None:
    assert 100 <= Moment.ago(100).age_s() < 110


def test_a_moment_outlives_the_process_that_noted_it() -> None:
    stored = msgspec.json.encode(Moment.ago(100))
    assert 100 <= msgspec.json.decode(stored, type=Moment).age_s() < 110


def test_a_clock_that_is_set_changes_no_age(monkeypatch: pytest.MonkeyPatch) -> None:
    moment = Moment.ago(100)
    if not moment.boot:
        pytest.skip("nothing tells one boot of this machine from the next")
    now = time.time()
    monkeypatch.setattr(time, "time", lambda: now + 400 * 86_400)
    assert 100 <= moment.age_s() < 110


def test_a_moment_before_the_last_boot_is_as_old_as_the_clock_says() -> None:
    moment = Moment(boot="another", since_boot_s=1e9, wall_s=time.time() - 50)
    assert 50 <= moment.age_s() < 60


def test_nothing_is_younger_than_now() -> None:
    assert Moment(boot="another", since_boot_s=0, wall_s=time.time() + 1000).age_s() == 0
