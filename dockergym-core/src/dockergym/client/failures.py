"""What can fail on the way to a server, as errors of the same tree as the server's own."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from dockergym.client.calls import Answer, NoAnswer, decode
from dockergym.errors import DockerGymError, InvalidRequest, error_classes

_LONGEST_EXCERPT = 200
_FIELDS = frozenset({"detail", "error_code", "retryable", "applied"})


class ServerUnreachable(DockerGymError, ConnectionError):
    """No DockerGym server answered, however often it was asked.

    ``applied`` is false where no attempt can have reached it.
    """

    status_code = 503
    code = "SERVER_UNREACHABLE"
    retryable = True
    applied: bool | None = None


class ServerTimeout(ServerUnreachable, TimeoutError):
    """The server took the request and did not answer in time."""

    status_code = 504
    code = "SERVER_TIMEOUT"


def silence(call: str, heard: NoAnswer, *, reached: bool) -> ServerUnreachable:
    """Return the error for a call that got no answer; ``reached``: some attempt may have arrived."""
    kind = ServerTimeout if heard.timed_out and heard.reached else ServerUnreachable
    advice = "see whether the server runs and whether its address is right"
    if kind is ServerTimeout:
        advice = "allow more with timeout_s"
    return kind(f"{call}: {heard.reason}; {advice}", applied=None if reached else False)


def gateway_failure(call: str, answer: Answer) -> ServerUnreachable:
    """Return the error for an answer that says "not now" and is not from a DockerGym server."""
    detail = f"{call}: something before the server answered {answer.status}: {_excerpt(answer)}"
    return ServerUnreachable(detail, retry_after_s=retry_after(answer.headers))


def server_error(call: str, answer: Answer) -> tuple[DockerGymError, bool]:
    """Return the error that an answer stands for, and whether a DockerGym server wrote it."""
    body = _object_in(answer.content)
    if body is None or not isinstance(body.get("error_code"), str):
        if 300 <= answer.status < 400 and "location" in answer.headers:
            detail = f"{call}: leads elsewhere; say so in base_url: {answer.headers['location']}"
            return DockerGymError(detail, applied=False, extra={"status": answer.status}), False
        detail = f"{call}: the answer {answer.status} is not a DockerGym server's: {_excerpt(answer)}"
        return DockerGymError(detail, applied=None, extra={"status": answer.status}), False
    return _rebuilt(body, answer), True


def retry_after(headers: Mapping[str, str]) -> float | None:
    """Return the seconds that ``Retry-After`` asks for; ``None`` where it asks for none, or names a date."""
    asked = headers.get("retry-after", "")
    try:
        return max(0.0, float(asked))
    except ValueError:
        return None


def _rebuilt(body: Mapping[str, Any], answer: Answer) -> DockerGymError:
    code = body["error_code"]
    kind = _class_of(code)
    detail = str(body.get("detail", ""))
    extra = {key: value for key, value in body.items() if key not in _FIELDS}
    if kind is None:
        kind, detail = DockerGymError, f"{code}: {detail}"
        extra |= {"server_code": code, "status": answer.status}
    return kind(
        detail,
        applied=body.get("applied"),
        retryable=bool(body.get("retryable", False)),
        retry_after_s=retry_after(answer.headers),
        extra=extra,
    )


def _class_of(code: str) -> type[DockerGymError] | None:
    if code == InvalidRequest.code:
        # Its base has the same code; only this one is a ValueError too.
        return InvalidRequest
    return error_classes().get(code)


def _object_in(content: bytes) -> dict[str, Any] | None:
    try:
        body = decode(content)
    except ValueError:
        return None
    return body if isinstance(body, dict) else None


def _excerpt(answer: Answer) -> str:
    text = " ".join(answer.content.decode("utf-8", "replace").split())
    return repr(text[:_LONGEST_EXCERPT]) if text else "an empty body"
