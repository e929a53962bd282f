"""When a call is made again: the conversation alone, with every kind of answer."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dockergym.client.calls import Answer, Call, NoAnswer, Pause
from dockergym.client.failures import ServerTimeout, ServerUnreachable
from dockergym.client.retrying import RetryPolicy, converse
from dockergym.errors import DockerGymError, InvalidRequest, error_classes

STEP = Call(method="POST", path="/sessions/1/step")
REFUSED = NoAnswer("connection refused", reached=False)
LOST = NoAnswer("connection lost", reached=True)
LATE = NoAnswer("no answer within 60 s", reached=True, timed_out=True)
GOOD = Answer(200, {}, b'{"ok": true}')


def problem(status: int, code: str, *, after: str = "", **body: Any) -> Answer:
    shown = {"detail": "d", "error_code": code, "retryable": False, "applied": False, **body}
    return Answer(status, {"retry-after": after} if after else {}, json.dumps(shown).encode())


class Talk:
    """Drives a conversation with given answers, on a clock that only pauses move."""

    def __init__(self, call: Call, timeout_s: float = 100.0, policy: RetryPolicy | None = None) -> None:
        self.now = 0.0
        self.sent: list[Call] = []
        self.pauses: list[float] = []
        self._flow = converse(call, policy or RetryPolicy(), timeout_s, lambda: self.now)

    def hear(self, answers: Callable[[int], Answer | NoAnswer]) -> Any:
        wanted = next(self._flow)
        try:
            while True:
                if isinstance(wanted, Pause):
                    self.pauses.append(wanted.seconds)
                    self.now += wanted.seconds
                    wanted = self._flow.send(None)
                else:
                    self.sent.append(wanted)
                    wanted = self._flow.send(answers(len(self.sent)))
        except StopIteration as ended:
            return ended.value


AGAIN = [
    REFUSED,
    LOST,
    LATE,
    problem(503, "SERVER_SHUTTING_DOWN", retryable=True),
    problem(503, "NO_SLOTS_AVAILABLE", retryable=True),
    problem(503, "A_CODE_OF_TOMORROW", retryable=True, applied=None),
    Answer(502, {}, b"<html>Bad Gateway</html>"),
    Answer(504, {}, b""),
    Answer(429, {}, b"slow down"),
]
NEVER = [
    problem(404, "SESSION_NOT_FOUND"),
    problem(409, "SESSION_ALREADY_DONE"),
    problem(500, "INTERNAL_ERROR", retryable=True, applied=None),
    problem(502, "WORKER_CRASHED", applied=None),
    problem(504, "WORKER_TIMEOUT", applied=None),
    problem(503, "IMAGE_NOT_FOUND"),
    Answer(500, {}, b"oops"),
    Answer(307, {"location": "https://elsewhere"}, b""),
    Answer(200, {}, b"<html>"),
    NoAnswer("certificate verify failed", reached=False, hopeless=True),
]


@pytest.mark.parametrize("failure", AGAIN)
def test_what_may_get_better_is_sent_again(failure: Answer | NoAnswer) -> None:
    talk = Talk(STEP)
    assert talk.hear(lambda attempt: GOOD if attempt == 3 else failure) == {"ok": True}
    assert len(talk.sent) == 3


@pytest.mark.parametrize("failure", NEVER)
def test_what_will_not_get_better_is_raised_at_once(failure: Answer | NoAnswer) -> None:
    talk = Talk(STEP)
    with pytest.raises(DockerGymError):
        talk.hear(lambda attempt: failure)
    assert len(talk.sent) == 1


def test_pauses_grow_to_a_limit_and_differ() -> None:
    policy = RetryPolicy(first_pause_s=0.1, longest_pause_s=1.0)
    talk = Talk(STEP, 1000, policy)
    talk.hear(lambda attempt: GOOD if attempt == 40 else REFUSED)
    assert all(pause <= 0.1 * 2**number for number, pause in enumerate(talk.pauses))
    assert max(talk.pauses) <= 1.0
    assert min(talk.pauses[10:]) >= 0.25
    assert len(set(talk.pauses[10:])) > 10


@pytest.mark.parametrize(
    "later",
    [Answer(503, {"retry-after": "7"}, b""), problem(503, "RUNTIME_UNAVAILABLE", retryable=True, after="7")],
)
def test_retry_after_is_kept(later: Answer) -> None:
    talk = Talk(STEP)
    talk.hear(lambda attempt: GOOD if attempt == 3 else later)
    assert all(7 <= pause <= 7 * 1.25 for pause in talk.pauses)


def test_retry_after_beyond_the_deadline_is_not_waited_for() -> None:
    talk = Talk(STEP, 5)
    with pytest.raises(DockerGymError) as raised:
        talk.hear(lambda attempt: problem(503, "RUNTIME_UNAVAILABLE", retryable=True, after="7"))
    assert (talk.now, raised.value.code, raised.value.retry_after_s) == (0, "RUNTIME_UNAVAILABLE", 7)


@pytest.mark.parametrize(("status", "code"), [(503, "NO_SLOTS_AVAILABLE"), (429, "QUOTA_EXCEEDED")])
def test_a_guess_at_when_a_slot_comes_free_is_not_waited_out(status: int, code: str) -> None:
    talk = Talk(STEP)
    full = problem(status, code, retryable=True, after="10")
    talk.hear(lambda attempt: GOOD if attempt == 20 else full)
    assert max(talk.pauses) <= RetryPolicy().longest_pause_s
    assert talk.pauses[0] <= RetryPolicy().first_pause_s


def test_a_create_in_a_queue_is_sent_again_as_soon_as_any_other_call() -> None:
    """Its session may have begun and its answer be lost on a connection that is silent: it would be idle until then."""
    create = Call(method="POST", path="/sessions", waits_s=200.0)
    talk = Talk(create, timeout_s=300.0, policy=RetryPolicy(attempt_timeout_s=20.0))
    talk.hear(lambda attempt: LATE if attempt == 1 else GOOD)
    assert [call.timeout_s for call in talk.sent] == [20.0, 20.0]


def test_a_create_that_has_been_in_the_queue_is_not_put_at_its_end_again() -> None:
    waited = Call(method="POST", path="/sessions", waits_s=30.0)
    talk = Talk(waited)
    with pytest.raises(DockerGymError):
        talk.hear(lambda attempt: problem(503, "NO_SLOTS_AVAILABLE", retryable=True, after="7"))
    assert len(talk.sent) == 1


@given(st.floats(0.01, 300), st.sampled_from(AGAIN))
def test_it_ends_by_its_deadline(timeout_s: float, failure: Answer | NoAnswer) -> None:
    talk = Talk(STEP, timeout_s)
    with pytest.raises(DockerGymError):
        talk.hear(lambda attempt: failure)
    assert talk.now <= timeout_s
    assert all(call.timeout_s <= max(timeout_s, 0.001) for call in talk.sent)


def test_whether_it_was_applied_is_known_only_if_nothing_ever_arrived() -> None:
    with pytest.raises(ServerUnreachable) as raised:
        Talk(STEP, 1).hear(lambda attempt: REFUSED)
    assert raised.value.applied is False
    with pytest.raises(ServerUnreachable) as raised:
        Talk(STEP, 1).hear(lambda attempt: LOST if attempt == 1 else REFUSED)
    assert raised.value.applied is None
    with pytest.raises(ServerTimeout):
        Talk(STEP, 1).hear(lambda attempt: LATE)


def test_a_worker_that_keeps_failing_is_given_up() -> None:
    talk = Talk(STEP, 1000, RetryPolicy(worker_attempts=3))
    with pytest.raises(DockerGymError, match="d"):
        talk.hear(lambda attempt: problem(502, "WORKER_START_FAILED", retryable=True))
    assert len(talk.sent) == 3


ON_THE_WIRE = sorted(code for code, kind in error_classes().items() if kind.__module__ == "dockergym.errors")


@pytest.mark.parametrize("code", ON_THE_WIRE)
def test_every_error_of_the_server_is_raised_as_its_class(code: str) -> None:
    kind = error_classes()[code]
    with pytest.raises(kind) as raised:
        Talk(STEP, 0.001).hear(lambda attempt: problem(kind.status_code, code, stderr="last words"))
    assert raised.value.extra["stderr"] == "last words"
    assert raised.value.code == code


def test_a_request_that_is_refused_is_a_value_error() -> None:
    with pytest.raises(InvalidRequest) as raised:
        Talk(STEP).hear(lambda attempt: problem(422, "INVALID_REQUEST"))
    assert isinstance(raised.value, ValueError)


def test_a_redirect_says_where_the_server_is() -> None:
    with pytest.raises(DockerGymError, match=r"base_url.*https://elsewhere/envs/a/sessions"):
        Talk(STEP).hear(lambda attempt: Answer(308, {"location": "https://elsewhere/envs/a/sessions"}, b""))


def test_a_code_nobody_knows_is_the_root_of_the_tree() -> None:
    with pytest.raises(DockerGymError, match="TEAPOT: d") as raised:
        Talk(STEP).hear(lambda attempt: problem(418, "TEAPOT", brew="green"))
    assert type(raised.value) is DockerGymError
    assert raised.value.extra == {"brew": "green", "server_code": "TEAPOT", "status": 418}


@pytest.mark.parametrize("written", ["NaN", "-Infinity", '"\\ud800"', "18446744073709551617", "1e400"])
def test_what_only_python_writes_as_json_is_read(written: str) -> None:
    heard = Talk(STEP).hear(lambda attempt: Answer(200, {}, f'{{"info": {written}}}'.encode()))
    assert repr(heard["info"]) == repr(json.loads(written))
