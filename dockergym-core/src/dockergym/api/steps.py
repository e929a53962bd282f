"""The step on the wire: bytes to a command, a reply to bytes, with nothing between."""

from __future__ import annotations

import hashlib
from typing import NoReturn

import msgspec

from dockergym.api.problems import MalformedBody
from dockergym.errors import InvalidRequest
from dockergym.protocol.messages import Reply
from dockergym.sessions.session import StepCommand

_LONGEST_REQUEST_ID = 200


class StepWire(msgspec.Struct, forbid_unknown_fields=True):
    """`dockergym.api.models.StepBody` as it is read."""

    action: str
    request_id: str | None = None
    if_step: int | None = None


class StepReplyWire(msgspec.Struct):
    """`dockergym.api.models.StepShown` as it is written."""

    session_id: str
    observation: str | None
    reward: float | None
    done: bool | None
    terminated: bool | None
    truncated: bool | None
    info: msgspec.Raw
    step: int | None


_decoder = msgspec.json.Decoder(StepWire)
_encoder = msgspec.json.Encoder()


def decode_step(body: bytes, idempotency_key: str | None) -> StepCommand:
    """Return the step that a body asks for.

    Raises:
        InvalidRequest: the body is not JSON, or not a step.
    """
    try:
        wire = _decoder.decode(body)
    except (msgspec.MsgspecError, UnicodeDecodeError) as error:
        _refuse(body, error)
    return step_command(wire.action, request_id_of(wire.request_id, idempotency_key), wire.if_step)


def step_command(action: str, request_id: str | None, if_step: int | None) -> StepCommand:
    """Return a step with the digest that it has however it came in.

    Raises:
        InvalidRequest: ``if_step`` is negative.
    """
    if if_step is not None and if_step < 0:
        raise MalformedBody("if_step: a count of steps is not negative")
    if request_id is None:
        return StepCommand(action=action, if_step=if_step)
    digest = body_digest(action, if_step)
    return StepCommand(action=action, request_id=request_id, digest=digest, if_step=if_step)


def encode_reply(session_id: str, reply: Reply) -> bytes:
    """Return a step's reply as the API shows it."""
    return _encoder.encode(
        StepReplyWire(
            session_id=session_id,
            observation=reply.observation,
            reward=reply.reward,
            done=reply.done,
            terminated=reply.terminated,
            truncated=reply.truncated,
            info=reply.info,
            step=reply.step,
        )
    )


def request_id_of(in_body: str | None, in_header: str | None) -> str | None:
    """Return the request id of a body and its ``Idempotency-Key`` header, which may not differ.

    Raises:
        InvalidRequest: they differ, or the id is empty or longer than 200 characters.
    """
    if in_body is not None and in_header is not None and in_body != in_header:
        raise InvalidRequest("request_id and the Idempotency-Key header differ; send one of them")
    request_id = in_body if in_body is not None else in_header
    if request_id is not None and not 0 < len(request_id) <= _LONGEST_REQUEST_ID:
        raise MalformedBody(f"request_id: it must have 1 to {_LONGEST_REQUEST_ID} characters")
    return request_id


def body_digest(*parts: object) -> str:
    """Return a digest that is the same for the same body, however its JSON was written.

    Raises:
        InvalidRequest: a text in it has no form that a worker could be told.
    """
    try:
        written = _encoder.encode(parts)
    except UnicodeEncodeError as error:
        raise MalformedBody("the body has a text with half of a surrogate pair, such as \\ud800") from error
    return hashlib.blake2b(written, digest_size=16).hexdigest()


def _refuse(body: bytes, error: Exception) -> NoReturn:
    if isinstance(error, msgspec.ValidationError):
        raise MalformedBody(f'{error}; a step is {{"action": "…"}}') from error
    raise InvalidRequest(f"the body is not JSON: {error}") from error
