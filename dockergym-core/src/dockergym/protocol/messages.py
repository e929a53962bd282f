"""What the server and a worker say to each other, as values; no I/O.

The contract is `docs/reference/worker-protocol.md`. Replies of the SDK have a fixed shape, so their
`info` is carried as the bytes it arrived in; replies of other workers are put into that shape.
"""

from __future__ import annotations

import json
import math
from typing import Any, NoReturn

import msgspec

from dockergym.errors import WorkerProtocolError

EMPTY_OBJECT = msgspec.Raw(b"{}")
_SHOWN = 200
_ESCAPED_SURROGATE = b"\\ud"


class Hello(msgspec.Struct, frozen=True):
    """What a worker of the SDK offers, in its first line."""

    protocol: int
    sdk: str = ""
    pid: int = 0
    socket: str | None = None
    fork: bool = False
    deterministic: bool = False


class Reply(msgspec.Struct):
    """An answer of a worker, good or bad, in the SDK's shape."""

    status: str = ""
    id: int | None = None
    observation: str | None = None
    reward: float | None = None
    done: bool | None = None
    terminated: bool | None = None
    truncated: bool | None = None
    info: msgspec.Raw = EMPTY_OBJECT
    step: int | None = None
    replayed: bool = False
    message: str | None = None
    code: str | None = None
    applied: bool | None = None
    type: str | None = None
    sessions: msgspec.Raw = EMPTY_OBJECT
    """The processes that a fork made."""

    @property
    def is_result(self) -> bool:
        """Whether the reply is what init or a step gives, and no bare acknowledgement."""
        return None not in (self.observation, self.reward, self.done)

    @property
    def ok(self) -> bool:
        """Whether the worker did what was asked."""
        return self.status == "ok"

    def info_dict(self) -> dict[str, Any]:
        """Return ``info``, decoded."""
        decoded = json.loads(bytes(self.info))
        return decoded if isinstance(decoded, dict) else {}


_encoder = msgspec.json.Encoder()
_reply_decoder = msgspec.json.Decoder(Reply)
_OPENING_BRACE = ord("{")
_hello_decoder = msgspec.json.Decoder(Hello)
_KNOWN = frozenset(Reply.__struct_fields__) - {"sessions", "replayed", "code", "applied", "type"} | {"score"}


def encode(message: dict[str, Any]) -> bytes:
    """Return a request as one line."""
    return _encoder.encode(message) + b"\n"


def encode_raw(value: object) -> msgspec.Raw:
    """Return a value as JSON bytes that a later encoding copies as they are.

    Raises:
        ValueError: it holds what JSON cannot.
        RecursionError: it is nested too deeply.
    """
    try:
        return msgspec.Raw(_encoder.encode(value))
    except OverflowError:
        # Whole numbers of more than 64 bits, which Python writes and JSON allows.
        return msgspec.Raw(json.dumps(value, allow_nan=False).encode())


def decode_object(line: bytes) -> dict[str, Any]:
    """Return a line as an object.

    Raises:
        WorkerProtocolError: the line is not a JSON object.
    """
    try:
        # The standard library reads NaN and Infinity, which Python workers write.
        message = json.loads(_decoded(line))
        if _ESCAPED_SURROGATE in line.lower():
            message = json.loads(_without_lone_surrogates(json.dumps(message, ensure_ascii=False)))
    except (ValueError, RecursionError):
        _refuse(line, "is not JSON")
    if not isinstance(message, dict):
        _refuse(line, "is not a JSON object")
    return message


def _decoded(line: bytes) -> str:
    """Return a line as text; Java's way of writing what is beyond 16 bits, as two surrogates, is understood.

    Raises:
        UnicodeDecodeError: it is not UTF-8.
    """
    try:
        return line.decode()
    except UnicodeDecodeError:
        return _without_lone_surrogates(line.decode("utf-8", "surrogatepass"))


def _without_lone_surrogates(text: str) -> str:
    """Return a text that can be written as UTF-8: half of a pair, as JSON can escape it, becomes U+FFFD."""
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def decode_objects(raw: msgspec.Raw) -> list[dict[str, Any]]:
    """Return the objects of a list.

    Raises:
        WorkerProtocolError: it is not a list of objects.
    """
    try:
        return msgspec.json.decode(raw, type=list[dict[str, Any]])
    except msgspec.MsgspecError:
        _refuse(bytes(raw), "holds something else than a list of objects")


