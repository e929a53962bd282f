"""Nothing that went wrong is taken for something that went well."""

from __future__ import annotations

from typing import Any

import pytest

from dockergym.client import StepResult
from dockergym.errors import DockerGymError, EnvironmentFailed, SessionLost, WorkerCrashed
from faults.episodes import Attempt, Seen
from faults.ledger import Entry
from faults.plans import CountingPlan
from faults.verdict import Fault, Judgement, Outcome, judge, outcome_of, tabulate

PLAN = CountingPlan("plan", "task", ("a", "b", "c"), 0.0)
WHOLE: list[Seen] = [("", "begun", 0.0, False, False, "{}", 0)] + [
    (f"{number} {word}", f"saw {word}", 1.0, number == 2, False, "{}", number + 1)
    for number, word in enumerate(PLAN.words)
]
KILLED = Fault("killed", fatal=True)
CUT = Fault("cut", fatal=False)
FULL = Fault("full", fatal=False, mended=False)


def written(*actions: str, worker: str = "w1") -> list[Entry]:
    return [Entry(worker, "ns", 1, action) for action in actions]


ALL = written("0 a", "1 b", "2 c")


def attempt(seen: list[Seen] = WHOLE, **facts: Any) -> Attempt:
    made = Attempt("e1", PLAN, facts.pop("recover", False), list(seen))
    made.met = facts.pop("met", [])
    for name, value in facts.items():
        setattr(made, name, value)
    return made


def failed(error: DockerGymError, **facts: Any) -> Attempt:
    """An episode that ended at its second action."""
    again = facts.pop("repeated", SessionLost("gone"))
    return attempt(WHOLE[:2], error=error, doing="e1 1 b", repeated=again, **({"met": [KILLED]} | facts))


def test_an_episode_like_the_undisturbed_one_survived() -> None:
    assert judge(attempt(), WHOLE, ALL).outcome is Outcome.SURVIVED
    assert judge(attempt(), WHOLE, None).outcome is Outcome.SURVIVED


def test_an_episode_in_a_second_worker_was_rebuilt() -> None:
    twice = [*written("0 a", "1 b"), *written("0 a", "1 b", "2 c", worker="w2")]
    assert judge(attempt(recovered=True), WHOLE, twice).outcome is Outcome.REBUILT


def test_an_episode_that_lost_its_worker_before_its_first_action_was_rebuilt() -> None:
    assert judge(attempt(recovered=True, met=[KILLED]), WHOLE, ALL).outcome is Outcome.REBUILT


@pytest.mark.parametrize("recovered", [True, False])
def test_an_episode_that_says_wrongly_whether_it_was_rebuilt_is_lost(recovered: bool) -> None:
    twice = [*ALL, *written("0 a", worker="w2")]
    assert judge(attempt(recovered=recovered), WHOLE, ALL if recovered else twice).outcome is Outcome.LOST


def test_an_action_applied_twice_is_doubled_whatever_the_client_saw() -> None:
    assert judge(attempt(), WHOLE, [*ALL, *written("1 b")]).outcome is Outcome.DOUBLED


@pytest.mark.parametrize(
    "seen",
    [WHOLE[:3], [*WHOLE[:2], WHOLE[1]], [*WHOLE[:3], ("2 c", "saw d", *WHOLE[3][2:])], [*WHOLE, WHOLE[3]]],
)
def test_another_transcript_is_lost(seen: list[Seen]) -> None:
    assert judge(attempt(seen), WHOLE, ALL).outcome is Outcome.LOST


def test_what_is_no_error_of_ours_is_lost() -> None:
    assert judge(attempt(accident=KeyError("x"), met=[KILLED]), WHOLE, ALL).outcome is Outcome.LOST


@pytest.mark.parametrize("applied", [True, None])
def test_an_error_that_is_true_is_reported(applied: bool | None) -> None:
    error = WorkerCrashed("it crashed", applied=applied)
    assert judge(failed(error), WHOLE, written("0 a", "1 b")).outcome is Outcome.REPORTED


def test_an_error_that_says_not_applied_of_what_was_applied_is_lost() -> None:
    error = WorkerCrashed("it crashed", applied=False)
    assert judge(failed(error), WHOLE, written("0 a", "1 b")).outcome is Outcome.LOST
    assert judge(failed(error), WHOLE, written("0 a")).outcome is Outcome.REPORTED


def test_an_error_that_says_applied_of_what_was_not_is_lost() -> None:
    assert judge(failed(WorkerCrashed("x", applied=True)), WHOLE, written("0 a")).outcome is Outcome.LOST


def test_an_error_that_no_fault_explains_is_lost() -> None:
    assert (
        judge(failed(WorkerCrashed("it crashed"), met=[CUT]), WHOLE, written("0 a")).outcome is Outcome.LOST
    )


def test_an_episode_that_asked_to_be_rebuilt_and_was_not_is_lost() -> None:
    crashed = WorkerCrashed("it crashed")
    asked = failed(crashed, recover=True)
    assert judge(asked, WHOLE, written("0 a")).outcome is Outcome.LOST
    excused = failed(crashed, recover=True, met=[KILLED, FULL])
    assert judge(excused, WHOLE, written("0 a")).outcome is Outcome.REPORTED


def test_an_error_that_is_wrong_about_trying_again_is_lost() -> None:
    worked = StepResult("saw b", 1.0, False, False, False, {}, 2)
    final = failed(WorkerCrashed("it crashed"), repeated=worked)
    assert judge(final, WHOLE, written("0 a")).outcome is Outcome.LOST
    later = failed(WorkerCrashed("it crashed", retryable=True))
    assert judge(later, WHOLE, written("0 a")).outcome is Outcome.LOST
    # An environment that raised goes on.
    raised = failed(EnvironmentFailed("it raised", applied=None), repeated=worked)
    assert judge(raised, WHOLE, written("0 a", "1 b")).outcome is Outcome.REPORTED


def test_a_fault_is_as_bad_as_the_worst_it_did() -> None:
    good, bad = attempt(), attempt()
    bad.name = "e2"
    fault = Fault("killed", fatal=True, met=[good, bad])
    good.met = bad.met = [fault]
    judgements = {"e1": Judgement(Outcome.SURVIVED), "e2": Judgement(Outcome.REPORTED)}
    assert outcome_of(fault, judgements) is Outcome.REPORTED


def test_an_error_belongs_to_the_fault_that_may_end_episodes() -> None:
    ended = attempt()
    fatal, harmless = Fault("killed", fatal=True, met=[ended]), Fault("cut", fatal=False, met=[ended])
    ended.met = [fatal, harmless]
    judgements = {"e1": Judgement(Outcome.REPORTED)}
    assert outcome_of(harmless, judgements) is Outcome.SURVIVED
    table = tabulate([fatal, harmless], judgements)
    assert (table.injected, table.total(Outcome.REPORTED), table.total(Outcome.SURVIVED)) == (2, 1, 1)
    assert "| killed | 1 | 0 | 0 | 1 | 0 | 0 |" in table.markdown()
    assert "| **all** | 2 | 1 | 0 | 1 | 0 | 0 |" in table.markdown()


def test_what_is_lost_is_lost_to_every_fault_it_met() -> None:
    ended = attempt()
    faults = [Fault("killed", fatal=True, met=[ended]), Fault("cut", fatal=False, met=[ended])]
    ended.met = faults
    assert tabulate(faults, {"e1": Judgement(Outcome.LOST)}).total(Outcome.LOST) == 2
