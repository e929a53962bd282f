"""Workers at hand: warm, shared, used again, begun from templates."""

from __future__ import annotations

import asyncio
import datetime
import os
import signal
import sys
from pathlib import Path
from typing import Any

import pytest

from dockergym.sessions.manager import SessionManager
from dockergym.sessions.pool import Berth
from dockergym.sessions.templates import template_key
from dockergym.sessions.worker import Worker
from dockergym.testing.serving import Serve, Served, problem
from dockergym.testing.waiting import eventually


def manager_of(served: Served) -> SessionManager:
    """Return the sessions of the one environment."""
    return served.server.managers["echo"]


def worker_id_of(served: Served, session_id: str) -> str:
    """Return the worker that holds a session."""
    worker = manager_of(served).get(session_id).worker
    assert worker is not None
    return worker.handle.worker_id


def berths(served: Served) -> list[Berth]:
    """Return the pool's workers."""
    return list(manager_of(served).pool.berths)


async def warm_and_ready(served: Served, count: int) -> None:
    """Wait until so many idle workers have said hello."""

    def ready() -> bool:
        workers = [berth.worker for berth in berths(served) if berth.taken == 0]
        return sum(worker is not None and worker.speaks_sdk for worker in workers) == count

    await eventually(ready)


async def test_a_warm_worker_is_taken_and_another_is_started(serve: Serve) -> None:
    served = await serve(warm=1)
    await warm_and_ready(served, 1)
    [waiting] = berths(served)
    assert waiting.worker is not None
    session_id = (await served.create())["session_id"]
    assert worker_id_of(served, session_id) == waiting.worker.handle.worker_id
    await warm_and_ready(served, 1)
    assert len(berths(served)) == 2


async def test_a_warm_worker_that_died_unseen_is_replaced_at_hand_out(serve: Serve) -> None:
    served = await serve(warm=1)
    await warm_and_ready(served, 1)
    [waiting] = berths(served)
    assert waiting.worker is not None
    os.kill(int(waiting.worker.handle.reference), signal.SIGKILL)
    session_id = (await served.create())["session_id"]
    assert worker_id_of(served, session_id) != waiting.worker.handle.worker_id
    assert (await served.step(session_id, "x")).status_code == 200


async def opened_ahead(berth: Berth) -> dict[str, int]:
    """Wait until an idle worker has a process that waits for its session; return its name and number."""
    async with asyncio.timeout(10):
        while True:
            if berth.worker is not None and berth.worker.speaks_sdk:
                waiting = {one.session: one.pid for one in await berth.worker.sessions()}
                if list(waiting) == [berth.next_session_id]:
                    return waiting
            await asyncio.sleep(0.01)


async def processes_of(served: Served, session_id: str) -> dict[str, int]:
    """Return the processes of the worker that holds a session, by name."""
    worker = manager_of(served).get(session_id).worker
    assert worker is not None
    return {one.session: one.pid for one in await worker.sessions()}


async def test_a_warm_worker_that_cannot_be_forked_has_loaded_its_session_already(serve: Serve) -> None:
    served = await serve("slow", warm=1)
    [waiting] = berths(served)
    ahead = await opened_ahead(waiting)
    session_id = (await served.create())["session_id"]
    assert await processes_of(served, session_id) == ahead
    assert waiting.worker is not None
    assert [one.meta["session_id"] for one in await waiting.worker.sessions()] == [session_id]
    assert (await served.step(session_id, "x")).json()["observation"] == "slept: x"


async def test_a_used_worker_that_cannot_be_forked_loads_its_next_session_ahead(serve: Serve) -> None:
    served = await serve("slow", warm=1, shareable=True)
    first = (await served.create())["session_id"]
    used, fresh = berths(served)
    await opened_ahead(fresh)
    await served.http.delete(f"/sessions/{first}")
    await eventually(lambda: used.taken == 0)
    second = (await served.create())["session_id"]
    assert fresh.worker is not None
    assert worker_id_of(served, second) == fresh.worker.handle.worker_id
    ahead = await opened_ahead(used)
    third = (await served.create())["session_id"]
    assert await processes_of(served, third) == ahead


