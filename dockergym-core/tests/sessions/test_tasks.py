"""Work beside the requests: what fails in it is not lost."""

from __future__ import annotations

import asyncio
import logging

import pytest

from dockergym.errors import WorkerStartFailed
from dockergym.sessions.tasks import BackgroundTasks


@pytest.mark.parametrize(
    ("error", "level"),
    [(WorkerStartFailed("no room"), logging.DEBUG), (AssertionError("a fault of ours"), logging.ERROR)],
)
async def test_a_fault_of_ours_is_an_error_in_the_log(
    caplog: pytest.LogCaptureFixture, error: Exception, level: int
) -> None:
    async def fail() -> None:
        raise error

    tasks = BackgroundTasks("tests")
    with caplog.at_level(logging.DEBUG):
        await asyncio.wait([tasks.spawn(fail())])
        await tasks.close(1)
    [record] = [one for one in caplog.records if "a task of the tests failed" in one.message]
    assert record.levelno == level
