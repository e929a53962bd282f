"""Replies are remembered, and not without bound."""

from __future__ import annotations

from dockergym_worker.memory import ReplyMemory


def test_the_oldest_reply_is_forgotten_first() -> None:
    memory = ReplyMemory(max_replies=3)
    for number in range(5):
        memory.remember(f"r{number}", None, b"reply")
    assert memory.request_ids() == ["r2", "r3", "r4"]
    assert memory.find("r1") is None


def test_bytes_are_bounded() -> None:
    memory = ReplyMemory(max_bytes=100)
    for number in range(10):
        memory.remember(f"r{number}", None, b"x" * 38)
    assert memory.request_ids() == ["r8", "r9"]


def test_forgetting_makes_room_again() -> None:
    memory = ReplyMemory(max_bytes=100)
    memory.remember("large", None, b"x" * 90)
    memory.remember("a", None, b"x" * 40)
    memory.remember("b", None, b"x" * 40)
    assert memory.request_ids() == ["a", "b"]


def test_the_newest_reply_is_kept_whatever_its_size() -> None:
    memory = ReplyMemory(max_bytes=100)
    memory.remember("small", None, b"x")
    memory.remember("large", "digest", b"x" * 1000)
    assert memory.request_ids() == ["large"]
    remembered = memory.find("large")
    assert remembered is not None
    assert (remembered.digest, len(remembered.body)) == ("digest", 1000)