async def test_plain_workers_are_kept_warm_as_well(serve: Serve) -> None:
    served = await serve("plain_echo", warm=1)
    await eventually(lambda: [berth.started for berth in berths(served)] == [True])
    session_id = (await served.create())["session_id"]
    assert (await served.step(session_id, "x")).json()["step"] == 1


async def test_sessions_share_a_worker_up_to_its_seats(serve: Serve) -> None:
    served = await serve(sessions_per_container=3, shareable=True)
    created = await asyncio.gather(*(served.create() for _ in range(6)))
    workers = [worker_id_of(served, one["session_id"]) for one in created]
    assert sorted(workers.count(worker) for worker in set(workers)) == [3, 3]


async def test_what_is_not_declared_shareable_is_not_shared(serve: Serve) -> None:
    served = await serve(sessions_per_container=3)
    created = [await served.create() for _ in range(2)]
    assert len({worker_id_of(served, one["session_id"]) for one in created}) == 2


async def test_plain_workers_are_not_shared_whatever_is_declared(serve: Serve) -> None:
    served = await serve("plain_echo", sessions_per_container=3, shareable=True, templates=0)
    created = await asyncio.gather(*(served.create() for _ in range(3)))
    assert len({worker_id_of(served, one["session_id"]) for one in created}) == 3
    answers = await asyncio.gather(*(served.step(one["session_id"], "x") for one in created))
    assert [answer.json()["step"] for answer in answers] == [1, 1, 1]


async def test_a_used_worker_serves_another_session_where_that_is_safe(serve: Serve) -> None:
    served = await serve(shareable=True)
    first = (await served.create())["session_id"]
    used = worker_id_of(served, first)
    await served.http.delete(f"/sessions/{first}")
    await eventually(lambda: [berth.taken for berth in berths(served)] == [0])
    second = (await served.create())["session_id"]
    assert second != first
    assert worker_id_of(served, second) == used


async def test_only_so_many_used_workers_are_kept_and_not_for_long(serve: Serve) -> None:
    served = await serve(shareable=True, spare=1, spare_timeout_s=0.5)
    created = [await served.create() for _ in range(3)]
    for one in created:
        await served.http.delete(f"/sessions/{one['session_id']}")
    await eventually(lambda: [berth.taken for berth in berths(served)] == [0])
    await eventually(lambda: berths(served) == [])


async def test_the_operator_may_forbid_reuse(serve: Serve) -> None:
    served = await serve(shareable=True, reuse_containers=False)
    first = (await served.create())["session_id"]
    await served.http.delete(f"/sessions/{first}")
    await eventually(lambda: berths(served) == [])


async def test_nobody_waits_for_a_session_that_was_given_up_before_it_asked_anything(serve: Serve) -> None:
    """A worker that says no hello is known as such only by its answer to the first session."""
    served = await serve("plain_echo", sessions_per_container=3, shareable=True, templates=0)
    first, *others = [asyncio.create_task(served.create()) for _ in range(3)]
    await eventually(lambda: [berth.taken for berth in berths(served)] == [3])
    assert not berths(served)[0].started
    first.cancel()
    created = await asyncio.wait_for(asyncio.gather(*others), 30)
    assert len({worker_id_of(served, one["session_id"]) for one in created}) == 2


async def test_a_create_that_is_given_up_in_a_worker_without_processes_is_no_fault(
    serve: Serve, caplog: pytest.LogCaptureFixture
) -> None:
    served = await serve("garbage", sessions_per_container=3, shareable=True, templates=0)
    silent = asyncio.create_task(served.create(params={"fail": "silence"}))
    await eventually(lambda: [berth.started for berth in berths(served)] == [True])
    other = asyncio.create_task(served.create())
    await eventually(lambda: berths(served)[0].taken == 2)
    silent.cancel()
    await other
    assert "failed" not in caplog.text


