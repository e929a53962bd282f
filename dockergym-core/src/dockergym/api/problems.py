"""Errors as JSON, in one shape, in one place."""

from __future__ import annotations

import http
import json
import logging
import math
from collections.abc import Sequence
from typing import Any

import msgspec
from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.responses import JSONResponse, Response

from dockergym.api.models import Problem
from dockergym.errors import DockerGymError, InvalidRequest

logger = logging.getLogger(__name__)

_SHOWN = 80
_DEEPEST_PLACE = 10
_CODES_BY_STATUS = {404: "NOT_FOUND", 405: "METHOD_NOT_ALLOWED"}


class MalformedBody(InvalidRequest):
    """The body is JSON, but not the JSON the route takes."""

    status_code = 422


def problem_response(error: DockerGymError) -> Response:
    """Return an error as it goes over the wire."""
    headers = {}
    if error.retry_after_s is not None:
        headers["Retry-After"] = str(max(1, math.ceil(error.retry_after_s)))
    if error.status_code == 401:
        headers["WWW-Authenticate"] = "Bearer"
    content = encode_error(error.to_dict())
    return Response(content, error.status_code, headers, media_type="application/json")


def encode_error(shown: dict[str, Any]) -> bytes:
    """Return an error as JSON."""
    # It may quote what no body may hold: halves of surrogate pairs, whole numbers of more than 64 bits.
    try:
        return msgspec.json.encode(shown)
    except (UnicodeEncodeError, OverflowError):
        return json.dumps(shown).encode()


def describe_problems(*kinds: type[DockerGymError]) -> dict[int | str, dict[str, Any]]:
    """Return the `responses` of a route that may raise these errors, for the documentation."""
    codes: dict[int, list[str]] = {}
    for kind in kinds:
        codes.setdefault(kind.status_code, []).append(kind.code)
    return {
        status: {"model": Problem, "description": " or ".join(f"`{code}`" for code in sorted(names))}
        for status, names in sorted(codes.items())
    }


PROBLEMS_ANYWHERE = describe_problems(InvalidRequest, MalformedBody)
"""The `responses` of every route, which say more of their own where they may."""


def install_problem_handlers(app: FastAPI) -> None:
    """Make every error of the app a `Problem`."""
    app.add_exception_handler(DockerGymError, answer_problem)
    app.add_exception_handler(RequestValidationError, _on_validation)
    app.add_exception_handler(HTTPException, _on_http)
    app.add_exception_handler(Exception, _on_unexpected)


async def answer_problem(request: Request, error: Exception) -> Response:
    """Return one of our errors as it goes over the wire; those that are the server's affair are logged."""
    assert isinstance(error, DockerGymError)
    if error.status_code >= 500:
        logger.warning("%s %s: %s: %s", request.method, request.url.path, error.code, error.detail)
    return problem_response(error)


async def _on_validation(request: Request, error: Exception) -> Response:
    assert isinstance(error, RequestValidationError)
    return problem_response(describe_validation(error.errors()))


async def _on_http(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    if isinstance(error.__cause__, DockerGymError):
        # What was raised while the body was read, such as that it is too large.
        return await answer_problem(request, error.__cause__)
    if error.status_code == 400 and isinstance(error.__cause__, ValueError | RecursionError):
        # FastAPI takes only what the parser calls a syntax error for one.
        return problem_response(_unreadable(error.__cause__))
    code = _CODES_BY_STATUS.get(error.status_code, "HTTP_ERROR")
    detail = f"{http.HTTPStatus(error.status_code).phrase}: {request.method} {request.url.path}"
    if error.status_code in _CODES_BY_STATUS:
        detail += "; the routes are listed at /docs"
    content = {"detail": detail, "error_code": code, "retryable": False, "applied": False}
    return JSONResponse(content, status_code=error.status_code, headers=error.headers)


def _unreadable(error: BaseException) -> InvalidRequest:
    """Return what is wrong with a body that Python does not read as JSON, whatever it looks like."""
    if isinstance(error, UnicodeDecodeError):
        return InvalidRequest(f"the body is not JSON: it is not UTF-8 at byte {error.start}")
    if isinstance(error, RecursionError):
        return InvalidRequest("the body is not JSON that can be read: it is nested too deeply")
    # Such as a number of more digits than Python reads; how its programmer may lift that helps no client.
    return InvalidRequest(f"the body is not JSON that can be read: {str(error).partition(';')[0]}")


async def _on_unexpected(request: Request, error: Exception) -> Response:
    logger.error("%s %s failed", request.method, request.url.path, exc_info=error)
    detail = "the server failed in a way it does not know; its log holds the traceback"
    return problem_response(DockerGymError(detail, applied=None))


def describe_validation(problems: Sequence[Any]) -> InvalidRequest:
    """Return what is wrong with a request, in one line a problem."""
    if any(problem["type"] == "json_invalid" for problem in problems):
        reason = problems[0].get("ctx", {}).get("error", "")
        return InvalidRequest(f"the body is not JSON: {reason}")
    if any(isinstance(problem.get("input"), bytes) for problem in problems):
        return InvalidRequest(
            "the body is not declared as JSON: send the header Content-Type: application/json"
        )
    lines = []
    for problem in problems:
        place = (
            ".".join(str(part) for part in problem["loc"][:_DEEPEST_PLACE] if part != "body") or "the body"
        )
        lines.append(f"{place}: {problem['msg']} (got {_shown(problem.get('input'))})")
    return MalformedBody("; ".join(lines))


def _shown(given: Any) -> str:
    try:
        return json.dumps(given, default=str)[:_SHOWN]
    except RecursionError:
        return "what is nested too deeply"