def decode_hello(line: bytes) -> Hello | None:
    """Return the hello in a line, or ``None`` where the line is something else."""
    if b'"hello"' not in line:
        return None
    try:
        if json.loads(line).get("status") != "hello":
            return None
        return _hello_decoder.decode(line)
    except (ValueError, AttributeError, RecursionError, msgspec.MsgspecError):
        return None


def decode_sdk_reply(line: bytes) -> Reply:
    """Return a reply that the SDK wrote: a result, an error, or an acknowledgement without a result.

    Raises:
        WorkerProtocolError: the line is not such a reply.
    """
    try:
        reply = _reply_decoder.decode(line)
        if not line.isascii():
            # What is in `info` is passed on as it is.
            line.decode()
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError):
        return decode_plain_reply(line)
    if memoryview(reply.info)[0] != _OPENING_BRACE:
        return decode_plain_reply(line)
    if reply.status == "ok" or (reply.status == "error" and reply.message is not None):
        return reply
    return decode_plain_reply(line)


def decode_plain_reply(line: bytes) -> Reply:
    """Return a reply of any worker that keeps the plain contract.

    Raises:
        WorkerProtocolError: the line is not a reply; the message says what is missing.
    """
    message = decode_object(line)
    identity = message.get("id")
    if identity is not None and (not isinstance(identity, int) or isinstance(identity, bool)):
        _refuse(line, "has an `id` that is not a whole number")
    status = message.get("status")
    if status == "error":
        return _error_reply(message, identity)
    if status != "ok":
        _refuse(line, 'has no `status` of "ok" or "error"')
    return _ok_reply(line, message, identity)


def _error_reply(message: dict[str, Any], identity: int | None) -> Reply:
    text = message.get("message")
    return Reply(
        status="error",
        id=identity,
        message=text if isinstance(text, str) else "the worker gave no message",
        code=_typed(message.get("code"), str),
        applied=_typed(message.get("applied"), bool),
        step=_typed(message.get("step"), int),
        type=_typed(message.get("type"), str),
    )


def _typed(value: Any, kind: type) -> Any:
    return value if isinstance(value, kind) else None


def _ok_reply(line: bytes, message: dict[str, Any], identity: int | None) -> Reply:
    observation = message.get("observation")
    if not isinstance(observation, str):
        _refuse(line, "has no `observation` string")
    reward = message.get("reward", message.get("score"))
    if isinstance(reward, bool) or not isinstance(reward, (int, float)):
        _refuse(line, "has no `reward` number")
    if not _is_finite(reward):
        _refuse(line, "has a `reward` that is not a finite number")
    terminated, truncated = (_flag(line, message, key) for key in ("terminated", "truncated"))
    done = _flag(line, message, "done")
    if done is None:
        if terminated is None and truncated is None:
            _refuse(line, "has no `done` boolean")
        done = bool(terminated) or bool(truncated)
    if terminated is None:
        terminated = done and not truncated
    return Reply(
        status="ok",
        id=identity,
        observation=observation,
        reward=float(reward),
        done=done,
        terminated=terminated,
        truncated=bool(truncated),
        info=_info(line, message),
    )


def _is_finite(number: float) -> bool:
    try:
        return math.isfinite(number)
    except OverflowError:
        return False


def _info(line: bytes, message: dict[str, Any]) -> msgspec.Raw:
    try:
        return encode_raw(_extras(message))
    except (ValueError, RecursionError) as error:
        _refuse(line, f"holds what cannot be passed on ({error})")


def _flag(line: bytes, message: dict[str, Any], key: str) -> bool | None:
    value = message.get(key)
    if value is not None and not isinstance(value, bool):
        _refuse(line, f"has a `{key}` that is not a boolean")
    return value


def _extras(message: dict[str, Any]) -> dict[str, Any]:
    info = message.get("info")
    # `score` stands for a missing reward; beside one it is an extra like any other.
    used = _KNOWN - {"score"} if "reward" in message else _KNOWN
    extras = {key: value for key, value in message.items() if key not in used}
    if isinstance(info, dict):
        return {**extras, **info}
    return extras if info is None else {**extras, "info": info}


def _refuse(line: bytes, what: str) -> NoReturn:
    shown = line[:_SHOWN].decode("utf-8", "replace")
    more = "…" if len(line) > _SHOWN else ""
    raise WorkerProtocolError(f"the worker's reply {what}: {shown!r}{more}")