async def test_a_repeated_task_begins_from_a_template(serve: Serve) -> None:
    served = await serve("echo", sessions_per_container=8, shareable=True, deterministic=True)
    first = await served.create(params={"length": 2})
    second = await served.create(params={"length": 2})
    assert first["observation"] == second["observation"]
    [berth] = berths(served)
    assert len(berth.templates) == 1
    for one in (first, second):
        answers = [(await served.step(one["session_id"], action)).json() for action in "ab"]
        assert [answer["done"] for answer in answers] == [False, True]


async def test_templates_are_bounded(serve: Serve) -> None:
    served = await serve("echo", sessions_per_container=8, shareable=True, deterministic=True, templates=2)
    created = [await served.create(params={"length": n}) for n in range(1, 5)]
    [berth] = berths(served)
    assert len(berth.templates) == 2
    assert berth.worker is not None
    live = {one.session for one in await berth.worker.sessions()}
    assert {one["session_id"] for one in created} <= live


async def only_these_are_left(worker: Worker, names: set[str]) -> None:
    """Wait until a worker has the processes of these sessions and no other, templates aside."""

    async def are_left() -> bool:
        return {one.session for one in await worker.sessions() if "template" not in one.session} == names

    await eventually(are_left)


async def test_a_create_that_is_given_up_takes_nothing_from_others_of_its_task(serve: Serve) -> None:
    served = await serve("echo", sessions_per_container=8, shareable=True, deterministic=True)
    first = manager_of(served).get((await served.create())["session_id"])
    [berth] = berths(served)
    assert berth.worker is not None
    making = berth.templates.get(template_key(first.init))
    assert making is not None
    template = await making
    [frozen] = [one.pid for one in await berth.worker.sessions() if one.session == template.session_id]
    os.kill(frozen, signal.SIGSTOP)
    try:
        given_up, kept = [asyncio.create_task(served.create()) for _ in range(2)]
        await eventually(lambda: berth.taken == 3 and template.turn.locked())
        given_up.cancel()
        await asyncio.wait([given_up])
    finally:
        os.kill(frozen, signal.SIGCONT)
    second = (await kept)["session_id"]
    assert worker_id_of(served, second) == berth.worker.handle.worker_id
    await only_these_are_left(berth.worker, {first.session_id, second})


async def test_a_template_that_cannot_begin_is_tried_again(serve: Serve) -> None:
    served = await serve("crashing", sessions_per_container=8, shareable=True, deterministic=True)
    for _ in range(2):
        answer = await served.http.post("/sessions", json={"params": {"fail": "raise no"}})
        assert answer.json()["error_code"] == "ENVIRONMENT_ERROR"
    assert (await served.http.get("/health")).json()["active_sessions"] == 0


async def test_a_worker_that_is_taken_over_is_there_at_once(serve: Serve) -> None:
    """Otherwise a process in it that holds no episode could not be ended by itself."""
    served = await serve("dice", sessions_per_container=2, shareable=True)
    session_id = (await served.create())["session_id"]
    pool, worker = manager_of(served).pool, manager_of(served).get(session_id).worker
    assert worker is not None
    seats = pool.take_over(worker, ["one", "other"])
    assert seats[0].berth.worker is worker
    for seat in seats:
        pool.give_back(seat, intact=False)


async def test_more_tasks_begin_at_once_than_templates_are_kept(serve: Serve) -> None:
    served = await serve("echo", sessions_per_container=8, shareable=True, deterministic=True, templates=2)
    created = await asyncio.gather(*(served.create(params={"length": n}) for n in range(1, 8)))
    [berth] = berths(served)
    await eventually(lambda: len(berth.templates) == 2)
    assert {worker_id_of(served, one["session_id"]) for one in created} == {
        worker_id_of(served, created[0]["session_id"])
    }


