"""What became of one request among many, as bytes: `{"ok": true, "result": …}` or `{"ok": false, "error": …}`."""

from __future__ import annotations

import json
import logging
import math
from collections.abc import Awaitable
from typing import Any

import msgspec

from dockergym.api.problems import encode_error
from dockergym.errors import DockerGymError

logger = logging.getLogger(__name__)

_encoder = msgspec.json.Encoder()


def encode_result(value: Any) -> bytes:
    """Return what an operation gave, as JSON."""
    try:
        return _encoder.encode(value)
    except OverflowError:
        # An environment may show whole numbers of more than 64 bits.
        return json.dumps(value).encode()


def error_shown(error: DockerGymError) -> dict[str, Any]:
    """Return an error with what HTTP says of it in its head: ``status`` and ``retry_after_s``."""
    shown = {**error.to_dict(), "status": error.status_code}
    if error.retry_after_s is not None:
        shown["retry_after_s"] = max(1, math.ceil(error.retry_after_s))
    return shown


def unexpected(what: str, error: Exception) -> DockerGymError:
    """Return the error for a failure that is not one of ours, whose traceback goes into the log."""
    logger.error("%s failed", what, exc_info=error)
    detail = "the server failed in a way it does not know; its log holds the traceback"
    return DockerGymError(detail, applied=None)


async def fields_of(work: Awaitable[bytes], what: str) -> bytes:
    """Do the work and return the fields of its outcome, without the braces around them."""
    try:
        return b'"ok":true,"result":' + await work
    except DockerGymError as error:
        if error.status_code >= 500:
            logger.warning("%s: %s: %s", what, error.code, error.detail)
        return refusal_fields(error)
    except Exception as error:
        return refusal_fields(unexpected(what, error))


def refusal_fields(error: DockerGymError) -> bytes:
    """Return the fields of the outcome of a request that failed."""
    return b'"ok":false,"error":' + encode_error(error_shown(error))
