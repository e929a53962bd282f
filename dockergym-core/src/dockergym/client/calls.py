"""One call as data: what is to be sent, what came back, and what its flow asks its driver to do next."""

from __future__ import annotations

import json
from collections.abc import Generator, Mapping
from typing import Any, Protocol, TypeAlias, TypeVar

import msgspec
import msgspec.structs

from dockergym.errors import InvalidRequest

T = TypeVar("T")


class Call(msgspec.Struct, frozen=True, kw_only=True):
    """A request to the server, which does nothing more when it is sent twice."""

    method: str
    path: str
    """Below the environment's address."""
    content: bytes | None = None
    headers: Mapping[str, str] = msgspec.field(default_factory=dict)
    query: Mapping[str, str | int] | None = None
    waits_s: float | None = None
    """Seconds that the server may let it wait for a slot; ``None``: it asks for no queue."""
    timeout_s: float = 60.0
    """Seconds to wait for the answer of this attempt."""
    operation: str | None = None
    """What a stream calls it; ``None``: streams do not carry it."""
    session_id: str | None = None
    """The session that the operation is about."""

    def within(self, timeout_s: float) -> Call:
        """Return the call with another time to wait."""
        return msgspec.structs.replace(self, timeout_s=timeout_s)


class Answer(msgspec.Struct, frozen=True):
    """What the server, or something before it, answered."""

    status: int
    headers: Mapping[str, str]
    """By lower-case name."""
    content: bytes


class NoAnswer(msgspec.Struct, frozen=True):
    """Nothing came back."""

    reason: str
    reached: bool
    """Whether the request may have reached the server."""
    timed_out: bool = False
    hopeless: bool = False
    """Whether the next attempt would fail in the same way, such as a certificate that is not trusted."""


class Pause(msgspec.Struct, frozen=True):
    """A wish of a flow to go on later."""

    seconds: float


Flow: TypeAlias = Generator[Call | Pause, Answer | NoAnswer | None, T]
"""A conversation with the server that does no I/O: it yields a `Call` and is sent what came back, or a
`Pause` and is sent ``None``; it returns what the caller wanted. Whoever drives it sends and sleeps."""


class Wire(Protocol):
    """What sends, in a thread that may wait."""

    def send(self, call: Call) -> Answer | NoAnswer:
        """Send once and return what came back."""

    def close(self) -> None:
        """Let go of the connection."""


class AsyncWire(Protocol):
    """What sends, on an event loop."""

    async def send(self, call: Call) -> Answer | NoAnswer:
        """Send once and return what came back."""

    async def close(self) -> None:
        """Let go of the connection."""


def encode(value: Any, what: str) -> bytes:
    """Return a value as JSON.

    Raises:
        InvalidRequest: it has no JSON form.
    """
    try:
        return msgspec.json.encode(value)
    except (TypeError, ValueError, OverflowError) as error:
        raise InvalidRequest(f"{what} cannot be sent as JSON: {error}") from error


def decode(content: bytes) -> Any:
    """Return what JSON says, also what only Python writes and reads: NaN, halves of surrogate pairs.

    Raises:
        ValueError: it is not JSON.
    """
    try:
        return msgspec.json.decode(content)
    except (msgspec.DecodeError, UnicodeDecodeError):
        return json.loads(content)
