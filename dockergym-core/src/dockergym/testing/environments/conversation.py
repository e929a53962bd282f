"""A conversation with one worker over its standard streams, in which everything that it writes is kept."""

from __future__ import annotations

import asyncio
import json
import time
from collections import deque
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, cast

from dockergym.errors import WorkerProtocolError
from dockergym.protocol.messages import Reply, decode_plain_reply, encode
from dockergym.runtimes.base import WorkerHandle

LONGEST_KEPT = 64 * 1024 * 1024
_SHOWN = 160
_PATIENCE_AT_INIT = 2
_END_S = 5.0
_LOOKS_FOR_AN_END = 250


class NoReply(Exception):
    """The worker did not answer; the message says what it did instead."""


@dataclass(frozen=True, slots=True)
class Answer:
    """A line that is a reply, good or bad."""

    line: bytes
    message: Mapping[str, Any]
    seconds: float
    """How long the worker took."""

    @property
    def ok(self) -> bool:
        """Whether the worker did what was asked."""
        return self.message.get("status") == "ok"

    @property
    def done(self) -> bool:
        """Whether the episode has ended with it."""
        return any(self.message.get(key) is True for key in ("done", "terminated", "truncated"))

    @property
    def observation(self) -> Any:
        """What it shows; whatever type that has."""
        return self.message.get("observation")

    @property
    def told(self) -> dict[str, Any]:
        """The reply without its id, for comparing."""
        return {key: value for key, value in self.message.items() if key != "id"}

    def decoded(self) -> Reply:
        """Return the reply as a server reads it.

        Raises:
            WorkerProtocolError: it is none.
        """
        return decode_plain_reply(self.line)

    def info(self) -> dict[str, Any]:
        """Return what a client gets as ``info``; empty where the reply is no result."""
        try:
            return self.decoded().info_dict()
        except WorkerProtocolError:
            return {}

    def shown(self) -> str:
        """Return its beginning, for a message."""
        return shortened(self.line)


class Conversation(asyncio.Protocol):
    """Asks a worker, and sorts its lines into the hello, replies, and what is neither."""

    def __init__(self, handle: WorkerHandle, timeout_s: float) -> None:
        self.handle = handle
        self.hello: Mapping[str, Any] | None = None
        self.junk: list[bytes] = []
        """Lines that are no replies."""
        self.unasked: list[bytes] = []
        """Replies that came without a request, or after the first to one."""
        self._timeout_s = timeout_s
        self._received = bytearray()
        self._scanned = 0
        self._answers: deque[tuple[bytes, Mapping[str, Any]]] = deque()
        self._changed = asyncio.Event()
        self._is_lost = False
        self._number = 0
        self._transport: asyncio.Transport | None = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = cast("asyncio.Transport", transport)

    def data_received(self, data: bytes) -> None:
        self._received += data
        while (end := self._received.find(b"\n", self._scanned)) >= 0:
            line = bytes(self._received[:end])
            del self._received[: end + 1]
            self._scanned = 0
            self._sort(line)
        self._scanned = len(self._received)
        if self._scanned > LONGEST_KEPT:
            self.junk.append(bytes(self._received[:_SHOWN]))
            self._received.clear()
            self._scanned = 0
        self._changed.set()

    def connection_lost(self, exc: Exception | None) -> None:
        self._is_lost = True
        self._changed.set()

    @property
    def speaks_sdk(self) -> bool:
        """Whether the worker has said hello."""
        return self.hello is not None

    @property
    def is_lost(self) -> bool:
        """Whether the worker has closed its standard output."""
        return self._is_lost

    @property
    def partial_line(self) -> bytes:
        """What has come without the newline that ends it."""
        return bytes(self._received)

    async def ask(self, command: str, *, timeout_s: float | None = None, **fields: Any) -> Answer:
        """Send a request and return the first reply to it.

        Raises:
            NoReply: none came in time, or the worker ended.
        """
        assert self._transport is not None
        while self._answers:
            self.unasked.append(self._answers.popleft()[0])
        self._number += 1
        began = time.monotonic()
        self._transport.write(encode({"cmd": command, "id": self._number, **fields}))
        # As a server does, it lets a worker take longer to begin an episode.
        patience_s = self._timeout_s * (_PATIENCE_AT_INIT if command == "init" else 1)
        line, message = await self._next(timeout_s or patience_s, command)
        return Answer(line, message, time.monotonic() - began)

    async def end_input(self) -> bool:
        """Close the worker's standard input; say whether the runtime can."""
        if self._transport is None or not self._transport.can_write_eof():
            return False
        self._transport.write_eof()
        return True

    def press(self, requests: int) -> None:
        """Send so many requests at once, without waiting: more than the buffer that holds a reply has room for."""
        assert self._transport is not None
        line = encode({"cmd": "step", "id": self._number, "action": "look"})
        self._transport.write(line * requests)

    async def late_answer(self, timeout_s: float) -> bool:
        """Say whether a reply came after all, within so many seconds."""
        try:
            await self._next(timeout_s, "the request")
        except NoReply:
            return False
        return True

    async def listen(self, seconds: float) -> None:
        """Hear what the worker says without being asked, for so many seconds."""
        try:
            await self._next(seconds, "nothing")
        except NoReply:
            return
        self.unasked.append(self._heard)

    async def how_it_ended(self) -> str:
        """Return how the worker ended, with its last words; empty while it runs."""
        ended = await self.handle.poll()
        if ended is None:
            return ""
        last = self.handle.stderr_tail().strip().splitlines()
        words = f"; it wrote last: {last[-1][-300:]!r}" if last else ""
        return f"{ended.describe()}{words}"

    def _sort(self, line: bytes) -> None:
        if not line or line.isspace():
            return
        message = _as_object(line)
        status = message.get("status") if message is not None else None
        if message is not None and status == "hello" and self.hello is None and not self._number_of_lines():
            self.hello = message
        elif message is not None and status in ("ok", "error"):
            self._answers.append((line, message))
        else:
            self.junk.append(line)

    def _number_of_lines(self) -> int:
        return len(self._answers) + len(self.junk) + len(self.unasked)

    async def _next(self, timeout_s: float, asked: str) -> tuple[bytes, Mapping[str, Any]]:
        try:
            async with asyncio.timeout(timeout_s):
                while not self._answers:
                    if self._is_lost:
                        raise NoReply(await self._why_lost(asked))
                    self._changed.clear()
                    await self._changed.wait()
        except TimeoutError as error:
            raise NoReply(f"no reply to {asked} within {timeout_s:g} s") from error
        line, message = self._answers.popleft()
        self._heard = line
        return line, message

    async def _why_lost(self, asked: str) -> str:
        for _ in range(_LOOKS_FOR_AN_END):
            if ended := await self.how_it_ended():
                break
            await asyncio.sleep(_END_S / _LOOKS_FOR_AN_END)
        return f"the worker closed its output at {asked}: {ended or 'its process still runs'}"


def shortened(line: bytes) -> str:
    """Return the beginning of a line, for a message."""
    text = line[:_SHOWN].decode("utf-8", "backslashreplace")
    return repr(text) + ("…" if len(line) > _SHOWN else "")


def _as_object(line: bytes) -> Mapping[str, Any] | None:
    try:
        message = json.loads(line)
    except (ValueError, RecursionError):
        return None
    return message if isinstance(message, dict) else None
