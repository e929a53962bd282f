"""Requests of a stream: bytes to what is asked, with nothing between for a step."""

from __future__ import annotations

import json
from typing import Annotated, Any, NoReturn, TypeAlias

import msgspec
from pydantic import ValidationError

from dockergym.api.models import CreateSessionBody
from dockergym.api.problems import MalformedBody, describe_validation
from dockergym.errors import InvalidRequest

MessageId: TypeAlias = int | str
_Count = Annotated[int, msgspec.Meta(ge=1, le=1024)]
_LONGEST_ID = 200


class Asked(msgspec.Struct, tag_field="op", forbid_unknown_fields=True):
    """A request; its ``id`` comes back with its reply."""

    id: MessageId


class Create(Asked, tag="create"):
    """`dockergym.api.models.CreateSessionBody`, which says what the fields may hold."""

    env_id: Any = None
    params: Any = msgspec.UNSET
    seed: Any = None
    request_id: Any = None
    run: Any = None
    rollout: Any = None
    wait_s: Any = 0
    recover: Any = None

    def body(self) -> CreateSessionBody:
        """Return the same as the body of a create.

        Raises:
            InvalidRequest: a field does not hold what it may.
        """
        fields = {name: getattr(self, name) for name in self.__struct_fields__ if name != "id"}
        given = {name: value for name, value in fields.items() if value is not msgspec.UNSET}
        try:
            return CreateSessionBody.model_validate(given)
        except ValidationError as error:
            raise describe_validation(error.errors()) from error


class Step(Asked, tag="step"):
    """`dockergym.api.models.StepBody`, for a session."""

    session_id: str
    action: str
    request_id: str | None = None
    if_step: int | None = None


class Get(Asked, tag="get"):
    """Show a session."""

    session_id: str


class Close(Asked, tag="close"):
    """End a session."""

    session_id: str


class Fork(Asked, tag="fork"):
    """`dockergym.api.models.ForkBody`, for a session."""

    session_id: str
    count: _Count = 1
    request_id: str | None = None


class Cancel(Asked, tag="cancel"):
    """Give up a create of this connection that is under way."""

    request: MessageId
    """Its ``id``."""


Request: TypeAlias = Create | Step | Get | Close | Fork | Cancel

_decoder = msgspec.json.Decoder(Request)
_encoder = msgspec.json.Encoder()


def decode_request(message: bytes | str) -> Request:
    """Return what a message asks for.

    Raises:
        InvalidRequest: it is not JSON, or asks for nothing that a stream does.
    """
    try:
        request: Request = _decoder.decode(message)
    except (msgspec.MsgspecError, UnicodeError, RecursionError) as error:
        _refuse(error)
    if isinstance(request.id, str) and len(request.id) > _LONGEST_ID:
        raise MalformedBody(f"id: it may have {_LONGEST_ID} characters at most")
    return request


def id_in(message: bytes | str) -> MessageId | None:
    """Return the id of a message that is no request, as far as it has one."""
    try:
        found = json.loads(message)
    except (ValueError, RecursionError):
        return None
    identity = found.get("id") if isinstance(found, dict) else None
    if isinstance(identity, bool) or not isinstance(identity, int | str):
        return None
    if isinstance(identity, str) and (len(identity) > _LONGEST_ID or not _is_text(identity)):
        return None
    return identity


def _is_text(identity: str) -> bool:
    """Say whether it can be sent back: Python also takes halves of surrogate pairs for text."""
    try:
        identity.encode()
    except UnicodeEncodeError:
        return False
    return True


def encode_reply(identity: MessageId | None, fields: bytes) -> bytes:
    """Return a reply: the id of its request and the fields of its outcome."""
    shown = b"%d" % identity if isinstance(identity, int) else _encoder.encode(identity)
    return b'{"id":' + shown + b"," + fields + b"}"


def _refuse(error: Exception) -> NoReturn:
    if isinstance(error, msgspec.ValidationError):
        raise MalformedBody(
            f'{error}; a request is {{"id": 1, "op": "step", "session_id": "…", "action": "…"}}, '
            "and op one of create, step, get, close, fork, cancel"
        ) from error
    raise InvalidRequest(f"the message is not JSON: {error}") from error
