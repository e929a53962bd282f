"""An episode that is to be rebuilt outlives its worker and its server, one after the other or both at once."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

pytestmark = pytest.mark.faults

Described = Callable[[str, str], list[str]]


def kill(processes: list[int], eventually: Callable[..., None]) -> None:
    """Kill a worker, whether or not a server runs that could notice."""
    assert processes
    for one in processes:
        os.kill(one, signal.SIGKILL)
    eventually(lambda: not any(is_alive(one) for one in processes), "the worker is dead")


def is_alive(process: int) -> bool:
    """Say whether a process runs; one that nobody has reaped yet does not."""
    try:
        return Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except FileNotFoundError:
        return False


def play(server: Any, session: str, first: int, last: int) -> list[dict[str, Any]]:
    """Roll the dice, and return the answers."""
    steps = [server.step(session, "roll", request_id=f"roll-{number}") for number in range(first, last + 1)]
    assert [one.status_code for one in steps] == [200] * len(steps), steps[-1].text
    return [one.json() for one in steps]


def shown(answers: list[dict[str, Any]]) -> list[tuple[Any, ...]]:
    """Return what the dice showed, and when."""
    return [(one["observation"], one["step"], one["reward"], one["done"]) for one in answers]


@pytest.fixture
def undisturbed(serve: Any, described: Described) -> list[tuple[Any, ...]]:
    """Return what the dice of seed 7 show when nothing happens to them."""
    server = serve(*described("dice", "local"))
    answers = play(server, server.create(params={"seed": 7})["session_id"], 1, 6)
    server.process.stop()
    return shown(answers)


def test_an_episode_goes_on_after_server_and_worker_were_killed(
    serve: Any,
    described: Described,
    runtime: str,
    undisturbed: list[tuple[Any, ...]],
    eventually: Callable[..., None],
) -> None:
    arguments = [*described("dice", runtime), "--deterministic"]
    first = serve(*arguments, runtime=runtime)
    created = first.create(params={"seed": 7}, recover="replay", run="r", request_id="create")
    session = created["session_id"]
    answers = play(first, session, 1, 3)
    before = first.get(f"/sessions/{session}")
    first.process.kill()
    kill(first.worker_processes(session), eventually)

    second = serve.restarted(first, *arguments, runtime=runtime)
    after = second.get(f"/sessions/{session}")
    assert {**after, "last_active_at": ""} == {**before, "last_active_at": ""}
    assert second.create(params={"seed": 7}, recover="replay", run="r", request_id="create")[
        "session_id"
    ] == (session)
    # Answered from what was written down, and no worker is there yet.
    assert play(second, session, 3, 3) == answers[2:]
    assert second.step(session, "look", request_id="roll-3").json()["error_code"] == "REQUEST_CONFLICT"
    answers += play(second, session, 4, 4)
    assert second.get(f"/sessions/{session}")["recovered"]
    second.process.kill()

    third = serve.restarted(first, *arguments, runtime=runtime)
    kill(third.all_worker_processes(), eventually)
    answers += play(third, session, 5, 6)
    assert shown(answers) == undisturbed
    assert shown(play(third, session, 1, 2)) == undisturbed[:2]
    third.end(session)
    eventually(lambda: not list(first.folder.rglob("*.episode")), "the episode's file is gone")


def test_an_adopted_session_is_forked_by_replay(
    serve: Any, described: Described, runtime: str, undisturbed: list[tuple[Any, ...]]
) -> None:
    arguments = [*described("dice", runtime), "--deterministic"]
    first = serve(*arguments, runtime=runtime)
    session = first.create(params={"seed": 7})["session_id"]
    play(first, session, 1, 2)
    first.process.kill()

    second = serve.restarted(first, *arguments, runtime=runtime)
    answer = second.http.post(f"/sessions/{session}/fork", json={"count": 2})
    assert answer.status_code == 200, answer.text
    for child in answer.json()["sessions"]:
        assert (child["observation"], child["step"]) == undisturbed[1][:2]
        assert shown(play(second, child["session_id"], 3, 4)) == undisturbed[2:4]
    assert shown(play(second, session, 3, 4)) == undisturbed[2:4]
    assert second.active() == 3


def test_a_worker_that_speaks_only_stdio_is_replaced_after_a_restart(
    serve: Any, described: Described, runtime: str, eventually: Callable[..., None]
) -> None:
    arguments = [*described("plain_echo", runtime), "--deterministic"]
    first = serve(*arguments, runtime=runtime)
    kept = first.create(recover="replay")["session_id"]
    rebuilt = first.create(recover="replay")["session_id"]
    lost = first.create()["session_id"]
    for session in (kept, rebuilt, lost):
        first.said(session, "one")
    kill(first.worker_processes(rebuilt), eventually)
    first.said(rebuilt, "two")
    first.process.kill()

    second = serve.restarted(first, *arguments, runtime=runtime)
    answer = second.step(lost, "more")
    assert (answer.status_code, answer.json()["error_code"]) == (410, "SESSION_LOST"), answer.text
    assert second.active() == 2
    for session, steps in ((kept, 1), (rebuilt, 2)):
        assert second.get(f"/sessions/{session}")["step"] == steps
        assert second.step(session, "more").json()["step"] == steps + 1
        second.end(session)


def test_an_episode_that_goes_another_way_after_a_restart_is_lost_loudly(
    serve: Any, described: Described, eventually: Callable[..., None]
) -> None:
    arguments = [*described("dice", "local"), "--deterministic"]
    first = serve(*arguments)
    session = first.create(recover="replay")["session_id"]
    play(first, session, 1, 2)
    first.process.kill()
    kill(first.worker_processes(session), eventually)

    second = serve.restarted(first, *arguments)
    answer = second.step(session, "roll")
    assert (answer.status_code, answer.json()["error_code"]) == (409, "REPLAY_DIVERGED"), answer.text
    assert second.step(session, "roll").json()["error_code"] == "SESSION_LOST"
    assert second.active() == 0
