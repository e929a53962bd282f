"""A server killed in the middle of ALFWorld episodes; ``python -m faults.restarts`` does it to sixty-four."""

from __future__ import annotations

import pytest

from faults.restarts import prove


@pytest.mark.faults
@pytest.mark.timeout(300)
async def test_episodes_are_the_same_when_the_server_is_killed_in_their_middle() -> None:
    outcome = await prove(episodes=6, kills=2, runtime="local", steps=20, seed=7)
    assert outcome.problems == []
    assert outcome.identical == 6
    assert min(outcome.kills) > 0
