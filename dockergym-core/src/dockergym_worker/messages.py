"""Requests and replies as JSON lines, and the errors that are replies. No I/O."""

from __future__ import annotations

import json
from typing import Any, Dict, Mapping, Optional

MAX_MESSAGE_CHARACTERS = 4096
"""Longest message of an error reply; the rest is cut off."""


class Refusal(Exception):
    """A request that is answered with an error reply."""

    def __init__(
        self,
        code: str,
        message: str,
        *,
        applied: Optional[bool] = False,
        type_name: Optional[str] = None,
    ) -> None:
        super().__init__(message)
        self.code = code
        self.message = message[:MAX_MESSAGE_CHARACTERS]
        self.applied = applied
        self.type_name = type_name

    def body(self) -> Dict[str, Any]:
        """Return the reply's keys, without ``id`` and ``step``."""
        body: Dict[str, Any] = {
            "status": "error",
            "message": self.message,
            "code": self.code,
            "applied": self.applied,
        }
        if self.type_name is not None:
            body["type"] = self.type_name
        return body


def decode_request(line: Optional[bytes], limit: int) -> Dict[str, Any]:
    """Return the request in a line; ``None`` is a line that was longer than ``limit`` bytes.

    Raises:
        Refusal: it is not a JSON object, or its ``id`` is not a whole number.
    """
    if line is None:
        raise Refusal("bad_request", f"the request is longer than {limit} bytes")
    try:
        request = json.loads(line.decode("utf-8"))
    except (ValueError, RecursionError) as error:
        raise Refusal("bad_request", f"the request is not a line of JSON: {error}") from None
    if type(request) is not dict:
        raise Refusal("bad_request", f"the request must be a JSON object, not {_json_name(request)}")
    number = request.get("id")
    if number is not None and type(number) is not int:
        raise Refusal("bad_request", f"'id' must be a whole number, not {_json_name(number)}")
    return request


def field(request: Mapping[str, Any], name: str, kind: type, *, required: bool = False) -> Any:
    """Return a field of a request, ``None`` where it is missing or null and not required.

    Raises:
        Refusal: it is missing though required, or not of ``kind``.
    """
    value = request.get(name)
    if value is None:
        if required:
            raise Refusal("bad_request", f"{request.get('cmd')!r} needs {name!r}, {_NAMES[kind]}")
    elif type(value) is not kind:
        raise Refusal("bad_request", f"{name!r} must be {_NAMES[kind]}, not {_json_name(value)}")
    return value


def encode_body(body: Mapping[str, Any]) -> bytes:
    """Return a reply without its ``id``, as JSON on one line.

    Surrogates that stand alone are no text, and no decoder needs to take them: they become U+FFFD.

    Raises:
        TypeError, ValueError, RecursionError: a value cannot be written as JSON.
    """
    text = _encode(body)
    if "\\ud" in text:
        text = _encode_unescaped(body)
        return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace").encode("utf-8")
    return text.encode("ascii")


def reply_line(number: Optional[int], body: bytes) -> bytes:
    """Return the line that answers request ``number``: its ``id`` goes to the front of ``body``."""
    if number is None:
        return body + b"\n"
    return b'{"id":%d,%b\n' % (number, body[1:])


def marked_replayed(body: bytes) -> bytes:
    """Return an encoded reply with ``"replayed": true`` at its end."""
    return body[:-1] + b',"replayed":true}'


def plain_value(value: Any) -> Any:
    """Return a numpy (or torch) scalar or array as numbers and lists; anything else is refused."""
    to_list = getattr(value, "tolist", None)
    if callable(to_list):
        return to_list()
    raise TypeError(f"{type(value).__name__} cannot be written as JSON")


# A structure that holds itself ends in a RecursionError; looking out for it would cost every reply.
_encode = json.JSONEncoder(
    separators=(",", ":"), allow_nan=False, check_circular=False, default=plain_value
).encode
_encode_unescaped = json.JSONEncoder(
    separators=(",", ":"), allow_nan=False, check_circular=False, default=plain_value, ensure_ascii=False
).encode

_NAMES = {str: "a string", int: "a whole number", dict: "an object", list: "an array"}


def _json_name(value: Any) -> str:
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "a boolean"
    return _NAMES.get(type(value), "a number")
