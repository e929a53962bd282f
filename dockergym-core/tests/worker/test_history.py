"""A worker knows what its episode was told, and makes the same digests as the server."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from dockergym.protocol.messages import decode_sdk_reply
from dockergym.sessions import replay
from dockergym_worker.history import FAILED, History, outcome_digest
from dockergym_worker.results import Result, encode_result

texts = st.text(st.characters(codec=None, exclude_categories=()))
finite = st.floats(allow_nan=False, allow_infinity=False)


def result(observation: str = "", reward: float = 0.0) -> Result:
    return Result(observation, reward, False, False, {})


@given(texts, finite, st.booleans(), st.booleans())
def test_worker_and_server_make_the_same_digest(
    observation: str, reward: float, terminated: bool, truncated: bool
) -> None:
    made = Result(observation, reward, terminated, truncated, {})
    read = decode_sdk_reply(encode_result(made, 1, "step_env"))
    assert outcome_digest(made) == replay.outcome_digest(read)


def test_failures_are_called_the_same() -> None:
    assert FAILED == replay.FAILED


def test_it_tells_every_step_since_the_init() -> None:
    history = History()
    history.begin(result("old"))
    history.add("old", result(), None, None)
    history.begin(result("begun"))
    history.add("go", result("gone"), "r1", "d1")
    history.add("fail", None, None, None)
    assert history.told() == {
        "beginning": outcome_digest(result("begun")),
        "steps": [("go", outcome_digest(result("gone")), "r1", "d1"), ("fail", FAILED, None, None)],
    }


def test_a_fork_was_not_asked_what_its_parent_was() -> None:
    history = History()
    history.begin(result())
    history.add("go", result("gone"), "r1", "d1")
    history.forget_requests()
    assert history.told()["steps"] == [("go", outcome_digest(result("gone")), None, None)]


def test_what_is_too_long_is_given_up_until_the_next_init() -> None:
    history = History(max_characters=10)
    history.begin(result())
    history.add("x" * 6, result(), None, None)
    history.add("y" * 6, result(), None, None)
    history.add("z", result(), None, None)
    assert history.told()["steps"] is None
    history.begin(result())
    history.add("z", result(), None, None)
    assert len(history.told()["steps"]) == 1
