"""Whatever clients do, in whatever order: no step is applied twice, none is lost, and every count is right.

Servers come and go meanwhile, and so do processes.

The server, its sessions and the workers are real; the machine keeps a ledger of what each episode was told, and a
client's memory of what it was answered.
"""

from __future__ import annotations

import asyncio
import os
import signal
import tempfile
from collections.abc import Coroutine
from contextlib import AsyncExitStack
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    Bundle,
    RuleBasedStateMachine,
    consumes,
    initialize,
    invariant,
    multiple,
    rule,
    run_state_machine_as_test,
)

from dockergym.settings import ServerConfig
from dockergym.testing.serving import Served, problem, serving, worker_command
from dockergym.testing.waiting import eventually

MAX_SESSIONS = 4
ResultT = TypeVar("ResultT")


@dataclass
class Ledger:
    """What one episode has been told, as its client knows it."""

    session_id: str
    recovers: bool
    seed: int
    applied: list[str] = field(default_factory=list)
    """What each step showed."""
    answers: dict[str, tuple[str, str]] = field(default_factory=dict)
    """Action and answer of each step, by request id."""


class Sessions(RuleBasedStateMachine):
    """Clients of an environment of dice: what they show next depends on every roll before."""

    ledgers = Bundle("ledgers")

    def __init__(self) -> None:
        super().__init__()
        self.runner = asyncio.Runner()
        self.stack = AsyncExitStack()
        self.live: dict[str, Ledger] = {}
        self.truth: dict[int, list[str]] = {}
        self.requests = 0

    def run(self, work: Coroutine[Any, Any, ResultT]) -> ResultT:
        """Run some work on the server's loop."""
        return self.runner.run(work)

    @initialize()
    def start(self) -> None:
        folder = self.stack.enter_context(tempfile.TemporaryDirectory())
        self.config = ServerConfig(
            env_name="dice",
            runtime="local",
            state_dir=Path(folder),
            worker_command=worker_command("dice"),
            max_sessions=MAX_SESSIONS,
            sessions_per_container=2 * MAX_SESSIONS,
            shareable=True,
            deterministic=True,
            container_stop_timeout_s=0.2,
        )
        self.run(self.begin_serving())

    @rule(target=ledgers, seed=st.integers(0, 1), recovers=st.booleans(), again=st.booleans())
    def create(self, seed: int, recovers: bool, again: bool) -> Any:
        body = {
            "params": {"seed": seed},
            "request_id": self.new_request(),
            **({"recover": "replay"} if recovers else {}),
        }
        answer = self.run(self.served.http.post("/sessions", json=body))
        if len(self.live) == MAX_SESSIONS:
            problem(answer, 503, "NO_SLOTS_AVAILABLE")
            return multiple()
        assert answer.status_code == 200, answer.text
        session_id = answer.json()["session_id"]
        if again:
            repeated = self.run(self.served.http.post("/sessions", json=body))
            assert repeated.json()["session_id"] == session_id
        return self.note(Ledger(session_id, recovers, seed))

    @rule(ledger=ledgers, conditional=st.booleans(), copies=st.integers(1, 3))
    def step(self, ledger: Ledger, conditional: bool, copies: int) -> None:
        """Send a step, and the same again before the first is answered."""
        if ledger.session_id not in self.live:
            self.expect_gone(ledger)
            return
        request_id = self.new_request()
        body: dict[str, Any] = {"request_id": request_id}
        if conditional:
            body["if_step"] = len(ledger.applied)
        answers = self.run(self.send(ledger, copies, body))
        assert {answer.text for answer in answers} == {answers[0].text}
        shown = answers[0].json()
        assert answers[0].status_code == 200, answers[0].text
        assert shown["step"] == len(ledger.applied) + 1
        ledger.applied.append(shown["observation"])
        ledger.answers[request_id] = ("roll", answers[0].text)
        self.check_against_truth(ledger)

    @rule(ledger=ledgers, data=st.data())
    def repeat(self, ledger: Ledger, data: st.DataObject) -> None:
        """Send an old step again: the same body, then another one under its id."""
        if ledger.session_id not in self.live or not ledger.answers:
            return
        request_id = data.draw(st.sampled_from(sorted(ledger.answers)))
        action, text = ledger.answers[request_id]
        conditional = data.draw(st.booleans())
        body = {"request_id": request_id}
        if conditional:
            answer = self.run(self.served.step(ledger.session_id, "write x", **body))
            problem(answer, 409, "REQUEST_CONFLICT")
            return
        answer = self.run(self.served.step(ledger.session_id, action, **body))
        # The first may have been conditional, which is part of its body.
        assert answer.text == text or answer.json()["error_code"] == "REQUEST_CONFLICT"

    @rule(ledger=ledgers, off=st.integers(-2, 2).filter(bool))
    def step_at_another_count(self, ledger: Ledger, off: int) -> None:
        meant = len(ledger.applied) + off
        if ledger.session_id not in self.live or meant < 0:
            return
        answer = self.run(self.served.step(ledger.session_id, "roll", if_step=meant))
        assert problem(answer, 409, "STEP_CONFLICT")["step"] == len(ledger.applied)

    @rule(target=ledgers, ledger=ledgers, count=st.integers(1, 2))
    def fork(self, ledger: Ledger, count: int) -> Any:
        if ledger.session_id not in self.live:
            return multiple()
        path = f"/sessions/{ledger.session_id}/fork"
        answer = self.run(self.served.http.post(path, json={"count": count}))
        if len(self.live) + count > MAX_SESSIONS:
            problem(answer, 503, "NO_SLOTS_AVAILABLE")
            return multiple()
        assert answer.status_code == 200, answer.text
        children = [
            Ledger(shown["session_id"], ledger.recovers, ledger.seed, list(ledger.applied))
            for shown in answer.json()["sessions"]
        ]
        return multiple(*(self.note(child) for child in children))

    @rule(ledger=consumes(ledgers))
    def end(self, ledger: Ledger) -> None:
        if ledger.session_id not in self.live:
            return
        answer = self.run(self.served.http.delete(f"/sessions/{ledger.session_id}"))
        assert answer.status_code == 200, answer.text
        del self.live[ledger.session_id]
        self.expect_gone(ledger)

    @rule(ledger=ledgers)
    def kill(self, ledger: Ledger) -> None:
        """Kill the process of one session: it is lost, unless it may be rebuilt, and no other is."""
        if ledger.session_id not in self.live:
            return
        self.run(self.kill_process(ledger))
        if not ledger.recovers:
            del self.live[ledger.session_id]
            problem(self.run(self.served.step(ledger.session_id, "roll")), 410, "SESSION_LOST")

    @rule(data=st.data())
    def hand_over(self, data: st.DataObject) -> None:
        """Have another server go on; of those that may be rebuilt, some lose their processes in between."""
        doomed = [one for one in self.live.values() if one.recovers and data.draw(st.booleans())]
        processes = [pid for one in doomed if (pid := self.run(self.process_of(one))) is not None]
        self.served.server.leaves_sessions = True
        self.run(self.serving.aclose())
        for pid in processes:
            os.kill(pid, signal.SIGKILL)
        self.run(self.begin_serving())

    @invariant()
    def counts_are_right(self) -> None:
        if not hasattr(self, "served"):
            return
        listed = self.run(self.served.http.get("/sessions")).json()["sessions"]
        assert {one["session_id"]: one["step"] for one in listed} == {
            ledger.session_id: len(ledger.applied) for ledger in self.live.values()
        }
        assert self.run(self.served.http.get("/health")).json()["active_sessions"] == len(self.live)

    def teardown(self) -> None:
        if hasattr(self, "serving"):
            self.run(self.serving.aclose())
        self.run(self.stack.aclose())
        self.runner.close()

    def note(self, ledger: Ledger) -> Ledger:
        """Take a session into the books."""
        assert ledger.session_id not in self.live
        self.live[ledger.session_id] = ledger
        return ledger

    def new_request(self) -> str:
        """Return a request id that was not used."""
        self.requests += 1
        return f"r{self.requests}"

    def expect_gone(self, ledger: Ledger) -> None:
        """Check that an ended or lost session takes no step."""
        answer = self.run(self.served.step(ledger.session_id, "roll"))
        assert answer.status_code in (404, 410), answer.text
        assert answer.json()["applied"] is False

    def check_against_truth(self, ledger: Ledger) -> None:
        """Check that episodes of one seed show the same at the same step, whatever was done to them."""
        known = self.truth.setdefault(ledger.seed, [])
        if len(ledger.applied) > len(known):
            known.append(ledger.applied[-1])
        assert ledger.applied == known[: len(ledger.applied)]

    async def send(self, ledger: Ledger, copies: int, body: dict[str, Any]) -> list[Any]:
        """Send the same step several times at once."""
        return await asyncio.gather(
            *(self.served.step(ledger.session_id, "roll", **body) for _ in range(copies))
        )

    async def begin_serving(self) -> None:
        """Start a server that goes on with what the one before it has left."""
        self.serving = AsyncExitStack()
        self.served: Served = await self.serving.enter_async_context(serving(self.config))

    async def process_of(self, ledger: Ledger) -> int | None:
        """Return the process of a session; ``None`` where it has none at the moment."""
        session = self.served.server.managers["dice"].get(ledger.session_id)
        if not session.connected:
            return None
        assert session.worker is not None
        listed = await session.worker.sessions()
        return next(one.pid for one in listed if one.session == session.process)

    async def kill_process(self, ledger: Ledger) -> None:
        """End a session's process from outside, and return when the server has seen it."""
        session = self.served.server.managers["dice"].get(ledger.session_id)
        if not session.connected:
            return
        assert session.worker is not None
        await session.worker.end(session.process)
        await eventually(lambda: not session.connected)
        if not ledger.recovers:
            await eventually(lambda: not session.live)


@pytest.mark.timeout(300)
def test_no_step_is_applied_twice_and_every_count_is_right() -> None:
    run_state_machine_as_test(  # type: ignore[no-untyped-call]
        Sessions,
        settings=settings(
            max_examples=8,
            stateful_step_count=25,
            deadline=None,
            derandomize=True,
            # Shrinking would start a server for each of hundreds of tries; a run is short enough to be read.
            phases=(Phase.generate,),
            suppress_health_check=list(HealthCheck),
        ),
    )
