"""Answers are remembered by request id, in bounded memory."""

from __future__ import annotations

import pytest

from dockergym.errors import RequestConflict
from dockergym.sessions.memory import AnswerMemory


def test_the_last_answers_are_known() -> None:
    memory: AnswerMemory[str] = AnswerMemory(2)
    for name in ("a", "b", "c"):
        memory.keep(name, "digest", f"answer {name}")
    assert [memory.recall(name, "digest") for name in ("a", "b", "c")] == [None, "answer b", "answer c"]


def test_another_body_is_a_conflict() -> None:
    memory: AnswerMemory[str] = AnswerMemory(2)
    memory.keep("a", "digest", "answer")
    with pytest.raises(RequestConflict):
        memory.recall("a", "other")


def test_long_answers_are_forgotten_earlier_and_the_last_one_never() -> None:
    memory: AnswerMemory[str] = AnswerMemory(100, max_weight=10, weigh=len)
    for name, length in (("a", 4), ("b", 4), ("c", 4)):
        memory.keep(name, "", "x" * length)
    assert [memory.recall(name, "") is not None for name in ("a", "b", "c")] == [False, True, True]
    memory.keep("b", "", "x")
    memory.forget("c")
    memory.keep("d", "", "x" * 9)
    assert [memory.recall(name, "") is not None for name in ("b", "d")] == [True, True]
    memory.keep("e", "", "x" * 11)
    assert [memory.recall(name, "") is not None for name in ("b", "d", "e")] == [False, False, True]
