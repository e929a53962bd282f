"""The engine's answer to a request that turns an HTTP connection into a plain stream. Knows no socket."""

from __future__ import annotations

import json
from dataclasses import dataclass

_LONGEST_HEAD = 65536
_LONGEST_BODY = 65536


class NotAnAnswer(ValueError):
    """What came is no HTTP answer."""


@dataclass(frozen=True, slots=True)
class Answer:
    """A whole answer."""

    status: int
    body: bytes
    """The stream's first bytes, or the error."""

    @property
    def is_stream(self) -> bool:
        """Whether the connection carries the stream from here on."""
        return self.status in (101, 200)

    @property
    def explanation(self) -> str:
        """What the engine says about an error."""
        try:
            return str(json.loads(self.body)["message"])
        except (ValueError, KeyError, TypeError):
            return self.body.decode("utf-8", "replace").strip() or f"status {self.status}"


class AnswerReader:
    """Takes the bytes of one answer in any portions."""

    def __init__(self) -> None:
        self._received = bytearray()

    def feed(self, data: bytes) -> Answer | None:
        """Return the answer once it is whole.

        Raises:
            NotAnAnswer: it can never become one.
        """
        self._received += data
        head, end, body = bytes(self._received).partition(b"\r\n\r\n")
        if not end:
            if len(head) > _LONGEST_HEAD:
                raise NotAnAnswer("the head of the engine's answer does not end")
            return None
        lines = head.decode("latin-1").split("\r\n")
        answer = Answer(_status(lines[0]), body)
        if answer.is_stream or len(body) >= min(_content_length(lines[1:]), _LONGEST_BODY):
            return answer
        return None


def _status(line: str) -> int:
    parts = line.split(" ", 2)
    if len(parts) < 2 or not parts[0].startswith("HTTP/1.") or not parts[1].isdigit():
        raise NotAnAnswer(f"the engine's answer begins with {line!r}")
    return int(parts[1])


def _content_length(headers: list[str]) -> int:
    for header in headers:
        name, _, value = header.partition(":")
        if name.lower() == "content-length" and value.strip().isdigit():
            return int(value)
    return 0
