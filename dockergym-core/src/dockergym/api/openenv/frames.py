"""What goes over an OpenEnv socket: frames in, frames out. Knows no socket and no session."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import msgspec

from dockergym.api.problems import encode_error
from dockergym.errors import CapacityError, DockerGymError, InvalidParams, InvalidRequest, TaskNotFound
from dockergym.protocol.messages import Reply

INVALID_JSON = "INVALID_JSON"
UNKNOWN_TYPE = "UNKNOWN_TYPE"
VALIDATION_ERROR = "VALIDATION_ERROR"
EXECUTION_ERROR = "EXECUTION_ERROR"
CAPACITY_REACHED = "CAPACITY_REACHED"
SESSION_ERROR = "SESSION_ERROR"

_SHOWN_IN_METADATA = ("score", "won")
"""What environments call their own account of an episode."""

_encoder = msgspec.json.Encoder()
_decoder = msgspec.json.Decoder()
_fields_decoder = msgspec.json.Decoder(dict[str, msgspec.Raw])


class Refused(Exception):
    """A request that is answered with an error frame."""

    def __init__(self, code: str, message: str, *, closes: bool = False, **extra: Any) -> None:
        super().__init__(message)
        self.code = code
        self.message = message
        self.closes = closes
        """Whether the connection ends with the answer."""
        self.extra = extra


def invalid(*errors: Mapping[str, Any], prefix: str = "Invalid message") -> Refused:
    """Return the refusal of what does not fit.

    ``errors`` say where and why, as pydantic lists them; clients show their user the message alone, so it says it too.
    """
    told = "; ".join(f"{'.'.join(map(str, one['loc'])) or 'the message'}: {one['msg']}" for one in errors)
    return Refused(VALIDATION_ERROR, f"{prefix}: {told}", errors=list(errors))


def wrong(kind: str, place: Sequence[str | int], message: str, given: Any) -> dict[str, Any]:
    """Return one entry of the list of errors that a `VALIDATION_ERROR` carries."""
    return {"type": kind, "loc": list(place), "msg": message, "input": given}


def refusal_of(error: DockerGymError, *, active: int, most: int) -> Refused:
    """Return one of our errors as OpenEnv's clients know it; ``active`` of ``most`` sessions are running."""
    if isinstance(error, CapacityError):
        extra = {"active_sessions": active, "max_sessions": most}
        return Refused(CAPACITY_REACHED, error.detail, closes=True, **extra)
    if isinstance(error, InvalidParams | InvalidRequest | TaskNotFound):
        return Refused(
            VALIDATION_ERROR, error.detail, errors=[wrong("value_error", ["data"], error.detail, None)]
        )
    # The code and `applied` are read by nobody that OpenEnv has made, and cost nothing.
    return Refused(EXECUTION_ERROR, error.detail, error_code=error.code, applied=error.applied)


def decode_frame(frame: str | bytes) -> tuple[str, Any]:
    """Return the type and the data of a request.

    Raises:
        Refused: it is not JSON, or not a request.
    """
    try:
        message = _decoder.decode(frame)
    except (msgspec.DecodeError, UnicodeError, RecursionError) as error:
        raise Refused(INVALID_JSON, f"Invalid JSON: {error}") from None
    if not isinstance(message, dict):
        detail = 'a message is an object, such as {"type": "reset", "data": {}}'
        raise invalid(wrong("model_type", [], detail, message))
    kind = message.get("type")
    return (kind if isinstance(kind, str) else ""), message.get("data")


def encode_frame(kind: str, data: Any) -> str:
    """Return a reply frame."""
    return _encoder.encode({"type": kind, "data": data}).decode()


def encode_refusal(refusal: Refused) -> str:
    """Return the frame of an error."""
    data = {"message": refusal.message, "code": refusal.code, **refusal.extra}
    return encode_error({"type": "error", "data": data}).decode()


def observation_data(reply: Reply, session_id: str, env_id: str | None) -> dict[str, Any]:
    """Return what an environment answered as the ``data`` of an observation frame.

    The observation holds the text as ``observation``, beside it every key of ``info``, and ``metadata`` once
    more: the client of openenv-core 0.3 shows its user nothing else.
    """
    fields: dict[str, Any] = dict(_fields_decoder.decode(reply.info))
    metadata = _object(fields.get("metadata")) | {
        "session_id": session_id,
        "env_id": env_id,
        "step": reply.step,
        "terminated": reply.terminated,
        "truncated": reply.truncated,
    }
    metadata |= {name: fields[name] for name in _SHOWN_IN_METADATA if name in fields}
    observation = fields | {"observation": reply.observation, "metadata": metadata}
    return {
        "observation": observation,
        "reward": reply.reward,
        "done": reply.done,
        "metadata": metadata,
    }


def encode_json(value: Any) -> bytes:
    """Return a value as JSON."""
    return _encoder.encode(value)


def _object(raw: msgspec.Raw | None) -> dict[str, Any]:
    decoded = None if raw is None else _decoder.decode(raw)
    return decoded if isinstance(decoded, dict) else {}