async def test_a_session_that_is_ended_while_its_idle_worker_is_looked_at_gives_its_seat_back_once(
    serve: Serve, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("dockergym.sessions.worker._KEEPER_TIMEOUT_S", 0.5)
    served = await serve("echo", warm=1)
    await warm_and_ready(served, 1)
    [berth] = berths(served)
    assert berth.worker is not None
    frozen = int(berth.worker.handle.reference)
    os.kill(frozen, signal.SIGSTOP)
    try:
        creating = asyncio.create_task(served.http.post("/sessions", json={"run": "r"}))
        await eventually(lambda: berth.taken == 1)
        await served.http.delete("/sessions", params={"run": "r"})
        assert (await creating).json()["error_code"] == "SESSION_NOT_FOUND"
    finally:
        os.kill(frozen, signal.SIGCONT)
    assert [one.taken for one in (berth, *berths(served))].count(0) == 1 + len(berths(served))


async def test_a_session_that_is_ended_while_its_template_is_made_leaves_no_process(serve: Serve) -> None:
    served = await serve("echo", sessions_per_container=8, shareable=True, deterministic=True)
    kept = (await served.create())["session_id"]
    worker = manager_of(served).get(kept).worker
    assert worker is not None
    creating = asyncio.create_task(served.http.post("/sessions", json={"params": {"length": 9}, "run": "r"}))
    await eventually(lambda: manager_of(served).active == 2)
    await served.http.delete("/sessions", params={"run": "r"})
    assert (await creating).json()["error_code"] == "SESSION_NOT_FOUND"
    await only_these_are_left(worker, {kept})


MEETING = """
import os, time
from pathlib import Path
from dockergym_worker import BaseWorker

class MeetingWorker(BaseWorker):
    def preload(self):
        place = Path(os.environ["MEETING"])
        (place / str(os.getpid())).touch()
        while len(list(place.iterdir())) < 3:
            time.sleep(0.01)

    def init_env(self, env_id, params):
        return "all are there", 0.0, False, {}

    def step_env(self, action):
        return action, 0.0, False, {}

MeetingWorker().run()
"""


async def test_sessions_that_cannot_be_forked_load_side_by_side(serve: Serve, tmp_path: Path) -> None:
    """Each waits for the others while it loads."""
    script, place = tmp_path / "meeting.py", tmp_path / "place"
    script.write_text(MEETING)
    place.mkdir()
    options = {"worker_command": [sys.executable, str(script)], "container_env": {"MEETING": str(place)}}
    served = await serve(sessions_per_container=3, shareable=True, init_timeout_s=20, **options)
    created = await asyncio.gather(*(served.create() for _ in range(3)))
    assert {one["observation"] for one in created} == {"all are there"}


async def test_a_worker_that_does_not_begin_in_time_is_no_socket_that_cannot_be_reached(serve: Serve) -> None:
    served = await serve("slow", init_timeout_s=0.3)
    late = await served.http.post("/sessions", json={"params": {"init_s": 30}})
    told = problem(late, 504, "WORKER_TIMEOUT")
    assert (told["retryable"], told["applied"]) == (False, False)


async def test_a_lifetime_may_be_longer_than_the_system_can_wait_at_once(serve: Serve) -> None:
    served = await serve("echo", session_lifetime_s=90 * 86400)
    created = await served.create()
    assert (await served.step(created["session_id"], "x")).json()["observation"] == "echo: x"


SLOW_TO_START = """
import os, time
from pathlib import Path
from dockergym_worker import BaseWorker

while not Path(os.environ["GATE"]).exists():
    time.sleep(0.01)

class EchoWorker(BaseWorker):
    def init_env(self, env_id, params):
        if params.get("level") == "unknown":
            raise ValueError("no such level")
        return "ready", 0.0, False, {}

    def step_env(self, action):
        return action, 0.0, False, {}

EchoWorker().run()
"""


@pytest.fixture
def gated(tmp_path: Path) -> dict[str, Any]:
    """Return the options of a worker that says hello when there is a file ``gate``."""
    script = tmp_path / "slow_to_start.py"
    script.write_text(SLOW_TO_START)
    return {
        "worker_command": [sys.executable, str(script)],
        "container_env": {"GATE": str(tmp_path / "gate")},
        "sessions_per_container": 8,
        "shareable": True,
    }


async def test_sessions_stay_together_where_the_first_leaves_before_its_worker_has_started(
    serve: Serve, gated: dict[str, Any], tmp_path: Path
) -> None:
    served = await serve(**gated)
    first, *others = [asyncio.create_task(served.create()) for _ in range(6)]
    await eventually(lambda: [(one.started, one.taken) for one in berths(served)] == [(True, 6)])
    first.cancel()
    await asyncio.wait([first])
    (tmp_path / "gate").touch()
    created = await asyncio.gather(*others)
    assert len({worker_id_of(served, one["session_id"]) for one in created}) == 1


@pytest.mark.parametrize("options", [{}, {"deterministic": True}])
async def test_a_create_that_the_environment_refuses_costs_no_worker(
    serve: Serve, gated: dict[str, Any], tmp_path: Path, options: dict[str, Any]
) -> None:
    (tmp_path / "gate").touch()
    served = await serve(**gated, **options)
    kept = (await served.create())["session_id"]
    for _ in range(3):
        refused = await served.http.post("/sessions", json={"params": {"level": "unknown"}})
        problem(refused, 502, "ENVIRONMENT_ERROR")
        await served.create()
    [berth] = berths(served)
    await eventually(lambda: berth.taken == 4)
    assert not berth.retired
    assert worker_id_of(served, kept) == (berth.worker and berth.worker.handle.worker_id)


def test_the_key_of_a_template_is_made_of_what_is_sent() -> None:
    day = datetime.date(2026, 11, 28)
    assert template_key({"day": day, "b": 1}) == template_key({"b": 1, "day": day})


@pytest.mark.parametrize("options", [{}, {"deterministic": True}])
async def test_a_group_that_the_environment_refuses_costs_no_worker(
    serve: Serve, gated: dict[str, Any], tmp_path: Path, options: dict[str, Any]
) -> None:
    (tmp_path / "gate").touch()
    served = await serve(**gated, **options)
    await served.create()
    [berth] = berths(served)
    for _ in range(2):
        refused = await served.http.post("/groups", json={"params": {"level": "unknown"}, "count": 3})
        problem(refused, 502, "ENVIRONMENT_ERROR")
        await eventually(lambda: berth.taken == 1)
    assert berths(served) == [berth]
    assert not berth.retired


WITHOUT_SOCKET = """
import json, os, sys, time
from pathlib import Path

place = Path(os.environ["PLACE"])
(place / str(os.getpid())).touch()
while len(list(place.iterdir())) not in (1, 4):
    time.sleep(0.01)
print(json.dumps({"status": "hello", "protocol": 1, "socket": None, "fork": False}), flush=True)
for line in sys.stdin:
    request = json.loads(line)
    reply = {"id": request["id"], "status": "ok", "observation": "there", "reward": 0.0, "done": False}
    print(json.dumps(reply), flush=True)
"""


async def test_workers_that_cannot_be_shared_start_side_by_side(serve: Serve, tmp_path: Path) -> None:
    """The first says that it cannot; the others, who waited for it, wait for each other before they say anything."""
    script, place = tmp_path / "without_socket.py", tmp_path / "place"
    script.write_text(WITHOUT_SOCKET)
    place.mkdir()
    options = {"worker_command": [sys.executable, str(script)], "container_env": {"PLACE": str(place)}}
    served = await serve(sessions_per_container=8, shareable=True, init_timeout_s=15, **options)
    created = await asyncio.gather(*(served.create() for _ in range(4)))
    assert len({worker_id_of(served, one["session_id"]) for one in created}) == 4
