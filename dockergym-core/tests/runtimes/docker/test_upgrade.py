"""The engine's answer to an upgrade, in any portions."""

from __future__ import annotations

import pytest

from dockergym.runtimes.docker.upgrade import Answer, AnswerReader, NotAnAnswer

SWITCHED = b"HTTP/1.1 101 UPGRADED\r\nContent-Type: application/vnd.docker.raw-stream\r\nUpgrade: tcp\r\n\r\n"
PLAIN = b"HTTP/1.1 200 OK\r\nContent-Type: application/vnd.docker.raw-stream\r\n\r\n"
MISSING = b'HTTP/1.1 404 Not Found\r\ncontent-length: 32\r\n\r\n{"message":"No such container"}\n'


def read(portions: list[bytes]) -> list[Answer]:
    reader = AnswerReader()
    return [answer for portion in portions if (answer := reader.feed(portion)) is not None]


@pytest.mark.parametrize("wire", [SWITCHED, PLAIN])
def test_a_stream_begins_right_after_the_head(wire: bytes) -> None:
    for cut in range(1, len(wire)):
        (answer,) = read([wire[:cut], wire[cut:] + b"\x01\0"])
        assert answer.is_stream
        assert answer.body == b"\x01\0"


def test_an_error_is_whole_when_its_body_is() -> None:
    for cut in range(1, len(MISSING)):
        (answer,) = read([MISSING[:cut], MISSING[cut:]])
        assert not answer.is_stream
        assert (answer.status, answer.explanation) == (404, "No such container")


def test_an_error_in_no_known_form_is_shown_as_it_is() -> None:
    (answer,) = read([b"HTTP/1.1 502 Bad Gateway\r\nContent-Length: 5\r\n\r\nsorry"])
    assert answer.explanation == "sorry"
    (answer,) = read([b"HTTP/1.1 500 X\r\n\r\n"])
    assert answer.explanation == "status 500"


@pytest.mark.parametrize("wire", [b"SSH-2.0-OpenSSH\r\n\r\n", b"HTTP/1.1 abc\r\n\r\n", b"x" * 70_000])
def test_something_else_is_refused(wire: bytes) -> None:
    with pytest.raises(NotAnAnswer):
        read([wire])
